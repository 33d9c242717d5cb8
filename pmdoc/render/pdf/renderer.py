"""The PDF renderer: boxes made, poured into pages, drawn, and written as one tagged file.

In → Out: a `Document` and a `Style` in, the bytes of a PDF 1.7 file out.
Must not: look at a clock or the environment; the same document and style give the same bytes.
Source: ISO 32000-1; the file claims ISO 14289-1 (PDF/UA-1) and ISO 19005-2 level A (PDF/A-2a).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from pmdoc.model.document import Block, Document, Heading, PageKind
from pmdoc.model.page_kinds import by_kind, leads_in
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.blocks.dispatch import block_boxes
from pmdoc.render.pdf.blocks.headers_footers import PageFurniture
from pmdoc.render.pdf.blocks.headings import tighten
from pmdoc.render.pdf.file.objects import PdfFile
from pmdoc.render.pdf.file.page_resources import PageResources
from pmdoc.render.pdf.file.structure import Element, Structure
from pmdoc.render.pdf.file.writer import Writer
from pmdoc.render.pdf.layout.boxes import Box
from pmdoc.render.pdf.layout.footnotes import FootnoteArea
from pmdoc.render.pdf.layout.page_filling import PageContent, draw_pages, paginate
from pmdoc.render.pdf.text.fonts import DocumentFonts
from pmdoc.render.renderer_protocol import AS_USUAL, Rendered, RenderOptions
from pmdoc.runtime.gc_pause import paused_collector
from pmdoc.style.style import Style


class PdfRenderer:
    """Makes accessible, archivable PDF files."""

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
            return self._render(document, style, options)

    def _render(self, document: Document, style: Style, options: RenderOptions) -> Rendered:
        meta = document.metadata
        fonts = DocumentFonts(style, meta.language)
        file = PdfFile()
        structure = Structure(file)
        frame = (style.page.text_width.pt, 1.0)
        maker = BoxBuilder(style, fonts, frame, block_boxes, is_rtl=meta.is_right_to_left)
        maker.is_fillable = options.is_fillable
        stretches = list(by_kind(document.blocks))
        furniture = {
            kind: PageFurniture(document, maker, style.page.of_kind(kind), kind)
            for kind in dict.fromkeys((PageKind.NORMAL, *(kind for kind, _ in stretches)))
        }
        poured = list(_poured(stretches, maker, furniture, structure.root))
        foot = FootnoteArea(maker) if maker.runs.has_notes else None
        leaves = [
            leaf
            for kind, boxes in poured
            for leaf in paginate(boxes, furniture[kind].size, kind, foot)
        ] or [PageContent()]
        ledger = PageResources(file, structure, len(leaves), is_mirrored=maker.is_rtl)
        writer = Writer(document, ledger, maker, options)
        for sheet in draw_pages(leaves, ledger, furniture, foot):
            writer.add_page(sheet)
        return Rendered(data=writer.finish(), problems=fonts.problems)


def _poured(
    stretches: Iterable[tuple[PageKind, Sequence[Block]]],
    maker: BoxBuilder,
    furniture: Mapping[PageKind, PageFurniture],
    root: Element,
) -> Iterator[tuple[PageKind, list[Box]]]:
    """Make all boxes; each heading opens a section, inside that of the level above."""
    sections: list[tuple[int, Element]] = [(0, root)]
    for kind, blocks in stretches:
        maker.frame = furniture[kind].size
        boxes: list[Box] = []
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Heading):
                while sections[-1][0] >= block.level:
                    sections.pop()
                sections.append((block.level, sections[-1][1].child("Sect")))
            boxes.extend(maker.boxes((block,), BlockContext(parent=sections[-1][1])))
            if leads_in(block, following):
                boxes[-1].keeps_next = True
        tighten(boxes, maker.frame)
        yield kind, boxes
