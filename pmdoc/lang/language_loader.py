"""Make a language of its file and of those that the file extends.

In → Out: a language code or the path of a language file in, a `Language` out.
Must not: hold a word.

A file that `extends:` another one says only what differs, as `en-US` does over `en`. The shipped
layouts are written in English; `labels:` maps their titles and labels to the language's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pmdoc.diagnostics.errors import LanguageError, UnknownName
from pmdoc.diagnostics.problem import Problem
from pmdoc.lang.language import Language
from pmdoc.lang.language_check import check_file
from pmdoc.lang.language_file import PATTERNS, REFERENCE, Word, read_file, shipped_file
from pmdoc.read import is_yaml_name
from pmdoc.runtime.resources import languages_folder
from pmdoc.validate.config_file import data_of


def language_codes() -> tuple[str, ...]:
    """List the shipped languages by code."""
    return tuple(sorted(path.stem for path in languages_folder().glob("*.yaml")))


def load_language(code: str = REFERENCE) -> Language:
    """Load a language by its code or by the path of a file.

    A region that is not shipped is read from its language: `de-AT` from `de`.

    Raises:
        UnknownName: no shipped language fits.
        LanguageError: the file can't be used; every problem in it is named.
    """
    path = Path(code)
    if is_yaml_name(path):
        source = read_file(path)
        doubts = check_file(source, language_codes())
        return _language(path, _layers(data_of(source)), doubts=doubts)
    found = shipped_language(code)
    if not found:
        unknown = UnknownName("language", code, language_codes())
        if meant := _called(code):
            unknown.mean(meant)
        raise unknown
    path = shipped_file(found)
    return _language(path, _layers(data_of(read_file(path))), code=code)


def shipped_language(code: str) -> str:
    """Return the code of the shipped language that a code means; nothing if none does."""
    known = {name.casefold(): name for name in language_codes()}
    wanted = code.replace("_", "-").casefold()
    return known.get(wanted) or known.get(wanted.split("-")[0], "")


def _called(name: str) -> str:
    """Find the language that is called so by those who speak it; nothing for another word."""
    wanted = name.casefold()
    codes = language_codes()
    return next((code for code in codes if load_language(code).name.casefold() == wanted), "")


def _layers(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Read the shipped files that a file extends; return them all, nearest first."""
    layers = [data]
    while "extends" in layers[-1]:
        layers.append(data_of(read_file(shipped_file(str(layers[-1]["extends"])))))
    return layers


def _language(
    path: Path,
    layers: Sequence[Mapping[str, Any]],
    *,
    code: str = "",
    doubts: tuple[Problem, ...] = (),
) -> Language:
    """Lay the files over one another, the nearest on top; `code` counts more than theirs.

    Raises:
        LanguageError: none of them says how something is written.
    """
    data: dict[str, Any] = {}
    words: dict[str, Word] = {}
    labels: dict[str, str] = {}
    for layer in reversed(layers):
        data |= layer
        words |= layer.get("words", {})
        labels |= {text.casefold(): own for text, own in layer.get("labels", {}).items()}
    lacking = [key for key in ("code", "name", *PATTERNS, "months") if key not in data]
    if lacking:
        raise LanguageError(
            f"The language file {path.name} does not say: {', '.join(lacking)}.",
            hint="Add them, or name a shipped language under `extends:`.",
        )
    return Language(
        code=code or data["code"],
        name=data["name"],
        is_right_to_left=data.get("direction") == "rtl",
        patterns={key: data[key] for key in PATTERNS},
        months=tuple(data["months"]),
        words=words,
        labels=labels,
        is_english=layers[-1].get("code") == REFERENCE,
        plurals={form: re.compile(fits) for form, fits in data.get("plurals", {}).items()},
        grouping=int(data.get("grouping", 4)),
        doubts=doubts,
    )
