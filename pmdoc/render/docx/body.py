"""Write the main part: the document's blocks and the properties of its sections.

In → Out: a `Document` and a `Style` in; `word/document.xml` and the context of all parts out.
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
from pmdoc.render.docx.blocks.title import cover_offset, fit_title
from pmdoc.render.docx.blocks.toc import unlisted_headings
from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.forms.content_controls import ContentControls
from pmdoc.render.docx.ooxml.pending_paragraph import PendingParagraph
from pmdoc.render.docx.ooxml.xml import STORY_NAMESPACES, XML_DECLARATION, begin_field, end_field
from pmdoc.render.docx.pagination.page_estimate import estimate_pages, tighten_contents
from pmdoc.render.docx.styles.numbering import Numbering, counted_headings
from pmdoc.render.docx.styles.stylesheet import StyleSheet
from pmdoc.render.renderer_protocol import AS_USUAL, RenderOptions
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.render.text.table_columns import ColumnWidths
from pmdoc.style.style import Style, TextRole

_KEPT = begin_field('IF 1 = 1 "" ""') + end_field()
"""A field whose result is empty in either case. Source: 17.16.5.22."""
_LINE_NUMBERS = '<w:lnNumType w:countBy="1" w:restart="continuous"/>'
"""Lines are counted through the whole document: "line 214" is then unambiguous. Source: 17.6.8."""


def make_context(
    document: Document, style: Style, options: RenderOptions = AS_USUAL
) -> DocumentContext:
    """Make the state that all parts of one document share."""
    faces = Typefaces(style, document.metadata.language)
    fitted = tighten_contents(document, fit_title(document, style, faces), faces)
    # the spaces around a title are the style's own, whatever the title's length
    style = replace(fitted, text={**fitted.text, TextRole.TITLE: style.text[TextRole.TITLE]})
    numbered = counted_headings(document.blocks)
    context = DocumentContext(
        style=style,
        options=options,
        faces=faces,
        stylesheet=StyleSheet(fitted, document.metadata, faces, is_numbered=bool(numbered)),
        numbering=Numbering(style, faces),
        column_widths=ColumnWidths(style, faces, has_own_fonts=options.docx.template is None),
        numbered_headings=numbered,
        unlisted_headings=unlisted_headings(document.blocks),
        metadata=document.metadata,
        content_controls=ContentControls(metadata=document.metadata),
        is_right_to_left=document.metadata.is_right_to_left,
        language=document.metadata.language,
    )
    context.pages, context.page_count = estimate_pages(
        document, fitted, faces, context.column_widths
    )
    return context


def write_body(context: DocumentContext, document: Document) -> FlowWriter:
    """Write the blocks of a document."""
    flow, section = FlowWriter(context), ""
    for number, (kind, blocks) in enumerate(by_kind(document.blocks)):
        if number:
            flow.end_section(section)
        section = _section(context, kind, cover_offset(context.style, blocks), is_first=not number)
        page = context.style.page.of_kind(kind)
        write_blocks(flow, blocks, Container(width=page.text_width.twips))
    flow.end()
    _mark_kept(flow)
    flow.parts.append(section or _section(context, PageKind.NORMAL, NO_LENGTH))
    return flow


def _mark_kept(flow: FlowWriter) -> None:
    """Add a field without a result to paragraphs that stay with the next one.

    LibreOffice first puts 25 paragraphs on each page, and then lays out again what moves or holds a
    field. A heading that is the last of the 25 would stay there when its text goes over.
    """
    for part in flow.parts:
        if isinstance(part, PendingParagraph) and (
            flow.context.stylesheet.paragraph(part.style_id).text.keep_with_next
        ):
            part.runs += _KEPT


def page_kinds(document: Document) -> Iterator[PageKind]:
    """Yield the kinds of page that a document has, each of which has its own header and footer."""
    yield from dict.fromkeys(kind for kind, _ in by_kind(document.blocks)) or (PageKind.NORMAL,)


def header_footer_id(side: str, kind: PageKind, page_type: str, page_types: tuple[str, ...]) -> str:
    """Return the relationship id of a `header` or `footer`.

    Page types outside `page_types` share that of the default.
    """
    suffix = page_type.title() if page_type in page_types and page_type != "default" else ""
    return f"rId{side.title()}{kind.title()}{suffix}"


def body_part(flow: FlowWriter) -> bytes:
    """Return the main part. Source: 17.2.3."""
    opening = f"{XML_DECLARATION}<w:document {STORY_NAMESPACES}><w:body>"
    return f"{opening}{flow.xml()}</w:body></w:document>".encode()


def _section(
    context: DocumentContext, kind: PageKind, offset: Length, *, is_first: bool = False
) -> str:
    """Return the properties of a section. Its text begins `offset` below the style's upper margin.

    First and even pages get references too, though they share the default header and footer
    unless a letterhead differs: anyone who later gives them their own in Word keeps the marking.
    """
    page = context.style.page.of_kind(kind)
    orientation = ' w:orient="landscape"' if page.width > page.height else ""
    left, right = page.left, page.right
    if context.is_right_to_left:
        left, right = right, left
    references = "".join(
        f'<w:{side}Reference w:type="{page_type}" '
        f'r:id="{header_footer_id(side, kind, page_type, context.page_types)}"/>'
        for side in ("header", "footer")
        for page_type in ("even", "default", "first")
    )
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{page.width.twips}" w:h="{page.height.twips}"{orientation}/>'
        f'<w:pgMar w:top="{page.top.twips + offset.twips}" w:right="{right.twips}" '
        f'w:bottom="{page.bottom.twips}" w:left="{left.twips}" '
        f'w:header="{page.header.twips}" w:footer="{page.footer.twips}" w:gutter="0"/>'
        f"{_LINE_NUMBERS if context.options.docx.has_line_numbers else ''}"
        f"{'<w:titlePg/>' if is_first and 'first' in context.page_types else ''}"
        f"{'<w:bidi/>' if context.is_right_to_left else ''}</w:sectPr>"
    )
