"""Table styles: rules, grounds and paddings of every kind of table.

In → Out: a `Style` in, the `w:style` elements of type table out.
Must not: hold a look of its own; a table in the body names a style and its column widths.
Source: ECMA-376 part 1, 17.7.6 (table styles), 17.4.38 (tblBorders), 17.4.42 (tblCellMar).
"""

from __future__ import annotations

from pmdoc.model.document import Tone
from pmdoc.model.length import NO_LENGTH, Length
from pmdoc.render.docx.ooxml.xml import color
from pmdoc.style.style import Style, TextRole

TABLE, KEY_VALUES, FACTS, KEY_FIGURES, SIGN_OFF, COVER, FIGURES = (
    "PmdocTable", "PmdocKeyValues", "PmdocFacts", "PmdocKeyFigures", "PmdocSignoff",
    "PmdocCover", "PmdocFigures",
)  # fmt: skip
FIGURE_PADDING = 2.5
"""The inner margin of key figures, as a multiple of a table cell's."""
_BAR = Length.from_pt(3)


def callout_table(tone: Tone) -> str:
    """Return the id of the table style of a callout that holds more than paragraphs."""
    return f"PmdocCallout{tone.value.title()}"


def table_styles(style: Style) -> str:
    """Return all table styles."""
    callouts = (_callout(style, tone) for tone in Tone)
    return "".join(
        (
            _normal(),
            _ruled(style),
            _sign_off(style),
            _key_values(style),
            _facts(style),
            _key_figures(style),
            _cover(style),
            _figures(style),
            *callouts,
        )
    )


def _normal() -> str:
    """Return the style that Word gives a table without one. Source: 17.7.4.17."""
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _ruled(style: Style) -> str:
    return _element(TABLE, "pmdoc Table", _ruled_body(style))


def _ruled_body(style: Style) -> str:
    look = style.table
    head = _cell_properties(
        _borders("w:tcBorders", bottom=(look.head_rule_color, look.head_rule_width)),
        look.head_fill,
        "bottom",
    )
    first = f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>'
    return f"{_row_properties(style)}|{first}{_rows(style, look.zebra_fill)}"


def _row_properties(style: Style) -> str:
    look = style.table
    borders = _borders(bottom=(look.rule_color, look.rule_width))
    margins = _margins(look.padding_x, look.padding_y)
    return f'<w:tblStyleRowBandSize w:val="1"/>{borders}{margins}'


def _rows(style: Style, fill: str = "") -> str:
    """Return what every row and every second row look like: ruled above.

    A line below a row would do for Word. But where a heading, the rows that stay with it and one
    row more fit on a page but for that row's line, LibreOffice 7.4 sets no row after it, on no
    page.
    """
    line = _borders("w:tcBorders", top=(style.table.rule_color, style.table.rule_width))
    return "".join(
        f'<w:tblStylePr w:type="{band}">{_cell_properties(line, ground, "")}</w:tblStylePr>'
        for band, ground in (("band1Horz", ""), ("band2Horz", fill))
    )


def _sign_off(style: Style) -> str:
    """Return the ruled style with its cells centred; not every reader inherits the head's look."""
    body = _ruled_body(style).replace("|", '|<w:tcPr><w:vAlign w:val="center"/></w:tcPr>', 1)
    return _element(SIGN_OFF, "pmdoc Sign-off", body, TABLE)


def _key_values(style: Style) -> str:
    return _element(KEY_VALUES, "pmdoc Key Values", f"{_row_properties(style)}|{_rows(style)}")


def _facts(style: Style) -> str:
    look = style.table
    hair = (style.rule, look.rule_width)
    borders = _borders(top=hair, bottom=hair, insideH=hair)
    margins = _margins(look.padding_x, Length(look.padding_y * 5 // 4), start=NO_LENGTH)
    return _element(FACTS, "pmdoc Facts", f"{borders}{margins}|")


def _key_figures(style: Style) -> str:
    look = style.table
    borders = _borders(insideV=(style.rule, look.rule_width))
    padding = Length(round(look.padding_x * FIGURE_PADDING))
    margins = _margins(padding, padding)
    cell = _cell_properties("", style.surface, "")
    return _element(KEY_FIGURES, "pmdoc Key Figures", f"{borders}{margins}|{cell}")


def _cover(style: Style) -> str:
    page, pad = style.page, Length(style.text[TextRole.BODY].leading * 3 // 2)
    margins = _margins(page.right, pad, start=page.left)
    cell = _cell_properties("", style.cover.fill, "bottom")
    return _element(COVER, "pmdoc Cover", f"{margins}|{cell}")


def _figures(style: Style) -> str:
    """Return the style of the table that sets figures side by side: nothing but its margins."""
    margins = _margins(Length(style.table.padding_x * 4), NO_LENGTH, start=NO_LENGTH)
    return _element(FIGURES, "pmdoc Figures", f"{margins}|")


def _callout(style: Style, tone: Tone) -> str:
    look, colors = style.table, style.tones[tone]
    borders = _borders(left=(colors.edge, _BAR))
    margins = _margins(Length(look.padding_x * 2), Length(look.padding_y * 2))
    cell = _cell_properties("", colors.fill, "")
    name = f"pmdoc Callout {tone.value.title()}"
    return _element(callout_table(tone), name, f"{borders}{margins}|{cell}")


def _element(style_id: str, name: str, body: str, parent: str = "TableNormal") -> str:
    """Return a table style. Shape: `body` is table properties, "|", cell and row properties."""
    properties, rest = body.split("|", 1)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{parent}"/><w:uiPriority w:val="40"/>'
        f"<w:qFormat/><w:tblPr>{properties}</w:tblPr>{rest}</w:style>"
    )


def _cell_properties(borders: str, fill: str, align: str) -> str:
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{color(fill)}"/>' if fill else ""
    vertical = f'<w:vAlign w:val="{align}"/>' if align else ""
    return f"<w:tcPr>{borders}{ground}{vertical}</w:tcPr>"


_Line = tuple[str, Length]


def _borders(element: str = "w:tblBorders", **sides: _Line) -> str:
    """Return borders by side, in the order of the schema. Units: eighths of a point."""
    lines = []
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in sides:
            ink, width = sides[side]
            size = max(2, round(width.pt * 8))
            lines.append(
                f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color(ink)}"/>'
            )
    return f"<{element}>{''.join(lines)}</{element}>"


def _margins(across: Length, down: Length, *, start: Length | None = None) -> str:
    sides = {
        "top": down,
        "left": across if start is None else start,
        "bottom": down,
        "right": across,
    }
    cells = (f'<w:{side} w:w="{width.twips}" w:type="dxa"/>' for side, width in sides.items())
    return f"<w:tblCellMar>{''.join(cells)}</w:tblCellMar>"
