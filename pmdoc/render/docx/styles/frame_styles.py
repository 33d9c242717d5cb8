"""Paragraphs in a frame: callouts, listings, and the line that parts one from the next.

In → Out: a `Style` in, the borders and grounds of paragraph styles out.
Must not: hold a look of its own.
Source: ECMA-376 part 1, 17.3.1.24 (pBdr), 17.3.1.31 (shd).
"""

from __future__ import annotations

from msgspec.structs import replace

from pmdoc.model.document import Tone
from pmdoc.model.length import Length
from pmdoc.render.docx.ooxml.xml import color
from pmdoc.render.docx.styles.paragraph_style import ParagraphStyle, named_style
from pmdoc.style.style import Style, TextRole, TextStyle

_BAR_PT = 3.0


def callout_style(style: Style, tone: Tone, text: TextStyle, suffix: str) -> ParagraphStyle:
    """Return the style of a callout's paragraphs: a ground of the tone, and a bar at its start."""
    colors, look = style.tones[tone], style.table
    across, down = whole_points(look.padding_x.pt * 2), whole_points(look.padding_y.pt * 1.5)
    fill, bar = color(colors.fill), round(_BAR_PT * 8)
    frame = (
        f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="{down}" w:color="{fill}"/>'
        f'<w:left w:val="single" w:sz="{bar}" w:space="{across}" w:color="{color(colors.edge)}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="{down}" w:color="{fill}"/>'
        f'<w:right w:val="single" w:sz="4" w:space="{across}" w:color="{fill}"/></w:pBdr>'
    )
    name = f"Callout {tone.value.title()} {suffix}".strip()
    if suffix == "Title":
        text = replace(text, color=colors.text, keep_with_next=True)
    return replace(
        named_style(name, text, priority=35, is_quick=not suffix),
        indent=20 * across + 60,
        indent_end=20 * across,
        extra={
            "keepLines": "<w:keepLines/>",
            "pBdr": frame,
            "shd": f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>',
        },
    )


def code_style(style: Style) -> ParagraphStyle:
    """Return the style of listings: lines on a ground of their own."""
    look, fill = style.table, color(style.surface)
    across, down = whole_points(look.padding_x.pt * 1.5), whole_points(look.padding_y.pt)
    side = f'w:val="single" w:sz="4" w:color="{fill}"'
    frame = (
        f'<w:pBdr><w:top {side} w:space="{down}"/><w:left {side} w:space="{across}"/>'
        f'<w:bottom {side} w:space="{down}"/><w:right {side} w:space="{across}"/></w:pBdr>'
    )
    return replace(
        named_style("Code Block", style.text[TextRole.CODE_BLOCK], priority=33, is_quick=True),
        indent=20 * across,
        indent_end=20 * across,
        extra={
            "pBdr": frame,
            "shd": f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>',
        },
    )


def rule_line(style: Style, side: str, space: Length) -> str:
    """Return a hairline "above" or "below" a paragraph, `space` away from its words."""
    hair, edge = max(2, round(style.table.rule_width.pt * 8)), {"above": "top", "below": "bottom"}
    return (
        f'<w:pBdr><w:{edge[side]} w:val="single" w:sz="{hair}" w:space="{whole_points(space.pt)}" '
        f'w:color="{color(style.rule)}"/></w:pBdr>'
    )


def whole_points(distance: float) -> int:
    """Round to the whole points that a border's distance is counted in. Source: 17.18.2."""
    return min(31, max(1, round(distance)))
