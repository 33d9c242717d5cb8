"""The main part: the document's blocks between the body's start and the page's measures.

In → Out: a `Document` and a `Style` in, `word/document.xml` and the book of shared things out.
Must not: know the package.
Source: ECMA-376 part 1, 17.2.3 (document), 17.6.17 (sectPr), 17.6.11 (pgMar).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pmdoc.model.document import Document, PageKind
from pmdoc.model.length import NO_LENGTH, Length
from pmdoc.model.page_kinds import by_kind
from pmdoc.render.docx.blocks.container import Container
from pmdoc.render.docx.blocks.dispatch import write_blocks
from pmdoc.render.docx.blocks.title import fit_title, room_above
from pmdoc.render.docx.blocks.toc import unlisted_headings
from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.forms.content_controls import ContentControls
from pmdoc.render.docx.ooxml.xml import STORY_NAMESPACES, XML_DECLARATION
from pmdoc.render.docx.pagination.page_estimate import estimate_pages, tighten
from pmdoc.render.docx.styles.numbering import Numbering, counted_headings
from pmdoc.render.docx.styles.stylesheet import StyleSheet
from pmdoc.render.renderer_protocol import AS_USUAL, RenderOptions
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.table_columns import ColumnWidths
from pmdoc.style.style import Style, TextRole

_LINE_NUMBERS = '<w:lnNumType w:countBy="1" w:restart="continuous"/>'
"""One count through the whole document: "line 214" is then one place. Source: 17.6.8."""


def make_book(
    document: Document, style: Style, options: RenderOptions = AS_USUAL
) -> DocumentContext:
    """Make what all parts of one document share."""
    faces = Typefaces(style, document.metadata.language)
    fitted = tighten(document, fit_title(document, style, faces), faces)
    # the spaces around a title are those of a style's own, whatever the title's length
    style = replace(fitted, text={**fitted.text, TextRole.TITLE: style.text[TextRole.TITLE]})
    counted = counted_headings(document.blocks)
    book = DocumentContext(
        style=style,
        options=options,
        faces=faces,
        sheet=StyleSheet(fitted, document.metadata, faces, is_numbered=bool(counted)),
        numbering=Numbering(style, faces),
        columns=ColumnWidths(style, faces, has_own_type=options.docx.template is None),
        counted=counted,
        unlisted=unlisted_headings(document.blocks),
        metadata=document.metadata,
        answers=ContentControls(metadata=document.metadata),
        is_right_to_left=document.metadata.is_right_to_left,
        language=document.metadata.language,
    )
    book.pages, book.page_count = estimate_pages(document, fitted, faces, book.columns)
    return book


def write_body(book: DocumentContext, document: Document) -> FlowWriter:
    """Write the blocks of a document."""
    story = FlowWriter(book)
    section = _section(book, PageKind.NORMAL, NO_LENGTH)
    for number, (kind, blocks) in enumerate(by_kind(document.blocks)):
        if number:
            story.end_section(section)
        lowered = room_above(book.style, blocks)
        section = _section(book, kind, lowered, is_first=not number)
        page = book.style.page.of_kind(kind)
        write_blocks(story, blocks, Container(width=page.text_width.twips))
    story.end()
    story.parts.append(section)
    return story


def page_kinds(document: Document) -> Iterator[PageKind]:
    """Yield the kinds of page that a document has, each of which has a header of its own."""
    yield from dict.fromkeys(kind for kind, _ in by_kind(document.blocks)) or (PageKind.NORMAL,)


def running_id(what: str, kind: PageKind, pages: str, apart: tuple[str, ...]) -> str:
    """Return the relationship of a `header` or `footer`; pages not `apart` have the default."""
    which = pages.title() if pages in apart and pages != "default" else ""
    return f"rId{what.title()}{kind.title()}{which}"


def body_part(story: FlowWriter) -> bytes:
    """Return the part. Source: 17.2.3."""
    opening = f"{XML_DECLARATION}<w:document {STORY_NAMESPACES}><w:body>"
    return "".join((opening, *story.parts, "</w:body></w:document>")).encode()


def _section(
    book: DocumentContext, kind: PageKind, lowered: Length, *, is_first: bool = False
) -> str:
    """Return the sheet and margins of pages, whose header and footer hold for all alike.

    Only under a house's letterhead may those of a first or an even page be others.

    Shape: the text begins `lowered` below the style's upper margin.

    First and even pages are named too: whoever gives them lines of their own in Word keeps the
    marking that was there.
    """
    page = book.style.page.of_kind(kind)
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    left, right = (page.left, page.right)
    if book.is_right_to_left:
        left, right = right, left
    running = "".join(
        f'<w:{what}Reference w:type="{pages}" '
        f'r:id="{running_id(what, kind, pages, book.running_pages)}"/>'
        for what in ("header", "footer")
        for pages in ("even", "default", "first")
    )
    return (
        f"<w:sectPr>{running}"
        f'<w:pgSz w:w="{page.width.twips}" w:h="{page.height.twips}"{turned}/>'
        f'<w:pgMar w:top="{page.top.twips + lowered.twips}" w:right="{right.twips}" '
        f'w:bottom="{page.bottom.twips}" w:left="{left.twips}" '
        f'w:header="{page.header.twips}" w:footer="{page.footer.twips}" w:gutter="0"/>'
        f"{_LINE_NUMBERS if book.options.docx.has_line_numbers else ''}"
        f"{'<w:titlePg/>' if is_first and 'first' in book.running_pages else ''}"
        f"{'<w:bidi/>' if book.is_right_to_left else ''}</w:sectPr>"
    )
