"""Text as outlines, for a watermark.

In → Out: text, a size and an angle in, the operators of a path out.
Must not: be used for text that a reader should be able to select or search.
Source: ISO 32000-1, 8.5.2 (path construction).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import chain

from pmdoc.render.pdf.fonts.face import Face
from pmdoc.render.pdf.fonts.font_fallback import FaceRun, FontFallback

_Point = tuple[float, float]


def text_path(font: FontFallback, text: str, box: _Point, page: _Point, angle: float) -> str:
    """Return the path of a text scaled to fit `box` and rotated about the middle of the page.

    Shape: `box` and `page` are width, height. Units: points; `angle` in degrees, anticlockwise.
    """
    from pmdoc.render.pdf.fonts.shaping import draw_glyph  # noqa: PLC0415 -- few reports need HarfBuzz

    glyphs: list[tuple[Face, int, _Point]] = []
    x = 0.0
    for part in font.shape_mixed(text, is_rtl=False).parts:
        for face, code, (right, up) in _codes(part):
            glyphs.append((face, face.code_point(code), (x + right, up)))
        x += part.width
    size = min(box[0] / max(1.0, x) * 1000, box[1])
    middle = (x / 2, font.face.truetype.capHeight / 2)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def position(px: float, py: float) -> _Point:
        left, up = (px - middle[0]) * size / 1000, (py - middle[1]) * size / 1000
        return page[0] / 2 + left * cos - up * sin, page[1] / 2 + left * sin + up * cos

    pen = _PathPen(position)
    for face, code_point, shift in glyphs:
        pen.shift, pen.unit = shift, 1000 / face.truetype.unitsPerEm
        draw_glyph(face.path, face.truetype.charToGlyph[code_point], pen)
    return "\n".join(pen.path)


def _codes(part: FaceRun) -> Iterator[tuple[Face, str, _Point]]:
    if part.glyphs:
        yield from ((glyph.face, glyph.code, (glyph.x, glyph.y)) for glyph in part.glyphs)
        return
    x = 0.0
    for start in range(0, len(part.code), 2):
        code = part.code[start : start + 2]
        yield part.face, code, (x, 0.0)
        x += part.face.width(code)


class _PathPen:
    """Collects the operators of outlines, quadratic curves converted to cubic ones."""

    shift: _Point = (0.0, 0.0)
    unit = 1.0
    """Where the glyph begins, and the size of the font's unit. Units: 1/1000 em."""

    def __init__(self, position: Callable[[float, float], _Point]) -> None:
        self.path: list[str] = []
        self._position = position
        self._now = (0.0, 0.0)

    def moveTo(self, point: _Point) -> None:  # noqa: N802 - HarfBuzz calls it
        self._now = point
        self._add("m", point)

    def lineTo(self, point: _Point) -> None:  # noqa: N802 - likewise
        self._now = point
        self._add("l", point)

    def qCurveTo(self, control: _Point, end: _Point) -> None:  # noqa: N802 - likewise
        first, second = (
            (a[0] + (control[0] - a[0]) * 2 / 3, a[1] + (control[1] - a[1]) * 2 / 3)
            for a in (self._now, end)
        )
        self.curveTo(first, second, end)

    def curveTo(self, first: _Point, second: _Point, end: _Point) -> None:  # noqa: N802 - likewise
        self._now = end
        self._add("c", first, second, end)

    def closePath(self) -> None:  # noqa: N802 - likewise
        self.path.append("h")

    def _add(self, operator: str, *points: _Point) -> None:
        placed = (
            self._position(x * self.unit + self.shift[0], y * self.unit + self.shift[1])
            for x, y in points
        )
        numbers = chain.from_iterable(placed)
        self.path.append(" ".join(f"{number:.1f}" for number in numbers) + f" {operator}")
