"""What runs along every page: banner and running header above, running footer and banner below.

In → Out: a document's banner, header and footer in, the header and footer parts out.
Must not: leave a page unmarked, or let a long marking run into the TLP label.
Source: ECMA-376 part 1, 17.10 (headers and footers); FIRST TLP 2.0, "TLP in documents".
"""

from __future__ import annotations

from pmdoc.model.document import Banner, Document, Furniture
from pmdoc.model.tlp import Tlp
from pmdoc.render.docx.character_style import tlp_mark
from pmdoc.render.docx.inlines import write_boxed, write_inlines, write_text
from pmdoc.render.docx.oxml import STORY_NAMESPACES, XML_DECLARATION
from pmdoc.render.docx.story import Book, Story
from pmdoc.render.docx.watermark import watermark
from pmdoc.style.style import TextRole

_TAB = "<w:r><w:tab/></w:r>"
_BETWEEN = " · "
_GAP = 360
"""Between the marking at the start and the label at the end of a line. Units: twips."""


def write_header(book: Book, document: Document) -> Story:
    """Write banner, then running header; the watermark stands behind."""
    story = Story(book)
    behind = watermark(document.watermark, book)
    _write_banner(story, document.banner, behind)
    behind = "" if story.parts else behind
    story.want_space(book.style.table.padding_y)
    _write_running(story, document.header, "Header", behind)
    if not story.parts:
        story.add_paragraph("Header", behind)
    return story


def write_footer(book: Book, document: Document) -> Story:
    """Write running footer and the house's line, then banner."""
    story = Story(book)
    if book.style.footer_text:
        around = book.sheet.around("Footer")
        story.add_paragraph("Footer", write_text(story, book.style.footer_text, around))
    _write_running(story, document.footer, "Footer", "")
    story.want_space(book.style.table.padding_y)
    _write_banner(story, document.banner, "")
    story.end("Footer")
    return story


def story_part(story: Story, element: str) -> bytes:
    """Return a header (`hdr`) or footer (`ftr`) part. Source: 17.10.4 and 17.10.3."""
    body = "".join(story.parts)
    return f"{XML_DECLARATION}<w:{element} {STORY_NAMESPACES}>{body}</w:{element}>".encode()


def _write_running(story: Story, furniture: Furniture, style_id: str, behind: str) -> None:
    if not furniture.start and not furniture.end:
        return
    around = story.book.sheet.around(style_id)
    start = write_inlines(story, furniture.start, around)
    end = write_inlines(story, furniture.end, around)
    story.add_paragraph(style_id, f"{behind}{start}{_TAB + end if end else ''}")


def _write_banner(story: Story, banner: Banner | None, behind: str) -> None:
    """Write the marking; what doesn't fit beside the label goes to lines of its own."""
    if banner is None:
        return
    around = story.book.sheet.around("Banner")
    words = [part for part in (banner.label, banner.privilege, banner.caveat) if part]
    lines = _lines(story.book, words, banner.tlp)
    for index, line in enumerate(lines):
        runs = write_text(story, line, around)
        if index == 0:
            runs = behind + runs + _label(story, banner.tlp)
        story.add_paragraph("Banner", runs)


def _label(story: Story, label: Tlp | None) -> str:
    if label is None:
        return ""
    around = story.book.sheet.around("Banner")
    return _TAB + write_boxed(story, label.value, around, tlp_mark(label))


def _lines(book: Book, words: list[str], label: Tlp | None) -> list[str]:
    """Break the marking between its parts. Shape: at least one line if there is a label."""
    look, room = book.style.text[TextRole.BANNER], book.style.page.text_width.twips
    taken = book.faces.width(label.value, look, bold=True) + _GAP if label else 0
    lines: list[str] = []
    for word in words:
        longer = lines[-1] + _BETWEEN + word if lines else word
        space = room - taken if len(lines) <= 1 else room
        if lines and book.faces.width(longer, look, bold=True) > space:
            lines.append(word)
        elif lines:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or ([""] if label else [])
