"""Write inlines as runs. Each run has at most one character style, which covers all its marks.

In → Out: inlines and the paragraph style around them in, runs as XML out.
Must not: set direct formatting, or link to anything but http, https and mailto addresses.
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
_MARKS: dict[type[Inline], str] = {Strong: STRONG, Emphasis: EMPHASIS, Strike: STRIKE, Code: CODE}
_LINKS = frozenset((LINK, LINKED, REFERENCE))
_SCHEMES = {"http", "https", "mailto"}
_LONGEST_ADDRESS = 2000
"""Word calls a file damaged if its addresses are much longer."""
_LONGEST_CACHED = 24
"""Characters. Longer texts hardly ever recur."""
_UNQUOTED = "%/:?#[]@!$&'()*+,;=~-._"


def add_inlines(flow: FlowWriter, style_id: str, inlines: tuple[Inline, ...]) -> None:
    """Add a paragraph of inlines to a flow."""
    paragraph = flow.context.stylesheet.paragraph_context(style_id)
    flow.add_paragraph(style_id, write_inlines(flow, inlines, paragraph))


def add_text(flow: FlowWriter, style_id: str, text: str) -> None:
    """Add a paragraph of plain text to a flow."""
    paragraph = flow.context.stylesheet.paragraph_context(style_id)
    flow.add_paragraph(style_id, write_text(flow, text, paragraph))


def write_inlines(
    flow: FlowWriter,
    inlines: Iterable[Inline],
    paragraph: ParagraphContext,
    marks: tuple[str, ...] = (),
) -> str:
    """Return the runs of inlines that are inside `marks`."""
    return "".join([_write_inline(flow, inline, paragraph, marks) for inline in inlines])


def write_text(
    flow: FlowWriter, text: str, paragraph: ParagraphContext, marks: tuple[str, ...] = ()
) -> str:
    """Return text as runs, split where the font or the writing direction changes.

    Example: in a report from left to right whose font lacks the arrow, `a → b` makes three runs:
    `a ` in the paragraph's font, `→` in the fallback font, ` b` in the paragraph's font.
    """
    context = flow.context
    characters = context.stylesheet.characters
    family = paragraph.family
    if CODE in marks:
        family = context.style.text[TextRole.CODE].family
    if not context.is_right_to_left and context.faces.is_single_run(text, family):
        return run(text_elements(text), characters.style_id(marks, paragraph))
    # code and boxed words are isolated: they run from left to right in any paragraph
    is_rtl = context.is_right_to_left and CODE not in marks and not _is_boxed(marks)
    runs = []
    for piece, is_backward in by_direction(text, is_rtl=is_rtl):
        write = run_backward if is_backward else run
        for words, name in context.faces.split(piece, family):
            font = SYMBOL if name == context.faces.fallback_name else font_mark(name)
            all_marks = (*marks, font) if name else marks
            runs.append(write(text_elements(words), characters.style_id(all_marks, paragraph)))
    return "".join(runs)


def run_style_id(flow: FlowWriter, inline: Inline, paragraph: ParagraphContext) -> str:
    """Return the character style of an inline that `CellPattern` knows; "" for plain text."""
    mark = _MARKS.get(type(inline))
    return flow.context.stylesheet.characters.style_id((mark,) if mark else (), paragraph)


class RunCache(dict[str, str]):
    """The content of single runs in one font family, by text; "" if a text takes several runs."""

    def __init__(self, faces: Typefaces, family: str) -> None:
        super().__init__()
        self._faces = faces
        self._family = family

    def __missing__(self, text: str) -> str:
        content = text_elements(text) if self._faces.is_single_run(text, self._family) else ""
        if len(text) <= _LONGEST_CACHED:
            self[text] = content
        return content


def _is_boxed(marks: tuple[str, ...]) -> bool:
    return any(mark.startswith(("Badge ", "TLP ")) for mark in marks)


def _write_inline(  # noqa: C901, PLR0911, PLR0912 - one case a kind of inline
    flow: FlowWriter, inline: Inline, paragraph: ParagraphContext, marks: tuple[str, ...]
) -> str:
    match inline:
        case Text() | Abbreviation():
            return write_text(flow, inline.text, paragraph, marks)
        case Strong() | Emphasis() | Strike():
            return write_inlines(flow, inline.children, paragraph, _with_mark(marks, inline))
        case Code():
            return write_text(flow, inline.text, paragraph, _with_mark(marks, inline))
        case Link() | CrossReference():
            return _write_link(flow, inline, paragraph, marks)
        case Target():
            bookmark = flow.context.bookmark(inline.anchor)
            return bookmark + write_inlines(flow, inline.children, paragraph, marks)
        case CaptionLabel():
            return _write_caption_label(flow, inline, paragraph, marks)
        case Commented():
            runs = write_inlines(flow, inline.children, paragraph, marks)
            return flow.context.comments.wrap(runs, inline.comments)
        case Footnote():
            return _write_footnote(flow, inline)
        case Badge():
            return write_boxed(flow, inline.text, paragraph, badge_mark(inline.tone))
        case Checkbox():
            return write_text(flow, TICKED_BOX if inline.checked else EMPTY_BOX, paragraph)
        case LineBreak():
            return "<w:r><w:br/></w:r>"
        case Property():
            runs = write_text(flow, inline.text, paragraph, marks)
            is_known = flow.context.has_property(inline.name, inline.text)
            return property_field(inline.name, runs) if is_known else runs
        case PageNumber():
            return field("PAGE", "1")
        case PageCount():
            return field("NUMPAGES", str(flow.context.page_count))
        case _:
            assert_never(inline)


def property_field(name: str, runs: str) -> str:
    """Return runs as a field that shows a property of the file. Source: 17.16.5.15."""
    return begin_field(f'DOCPROPERTY "{name}" \\* MERGEFORMAT') + runs + end_field() if runs else ""


def write_boxed(flow: FlowWriter, text: str, paragraph: ParagraphContext, mark: str) -> str:
    """Return text on a coloured ground that extends a no-break space beyond it on either side.

    A border's distance would do the same in Word, but LibreOffice leaves a gap in the ground.
    """
    return write_text(flow, f"\xa0{text}\xa0", paragraph, (mark,)) if text else ""


def _with_mark(marks: tuple[str, ...], inline: Inline) -> tuple[str, ...]:
    mark = _MARKS[type(inline)]
    return marks if mark in marks else (*marks, mark)


def _write_link(
    flow: FlowWriter,
    link: Link | CrossReference,
    paragraph: ParagraphContext,
    marks: tuple[str, ...],
) -> str:
    if not _LINKS.isdisjoint(marks):
        return write_inlines(flow, link.children, paragraph, marks)
    if isinstance(link, CrossReference):
        target = f'w:anchor="{flow.context.bookmark_name(link.anchor)}"'
        mark = REFERENCE
    else:
        address = safe_address(link.target)
        if not address:
            return write_inlines(flow, link.children, paragraph, marks)
        target, mark = f'r:id="{flow.link_id(address)}"', LINK
    runs = write_inlines(flow, link.children, paragraph, (*marks, mark))
    if isinstance(link, CrossReference) and link.is_label and runs:
        number = "\\r " if link.anchor in flow.context.numbered_headings else ""
        # A caption's label is bold; MERGEFORMAT keeps the reference's own look on an update.
        name = flow.context.bookmark_name(link.anchor)
        return begin_field(f"REF {name} {number}\\h \\* MERGEFORMAT") + runs + end_field()
    return f'<w:hyperlink {target} w:history="1">{runs}</w:hyperlink>' if runs else ""


def _write_footnote(flow: FlowWriter, footnote: Footnote) -> str:
    """Return the reference mark of a note, which Word numbers. Source: 17.11.14."""
    flow.footnotes.append(footnote)
    style_id = flow.context.stylesheet.characters.style_id((NOTE_MARK,), NOWHERE)
    return run(f'<w:footnoteReference w:id="{len(flow.footnotes)}"/>', style_id)


def _write_caption_label(
    flow: FlowWriter, label: CaptionLabel, paragraph: ParagraphContext, marks: tuple[str, ...]
) -> str:
    """Return "Table 3" with its number as a field, inside the bookmark that references repeat.

    Source: ECMA-376 part 1, 17.16.5.56 (SEQ).
    """
    before, _, after = label.text.partition(label.number)
    style_id = flow.context.stylesheet.characters.style_id(marks, paragraph)
    start = write_text(flow, before, paragraph, marks)
    number = field(f"SEQ {SEQUENCES[label.kind]} \\* ARABIC", label.number, style_id)
    return flow.bookmark_label(start + number + write_text(flow, after, paragraph, marks))


def safe_address(target: str) -> str:
    """Return an address that a relationship may hold, or "". Source: RFC 3986."""
    target = target.strip()
    if len(target) > _LONGEST_ADDRESS or any(ord(character) < 32 for character in target):
        return ""
    try:
        address = quote(target, safe=_UNQUOTED)
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or not (parts.netloc or parts.path):
        return ""
    return address
