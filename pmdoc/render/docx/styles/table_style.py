"""Table styles: rules, backgrounds and paddings of every kind of table.

In → Out: a `Style` in, the `w:style` elements of type table out.
Must not: decide looks; sizes and colours come from the `Style`.
Source: ECMA-376 part 1, 17.7.6 (table styles), 17.4.38 (tblBorders), 17.4.42 (tblCellMar).
"""

from __future__ import annotations

from collections.abc import Iterable

from pmdoc.model.document import Tone
from pmdoc.model.length import NO_LENGTH, Length
from pmdoc.render.docx.ooxml.word_element import WordElement, w
from pmdoc.render.docx.styles.property_elements import border, eighths, shading, word_default
from pmdoc.style.style import Style, TextRole

TABLE, KEY_VALUES, FACTS, KEY_FIGURES, SIGN_OFF, COVER, FIGURES = (
    "PmdocTable", "PmdocKeyValues", "PmdocFacts", "PmdocKeyFigures", "PmdocSignoff",
    "PmdocCover", "PmdocFigures",
)  # fmt: skip
FIGURE_PADDING = 2.5
"""The inner margin of key figures, as a multiple of a table cell's."""
_BAR = Length.from_pt(3)
_Rule = tuple[str, Length]
"""The colour and width of a border."""


def callout_table(tone: Tone) -> str:
    """Return the id of the table style of a callout that holds more than paragraphs."""
    return f"PmdocCallout{tone.value.title()}"


def table_styles(style: Style) -> list[WordElement]:
    """Return all table styles."""
    return [
        _normal(),
        _table_style(TABLE, "pmdoc Table", _ruled(style), _head_and_rows(style)),
        _table_style(  # repeats the head and rows of its parent, which not every reader inherits
            SIGN_OFF,
            "pmdoc Sign-off",
            _ruled(style),
            [w("tcPr", [w("vAlign", val="center")]), *_head_and_rows(style)],
            parent=TABLE,
        ),
        _table_style(KEY_VALUES, "pmdoc Key Values", _ruled(style), _rows(style)),
        _facts(style),
        _key_figures(style),
        _cover(style),
        _figures(style),
        *(_callout(style, tone) for tone in Tone),
    ]


def _normal() -> WordElement:
    properties = [w("tblInd", w=0, type="dxa"), _margins(Length.from_pt(5.4), NO_LENGTH)]
    return word_default("table", "TableNormal", "Normal Table", 99, w("tblPr", properties))


def _ruled(style: Style) -> list[WordElement]:
    look = style.table
    return [
        w("tblStyleRowBandSize", val=1),
        _borders(bottom=(look.rule_color, look.rule_width)),
        _margins(look.padding_x, look.padding_y),
    ]


def _head_and_rows(style: Style) -> list[WordElement]:
    look = style.table
    rule = _borders("tcBorders", bottom=(look.head_rule_color, look.head_rule_width))
    cells = w("tcPr", [rule, *_background(look.head_fill), w("vAlign", val="bottom")])
    return [w("tblStylePr", [cells], type="firstRow"), *_rows(style, look.zebra_fill)]


def _rows(style: Style, fill: str = "") -> list[WordElement]:
    """Return the looks of every row and every second row: a rule above.

    Word would do with a rule below. But LibreOffice 7.4 loses all further rows of a table if a
    heading, the rows kept with it and one more row fit on a page except for that row's rule.
    """
    rule = _borders("tcBorders", top=(style.table.rule_color, style.table.rule_width))
    return [
        w("tblStylePr", [w("tcPr", [rule, *_background(background)])], type=band)
        for band, background in (("band1Horz", ""), ("band2Horz", fill))
    ]


def _facts(style: Style) -> WordElement:
    look = style.table
    hair = (style.rule, look.rule_width)
    borders = _borders(top=hair, bottom=hair, insideH=hair)
    margins = _margins(look.padding_x, Length(look.padding_y * 5 // 4), start=NO_LENGTH)
    return _table_style(FACTS, "pmdoc Facts", [borders, margins])


def _key_figures(style: Style) -> WordElement:
    look = style.table
    borders = _borders(insideV=(style.rule, look.rule_width))
    padding = Length(round(look.padding_x * FIGURE_PADDING))
    cells = w("tcPr", _background(style.surface))
    properties = [borders, _margins(padding, padding)]
    return _table_style(KEY_FIGURES, "pmdoc Key Figures", properties, [cells])


def _cover(style: Style) -> WordElement:
    page, pad = style.page, Length(style.text[TextRole.BODY].leading * 3 // 2)
    margins = _margins(page.right, pad, start=page.left)
    cells = w("tcPr", [*_background(style.cover.fill), w("vAlign", val="bottom")])
    return _table_style(COVER, "pmdoc Cover", [margins], [cells])


def _figures(style: Style) -> WordElement:
    margins = _margins(Length(style.table.padding_x * 4), NO_LENGTH, start=NO_LENGTH)
    return _table_style(FIGURES, "pmdoc Figures", [margins])


def _callout(style: Style, tone: Tone) -> WordElement:
    look, colors = style.table, style.tones[tone]
    borders = _borders(left=(colors.edge, _BAR))
    margins = _margins(Length(look.padding_x * 2), Length(look.padding_y * 2))
    cells = w("tcPr", _background(colors.fill))
    name = f"pmdoc Callout {tone.value.title()}"
    return _table_style(callout_table(tone), name, [borders, margins], [cells])


def _table_style(
    style_id: str,
    name: str,
    properties: Iterable[WordElement],
    cells: Iterable[WordElement] = (),
    *,
    parent: str = "TableNormal",
) -> WordElement:
    head = (w("name", val=name), w("basedOn", val=parent), w("uiPriority", val=40), w("qFormat"))
    children = (*head, w("tblPr", properties), *cells)
    return w("style", children, type="table", customStyle=1, styleId=style_id)


def _background(fill: str) -> list[WordElement]:
    return [shading(fill)] if fill else []


def _borders(element: str = "tblBorders", **sides: _Rule) -> WordElement:
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = [(side, *sides[side]) for side in order if side in sides]
    return w(element, [border(side, eighths(width), 0, ink) for side, ink, width in rules])


def _margins(across: Length, down: Length, *, start: Length | None = None) -> WordElement:
    left = across if start is None else start
    sides = {"top": down, "left": left, "bottom": down, "right": across}
    margins = [w(side, w=width.twips, type="dxa") for side, width in sides.items()]
    return w("tblCellMar", margins)
