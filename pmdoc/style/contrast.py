"""Which text and which lines of a style are hard to see on their ground.

In → Out: a `Style` in, warnings about pairs of colours out.
Must not: change a colour; a brand's colours are its own.
Source: WCAG 2.2, 1.4.3, 1.4.11 and the definition of relative luminance.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmdoc.style.palette import Palette
from pmdoc.style.style import Style, TextRole
from pmdoc.style.style_problems import StyleProblems

LEAST_CONTRAST = 4.5
LEAST_GRAPHIC_CONTRAST = 3.0
_PAPER = "#ffffff"


def judge_contrast(style: Style, palette: Palette, findings: StyleProblems) -> None:
    """Note each colour of text, once, that stands out too little."""
    judged: dict[tuple[str, str], float] = {}
    pale: set[str] = set()
    for text, ground in _pairs(style):
        if (text, ground) not in judged:
            judged[text, ground] = contrast(text, ground)
        if judged[text, ground] < LEAST_CONTRAST and text not in pale:
            pale.add(text)
            ratio = f"{judged[text, ground]:.1f} to 1"
            message = f"prints {text} on {ground}, a contrast of {ratio}."
            findings.warn(palette.origin(text), message, f"Text needs {LEAST_CONTRAST} to 1.")
    for color in dict.fromkeys(_graphics(style)):
        ratio_found = contrast(color, _PAPER)
        if ratio_found < LEAST_GRAPHIC_CONTRAST and color not in pale:
            message = f"draws {color} on white, a contrast of {ratio_found:.1f} to 1."
            hint = f"Lines and bars need {LEAST_GRAPHIC_CONTRAST:g} to 1."
            findings.warn(palette.origin(color), message, hint)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _pairs(style: Style) -> Iterator[tuple[str, str]]:
    """List what is printed on what."""
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


def _graphics(style: Style) -> Iterator[str]:
    """List what charts are drawn in; grids and grounds may be paler."""
    chart = style.chart
    yield from (*chart.series, chart.muted, chart.target, chart.band_edge)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
