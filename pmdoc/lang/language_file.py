"""What language files are made of, and the reading of them.

In → Out: the path of a language file in, its data with their places out.
Must not: judge what a file says; `check` does.
Source: patterns, separators and plural forms of the shipped files are those of Unicode CLDR 46.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pmdoc.diagnostics.errors import LanguageError
from pmdoc.read import Source
from pmdoc.runtime.resources import languages_folder
from pmdoc.validate.config_file import data_of, read_house_file

REFERENCE = "en"
"""The language whose words stand in for those that another one lacks."""
PATTERNS = ("date", "time", "date_time", "decimal", "thousands")
"""How dates and numbers are written: what every language has to say, or the one it extends."""
OTHER = "other"
"""The plural form of every count that no other form fits."""

Word = str | Mapping[str, str]
"""A fixed word; where it counts something, one for each plural form."""


def read_file(path: Path) -> Source:
    """Read a language file.

    Raises:
        LanguageError: it is missing, unreadable, empty or no map.
    """
    return read_house_file(path, "language file", LanguageError, start="`extends: en`")


def shipped_file(code: str) -> Path:
    """Return the path of a shipped language's file, whether or not there is one."""
    return languages_folder() / f"{code}.yaml"


@cache
def reference_words() -> Mapping[str, Word]:
    """Read the words that stand in for missing ones; few reports need them."""
    words: Mapping[str, Word] = data_of(read_file(shipped_file(REFERENCE)))["words"]
    return words
