"""Paragraphs in a frame: callouts, listings, and the line between a paragraph and its neighbour.

In → Out: a `Style` in, the borders and backgrounds of paragraph styles out.
Must not: decide looks; sizes and colours come from the `Style`.
Source: ECMA-376 part 1, 17.3.1.24 (pBdr), 17.3.1.31 (shd).
"""

from __future__ import annotations

from msgspec.structs import replace

from pmdoc.model.document import Tone
from pmdoc.model.length import Length
from pmdoc.render.docx.ooxml.word_element import WordElement, w
from pmdoc.render.docx.ooxml.xml import color
from pmdoc.render.docx.styles.paragraph_style import ParagraphStyle, named_style
from pmdoc.render.docx.styles.property_elements import border, eighths, shading, whole_points
from pmdoc.style.style import Style, TextRole, TextStyle

_BAR_PT = 3.0
"""The width of the bar at the start of a callout."""
_EDGES = {"above": "top", "below": "bottom"}


def callout_style(style: Style, tone: Tone, text: TextStyle, suffix: str) -> ParagraphStyle:
    """Return the style of a callout's paragraphs: the tone's background, and a bar at the start."""
    colors, look = style.tones[tone], style.table
    across, down = whole_points(look.padding_x.pt * 2), whole_points(look.padding_y.pt * 1.5)
    bar = round(_BAR_PT * 8)
    frame = (
        border("top", 4, down, colors.fill),
        border("left", bar, across, colors.edge),
        border("bottom", 4, down, colors.fill),
        border("right", 4, across, colors.fill),
    )
    name = f"Callout {tone.value.title()} {suffix}".strip()
    if suffix == "Title":
        text = replace(text, color=colors.text, keep_with_next=True)
    return replace(
        named_style(name, text, priority=35, is_quick=not suffix),
        indent=20 * across + 60,
        indent_end=20 * across,
        extra={"keepLines": w("keepLines"), "pBdr": w("pBdr", frame), "shd": shading(colors.fill)},
    )


def code_style(style: Style) -> ParagraphStyle:
    """Return the style of listings: lines on a background of their own."""
    look, fill = style.table, color(style.surface)
    across, down = whole_points(look.padding_x.pt * 1.5), whole_points(look.padding_y.pt)
    frame = [
        w(side, val="single", sz=4, color=fill, space=space)
        for side, space in (("top", down), ("left", across), ("bottom", down), ("right", across))
    ]
    return replace(
        named_style("Code Block", style.text[TextRole.CODE_BLOCK], priority=33, is_quick=True),
        indent=20 * across,
        indent_end=20 * across,
        extra={"pBdr": w("pBdr", frame), "shd": shading(fill)},
    )


def rule_line(style: Style, side: str, space: Length) -> WordElement:
    """Return the border of a paragraph that has a rule "above" or "below", `space` away."""
    return w("pBdr", [rule_border(style, _EDGES[side], space)])


def rule_border(style: Style, side: str, space: Length) -> WordElement:
    """Return one side of a frame: the hairline of tables, `space` away from the text."""
    return border(side, eighths(style.table.rule_width), whole_points(space.pt), style.rule)
