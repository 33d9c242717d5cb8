"""Text as outlines, for a watermark.

In → Out: text, a size and an angle in, the operators of a path out.
Must not: be used for text that a reader should be able to select or search.
Source: OpenType 1.9, glyf table; ISO 32000-1, 8.5.2.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from struct import unpack_from

from pmdoc.render.pdf.fonts.face import Face
from pmdoc.render.pdf.fonts.font_fallback import FaceRun, FontFallback
from pmdoc.render.pdf.fonts.truetype import TTFontFace

_Point = tuple[float, float]
_Transform = Callable[[float, float], _Point]


def text_path(font: FontFallback, text: str, box: _Point, page: _Point, angle: float) -> str:
    """Return the path of a text scaled to fit `box` and rotated about the middle of the page.

    Shape: `box` and `page` are width, height. Units: points; `angle` in degrees, anticlockwise.
    """
    glyphs: list[tuple[Face, int, float]] = []
    x = 0.0
    for part in font.shape_mixed(text, is_rtl=False).parts:
        for face, code, shift in _codes(part):
            glyphs.append((face, face.code_point(code), x + shift))
        x += part.width
    size = min(box[0] / max(1.0, x) * 1000, box[1])
    middle = (x / 2, font.face.truetype.capHeight / 2)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def transform_to(shift: float, unit: float) -> _Transform:
        def transform(px: float, py: float) -> _Point:
            left = (px * unit + shift - middle[0]) * size / 1000
            up = (py * unit - middle[1]) * size / 1000
            return page[0] / 2 + left * cos - up * sin, page[1] / 2 + left * sin + up * cos

        return transform

    path: list[str] = []
    for face, code_point, shift in glyphs:
        glyph = face.truetype.charToGlyph[code_point]
        unit = 1000 / face.truetype.unitsPerEm
        for contour in _contours(face.truetype, glyph):
            path.extend(_contour_path(contour, transform_to(shift, unit)))
    return "\n".join(path)


def _codes(part: FaceRun) -> Iterator[tuple[Face, str, float]]:
    if part.glyphs:
        yield from ((glyph.face, glyph.code, glyph.x) for glyph in part.glyphs)
        return
    x = 0.0
    for start in range(0, len(part.code), 2):
        code = part.code[start : start + 2]
        yield part.face, code, x
        x += part.face.width(code)


def _contours(
    truetype: TTFontFace, glyph: int, depth: int = 0
) -> Iterator[list[tuple[_Point, bool]]]:
    """Yield a glyph's contours. Shape: points, each with whether it is on the curve."""
    start, end = truetype.glyphPos[glyph], truetype.glyphPos[glyph + 1]
    data: bytes = truetype.get_table("glyf")[start:end]  # type: ignore[no-untyped-call]  # reportlab's stubs
    if len(data) < 10 or depth > 5:
        return
    count = unpack_from(">h", data, 0)[0]
    if count < 0:
        for part, shift in _components(data):
            for contour in _contours(truetype, part, depth + 1):
                yield [((x + shift[0], y + shift[1]), on) for (x, y), on in contour]
        return
    ends = unpack_from(f">{count}H", data, 10)
    at = 10 + 2 * count
    at += 2 + unpack_from(">H", data, at)[0]
    points = _points(data, at, ends[-1] + 1 if ends else 0)
    first = 0
    for last in ends:
        yield points[first : last + 1]
        first = last + 1


def _components(data: bytes) -> Iterator[tuple[int, _Point]]:
    at, flags = 10, 0x20
    while flags & 0x20:
        flags, glyph = unpack_from(">HH", data, at)
        at += 4
        kind, size = (">hh", 4) if flags & 1 else (">bb", 2)
        shift = unpack_from(kind, data, at) if flags & 2 else (0, 0)
        at += size + (2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0)
        yield glyph, (float(shift[0]), float(shift[1]))


def _points(data: bytes, at: int, count: int) -> list[tuple[_Point, bool]]:
    flags: list[int] = []
    while len(flags) < count:
        flag = data[at]
        at += 1
        repeat = 1
        if flag & 8:
            repeat += data[at]
            at += 1
        flags.extend([flag] * repeat)
    xs, at = _coordinates(data, at, flags, (2, 16))
    ys, _ = _coordinates(data, at, flags, (4, 32))
    return [((float(x), float(y)), bool(f & 1)) for x, y, f in zip(xs, ys, flags, strict=True)]


def _coordinates(
    data: bytes, at: int, flags: Sequence[int], bits: tuple[int, int]
) -> tuple[list[int], int]:
    short, same = bits
    value, values = 0, []
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += unpack_from(">h", data, at)[0]
            at += 2
        values.append(value)
    return values, at


def _contour_path(contour: Sequence[tuple[_Point, bool]], transform: _Transform) -> Iterator[str]:
    """Yield the operators of a contour, its quadratic curves converted to cubic ones."""
    points = _with_middles(contour)
    if len(points) < 3:
        return
    start = points[0][0]
    yield "{:.1f} {:.1f} m".format(*transform(*start))
    now = start
    cycle = [*points[1:], points[0]]
    at = 0
    while at < len(cycle):
        point, on = cycle[at]
        if on:
            yield "{:.1f} {:.1f} l".format(*transform(*point))
            now, at = point, at + 1
            continue
        end = cycle[at + 1][0]
        first = tuple(n + (c - n) * 2 / 3 for n, c in zip(now, point, strict=True))
        second = tuple(e + (c - e) * 2 / 3 for e, c in zip(end, point, strict=True))
        numbers = (*transform(*first), *transform(*second), *transform(*end))
        yield " ".join(f"{number:.1f}" for number in numbers) + " c"
        now, at = end, at + 2
    yield "h"


def _with_middles(contour: Sequence[tuple[_Point, bool]]) -> list[tuple[_Point, bool]]:
    """Insert the implied points between pairs off the curve, and start with a point on it.

    Example: off (0, 0), off (4, 2) has an implied point on the curve at (2, 1).
    """
    points: list[tuple[_Point, bool]] = []
    for number, (point, on) in enumerate(contour):
        before, was_on = contour[number - 1]
        if not on and not was_on:
            points.append((((before[0] + point[0]) / 2, (before[1] + point[1]) / 2), True))
        points.append((point, on))
    first = next((at for at, (_, on) in enumerate(points) if on), 0)
    return points[first:] + points[:first]
