"""Load a language: its file, laid over those it extends.

In → Out: a language code or the path of a language file in, a `Language` out.
Must not: contain any words of a language.

A file that `extends:` another says only what differs, as `en-US` does over `en`. The shipped
layouts are written in English; `labels:` maps their titles and labels to translations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pmdoc.diagnostics.errors import LanguageError, UnknownName
from pmdoc.lang.language import PATTERNS, REFERENCE, Language, Word
from pmdoc.lang.language_check import find_language_problems
from pmdoc.read.yaml_names import is_yaml_name
from pmdoc.runtime.resources import languages_folder
from pmdoc.validate.config_file import ConfigFile, ConfigKind

_LANGUAGES = ConfigKind(
    name="language",
    folder=languages_folder(),
    error=LanguageError,
    first_line="`extends: en`",
    find_problems=find_language_problems,
    extends_problem="language-value",
)


def language_codes() -> tuple[str, ...]:
    """Return the codes of the shipped languages, sorted."""
    return _LANGUAGES.names()


def load_language(code: str = REFERENCE) -> Language:
    """Load a language by its code or by the path of a file.

    A region that is not shipped falls back to its language: `de-AT` to `de`.

    Raises:
        UnknownName: no shipped language fits.
        LanguageError: a file can't be used; the message lists every problem in it.
    """
    if is_yaml_name(code):
        return _merge(_LANGUAGES.read_chain(code))
    shipped = shipped_language(code)
    if not shipped:
        unknown = UnknownName("language", code, language_codes())
        if own_name := _code_of_name(code):
            unknown.suggest_instead(own_name)
        raise unknown
    return _merge(_LANGUAGES.read_chain(shipped), code=code)


def shipped_language(code: str) -> str:
    """Return the code of the shipped language for a language tag; empty if there is none."""
    known = {name.casefold(): name for name in language_codes()}
    wanted = code.replace("_", "-").casefold()
    return known.get(wanted) or known.get(wanted.split("-")[0], "")


def _code_of_name(name: str) -> str:
    """Return the code of the language of that native name: `Deutsch` is `de`; empty for none."""
    wanted = name.casefold()
    codes = language_codes()
    return next((code for code in codes if load_language(code).name.casefold() == wanted), "")


def _merge(files: Sequence[ConfigFile], *, code: str = "") -> Language:
    """Merge files, the nearest first, into a language; `code` overrides theirs."""
    data: dict[str, Any] = {}
    words: dict[str, Word] = {}
    labels: dict[str, str] = {}
    for file in reversed(files):
        data |= file.data
        words |= file.data.get("words", {})
        labels |= {text.casefold(): own for text, own in file.data.get("labels", {}).items()}
    missing = [key for key in ("code", "name", *PATTERNS, "months") if key not in data]
    if missing:
        raise LanguageError(
            f"The language file {files[0].path.name} lacks: {', '.join(missing)}.",
            hint="Add them, or name a shipped language under `extends:`.",
        )
    return Language(
        code=code or data["code"],
        name=data["name"],
        is_right_to_left=data.get("direction") == "rtl",
        patterns={key: data[key] for key in PATTERNS},
        months=tuple(data["months"]),
        standalone_months=tuple(data.get("standalone_months", ())),
        words=words,
        paper=data.get("paper", "A4"),
        labels=labels,
        is_english=files[-1].data.get("code") == REFERENCE,
        plurals={form: re.compile(pattern) for form, pattern in data.get("plurals", {}).items()},
        grouping=int(data.get("grouping", 4)),
        file_warnings=files[0].warnings,
    )
