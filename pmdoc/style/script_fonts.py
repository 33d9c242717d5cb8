"""Fonts for the scripts of the world: whom to ask for a character that a text's own font lacks.

In → Out: a style, a family and a character in; the families to try, in order, out.
Must not: open a font, or look for one before a text needs it.
Source: ISO 15924 for the names of scripts; the families stand in styles/fonts/scripts.yaml.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pmdoc.diagnostics.problem import Problem
from pmdoc.read import read_yaml
from pmdoc.runtime.resources import styles_folder
from pmdoc.style.style import FontFace, FontFamily, Style

_RANGES = (
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0750, 0x077F, "Arab"),
    (0x0870, 0x08FF, "Arab"),
    (0x1100, 0x11FF, "Kore"),
    (0x2E80, 0x312F, "Hani"),
    (0x3130, 0x318F, "Kore"),
    (0x3190, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xAC00, 0xD7AF, "Kore"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE30, 0xFE4F, "Hani"),
    (0xFE70, 0xFEFC, "Arab"),
    (0xFF00, 0xFFEF, "Hani"),
    (0x20000, 0x3FFFF, "Hani"),
)
_HAN = {"ja": ("Jpan", "Hans"), "ko": ("Kore", "Jpan", "Hans")}
"""The fonts that draw ideographs as the readers of a language know them; else Chinese first."""
_FOLDERS: Mapping[str, tuple[str, ...]] = {
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
_ELSEWHERE = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def script_of(character: str) -> str:
    """Return a character's script if it is one of those with fonts of their own, else nothing.

    `Hani` stands for all that Chinese and Japanese share: ideographs, kana, full-width forms.
    """
    point = ord(character)
    if point < 0x0590:
        return ""
    return next((name for first, last, name in _RANGES if first <= point <= last), "")


def families_for(
    style: Style, family: FontFamily, character: str, language: str
) -> Iterator[FontFamily]:
    """Yield the families to ask for a character, the text's own first. Shape: each once."""
    found = dict.fromkeys((family.name,))
    yield family
    script = script_of(character)
    own: tuple[FontFamily, ...] = ()
    if script:
        signs = _plan()["signs"]
        own = (*(f for f in style.fallback if f.name not in signs), *_of_script(script, language))
    for one in (*own, *style.fallback):
        if one.name not in found:
            found[one.name] = None
            yield one


def script_family(script: str, style: Style, language: str) -> FontFamily | None:
    """Return the family that texts of a script are set in, or None where there is none for it."""
    signs = _plan()["signs"]
    own = [family for family in style.fallback if family.name not in signs]
    return next(iter((*own, *_of_script(script, language))), None)


def missing_problems(characters: Iterable[str]) -> tuple[Problem, ...]:
    """Say that no font has some characters. Problems: one `glyph-missing` for each.

    Signs that stand for control characters are passed over: reading has warned of those, and a
    box in their place is as good.
    """
    return tuple(_problem(c) for c in sorted(characters) if not "\u2400" <= c <= "\u2421")


def _problem(character: str) -> Problem:
    name = unicodedata.name(character, "")
    hint = "Write it otherwise, or name a font that has it under `fallback:` in the style."
    known = [entry["family"] for entry in _entries(script_of(character), "")]
    if known:
        hint = f"Install a font such as {known[0]} or {known[-1]}, or name one in the style."
    return Problem(
        id="glyph-missing",
        message=f"No font has {f'U+{ord(character):04X} {name}'.strip()}.",
        hint=hint,
    )


@cache
def _of_script(script: str, language: str) -> tuple[FontFamily, ...]:
    entries = _entries(script, language)
    return tuple(family for entry in entries if (family := _family(entry)) is not None)


def _entries(script: str, language: str) -> list[Mapping[str, str]]:
    """List what the plan names for a script."""
    names: tuple[str, ...] = (script,)
    if script == "Hani":
        names = _HAN.get(language.partition("-")[0], ("Hans", "Jpan"))
    return [entry for name in names for entry in _plan()["scripts"].get(name, ())]


def _family(entry: Mapping[str, str]) -> FontFamily | None:
    """Return a family whose regular file is there."""
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
    """List the font files of the computer by name; of two alike, the first in order counts."""
    found: dict[str, Path] = {}
    for folder in _FOLDERS.get(sys.platform, _ELSEWHERE):
        for place, folders, names in os.walk(Path(folder).expanduser()):
            folders.sort()
            for name in sorted(names):
                found.setdefault(name.casefold(), Path(place) / name)
    return found


@cache
def _plan() -> Mapping[str, Any]:
    data = read_yaml(styles_folder() / "fonts" / "scripts.yaml").data
    assert isinstance(data, dict)  # noqa: S101 -- our own file, which a test reads
    return data
