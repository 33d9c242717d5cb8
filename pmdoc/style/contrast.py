"""Check that text, lines and bars stand out from their background.

In → Out: a `Style` in, warnings about pairs of colours out.
Must not: change a colour.
Source: WCAG 2.2, 1.4.3, 1.4.11 and the definition of relative luminance.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmdoc.style.palette import Palette
from pmdoc.style.style import Style, TextRole
from pmdoc.style.style_problems import StyleProblems

_MIN_TEXT_CONTRAST = 4.5
_MIN_GRAPHIC_CONTRAST = 3.0
_PAPER = "#ffffff"


def check_contrast(style: Style, palette: Palette, problems: StyleProblems) -> None:
    """Warn of each colour, once, that has too little contrast with its background."""
    pale: set[str] = set()
    for text, background in dict.fromkeys(_text_pairs(style)):
        ratio = contrast(text, background)
        if ratio < _MIN_TEXT_CONTRAST and text not in pale:
            pale.add(text)
            message = f"prints {text} on {background}, a contrast of {ratio:.1f} to 1."
            problems.warn(palette.origin(text), message, f"Text needs {_MIN_TEXT_CONTRAST} to 1.")
    chart = style.chart  # its grid and its backgrounds may be paler
    for color in dict.fromkeys((*chart.series, chart.muted, chart.target, chart.band_edge)):
        ratio = contrast(color, _PAPER)
        if ratio < _MIN_GRAPHIC_CONTRAST and color not in pale:
            message = f"draws {color} on white, a contrast of {ratio:.1f} to 1."
            hint = f"Lines and bars need {_MIN_GRAPHIC_CONTRAST:g} to 1."
            problems.warn(palette.origin(color), message, hint)


def contrast(color: str, background: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21, in either order."""
    lighter, darker = sorted((_luminance(color), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _text_pairs(style: Style) -> Iterator[tuple[str, str]]:
    table, text = style.table, style.text
    yield style.link, _PAPER
    for look in text.values():
        yield look.color, _PAPER
    for band in style.chart.bands:
        yield text[TextRole.FIGURE_NOTE].color, band
    for color in style.chart.series:  # a line's name has the line's colour
        yield color, _PAPER
    for role in (TextRole.CODE, TextRole.CODE_BLOCK, TextRole.FIGURE_VALUE, TextRole.FIGURE_LABEL):
        yield text[role].color, style.surface
    yield text[TextRole.TABLE_HEAD].color, table.head_fill or _PAPER
    yield text[TextRole.TABLE_GROUP].color, table.group_fill or _PAPER
    yield text[TextRole.TABLE_CELL].color, table.zebra_fill or _PAPER
    if style.cover.fill:
        yield style.cover.text, style.cover.fill
    for tone in style.tones.values():
        yield tone.text, tone.fill


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
