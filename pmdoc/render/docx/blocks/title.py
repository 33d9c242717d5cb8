"""Write the head of a report or its cover: logo, bar, title lines, badges and facts.

In → Out: a `TitleBlock` in, paragraphs and tables written to a flow.
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
from pmdoc.render.docx.blocks.tables import TableFrame, WriteBlocks, cell_xml, open_table, row_xml
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import run, text_elements
from pmdoc.render.docx.styles.table_style import COVER
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.title_fit import title_scale
from pmdoc.style.style import Style, TextRole

_BAR = (Length.from_pt(42), Length.from_pt(4))
"""Width and height of the bar that opens a report."""


def write_title(
    flow: FlowWriter, block: TitleBlock, container: Container, write_blocks: WriteBlocks
) -> None:
    """Write the head of the report."""
    style = flow.context.style
    has_band = block.is_cover and bool(style.cover.fill)
    gap = _write_logo(flow, block, style.cover.above if block.is_cover else NO_LENGTH)
    if has_band:
        flow.ensure_space_after(gap)
        _write_band(flow, block)
    else:
        # The distances are the bar's own: LibreOffice adds a paragraph's space above twice if a
        # drawing displaces its words.
        below = Length(style.text[TextRole.TITLE].size // 2)
        bar = bar_above(flow, _BAR, gap, below)
        _write_title_lines(flow, block, "Cover" if block.is_cover else "", bar)
    if block.facts:
        if has_band:
            flow.ensure_space_before(Length(2 * style.text[TextRole.BODY].leading))
        write_facts(flow, block.facts, container, write_blocks)


def cover_offset(style: Style, blocks: Iterable[Block]) -> Length:
    """Return how far a cover without a logo begins below the upper margin.

    The section's margin grows by it: a cover may begin with a table, which can't keep a distance.
    """
    is_cover = any(isinstance(block, TitleBlock) and block.is_cover for block in blocks)
    return style.cover.above if is_cover and style.logo is None else NO_LENGTH


def fit_title(document: Document, style: Style, faces: Typefaces) -> Style:
    """Return the style with its title made small enough for the document's to take few lines."""
    block = next((one for one in document.blocks if isinstance(one, TitleBlock)), None)
    if block is None:
        return style
    look = style.on_cover(TextRole.TITLE) if block.is_cover else style.text[TextRole.TITLE]
    page = style.page.of_kind(PageKind.COVER if block.is_cover else PageKind.NORMAL)
    words = [faces.width(word, look) for word in block.title.split()]
    scale = title_scale(words, faces.width(" ", look), page.text_width.twips)
    title = style.text[TextRole.TITLE]
    size, leading = (Length(int(length * scale)) for length in (title.size, title.leading))
    fitted = replace(title, size=size, leading=leading)
    return replace(style, text={**style.text, TextRole.TITLE: fitted})


def _write_logo(flow: FlowWriter, block: TitleBlock, offset: Length) -> Length:
    """Write the logo, and return the space below it. A cover's text begins `offset` down."""
    style = flow.context.style
    logo = style.logo
    if logo is None:
        return NO_LENGTH
    width = Length(logo.height * logo.image.width_px // max(logo.image.height_px, 1))
    description = logo.description(block.organization)
    size = fit_picture(logo.image, min(width, style.page.text_width), logo.height)
    flow.add_paragraph("Logo", write_picture(flow, logo.image, size, description))
    return max(Length(offset - logo.height), style.text[TextRole.TITLE].size)


def _write_title_lines(
    flow: FlowWriter, block: TitleBlock, style_prefix: str, first_run: str = ""
) -> None:
    stylesheet = flow.context.stylesheet
    for text, name in (
        (block.kicker, "Kicker"),
        (block.title, "Title"),
        (block.subtitle, "Subtitle"),
    ):
        if text:
            style_id = style_prefix + name
            runs = write_text(flow, text, stylesheet.paragraph_context(style_id))
            if name == "Title":
                runs = flow.context.comments.wrap(runs, block.comments)
            flow.add_paragraph(style_id, first_run + runs)
            first_run = ""
    if block.badges:
        paragraph = stylesheet.paragraph_context("Badges")
        badges = (write_inlines(flow, (badge,), paragraph) for badge in block.badges)
        flow.add_paragraph("Badges", run(text_elements("  ")).join(badges))


def _write_band(flow: FlowWriter, block: TitleBlock) -> None:
    """Write a cover's title on a band from edge to edge, which is a table of one cell."""
    page, cover = flow.context.style.page, flow.context.style.cover
    with flow.nested():
        _write_title_lines(flow, block, "Cover")
        content = flow.xml()
    width = page.width.twips
    frame = TableFrame(style_id=COVER, widths=[width], indent=-page.left.twips)
    height = f'<w:trHeight w:val="{cover.height.twips}" w:hRule="atLeast"/>'
    row = row_xml((cell_xml(width, content),), height)
    flow.parts.append(f"{open_table(flow, frame)}{row}</w:tbl>")
    flow.end_table(NO_LENGTH)
