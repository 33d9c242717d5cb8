"""Words whose letters join, change or stack: shaped by HarfBuzz, drawn glyph by glyph.

In → Out: characters of one face and one direction in, positioned glyphs with their text out.
Must not: choose a font, or be imported before a text needs it.
Source: OpenType 1.9 (GSUB, GPOS) through HarfBuzz; ISO 32000-1, 9.4.3 (TJ and its adjustments).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz  # type: ignore[import-untyped]  # it has no stubs

_FEATURES = {"kern": False}
"""Readers take the gaps that kerning makes between joined letters for spaces between words."""


class Glyph(NamedTuple):
    """A glyph in its place. Units: thousandths of the type size, from the word's left edge.

    Shape: `text` is what it stands for.
    """

    number: int
    text: str
    x: float
    y: float


def shape_glyphs(path: Path, text: str, *, is_rtl: bool) -> tuple[list[Glyph], float]:
    """Return a word's glyphs in the order of its letters, and its width."""
    font, unit = _font(path)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if is_rtl else "ltr"
    uharfbuzz.shape(font, buffer, _FEATURES)
    found: list[tuple[int, int, float, float]] = []
    pen = 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = pen + place.x_offset * unit, place.y_offset * unit
        found.append((info.cluster, info.codepoint, x, y))
        pen += place.x_advance * unit
    if is_rtl:
        found.reverse()
    texts = _texts(text, [cluster for cluster, *_ in found])
    glyphs = [
        Glyph(number, words, x, y) for words, (_, number, x, y) in zip(texts, found, strict=True)
    ]
    return glyphs, pen


def _texts(text: str, clusters: Sequence[int]) -> list[str]:
    """Share the characters of each cluster among its glyphs, one each, the last takes the rest.

    A glyph for which nothing is left stands for a soft hyphen, which nobody reads out.
    """
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    left = Counter(clusters)
    taken = {start: start for start in starts}
    found = []
    for cluster in clusters:
        left[cluster] -= 1
        start = taken[cluster]
        end = ends[cluster] if not left[cluster] else min(start + 1, ends[cluster])
        taken[cluster] = end
        found.append(text[start:end] or "\u00ad")
    return found


@lru_cache(maxsize=32)
def _font(path: Path) -> tuple[uharfbuzz.Font, float]:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    return uharfbuzz.Font(face), 1000 / face.upem
