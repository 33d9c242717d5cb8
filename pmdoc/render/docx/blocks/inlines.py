"""Inlines as runs: each run has at most one character style, which says all its marks.

In → Out: inlines and the paragraph style around them in, runs as text out.
Must not: set direct formatting, or make a link of anything but http, https and mailto.
Source: ECMA-376 part 1, 17.3.2 (runs), 17.16.22 (hyperlink), 17.16.5 (fields).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never
from urllib.parse import quote, urlsplit

from pmdoc.model.document import (
    Abbreviation,
    Badge,
    CaptionLabel,
    Checkbox,
    Code,
    Commented,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    PageCount,
    PageNumber,
    Property,
    Strike,
    Strong,
    Target,
    Text,
)
from pmdoc.render.docx.document_context import SEQUENCES
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import (
    begin_field,
    end_field,
    field,
    run,
    run_backward,
    text_elements,
)
from pmdoc.render.docx.styles.character_style import (
    CODE,
    EMPHASIS,
    LINK,
    LINKED,
    NOTE_MARK,
    NOWHERE,
    REFERENCE,
    STRIKE,
    STRONG,
    SYMBOL,
    ParagraphContext,
    badge_mark,
    font_mark,
)
from pmdoc.render.text.bidi import by_direction
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.style.style import TextRole

EMPTY_BOX, TICKED_BOX = "\u2610", "\u2611"
_LINKS = frozenset((LINK, LINKED, REFERENCE))
_SCHEMES = {"http", "https", "mailto"}
_LONGEST_ADDRESS = 2000
"""Word calls a file damaged whose addresses are much longer."""
_OFTEN_SAID = 24
"""Characters. What is longer hardly ever comes again."""
_KEPT_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"


def write_inlines(
    story: FlowWriter,
    inlines: Iterable[Inline],
    around: ParagraphContext,
    marks: tuple[str, ...] = (),
) -> str:
    """Return the runs of inlines under the marks that stand around them."""
    return "".join([_inline(story, inline, around, marks) for inline in inlines])


def write_text(
    story: FlowWriter, text: str, around: ParagraphContext, marks: tuple[str, ...] = ()
) -> str:
    """Return text as runs, cut where the font or the direction of writing changes."""
    book = story.book
    characters = book.sheet.characters
    family = around.family
    if CODE in marks:
        family = book.style.text[TextRole.CODE].family
    if not book.is_right_to_left and book.faces.is_whole(text, family):
        return run(text_elements(text), characters.style_id(marks, around))
    # code and what stands in a box run by themselves, from the left
    is_rtl = book.is_right_to_left and CODE not in marks and not _is_boxed(marks)
    runs = []
    for piece, is_backward in by_direction(text, is_rtl=is_rtl):
        write = run_backward if is_backward else run
        for words, name in book.faces.split(piece, family):
            font = SYMBOL if name == book.faces.fallback_name else font_mark(name)
            with_font = (*marks, font) if name else marks
            runs.append(write(text_elements(words), characters.style_id(with_font, around)))
    return "".join(runs)


class RunCache(dict[str, str]):
    """The content of runs in one family by their text; empty where a text takes several runs."""

    def __init__(self, faces: Typefaces, family: str) -> None:
        super().__init__()
        self._faces = faces
        self._family = family

    def __missing__(self, text: str) -> str:
        content = text_elements(text) if self._faces.is_whole(text, self._family) else ""
        if len(text) <= _OFTEN_SAID:
            self[text] = content
        return content


def _is_boxed(marks: tuple[str, ...]) -> bool:
    return any(mark.startswith(("Badge ", "TLP ")) for mark in marks)


def _inline(  # noqa: C901, PLR0911, PLR0912 - one case a kind of inline
    story: FlowWriter, inline: Inline, around: ParagraphContext, marks: tuple[str, ...]
) -> str:
    match inline:
        case Text() | Abbreviation():
            return write_text(story, inline.text, around, marks)
        case Strong():
            return write_inlines(story, inline.children, around, _with(marks, STRONG))
        case Emphasis():
            return write_inlines(story, inline.children, around, _with(marks, EMPHASIS))
        case Strike():
            return write_inlines(story, inline.children, around, _with(marks, STRIKE))
        case Code():
            return write_text(story, inline.text, around, _with(marks, CODE))
        case Link() | CrossReference():
            return _link(story, inline, around, marks)
        case Target():
            place = story.book.bookmark(inline.anchor)
            return place + write_inlines(story, inline.children, around, marks)
        case CaptionLabel():
            return _caption_label(story, inline, around, marks)
        case Commented():
            words = write_inlines(story, inline.children, around, marks)
            return story.book.remarks.around(words, inline.comments)
        case Footnote():
            return _footnote(story, inline)
        case Badge():
            return write_boxed(story, inline.text, around, badge_mark(inline.tone))
        case Checkbox():
            return write_text(story, TICKED_BOX if inline.checked else EMPTY_BOX, around)
        case LineBreak():
            return "<w:r><w:br/></w:r>"
        case Property():
            runs = write_text(story, inline.text, around, marks)
            is_known = story.book.has_property(inline.name, inline.text)
            return show_property(inline.name, runs) if is_known else runs
        case PageNumber():
            return field("PAGE", "1")
        case PageCount():
            return field("NUMPAGES", str(story.book.page_count))
        case _:
            assert_never(inline)


def show_property(name: str, runs: str) -> str:
    """Return runs as a field that shows a property of the file. Source: 17.16.5.15."""
    return begin_field(f'DOCPROPERTY "{name}" \\* MERGEFORMAT') + runs + end_field() if runs else ""


def write_boxed(story: FlowWriter, text: str, around: ParagraphContext, mark: str) -> str:
    """Return words on a ground of their own, which ends a no-break space beyond them.

    A border's distance would do the same in Word, but LibreOffice leaves a gap in the ground.
    """
    return write_text(story, f"\xa0{text}\xa0", around, (mark,)) if text else ""


def _with(marks: tuple[str, ...], mark: str) -> tuple[str, ...]:
    return marks if mark in marks else (*marks, mark)


def _link(
    story: FlowWriter, link: Link | CrossReference, around: ParagraphContext, marks: tuple[str, ...]
) -> str:
    """Return words that lead somewhere; links inside links, and unsafe ones, are words only."""
    if not _LINKS.isdisjoint(marks):
        return write_inlines(story, link.children, around, marks)
    if isinstance(link, CrossReference):
        attribute = f'w:anchor="{story.book.bookmark_name(link.anchor)}"'
        mark = REFERENCE
    else:
        address = safe_address(link.target)
        if not address:
            return write_inlines(story, link.children, around, marks)
        attribute, mark = f'r:id="{story.link_id(address)}"', LINK
    runs = write_inlines(story, link.children, around, (*marks, mark))
    if isinstance(link, CrossReference) and link.is_label and runs:
        what = "\\r " if link.anchor in story.book.counted else ""
        # A caption's label is bold; what refers to it keeps its own looks when it is updated.
        instruction = f"REF {story.book.bookmark_name(link.anchor)} {what}\\h \\* MERGEFORMAT"
        return begin_field(instruction) + runs + end_field()
    return f'<w:hyperlink {attribute} w:history="1">{runs}</w:hyperlink>' if runs else ""


def _footnote(story: FlowWriter, footnote: Footnote) -> str:
    """Write a footnote into the part of its kind, and return the mark that Word numbers.

    Source: ECMA-376 part 1, 17.11.14 (footnoteReference), 17.11.10 (footnote).
    """
    notes = story.book.notes
    number = len(notes.parts) + 1
    style_id = story.book.sheet.characters.style_id((NOTE_MARK,), NOWHERE)
    around = story.book.sheet.around("FootnoteText")
    mark = run("<w:footnoteRef/>", style_id) + run(text_elements(" "))
    words = write_inlines(notes, footnote.children, around)
    notes.parts.append(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"{mark}{words}</w:p></w:footnote>"
    )
    return run(f'<w:footnoteReference w:id="{number}"/>', style_id)


def _caption_label(
    story: FlowWriter, label: CaptionLabel, around: ParagraphContext, marks: tuple[str, ...]
) -> str:
    """Return "Table 3", counted by a field and wrapped in the bookmark that references repeat.

    Source: ECMA-376 part 1, 17.16.5.56 (SEQ).
    """
    before, _, after = label.text.partition(label.number)
    style_id = story.book.sheet.characters.style_id(marks, around)
    count = field(f"SEQ {SEQUENCES[label.kind]} \\* ARABIC", label.number, style_id)
    inside = (
        write_text(story, before, around, marks) + count + write_text(story, after, around, marks)
    )
    return story.around_label(inside)


def safe_address(target: str) -> str:
    """Return an address that a relationship may hold, or nothing. Source: RFC 3986."""
    target = target.strip()
    if len(target) > _LONGEST_ADDRESS or any(ord(character) < 32 for character in target):
        return ""
    try:
        address = quote(target, safe=_KEPT_IN_ADDRESS)
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or not (parts.netloc or parts.path):
        return ""
    return address
