"""Shape words whose letters join, change, stack or bear marks, with HarfBuzz.

In → Out: text of one face and one direction in, positioned glyphs with their text out.
Must not: choose a font, or be imported before a text needs it.
Source: OpenType 1.9 (GSUB, GPOS), through HarfBuzz.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz  # type: ignore[import-untyped]  # it has no stubs

_FEATURES = {"kern": False}
"""No kerning: PDF viewers take its gaps between joined letters for spaces between words."""
_MARKED_FEATURES = {**_FEATURES, "liga": False}
"""No ligatures in words that are shaped for their marks alone: words without marks have none."""
_UNJOINED = frozenset(("Latn", "Cyrl", "Grek", "Zyyy", "Zinh"))
"""Scripts whose letters stand side by side. Source: ISO 15924."""


class Glyph(NamedTuple):
    """A glyph with its position. Units: thousandths of the type size, from the word's left edge.

    Shape: `text` is the characters that the glyph stands for.
    """

    number: int
    text: str
    x: float
    y: float


def shape_glyphs(path: Path, text: str, *, is_rtl: bool) -> tuple[list[Glyph], float]:
    """Return a word's glyphs in logical order, and its width in thousandths of the type size."""
    font, unit = _font(path)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if is_rtl else "ltr"
    is_unjoined = buffer.script in _UNJOINED
    uharfbuzz.shape(font, buffer, _MARKED_FEATURES if is_unjoined else _FEATURES)
    shaped: list[tuple[int, int, float, float]] = []
    pen = 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = pen + position.x_offset * unit, position.y_offset * unit
        shaped.append((info.cluster, info.codepoint, x, y))
        pen += position.x_advance * unit
    if is_rtl:
        shaped.reverse()
    texts = _share_text(text, [cluster for cluster, *_ in shaped])
    glyphs = [
        Glyph(number, part, x, y) for part, (_, number, x, y) in zip(texts, shaped, strict=True)
    ]
    return glyphs, pen


def _share_text(text: str, clusters: Sequence[int]) -> list[str]:
    """Share the characters of each cluster among its glyphs: one each, the rest to the last.

    A glyph that is left without text gets a soft hyphen, which screen readers skip.

    Example: for the text "abc", clusters [0, 0, 2] give ["a", "b", "c"], a ligature's [0] gives
    ["abc"], and [0, 0, 0, 0] gives ["a", "b", "c", soft hyphen].
    """
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    left = Counter(clusters)
    taken = {start: start for start in starts}
    texts = []
    for cluster in clusters:
        left[cluster] -= 1
        start = taken[cluster]
        end = ends[cluster] if not left[cluster] else min(start + 1, ends[cluster])
        taken[cluster] = end
        texts.append(text[start:end] or "\u00ad")
    return texts


@lru_cache(maxsize=32)
def _font(path: Path) -> tuple[uharfbuzz.Font, float]:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    return uharfbuzz.Font(face), 1000 / face.upem


def draw_glyph(path: Path, number: int, pen: object) -> None:
    """Draw the outline of a glyph with a pen of fontTools' protocol. Units: those of the font."""
    _font(path)[0].draw_glyph_with_pen(number, pen)
