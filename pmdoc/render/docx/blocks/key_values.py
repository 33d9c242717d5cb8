"""Labelled values and key figures: small tables without a grid to be seen.

In → Out: `KeyValues` or `KeyFigures` in, `w:tbl` written to the story.
Must not: draw rules that the table styles don't have.
Source: ECMA-376 part 1, 17.4 (tables).
"""

from __future__ import annotations

from pmdoc.model.document import KeyFigure, KeyFigures, KeyValue, KeyValues
from pmdoc.render.docx.blocks.container import Container, ContainerKind
from pmdoc.render.docx.blocks.inlines import write_text
from pmdoc.render.docx.blocks.tables import (
    BANDS,
    FIRST_COLUMN,
    FIRST_ROW,
    TableFrame,
    WriteBlocks,
    is_short,
    open_cell,
    open_table,
    row_to_break,
    rows_that_stay,
    write_cell_blocks,
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
from pmdoc.style.style import Style, TextRole

_ROUNDING = 1.02
"""Word processors round each glyph's width to their own grid."""


def write_key_values(
    story: FlowWriter, block: KeyValues, place: Container, write_blocks: WriteBlocks
) -> None:
    """Write labels beside their values; with a head as a ruled table."""
    if not block.items:
        return
    label_width = round(place.width * story.book.style.key_width)
    widths = [label_width, place.width - label_width]
    frame = TableFrame(
        style_id=TABLE if block.head else KEY_VALUES,
        widths=widths,
        indent=place.depth * story.book.style.indent.twips,
        look=FIRST_COLUMN | BANDS | (FIRST_ROW if block.head else 0),
        description=", ".join(block.head) if block.head else "",
    )
    story.begin_table()
    story.parts.append(open_table(story, frame))
    if block.head:
        cells = [
            _text_cell(story, width, "TableHead", title)
            for width, title in zip(widths, block.head, strict=True)
        ]
        story.parts.append(
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"
        )
    is_small = is_short([item.blocks for item in block.items])
    inside = _value_place(story, widths[1])
    stay = rows_that_stay(len(block.items), is_small=is_small)
    breaking = row_to_break(story, stay)
    for index, (item, stays) in enumerate(zip(block.items, stay, strict=True)):
        story.is_kept = stays
        label = _text_cell(story, widths[0], "Key", item.label)
        value = write_cell_blocks(story, item.blocks, inside, write_blocks)
        can_break = index == breaking or not is_short([item.blocks])
        split = "" if can_break else "<w:trPr><w:cantSplit/></w:trPr>"
        story.parts.append(f"<w:tr>{split}{label}{open_cell(widths[1])}{value}</w:tc></w:tr>")
    story.is_kept = False
    story.parts.append("</w:tbl>")
    story.end_table()


def write_facts(
    story: FlowWriter, facts: tuple[KeyValue, ...], place: Container, write_blocks: WriteBlocks
) -> None:
    """Write the facts of the report's head: two a row, each a label over its value."""
    widths = [place.width // 2, place.width - place.width // 2]
    story.begin_table()
    story.parts.append(open_table(story, TableFrame(style_id=FACTS, widths=widths)))
    inside = _value_place(story, widths[0])
    for start in range(0, len(facts), 2):
        cells = []
        for fact in facts[start : start + 2]:
            with story.inside() as parts:
                around = story.book.sheet.around("Key")
                story.add_paragraph("Key", write_text(story, fact.label, around))
                label = "".join(parts)
            cells.append(label + write_cell_blocks(story, fact.blocks, inside, write_blocks))
        if len(cells) == 1:
            cells.append(write_cell_blocks(story, (), inside, write_blocks))
        row = "".join(
            f"{open_cell(width)}{cell}</w:tc>" for width, cell in zip(widths, cells, strict=True)
        )
        story.parts.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>")
    story.parts.append("</w:tbl>")
    story.end_table()


def _value_place(story: FlowWriter, width: int) -> Container:
    padding = 2 * story.book.style.table.padding_x.twips
    return Container(
        width=max(width - padding, padding),
        kind=ContainerKind.CELL,
        cell_style="Value",
        list_style="ValueList",
    )


def write_key_figures(story: FlowWriter, block: KeyFigures, place: Container) -> None:
    """Write figures side by side, each a value between its label and its note."""
    if not block.figures:
        return
    strip = figure_strip(block, story.book.style, story.book.faces, place.width)
    widths = [int(width) for width in strip.widths]
    widths[-1] += place.width - sum(widths)
    frame = TableFrame(
        style_id=KEY_FIGURES,
        widths=widths,
        indent=place.depth * story.book.style.indent.twips,
        description=", ".join(figure.label for figure in block.figures),
    )
    value_style = story.book.sheet.scaled("KeyFigure", strip.scale)
    story.leave_space(story.book.style.table.space_after)
    story.begin_table()
    story.parts.append(open_table(story, frame))
    rows = strip.rows(block.figures)
    for index, row in enumerate(rows):
        story.is_kept, was_kept = index < len(rows) - 1 or story.is_kept, story.is_kept
        figures = [*row, *[None] * (len(widths) - len(row))]
        cells = "".join(
            f"{open_cell(width)}{_figure(story, figure, value_style)}</w:tc>"
            for width, figure in zip(widths, figures, strict=True)
        )
        story.is_kept = was_kept
        story.parts.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    story.parts.append("</w:tbl>")
    story.end_table()


def _figure(story: FlowWriter, figure: KeyFigure | None, value_style: str) -> str:
    """Return the content of a figure's cell, or of one that is left over."""
    with story.inside() as parts:
        if figure is None:
            story.end("KeyFigureNote")
            return "".join(parts)
        for style_id, text in (
            ("KeyFigureLabel", figure.label),
            (value_style, figure.value),
            ("KeyFigureNote", figure.note),
        ):
            if text or style_id == value_style:
                around = story.book.sheet.around(style_id)
                story.add_paragraph(style_id, write_text(story, text, around))
        return "".join(parts)


def figure_strip(block: KeyFigures, style: Style, faces: Typefaces, room: float) -> StripLayout:
    """Share a strip out among its figures. Units: twips."""
    around = 2 * FIGURE_PADDING * style.table.padding_x.twips
    label, value = style.text[TextRole.FIGURE_LABEL], style.text[TextRole.FIGURE_VALUE]
    labels = [faces.width(one.label, label) * _ROUNDING for one in block.figures]
    values = [faces.width(one.value, value) * _ROUNDING for one in block.figures]
    return measure_strip(labels, values, around, room)


def _text_cell(story: FlowWriter, width: int, style_id: str, text: str) -> str:
    with story.inside() as parts:
        runs = write_text(story, text, story.book.sheet.around(style_id))
        story.add_paragraph(style_id, runs)
        return f"{open_cell(width)}{''.join(parts)}</w:tc>"
