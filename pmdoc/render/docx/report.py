"""The main part: the document's blocks between the body's start and the page's measures.

In → Out: a `Document` and a `Style` in, `word/document.xml` and the book of shared things out.
Must not: know the package.
Source: ECMA-376 part 1, 17.2.3 (document), 17.6.17 (sectPr), 17.6.11 (pgMar).
"""

from __future__ import annotations

from pmdoc.model.document import Document
from pmdoc.render.docx.blocks import write_blocks
from pmdoc.render.docx.columns import ColumnWidths
from pmdoc.render.docx.controls import Answers
from pmdoc.render.docx.numbering import Numbering, counted_headings
from pmdoc.render.docx.oxml import STORY_NAMESPACES, XML_DECLARATION
from pmdoc.render.docx.paging import estimate_pages
from pmdoc.render.docx.place import Place
from pmdoc.render.docx.story import Book, Story
from pmdoc.render.docx.stylesheet import StyleSheet
from pmdoc.render.docx.typeface import Typefaces
from pmdoc.render.renderer import AS_USUAL, RenderOptions
from pmdoc.style.style import Style

_LINE_NUMBERS = '<w:lnNumType w:countBy="1" w:restart="continuous"/>'
"""One count through the whole document: "line 214" is then one place. Source: 17.6.8."""


def make_book(document: Document, style: Style, options: RenderOptions = AS_USUAL) -> Book:
    """Make what all parts of one document share."""
    faces = Typefaces(style)
    counted = counted_headings(document.blocks)
    book = Book(
        style=style,
        options=options,
        faces=faces,
        sheet=StyleSheet(style, document.metadata, faces, is_numbered=bool(counted)),
        numbering=Numbering(style, faces),
        columns=ColumnWidths(style, faces),
        counted=counted,
        answers=Answers(metadata=document.metadata),
        is_right_to_left=document.metadata.is_right_to_left,
    )
    book.pages, book.page_count = estimate_pages(document, style, faces, book.columns)
    return book


def write_body(book: Book, document: Document) -> Story:
    """Write the blocks of a document."""
    story = Story(book)
    write_blocks(story, document.blocks, Place(width=book.style.page.text_width.twips))
    story.end()
    return story


def body_part(book: Book, story: Story) -> bytes:
    """Return the part. Source: 17.2.3; header and footer hold for all pages alike."""
    page = book.style.page
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:footerReference w:type="default" r:id="rIdFooter"/>'
        f'<w:pgSz w:w="{page.width.twips}" w:h="{page.height.twips}"/>'
        f'<w:pgMar w:top="{page.top.twips}" w:right="{page.right.twips}" '
        f'w:bottom="{page.bottom.twips}" w:left="{page.left.twips}" '
        f'w:header="{page.header.twips}" w:footer="{page.footer.twips}" w:gutter="0"/>'
        f"{_LINE_NUMBERS if book.options.has_line_numbers else ''}"
        f"{'<w:bidi/>' if book.is_right_to_left else ''}</w:sectPr>"
    )
    opening = f"{XML_DECLARATION}<w:document {STORY_NAMESPACES}><w:body>"
    return "".join((opening, *story.parts, section, "</w:body></w:document>")).encode()
