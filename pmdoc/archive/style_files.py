"""The files that a user's style needs, and names of config files in an archive.

In → Out: a style file in, the files it needs out; files in, their names in an archive out.
Must not: list a shipped file, or an installed font that the style does not refer to.
Source: OpenType 1.9, OS/2, fsType: which fonts may be shared as files.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

from pmdoc.read.source import texts_in
from pmdoc.style import Style
from pmdoc.style.layers import read_layers
from pmdoc.style.shorthand import LOGO_SIZES, expand_shorthand

_FOLDER = "shared"
_NOT_ALL_RIGHTS = 0x020E
"""fsType bits: restricted, preview and print only, editable only, or bitmaps only."""


def style_files(path: Path, style: Style) -> tuple[Path, ...]:
    """Return a style file, those it extends, and the fonts and logos they use."""
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


def _logos(spec: Any) -> Iterator[Path]:
    """Yield the logo files of a style. Shape: `spec` is as `expand_shorthand` returns it."""
    sizes = (spec[size] for size in LOGO_SIZES if size in spec)
    paths = (Path(logo["folder"]) / logo["path"] for logo in sizes)
    yield from (path for path in paths if path.suffix.lower() != ".svg" and path.is_file())


def named_absolutely(path: Path, files: Sequence[Path]) -> frozenset[Path]:
    """Return those of the files to which a style refers by an absolute path."""
    texts: set[str] = set()
    for layer in read_layers(path):
        texts.update(texts_in(layer.data))
    return frozenset(file for file in files if file.is_absolute() and str(file) in texts)


def may_be_shared(font: bytes) -> bool:
    """Return whether a font's fsType bits allow sharing its file, as they do if it has none."""
    try:
        start = struct.unpack_from(">L", font, 12)[0] if font[:4] == b"ttcf" else 0
        for index in range(struct.unpack_from(">H", font, start + 4)[0]):
            tag, _, offset, _ = struct.unpack_from(">4sLLL", font, start + 12 + 16 * index)
            if tag == b"OS/2":
                return not struct.unpack_from(">H", font, offset + 8)[0] & _NOT_ALL_RIGHTS
    except struct.error:
        return False
    return True


def archive_names(kind: str, files: Sequence[Path], top: str, taken: Iterable[str]) -> list[str]:
    """Choose names of files in an archive, so that relative paths between them still work.

    If all files are below `top`, their names are relative to it. Otherwise all go into a folder
    `shared/KIND`, which shows nothing of where they were except relative to each other:

        /etc/brand/style.yml, /etc/brand/fonts/A.ttf
        -> shared/style/style.yml, shared/style/fonts/A.ttf

    Shape: `files` is never empty, and the first refers to the others.
    """
    first = files[0].parent
    root = os.path.realpath(first)
    # links between the files are not resolved: the files refer to each other by these names
    paths = [os.path.normpath(os.path.join(root, os.path.relpath(one, first))) for one in files]  # noqa: PTH118 -- text, as `realpath` gives it
    above = os.path.commonpath([os.path.dirname(path) for path in paths])  # noqa: PTH120 -- likewise
    if os.path.commonpath([above, top]) == top:
        return [PurePath(os.path.relpath(path, top)).as_posix() for path in paths]
    folder = _FOLDER
    while any(name.startswith(f"{folder}/{kind}/") for name in taken):
        folder += "-"
    return [f"{folder}/{kind}/{PurePath(os.path.relpath(p, above)).as_posix()}" for p in paths]
