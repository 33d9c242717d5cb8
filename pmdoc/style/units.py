"""Sizes, weights and colours as brand.yml writes them.

In → Out: checked text in, lengths, numbers and `#rrggbb` out.
Must not: know which part of a style it reads.
Source: CSS Values and Units 4, section 6.2: 1px is 0.75pt; CSS Fonts 4, section 2.2: weights.

A brand.yml is written for screens, where 1rem is 16px. On paper 1rem is the base size of the
style, so that `size: 1rem` keeps it and `size: 1.2rem` is a fifth more.
"""

from __future__ import annotations

import re

from pmdoc.model.length import Length

_NUMBER = re.compile(r"([0-9.]+) ?(px|rem|em|%)")
_POINTS_PER_PIXEL = 0.75
_WEIGHTS = {
    "thin": 100,
    "extra-light": 200,
    "ultra-light": 200,
    "light": 300,
    "normal": 400,
    "regular": 400,
    "medium": 500,
    "semi-bold": 600,
    "demi-bold": 600,
    "bold": 700,
    "extra-bold": 800,
    "ultra-bold": 800,
    "black": 900,
}
_REGULAR = 400
_BOLD = 600
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB = re.compile(r"rgb\( ?([0-9]+)(?:, ?| )([0-9]+)(?:, ?| )([0-9]+) ?\)")
_NAMED = {
    "black": "#000000",
    "gray": "#808080",
    "grey": "#808080",
    "silver": "#c0c0c0",
    "white": "#ffffff",
    "maroon": "#800000",
    "red": "#ff0000",
    "orange": "#ffa500",
    "yellow": "#ffff00",
    "olive": "#808000",
    "lime": "#00ff00",
    "green": "#008000",
    "aqua": "#00ffff",
    "teal": "#008080",
    "blue": "#0000ff",
    "navy": "#000080",
    "fuchsia": "#ff00ff",
    "purple": "#800080",
}


def read_size(text: str, *, root: Length, around: Length) -> Length:
    """Read a size of type. Units: `root` is 1rem, `around` 1em and 100%."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return Length.from_text(text)
    number, unit = float(match[1]), match[2]
    if unit == "px":
        return Length.from_pt(number * _POINTS_PER_PIXEL)
    if unit == "%":
        number /= 100
    return Length(round(number * (root if unit == "rem" else around)))


def read_leading(text: str, *, root: Length, size: Length) -> Length:
    """Read a line height: a multiple of the size, or a size of its own."""
    if text[-1].isdigit():
        return Length(round(size * float(text)))
    return read_size(text, root=root, around=size)


def read_weight(text: str) -> int:
    """Read a weight; a variable font counts as the regular weight where it has that."""
    if text in _WEIGHTS:
        return _WEIGHTS[text]
    low, _, high = text.partition("..")
    return min(max(int(low), _REGULAR), int(high)) if high else int(low)


def is_bold(text: str) -> bool:
    """Say whether a weight is printed bold."""
    return read_weight(text) >= _BOLD


def read_color(text: str) -> str:
    """Read a colour that names no other one, as `#rrggbb`; empty for what is none.

    What is see-through is mixed with the white of paper.
    """
    text = text.strip().lower()
    if _HEX.fullmatch(text):
        digits = text[1:] if len(text) > 5 else "".join(digit * 2 for digit in text[1:])
        red, green, blue, alpha = bytes.fromhex(digits.ljust(8, "f"))
        parts = [255 - round((255 - part) * alpha / 255) for part in (red, green, blue)]
    elif match := _RGB.fullmatch(text):
        parts = [int(part) for part in match.groups()]
    else:
        return _NAMED.get(text, "")
    return "#{:02x}{:02x}{:02x}".format(*parts) if max(parts) < 256 else ""
