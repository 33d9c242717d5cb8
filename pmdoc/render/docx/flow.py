"""One flow of text (body, header or footer) while it is written.

In → Out: paragraphs and tables in, the part's XML and its relationships out.
Must not: know blocks or inlines; those who write here do.
Source: ECMA-376 part 1, 17.2 (stories); part 2, 9.3 (relationships).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pmdoc.model.document import Image
from pmdoc.model.length import Length
from pmdoc.render.docx.charts.chart_xml import ChartParts
from pmdoc.render.docx.styles.stylesheet import SEPARATOR, BorderSide, StyleChange

if TYPE_CHECKING:
    from pmdoc.render.docx.document_context import DocumentContext


class FlowWriter:
    """One flow of text, written from its start to its end."""

    def __init__(self, book: DocumentContext) -> None:
        self.book = book
        self.parts: list[str] = []
        self.links: dict[str, str] = {}
        self.pictures: dict[int, str] = {}
        self.charts: dict[int, str] = {}
        self.is_kept = False
        """Whether paragraphs stay with what follows them."""
        self._last = ""
        self._is_after_table = False
        self._gap = 0
        self._anchor = ""
        self._breaks_page = False
        self._has_rule = False
        self._turned: int | None = None
        """Where a table begins that is to begin a page."""

    def link_id(self, target: str) -> str:
        """Return the relationship id of an outside address."""
        return self.links.setdefault(target, f"rIdLink{len(self.links) + 1}")

    def picture_id(self, image: Image) -> str:
        """Return the relationship id of a picture."""
        index = self.book.image_index(image)
        return self.pictures.setdefault(index, f"rIdPicture{index + 1}")

    def chart_id(self, parts: ChartParts) -> str:
        """Return the relationship id of a new chart."""
        index = len(self.book.charts)
        self.book.charts.append(parts)
        return self.charts.setdefault(index, f"rIdChart{index + 1}")

    def break_page(self) -> None:
        """Start a new page with what comes next."""
        self._breaks_page = True

    def mark(self, anchor: str) -> None:
        """Put an anchor's bookmark into the next paragraph."""
        self._anchor = anchor or self._anchor

    @property
    def is_marked(self) -> bool:
        """Whether the next paragraph takes a bookmark, a new page or a line along."""
        return bool(self._anchor) or self._breaks_page or self._has_rule

    def around_label(self, runs: str) -> str:
        """Return the label of what was marked last, inside its bookmark."""
        anchor, self._anchor = self._anchor, ""
        return self.book.bookmark_around(anchor, runs)

    def style_id(self, style_id: str) -> str:
        """Return the style as it is here: kept with what follows, or as it comes."""
        if self.is_kept:
            return self.book.sheet.derive(style_id, StyleChange(is_kept=True))
        return style_id

    def add_paragraph(self, style_id: str, runs: str, *, numbering: str = "") -> None:
        """Write a paragraph under a style, and what waits for one: bookmark, break, space."""
        sheet = self.book.sheet
        style_id = self.style_id(style_id)
        if self._has_rule:
            style_id = self._ruled(style_id)
        if self._gap:
            own = sheet.paragraph(style_id)
            if own.text.space_before.twips < self._gap and not own.is_heading:
                style_id = sheet.derive(style_id, StyleChange(before=self._gap))
            self._gap = 0
        page = ""
        if self._breaks_page:
            page, self._breaks_page = "<w:pageBreakBefore/>", False
        mark = ""
        if self._anchor:
            mark, self._anchor = self.book.bookmark(self._anchor), ""
        self._last, self._is_after_table = style_id, False
        self.parts.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{page}{numbering}</w:pPr>{mark}{runs}</w:p>'
        )

    def leave_space(self, space: Length) -> None:
        """See to it that at least so much space follows the last paragraph."""
        sheet = self.book.sheet
        if not self._last or sheet.paragraph(self._last).is_heading:
            return
        if sheet.paragraph(self._last).text.space_after < space:
            self._restyle(sheet.derive(self._last, StyleChange(after=space.twips)))

    def keep_last(self) -> None:
        """Let the last paragraph stay with what follows it; a table stands by itself."""
        if self._last:
            self._restyle(self.book.sheet.derive(self._last, StyleChange(is_kept=True)))

    def draw_rule(self) -> None:
        """Draw a line between the last paragraph and the next: as a border of one of them."""
        if self._last and self.book.sheet.can_be_ruled(self._last):
            self._restyle(self.book.sheet.derive(self._last, StyleChange(rule=BorderSide.BELOW)))
        else:
            self._has_rule = True

    def _ruled(self, style_id: str) -> str:
        """Return the style with a line above; where it can't have one, the line comes first."""
        self._has_rule = False
        if self.book.sheet.can_be_ruled(style_id):
            return self.book.sheet.derive(style_id, StyleChange(rule=BorderSide.ABOVE))
        self.add_paragraph("Rule", "")
        return style_id

    def _restyle(self, style_id: str) -> None:
        """Set the last paragraph in another style."""
        old, new = f'w:val="{self._last}"', f'w:val="{style_id}"'
        self.parts[-1] = self.parts[-1].replace(old, new, 1)
        self._last = style_id

    def want_space(self, space: Length) -> None:
        """See to it that at least so much space stands above the next paragraph.

        Word takes the larger of the space after one paragraph and before the next.
        """
        if self.parts:
            self._gap = max(self._gap, space.twips)

    def end_section(self, section: str) -> None:
        """End the pages of one kind; what comes next stands on those of another.

        A section ends with a paragraph: with the last one that says something, or, behind a table
        only, with the smallest there can be. Source: ECMA-376 part 1, 17.6.18.
        """
        self._breaks_page = False
        self.end()
        self._gap = 0
        self.parts[-1] = self.parts[-1].replace("</w:pPr>", f"{section}</w:pPr>", 1)
        self._last, self._is_after_table = "", False

    def begin_table(self) -> None:
        """Write what a table needs before it.

        Word joins tables that nothing parts, so between two stands the smallest paragraph there
        can be. Before any other table there is none: its first line is what begins a page.
        """
        look = self.book.style.table
        if self._has_rule:
            self._has_rule = False
            self.add_paragraph("Rule", "")
        if self._is_after_table:
            gap = StyleChange(before=max(self._gap, look.space_after.twips))
            self._gap = 0
            self.add_paragraph(self.book.sheet.derive(SEPARATOR, gap), "")
        elif self._breaks_page:
            self._breaks_page, self._turned = False, len(self.parts)
        else:
            self.leave_space(look.space_before)

    def note_table(self) -> None:
        """Note that a table has ended from which what follows keeps a distance of its own."""
        if self._turned is not None:
            style = re.compile("<w:pStyle [^>]*/>")
            at = next(
                at for at in range(self._turned, len(self.parts)) if style.search(self.parts[at])
            )
            self.parts[at] = style.sub(r"\g<0><w:pageBreakBefore/>", self.parts[at], count=1)
            self._turned = None
        self._last, self._is_after_table, self._gap = "", True, 0

    def end_table(self) -> None:
        """Note that a table has ended, so that what follows keeps its distance."""
        self.note_table()
        self._gap = self.book.style.table.space_after.twips

    def end(self, style_id: str = SEPARATOR) -> None:
        """Close the story or cell: the last thing in it has to be a paragraph.

        Behind a table that is the smallest there can be; `style_id` is that of a story without
        anything. Source: ECMA-376 part 1, 17.4.66 (tc), 17.2.2 (body).
        """
        if self._has_rule:
            self._has_rule = False
            self.add_paragraph("Rule", "")
        self._gap = 0
        if self._is_after_table or not self.parts:
            self.add_paragraph(SEPARATOR if self._is_after_table else style_id, "")

    @contextmanager
    def inside(self) -> Iterator[list[str]]:
        """Write into a list of its own, as a table does for a cell's content."""
        outside = (self.parts, self._last, self._is_after_table, self._gap, self._turned)
        self.parts, self._last, self._is_after_table, self._gap = [], "", False, 0
        self._turned = None
        yield self.parts
        self.parts, self._last, self._is_after_table, self._gap, self._turned = outside
