"""What runs along every page: banner and running header above, running footer and banner below.

In → Out: a document's banner, header and footer in, the header and footer parts out.
Must not: leave a page unmarked, or let a long marking run into the TLP label.
Source: ECMA-376 part 1, 17.10 (headers and footers); FIRST TLP 2.0, "TLP in documents".
"""

from __future__ import annotations

from msgspec.structs import replace

from pmdoc.model.document import Banner, Document, RunningLine
from pmdoc.model.tlp import Tlp
from pmdoc.render.docx.blocks.inlines import show_property, write_boxed, write_inlines, write_text
from pmdoc.render.docx.blocks.watermark import watermark
from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import STORY_NAMESPACES, XML_DECLARATION
from pmdoc.render.docx.styles.character_style import CAVEAT, tlp_mark
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.style.style import Page, TextRole

_TAB = "<w:r><w:tab/></w:r>"
_BETWEEN = "  ·  "
_GAP = 360
"""Between the marking at the start and the label at the end of a line. Units: twips."""


def write_header(book: DocumentContext, document: Document, page: Page) -> FlowWriter:
    """Write banner, then running header; the watermark stands behind."""
    story = FlowWriter(book)
    behind = watermark(document.watermark, book)
    _write_banner(story, document.banner, behind, page)
    behind = "" if story.parts else behind
    story.want_space(book.style.table.padding_y)
    _write_running(story, document.header, _wide(book, "Header", page), behind)
    if not story.parts:
        story.add_paragraph("Header", behind)
    return story


def write_footer(book: DocumentContext, document: Document, page: Page) -> FlowWriter:
    """Write running footer and the house's line, then banner."""
    story = FlowWriter(book)
    style_id = _wide(book, "Footer", page)
    if book.style.footer_text:
        around = book.sheet.around(style_id)
        story.add_paragraph(style_id, write_text(story, book.style.footer_text, around))
    _write_running(story, document.footer, style_id, "")
    story.want_space(book.style.table.padding_y)
    _write_banner(story, document.banner, "", page)
    story.end("Footer")
    return story


def _wide(book: DocumentContext, style_id: str, page: Page) -> str:
    """Return the style for a page that is wider than most: its line ends further out."""
    edge = page.text_width.twips
    if edge == book.style.page.text_width.twips:
        return style_id
    return book.sheet.derive(style_id, StyleChange(edge=edge))


def story_part(story: FlowWriter, element: str, letterhead: str = "") -> bytes:
    """Return a header (`hdr`) or footer (`ftr`) part. Source: 17.10.4 and 17.10.3.

    A house's letterhead stands outside ours: above it in a header, below it in a footer.
    """
    ours = "".join(story.parts)
    body = letterhead + ours if element == "hdr" else ours + letterhead
    return f"{XML_DECLARATION}<w:{element} {STORY_NAMESPACES}>{body}</w:{element}>".encode()


def _write_running(story: FlowWriter, furniture: RunningLine, style_id: str, behind: str) -> None:
    if not furniture.start and not furniture.end:
        return
    around = story.book.sheet.around(style_id)
    start = write_inlines(story, furniture.start, around)
    end = write_inlines(story, furniture.end, around)
    story.add_paragraph(style_id, f"{behind}{start}{_TAB + end if end else ''}")


def _write_banner(story: FlowWriter, banner: Banner | None, behind: str, page: Page) -> None:
    """Write the marking; what doesn't fit beside the label goes to lines of its own."""
    if banner is None:
        return
    for index, line in enumerate(_lines(story.book, banner, page)):
        runs = "".join(_words(story, text, is_label=text is banner.label) for text in line)
        if index == 0:
            runs = behind + _beside(story, runs, banner.tlp)
        story.add_paragraph(_wide(story.book, "Banner", page), runs)


def _words(story: FlowWriter, text: str, *, is_label: bool) -> str:
    """Set the class in the banner's type, and what else applies in smaller print."""
    around = story.book.sheet.around("Banner")
    if not is_label:
        return write_text(story, text, around, (CAVEAT,))
    known = story.book.metadata.properties
    name = next((name for name, _ in known if story.book.has_property(name, text)), "")
    words = write_text(story, text, around)
    return show_property(name, words) if name else words


def _beside(story: FlowWriter, runs: str, label: Tlp | None) -> str:
    """Put the TLP label at the right, which is the start of a line that runs to the left."""
    if label is None:
        return runs
    around = story.book.sheet.around("Banner")
    mark = write_boxed(story, label.value, around, tlp_mark(label))
    if story.book.is_right_to_left:
        return mark + (_TAB + runs if runs else "")
    return runs + _TAB + mark


def _lines(book: DocumentContext, banner: Banner, page: Page) -> list[list[str]]:
    """Break the marking between its parts. Shape: at least one line, of texts in order."""
    large = book.style.text[TextRole.BANNER]
    small = replace(large, size=book.style.text[TextRole.HEADER].size)
    room = page.text_width.twips
    left: float = room
    if banner.tlp:
        left -= book.faces.width(banner.tlp.value, large, bold=True) + _GAP
    lines: list[list[str]] = [[banner.label]] if banner.label else [[]]
    left -= book.faces.width(banner.label, large, bold=True)
    for words in (banner.privilege, banner.caveat):
        if not words:
            continue
        text = _BETWEEN + words if lines[-1] else words
        wide = book.faces.width(text, small, bold=True)
        if lines[-1] and wide > left:
            lines.append([])
            left, text = room, words
        lines[-1].append(text)
        left -= wide
    return lines
