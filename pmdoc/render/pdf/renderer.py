"""The PDF renderer: build boxes, fill pages with them, draw the pages and write one tagged file.

In → Out: a `Document` and a `Style` in, the bytes of a PDF 1.7 file out.
Must not: read the clock or the environment: the same document and style give the same bytes.
Source: ISO 32000-1; the file claims ISO 14289-1 (PDF/UA-1) and ISO 19005-2 level A (PDF/A-2a).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from pmdoc.model.document import Block, Document, Heading, PageKind
from pmdoc.model.page_kinds import by_kind
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.blocks.dispatch import block_boxes
from pmdoc.render.pdf.blocks.footnotes import footnote_box
from pmdoc.render.pdf.blocks.headers_footers import HeadersFooters
from pmdoc.render.pdf.blocks.headings import tighten_contents
from pmdoc.render.pdf.file.objects import PdfFile
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.page_resources import PageResources
from pmdoc.render.pdf.file.structure import Element, Structure
from pmdoc.render.pdf.fonts.document_fonts import DocumentFonts
from pmdoc.render.pdf.layout.boxes import Box
from pmdoc.render.pdf.layout.footnote_area import FootnoteArea
from pmdoc.render.pdf.layout.page_filling import PageContent, paginate
from pmdoc.render.pdf.layout.wrappers import AnchoredBox
from pmdoc.render.pdf.writer import PdfWriter
from pmdoc.render.renderer_protocol import AS_USUAL, Rendered, RenderOptions
from pmdoc.runtime.gc_pause import paused_collector
from pmdoc.style.style import Style, TextRole


class PdfRenderer:
    """Render documents as accessible, archivable PDF files."""

    name = "pdf"
    suffix = ".pdf"
    description = "PDF, tagged for accessibility (PDF/UA-1) and fit for archives (PDF/A-2a)"

    def render(
        self,
        document: Document,
        style: Style,
        options: RenderOptions = AS_USUAL,
    ) -> Rendered:
        """Lay the document out and write it.

        Raises:
            StyleError: a font can't be read or embedded.

        Problems: `glyph-missing` for each character that no font of the style has.
        """
        with paused_collector():
            return _render(document, style, options)


def _render(document: Document, style: Style, options: RenderOptions) -> Rendered:
    meta = document.metadata
    fonts = DocumentFonts(style, meta.language)
    file = PdfFile()
    structure = Structure(file)
    builder = BoxBuilder(
        style,
        fonts,
        block_boxes,
        is_rtl=meta.is_right_to_left,
        is_fillable=options.is_fillable,
    )
    sections = list(by_kind(document.blocks))
    headers_footers = {
        kind: HeadersFooters(document, builder, style.page.of_kind(kind), kind)
        for kind in dict.fromkeys((PageKind.NORMAL, *(kind for kind, _ in sections)))
    }
    built = list(_build_boxes(sections, builder, headers_footers, structure.root))
    footnotes = None
    if builder.runs.has_notes:
        gap = style.text[TextRole.NOTE].leading.pt
        footnotes = FootnoteArea(gap, style.rule, partial(footnote_box, builder))
    pages = [
        page
        for kind, boxes in built
        for page in paginate(boxes, headers_footers[kind].size, kind, footnotes)
    ] or [PageContent()]
    resources = PageResources(file, structure, len(pages), is_mirrored=builder.is_rtl)
    writer = PdfWriter(document, resources, builder, options)
    for canvas in _draw_pages(pages, resources, headers_footers, footnotes):
        writer.add_page(canvas)
    return Rendered(data=writer.finish(), problems=fonts.problems)


def _build_boxes(
    page_sections: Iterable[tuple[PageKind, Sequence[Block]]],
    builder: BoxBuilder,
    headers_footers: Mapping[PageKind, HeadersFooters],
    root: Element,
) -> Iterator[tuple[PageKind, list[Box]]]:
    """Build all boxes; each heading opens a Sect element inside that of the level above."""
    elements: list[tuple[int, Element]] = [(0, root)]
    for kind, blocks in page_sections:
        builder.frame = headers_footers[kind].size
        boxes: list[Box] = []
        for block in blocks:
            if isinstance(block, Heading):
                while elements[-1][0] >= block.level:
                    elements.pop()
                elements.append((block.level, elements[-1][1].child("Sect")))
            boxes.extend(builder.build((block,), BlockContext(parent=elements[-1][1])))
        tighten_contents(boxes, builder.frame)
        yield kind, boxes


def _draw_pages(
    pages: list[PageContent],
    resources: PageResources,
    headers_footers: Mapping[PageKind, HeadersFooters],
    footnotes: FootnoteArea | None,
) -> Iterator[PageCanvas]:
    """Draw page by page; `pages` is emptied on the way to free the boxes of drawn pages."""
    for index, page in enumerate(pages):
        for box, _ in page.placed:
            if isinstance(box, AnchoredBox) and box.anchor:
                resources.page_of.setdefault(box.anchor, index)
    frames = {kind: (one.page, *one.frame) for kind, one in headers_footers.items()}
    for index in range(len(pages)):
        content, pages[index] = pages[index], PageContent()
        page_style, top, bottom = frames[content.kind]
        left = page_style.left.pt
        canvas = PageCanvas(resources, index, page_style.width.pt, page_style.height.pt)
        headers_footers[content.kind].draw(canvas)
        if content.notes and footnotes is not None:
            # first, as a note continued from the page before is read before this page's text
            footnotes.draw(canvas, content.notes, (left, bottom, page_style.text_width.pt))
        for box, offset in content.placed:
            box.draw(canvas, left, top + offset)
        for anchor in tuple(canvas.pending_notes):
            canvas.draw_note(anchor)
        yield canvas
