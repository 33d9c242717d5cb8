"""The files that a layout, a style or a language of a house leads to, and what they are called.

In → Out: the file that was asked for in; it and all that it needs, with names for an archive, out.
Must not: list a shipped file, or a font of the computer that the style does not name itself.
Source: OpenType 1.9, OS/2, fsType: which fonts may be handed on as files.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

from pmdoc.read import texts_in
from pmdoc.style import Style
from pmdoc.style.layers import read_layers
from pmdoc.style.shorthand import LOGO_SIZES, expand_shorthand

_FOLDER = "house"
_NOT_ALL_RIGHTS = 0x020E
"""Restricted, for print and preview only, for editing only, or the bitmaps only."""


def style_files(path: Path, style: Style) -> tuple[Path, ...]:
    """Return a style file, those that it extends, and the fonts and logos that the look needs."""
    families = (*style.families.values(), *style.fallback)
    fonts = {face.path for family in families for face in family.faces}
    layers = [layer for layer in read_layers(path) if not layer.is_shipped]
    found = dict.fromkeys(layer.path for layer in layers)
    for layer in layers:
        data = expand_shorthand(layer.data, layer.path.parent)
        listed = data.get("typography", {}).get("fonts", ())
        named = [Path(file["path"]) for family in listed for file in family["files"]]
        found |= dict.fromkeys(font for font in named if font in fonts)
        found |= dict.fromkeys(_logos(data.get("logo", {})))
    return tuple(found)


def _logos(marks: Any) -> Iterator[Path]:
    """Yield the logo that a style prints. Shape: as `expand_shorthand` leaves it."""
    sizes = (marks[size] for size in LOGO_SIZES if size in marks)
    found = (Path(mark["folder"]) / mark["path"] for mark in sizes)
    yield from (path for path in found if path.suffix.lower() != ".svg" and path.is_file())


def named_absolutely(path: Path, files: Sequence[Path]) -> frozenset[Path]:
    """Return the files that a style names from the root of the computer's disk."""
    texts: set[str] = set()
    for layer in read_layers(path):
        texts.update(texts_in(layer.data))
    return frozenset(file for file in files if file.is_absolute() and str(file) in texts)


def may_be_handed_on(font: bytes) -> bool:
    """Say whether a font's own bits allow to pass its file on; a font without them allows it."""
    try:
        start = struct.unpack_from(">L", font, 12)[0] if font[:4] == b"ttcf" else 0
        for at in range(struct.unpack_from(">H", font, start + 4)[0]):
            tag, _, offset, _ = struct.unpack_from(">4sLLL", font, start + 12 + 16 * at)
            if tag == b"OS/2":
                return not struct.unpack_from(">H", font, offset + 8)[0] & _NOT_ALL_RIGHTS
    except struct.error:
        return False
    return True


def archive_names(kind: str, files: Sequence[Path], top: str, taken: Iterable[str]) -> list[str]:
    """Name files below a folder, so that they find each other where they are put.

    Files below `top` stand as they do there. If any lies elsewhere all of them go into a folder of
    their own, in their places to each other: nothing else of where they lay is told.
    Shape: `files` are never empty, the one that leads to the others first.
    """
    first = files[0].parent
    root = os.path.realpath(first)
    # a link may lie between files that name each other: their names count, not where it leads
    places = [os.path.normpath(os.path.join(root, os.path.relpath(one, first))) for one in files]  # noqa: PTH118 -- text, as `realpath` gives it
    above = os.path.commonpath([os.path.dirname(place) for place in places])  # noqa: PTH120 -- likewise
    if os.path.commonpath([above, top]) == top:
        return [PurePath(os.path.relpath(place, top)).as_posix() for place in places]
    folder = _FOLDER
    while any(name.startswith(f"{folder}/{kind}/") for name in taken):
        folder += "-"
    return [f"{folder}/{kind}/{PurePath(os.path.relpath(p, above)).as_posix()}" for p in places]
