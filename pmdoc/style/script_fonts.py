"""Fallback fonts for characters that a text's own font lacks.

In → Out: a style, a family and a character in; the families to try, in order, out.
Must not: open a font, or search for one before a text needs it.
Source: ISO 15924 for the codes of scripts; styles/fonts/scripts.yaml lists their fonts.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pmdoc.diagnostics.problem import Problem
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.runtime.resources import styles_folder
from pmdoc.style.style import FontFace, FontFamily, Style

_SCRIPTS = {
    "Hebr": r"[\u0590-\u05ff\ufb1d-\ufb4f]",
    "Arab": r"[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]",
    "Kore": r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]",
    "Hani": r"[\u2e80-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    r"\U00020000-\U0003ffff]",
}
_SCRIPT = re.compile("|".join(f"(?P<{script}>{letters})" for script, letters in _SCRIPTS.items()))
_HAN = {"ja": ("Jpan", "Hans"), "ko": ("Kore", "Jpan", "Hans")}
"""Scripts whose fonts draw ideographs in the forms of a language; Chinese for all others."""
_FOLDERS: Mapping[str, tuple[str, ...]] = {
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_LINUX_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def script_of(character: str) -> str:
    """Return the code of a character's script, or an empty string if it needs no special font.

    `Hani` covers what Chinese and Japanese share: ideographs, kana, full-width forms.
    """
    match = _SCRIPT.match(character)
    return match.lastgroup or "" if match else ""


def families_for(
    style: Style, family: FontFamily, character: str, language: str
) -> Iterator[FontFamily]:
    """Yield the families to try for a character, the text's own first, each once.

    For a Hebrew letter: `family`, the style's fallbacks for letters, the fonts for Hebrew, and
    last the fallbacks for symbols; for other characters `family` and all fallbacks.
    """
    yield family
    seen = {family.name}
    script = script_of(character)
    for_script = _families_of_script(script, style, language) if script else ()
    for other in (*for_script, *style.fallback):
        if other.name not in seen:
            seen.add(other.name)
            yield other


def script_family(script: str, style: Style, language: str) -> FontFamily | None:
    """Return the family for text in a script, or None if there is none."""
    return next(iter(_families_of_script(script, style, language)), None)


def missing_glyph_problems(characters: Iterable[str]) -> tuple[Problem, ...]:
    """Return a problem for each character that no font has.

    Symbols for control characters (U+2400 to U+2421) are skipped: the reader has warned of those,
    and a box in their place is as good.

    Problems: `glyph-missing`.
    """
    return tuple(_problem(c) for c in sorted(characters) if not "\u2400" <= c <= "\u2421")


def _problem(character: str) -> Problem:
    name = unicodedata.name(character, "")
    hint = "Replace it, or list a font that has it under `fallback:` in the style."
    known = [entry["family"] for entry in _entries(script_of(character), "")]
    if known:
        hint = f"Install a font such as {known[0]} or {known[-1]}, or list one in the style."
    return Problem(
        id="glyph-missing",
        message=f"No font has {f'U+{ord(character):04X} {name}'.strip()}.",
        hint=hint,
    )


def _families_of_script(script: str, style: Style, language: str) -> Sequence[FontFamily]:
    symbol_fonts = _font_lists()["signs"]
    fallback = (family for family in style.fallback if family.name not in symbol_fonts)
    return (*fallback, *_available_families(script, language))


@cache
def _available_families(script: str, language: str) -> tuple[FontFamily, ...]:
    entries = _entries(script, language)
    return tuple(family for entry in entries if (family := _family(entry)) is not None)


def _entries(script: str, language: str) -> list[Mapping[str, str]]:
    names: tuple[str, ...] = (script,)
    if script == "Hani":
        names = _HAN.get(language.partition("-")[0], ("Hans", "Jpan"))
    return [entry for name in names for entry in _font_lists()["scripts"].get(name, ())]


def _family(entry: Mapping[str, str]) -> FontFamily | None:
    """Return the family of an entry, or None if its regular file does not exist."""
    regular, bold = (_find(entry.get(key, "")) for key in ("regular", "bold"))
    if regular is None:
        return None
    faces = [FontFace(path=regular)]
    if bold is not None:
        faces.append(FontFace(path=bold, weight=700))
    return FontFamily(name=entry["family"], faces=tuple(faces))


def _find(name: str) -> Path | None:
    shipped = styles_folder() / "fonts" / name
    return shipped if name and shipped.is_file() else _installed().get(name.casefold())


@cache
def _installed() -> Mapping[str, Path]:
    """Return the installed font files by name; of duplicates the first in sorted order."""
    found: dict[str, Path] = {}
    for folder in _FOLDERS.get(sys.platform, _LINUX_FOLDERS):
        for parent, folders, names in os.walk(Path(folder).expanduser()):
            folders.sort()
            for name in sorted(names):
                found.setdefault(name.casefold(), Path(parent) / name)
    return found


@cache
def _font_lists() -> Mapping[str, Any]:
    data = read_yaml(styles_folder() / "fonts" / "scripts.yaml").data
    assert isinstance(data, dict)  # noqa: S101 -- a shipped file, which a test reads
    return data
