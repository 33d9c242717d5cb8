"""The contents of language files, and the words of the reference language.

In → Out: nothing in; constants and the reference words out.
Must not: check a file.
Source: the patterns, separators and plural forms of the shipped files are those of Unicode CLDR 46.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.runtime.resources import languages_folder

REFERENCE = "en"
"""The language whose words replace those that another one lacks."""
PATTERNS = ("date", "time", "date_time", "decimal", "thousands")
"""Keys for dates and numbers. Each language has all of them, or extends one that does."""
OTHER = "other"
"""The plural form of counts that match no other form."""

Word = str | Mapping[str, str]
"""A fixed word or phrase; one that counts something has a text for each plural form."""


@cache
def reference_words() -> Mapping[str, Word]:
    """Return the words of the reference language; few reports need them."""
    data = cast("Mapping[str, Any]", read_yaml(languages_folder() / f"{REFERENCE}.yaml").data)
    words: Mapping[str, Word] = data["words"]
    return words
