"""Parse sizes, weights and colours of brand.yml.

In → Out: text that fits the schema in; lengths, numbers and `#rrggbb` out.
Must not: know which part of a style it parses.
Source: CSS Values and Units 4, section 6.2: 1px is 0.75pt; CSS Fonts 4, section 2.2: weights.

A brand.yml is written for screens, where 1rem is 16px. In a report 1rem is the base size of the
style: `size: 1.2rem` is a fifth larger than that.
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
MIN_BOLD = 600
"""Minimum weight of text or a face that is visibly bold."""
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


def read_size(text: str, *, root: Length, parent: Length) -> Length:
    """Parse a font size. Units: `root` is 1rem, `parent` is 1em and 100%."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return Length.from_text(text)
    number, unit = float(match[1]), match[2]
    if unit == "px":
        return Length.from_pt(number * _POINTS_PER_PIXEL)
    if unit == "%":
        number /= 100
    return Length(round(number * (root if unit == "rem" else parent)))


def read_leading(text: str, *, root: Length, size: Length) -> Length:
    """Parse a line height: `1.4` is a multiple of `size`, `14pt` a size of its own."""
    if text[-1].isdigit():
        return Length(round(size * float(text)))
    return read_size(text, root=root, parent=size)


def read_weight(text: str) -> int:
    """Parse a weight; of a variable font's range, such as `100..900`, the nearest to 400."""
    if text in _WEIGHTS:
        return _WEIGHTS[text]
    low, _, high = text.partition("..")
    return min(max(int(low), _REGULAR), int(high)) if high else int(low)


def is_bold(text: str) -> bool:
    """Return whether a weight is bold: semi-bold or heavier."""
    return read_weight(text) >= MIN_BOLD


def read_color(text: str) -> str:
    """Convert a CSS colour to `#rrggbb`; return an empty string if it is not one.

    A transparent colour is blended with white paper: `#00000080` gives `#7f7f7f`.
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
