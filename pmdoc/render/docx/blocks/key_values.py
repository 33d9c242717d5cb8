"""Write labelled values and key figures, as small tables without visible grids.

In → Out: `KeyValues`, `KeyFigures` or the facts of a title in, `w:tbl` written to the flow.
Must not: draw rules that the table styles do not have.
Source: ECMA-376 part 1, 17.4 (tables).
"""

from __future__ import annotations

from pmdoc.model.document import KeyFigure, KeyFigures, KeyValue, KeyValues
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.inlines import add_text
from pmdoc.render.docx.blocks.tables import (
    CANNOT_SPLIT,
    HEADER_ROW,
    TableFrame,
    WriteBlocks,
    breakable_row,
    cell_xml,
    row_xml,
    rows_kept,
    table,
    write_cell_blocks,
    write_cell_text,
)
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.styles.table_style import (
    FACTS,
    FIGURE_PADDING,
    KEY_FIGURES,
    KEY_VALUES,
    TABLE,
)
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.key_figure_strip import StripLayout, measure_strip
from pmdoc.render.text.plain_text import plain_lines
from pmdoc.style.style import Style, TextRole

_LONG_VALUE = 400
"""Characters. The row of a longer value may break, as some readers cut off what does not fit."""
_ROUNDING = 1.02
"""Word processors round each glyph's width to their own grid."""


def write_key_values(
    flow: FlowWriter, block: KeyValues, container: Container, write_blocks: WriteBlocks
) -> None:
    """Write labels beside their values; with a header row as a ruled table."""
    if not block.items:
        return
    label_width = round(container.width * flow.context.style.key_width)
    widths = [label_width, container.width - label_width]
    frame = TableFrame(
        style_id=TABLE if block.head else KEY_VALUES,
        widths=widths,
        indent=container.depth * flow.context.style.indent.twips,
        has_header_row=bool(block.head),
        has_header_column=True,
        has_bands=True,
        description=", ".join(block.head or ()),
    )
    with table(flow, frame):
        if block.head:
            cells = [
                cell_xml(width, write_cell_text(flow, "TableHead", title))
                for width, title in zip(widths, block.head, strict=True)
            ]
            flow.parts.append(row_xml(cells, HEADER_ROW))
        inner = _value_container(flow, widths[1])
        kept = rows_kept(len(block.items), is_whole=block.keep_together)
        breakable = breakable_row(flow, kept)
        for index, (item, is_kept) in enumerate(zip(block.items, kept, strict=True)):
            flow.is_kept = is_kept
            label = cell_xml(widths[0], write_cell_text(flow, "Key", item.label))
            value = cell_xml(widths[1], write_cell_blocks(flow, item.blocks, inner, write_blocks))
            length = sum(len(line.text) for line in plain_lines(item.blocks))
            may_break = index == breakable or length > _LONG_VALUE
            flow.parts.append(row_xml((label, value), None if may_break else CANNOT_SPLIT))
        flow.is_kept = False


def write_facts(
    flow: FlowWriter, facts: tuple[KeyValue, ...], container: Container, write_blocks: WriteBlocks
) -> None:
    """Write the facts of a title: two a row, each a label above its value."""
    widths = [container.width // 2, container.width - container.width // 2]
    inner = _value_container(flow, widths[0])
    with table(flow, TableFrame(style_id=FACTS, widths=widths)):
        for start in range(0, len(facts), 2):
            contents = [
                write_cell_text(flow, "Key", fact.label)
                + write_cell_blocks(flow, fact.blocks, inner, write_blocks)
                for fact in facts[start : start + 2]
            ]
            if len(contents) == 1:
                contents.append(write_cell_blocks(flow, (), inner, write_blocks))
            flow.parts.append(row_xml(map(cell_xml, widths, contents)))


def _value_container(flow: FlowWriter, width: int) -> Container:
    padding = 2 * flow.context.style.table.padding_x.twips
    return Container(
        width=max(width - padding, padding),
        kind=ContainerKind.CELL,
        cell_style="Value",
        list_style="ValueList",
    )


def write_key_figures(flow: FlowWriter, block: KeyFigures, container: Container) -> None:
    """Write figures side by side, each a value between its label and its note."""
    if not block.figures:
        return
    style = flow.context.style
    strip = figure_strip(block, style, flow.context.faces, container.width)
    widths = [int(width) for width in strip.widths]
    widths[-1] += container.width - sum(widths)
    frame = TableFrame(
        style_id=KEY_FIGURES,
        widths=widths,
        indent=container.depth * style.indent.twips,
        description=", ".join(figure.label for figure in block.figures),
    )
    value_style = flow.context.stylesheet.scaled("KeyFigure", strip.scale)
    flow.ensure_space_after(style.table.space_after)
    with table(flow, frame):
        rows = strip.rows(block.figures)
        for index, row in enumerate(rows):
            was_kept = flow.is_kept
            flow.is_kept = was_kept or index < len(rows) - 1
            figures = [*row, *[None] * (len(widths) - len(row))]
            contents = [_figure_cell(flow, figure, value_style) for figure in figures]
            flow.is_kept = was_kept
            flow.parts.append(row_xml(map(cell_xml, widths, contents)))


def _figure_cell(flow: FlowWriter, figure: KeyFigure | None, value_style: str) -> str:
    with flow.nested():
        if figure is None:
            flow.end("KeyFigureNote")
            return flow.xml()
        for style_id, text in (
            ("KeyFigureLabel", figure.label),
            (value_style, figure.value),
            ("KeyFigureNote", figure.note),
        ):
            if text or style_id == value_style:
                add_text(flow, style_id, text)
        return flow.xml()


def figure_strip(
    block: KeyFigures, style: Style, faces: Typefaces, available: float
) -> StripLayout:
    """Return the columns of a strip of figures. Units: twips."""
    padding = 2 * FIGURE_PADDING * style.table.padding_x.twips
    label, value = style.text[TextRole.FIGURE_LABEL], style.text[TextRole.FIGURE_VALUE]
    labels = [faces.width(one.label, label) * _ROUNDING for one in block.figures]
    values = [faces.width(one.value, value) * _ROUNDING for one in block.figures]
    return measure_strip(labels, values, padding, available)
