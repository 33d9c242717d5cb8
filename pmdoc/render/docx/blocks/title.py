"""The head of a report: logo, bar, words, badges and facts, or a cover that says the same.

In → Out: a `TitleBlock` in, paragraphs and tables written to a story.
Must not: make room with an empty paragraph where a space of a style or a margin can.
Source: ECMA-376 part 1, 17.4 (tables), 17.6.11 (pgMar).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from pmdoc.model.document import Block, Document, PageKind, TitleBlock
from pmdoc.model.length import NO_LENGTH, Length
from pmdoc.render.docx.blocks.container import Container
from pmdoc.render.docx.blocks.decorations import bar_above
from pmdoc.render.docx.blocks.images import fit_picture, write_picture
from pmdoc.render.docx.blocks.inlines import write_inlines, write_text
from pmdoc.render.docx.blocks.key_values import write_facts
from pmdoc.render.docx.blocks.tables import TableFrame, WriteBlocks, open_cell, open_table
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import run, text_elements
from pmdoc.render.docx.styles.table_style import COVER
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.title_fit import title_scale
from pmdoc.style.style import Style, TextRole

_BAR = (Length.from_pt(42), Length.from_pt(4))
"""Width and height of the bar that opens a report."""


def write_title(
    story: FlowWriter, block: TitleBlock, place: Container, write_blocks: WriteBlocks
) -> None:
    """Write the head of the report."""
    book = story.book
    look, has_band = book.style.cover, block.is_cover and bool(book.style.cover.fill)
    gap = _write_logo(story, block, look.above if block.is_cover else NO_LENGTH)
    if has_band:
        story.leave_space(gap)
        _write_band(story, block)
    else:
        # The bar keeps its own distance: of a paragraph's space above, LibreOffice counts twice
        # what a drawing over the words displaces.
        width, height = _BAR
        below = Length(book.style.text[TextRole.TITLE].size // 2)
        bar = bar_above(story, (width, height), gap, below)
        _write_head(story, block, "Cover" if block.is_cover else "", bar)
    if block.facts:
        if has_band:
            story.want_space(Length(2 * book.style.text[TextRole.BODY].leading))
        write_facts(story, block.facts, place, write_blocks)


def room_above(style: Style, blocks: Iterable[Block]) -> Length:
    """Return how far a cover without a logo begins below the upper edge of the text.

    The pages' margin is that much larger: what a cover begins with may be a table, which can't
    keep a distance itself.
    """
    is_cover = any(isinstance(block, TitleBlock) and block.is_cover for block in blocks)
    return style.cover.above if is_cover and style.logo is None else NO_LENGTH


def fit_title(document: Document, style: Style, faces: Typefaces) -> Style:
    """Return the style with a title no larger than lets the document's stand on few lines."""
    block = next((one for one in document.blocks if isinstance(one, TitleBlock)), None)
    if block is None:
        return style
    look = style.on_cover(TextRole.TITLE) if block.is_cover else style.text[TextRole.TITLE]
    page = style.page.of_kind(PageKind.COVER if block.is_cover else PageKind.NORMAL)
    words = [faces.width(word, look) for word in block.title.split()]
    scale = title_scale(words, faces.width(" ", look), page.text_width.twips)
    title = style.text[TextRole.TITLE]
    size, leading = (Length(int(one * scale)) for one in (title.size, title.leading))
    fitted = replace(title, size=size, leading=leading)
    return replace(style, text={**style.text, TextRole.TITLE: fitted})


def _write_logo(story: FlowWriter, block: TitleBlock, above: Length) -> Length:
    """Write the logo; return how far below it the head begins. On a cover that is further."""
    style = story.book.style
    logo = style.logo
    if logo is None:
        return NO_LENGTH
    width = Length(logo.height * logo.image.width_px // max(logo.image.height_px, 1))
    words = logo.description(block.organization)
    size = fit_picture(logo.image, min(width, style.page.text_width), logo.height)
    story.add_paragraph("Logo", write_picture(story, logo.image, size, words))
    return max(Length(above - logo.height), style.text[TextRole.TITLE].size)


def _write_head(story: FlowWriter, block: TitleBlock, prefix: str, above: str = "") -> None:
    """Write kicker, title, subtitle and badges, the first of them below what is `above`.

    Shape: `prefix` is that of the styles' names.
    """
    for words, name in (
        (block.kicker, "Kicker"),
        (block.title, "Title"),
        (block.subtitle, "Subtitle"),
    ):
        if words:
            style_id = prefix + name
            around = story.book.sheet.around(style_id)
            runs = write_text(story, words, around)
            if name == "Title":
                runs = story.book.remarks.around(runs, block.comments)
            story.add_paragraph(style_id, above + runs)
            above = ""
    if block.badges:
        around = story.book.sheet.around("Badges")
        badges = (write_inlines(story, (badge,), around) for badge in block.badges)
        story.add_paragraph("Badges", run(text_elements("  ")).join(badges))


def _write_band(story: FlowWriter, block: TitleBlock) -> None:
    """Write a cover's title on a band from edge to edge: a table of one cell."""
    page, look = story.book.style.page, story.book.style.cover
    with story.inside() as parts:
        _write_head(story, block, "Cover")
        content = "".join(parts)
    frame = TableFrame(style_id=COVER, widths=[page.width.twips], indent=-page.left.twips)
    height = f'<w:trPr><w:trHeight w:val="{look.height.twips}" w:hRule="atLeast"/></w:trPr>'
    cell = open_cell(page.width.twips)
    story.parts.append(
        f"{open_table(story, frame)}<w:tr>{height}{cell}{content}</w:tc></w:tr></w:tbl>"
    )
    story.note_table()
