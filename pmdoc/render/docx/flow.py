"""Write one flow of text: the body, a header or footer, or the footnotes.

In → Out: paragraphs and tables in; the XML of a part and its relationships out.
Must not: know blocks or inlines; the modules in `blocks` do.
Source: ECMA-376 part 1, 17.2 (stories); part 2, 9.3 (relationships).

Paragraphs stay values until the flow is joined, because what follows one may still change it:

    add_paragraph("Normal", …)       Normal
    ensure_space_after(12 pt)        Normal After 12           a style derived from Normal
    keep_last()                      Normal After 12 Kept
    end_section("<w:sectPr>…")       Normal After 12 Kept, which now ends the section

Other calls wait for the next paragraph. After `break_page()`, `bookmark("x")` and `draw_rule()` at
the start of a flow, the next `add_paragraph` begins a page, holds the bookmark and has a border
above. If a table comes first, the first paragraph in it begins the page and holds the bookmark.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pmdoc.model.document import Footnote, Image
from pmdoc.model.length import Length
from pmdoc.render.docx.charts.chart_xml import ChartParts
from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.ooxml.pending_paragraph import PendingParagraph
from pmdoc.render.docx.styles.stylesheet import SEPARATOR, BorderSide, StyleChange


class FlowWriter:
    """Writes one flow. `links`, `pictures` and `charts` map to relationship ids."""

    def __init__(self, context: DocumentContext) -> None:
        self.context = context
        self.parts: list[PendingParagraph | str] = []
        """Paragraphs, and the XML of everything else."""
        self.links: dict[str, str] = {}
        self.pictures: dict[int, str] = {}
        self.charts: dict[int, str] = {}
        self.footnotes: list[Footnote] = []
        """The footnotes that its text refers to, in order."""
        self.is_kept = False
        """Whether paragraphs are kept with what follows them."""
        self._last: PendingParagraph | None = None
        """The paragraph that was written last; None after a table or a section."""
        self._is_after_table = False
        self._gap = 0
        """The least space above the next paragraph, in twips."""
        self._anchor = ""
        self._breaks_page = False
        self._has_rule = False

    def link_id(self, target: str) -> str:
        """Return the relationship id of an external address."""
        return self.links.setdefault(target, f"rIdLink{len(self.links) + 1}")

    def picture_id(self, image: Image) -> str:
        """Return the relationship id of a picture."""
        index = self.context.image_index(image)
        return self.pictures.setdefault(index, f"rIdPicture{index + 1}")

    def chart_id(self, parts: ChartParts) -> str:
        """Return the relationship id of a new chart."""
        index = len(self.context.charts)
        self.context.charts.append(parts)
        return self.charts.setdefault(index, f"rIdChart{index + 1}")

    def break_page(self) -> None:
        """Begin a new page with the next paragraph."""
        self._breaks_page = True

    def bookmark(self, anchor: str) -> None:
        """Put an anchor's bookmark into the next paragraph."""
        self._anchor = anchor or self._anchor

    def bookmark_label(self, runs: str) -> str:
        """Return runs inside the bookmark that the next paragraph would have got."""
        anchor, self._anchor = self._anchor, ""
        return self.context.bookmark_around(anchor, runs)

    @property
    def has_pending_marks(self) -> bool:
        """Whether the next paragraph takes a bookmark, a page break or a rule."""
        return bool(self._anchor) or self._breaks_page or self._has_rule

    def add_paragraph(self, style_id: str, runs: str, *, numbering: str = "") -> PendingParagraph:
        """Add a paragraph with the bookmark, page break, rule and space that wait for one."""
        stylesheet = self.context.stylesheet
        if self.is_kept:
            style_id = stylesheet.derive(style_id, StyleChange(is_kept=True))
        if self._has_rule:
            self._has_rule = False
            if stylesheet.can_be_ruled(style_id):
                style_id = stylesheet.derive(style_id, StyleChange(rule=BorderSide.ABOVE))
            else:
                self.add_paragraph("Rule", "")
        if self._gap:
            style = stylesheet.paragraph(style_id)
            if style.text.space_before.twips < self._gap and not style.is_heading:
                style_id = stylesheet.derive(style_id, StyleChange(before=self._gap))
            self._gap = 0
        if self._anchor:
            runs = self.context.bookmark(self._anchor) + runs
        paragraph = PendingParagraph(style_id, runs, numbering, self._breaks_page)
        self._anchor, self._breaks_page = "", False
        self._last, self._is_after_table = paragraph, False
        self.parts.append(paragraph)
        return paragraph

    def keep_last(self) -> None:
        """Keep the last paragraph with what follows it. Does nothing after a table."""
        self._restyle_last(StyleChange(is_kept=True))

    def ensure_space_after(self, space: Length) -> None:
        """Ensure at least `space` after the last paragraph, unless it is a heading."""
        if self._last is not None:
            style = self.context.stylesheet.paragraph(self._last.style_id)
            if style.text.space_after < space and not style.is_heading:
                self._restyle_last(StyleChange(after=space.twips))

    def ensure_space_before(self, space: Length) -> None:
        """Ensure at least `space` above the next paragraph, unless it is the first.

        Word takes the larger of the space after one paragraph and before the next.
        """
        if self.parts:
            self._gap = max(self._gap, space.twips)

    def draw_rule(self) -> None:
        """Draw a line between the last paragraph and the next, as a border of one of them."""
        if self._last and self.context.stylesheet.can_be_ruled(self._last.style_id):
            self._restyle_last(StyleChange(rule=BorderSide.BELOW))
        else:
            self._has_rule = True

    def _restyle_last(self, change: StyleChange) -> None:
        if self._last is not None:
            self._last.style_id = self.context.stylesheet.derive(self._last.style_id, change)

    def _end_rule(self) -> None:
        """Draw a rule that no paragraph follows in a paragraph of its own."""
        if self._has_rule:
            self._has_rule = False
            self.add_paragraph("Rule", "")

    def end_section(self, section: str) -> None:
        """End the pages of one kind. The last paragraph carries the section's properties.

        After a table, that is the smallest paragraph possible. Source: ECMA-376 part 1, 17.6.18.
        """
        self._breaks_page = False
        self.end()
        last = self._last or self.add_paragraph(SEPARATOR, "")
        last.section = section
        self._last = None

    def begin_table(self) -> None:
        """Add what has to precede a table.

        Word merges adjacent tables, so the smallest paragraph possible separates two of them.
        """
        table = self.context.style.table
        self._end_rule()
        if self._is_after_table:
            gap = StyleChange(before=max(self._gap, table.space_after.twips))
            self._gap = 0
            self.add_paragraph(self.context.stylesheet.derive(SEPARATOR, gap), "")
        elif not self._breaks_page:
            self.ensure_space_after(table.space_before)

    def end_table(self, space_after: Length | None = None) -> None:
        """End a table. What follows keeps `space_after` away, by default the style's own."""
        space = self.context.style.table.space_after if space_after is None else space_after
        self._last, self._is_after_table, self._gap = None, True, space.twips

    def end(self, style_id: str = SEPARATOR) -> None:
        """Close the flow or cell: it must end in a paragraph.

        An empty one gets a paragraph in `style_id`; after a table, the smallest paragraph possible
        is added. Source: ECMA-376 part 1, 17.4.66 (tc), 17.2.2 (body).
        """
        self._end_rule()
        self._gap = 0
        if self._is_after_table or not self.parts:
            self.add_paragraph(SEPARATOR if self._is_after_table else style_id, "")

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Write the content of a cell: within the block, `parts` and `xml()` hold it alone."""
        outer = (self.parts, self._last, self._is_after_table, self._gap)
        self.parts, self._last, self._is_after_table, self._gap = [], None, False, 0
        yield
        self.parts, self._last, self._is_after_table, self._gap = outer

    def xml(self) -> str:
        """Return the XML of everything written so far."""
        return "".join(map(str, self.parts))
