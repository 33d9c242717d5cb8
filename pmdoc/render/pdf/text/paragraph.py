"""Paragraphs as boxes: broken into lines, split without widows or orphans, drawn with tags.

In → Out: segments and a paragraph setting in, a box out.
Must not: choose a look; the setting and the runs have it.
Source: ISO 32000-1, 14.8.4.4 (inline elements), 14.8.4.4.2 (links).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy

from pmdoc.model.document import Align
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element, text_attribute
from pmdoc.render.pdf.text.direction import has_right_to_left, split_by_level
from pmdoc.render.pdf.text.fast_lines import (
    FastText,
    break_spans,
    join_spans,
    measure_spans,
    spans_extent,
)
from pmdoc.render.pdf.text.line_breaking import SLACK, PlacedText, TextLine, break_segments
from pmdoc.render.pdf.text.line_paint import draw_backgrounds, draw_piece, draw_rules
from pmdoc.render.pdf.text.rich_words import longest_word_width, natural_width
from pmdoc.render.pdf.text.runs import FootnoteEntry, LinkTarget, ParagraphSetting, Run, Segment

_MIN_LINES = 2
"""Lines that a page break leaves at least on either page."""
_SHARE = {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}


class TextBox:
    """A paragraph. Shape: `element` is None if the caller marks the content."""

    __slots__ = (
        "_extent",
        "_is_rtl",
        "_lines",
        "_segments",
        "_setting",
        "_spans",
        "_tags",
        "_width",
        "after",
        "align",
        "before",
        "element",
        "keeps_next",
    )

    def __init__(
        self, segments: Sequence[Segment], setting: ParagraphSetting, *, is_rtl: bool = False
    ) -> None:
        self._setting = setting
        self._is_rtl = is_rtl
        self._spans: Sequence[FastText] | None = None if is_rtl else measure_spans(segments)
        self._segments: Sequence[Segment] = () if self._spans else segments
        self._extent = spans_extent(self._spans or ())
        if self._spans is None and (is_rtl or has_right_to_left(segments)):
            self._segments = split_by_level(segments, is_rtl=is_rtl)
        self.align = setting.align
        self.before = setting.before
        self.after = setting.after
        self.keeps_next = setting.keeps_next
        self.element: Element | None = None
        self._width = -1.0
        self._lines: list[TextLine] | None = None
        self._tags: dict[LinkTarget | Run, Element] | None = None

    # --- measuring ---------------------------------------------------------------------------

    def extent(self) -> tuple[float, float]:
        if self._spans is None:
            return natural_width(self._segments), longest_word_width(self._segments)
        return self._extent

    @property
    def line_count(self) -> int:
        return 1 if self._lines is None else len(self._lines)

    @property
    def last_width(self) -> float:
        return self._all_lines()[-1].width

    @property
    def leading(self) -> float:
        return self._setting.leading

    @property
    def baseline(self) -> float:
        return self._setting.baseline

    def measure(self, width: float) -> float:
        if width != self._width:
            self._width = width
            self._break(width)
        return self.line_count * self._setting.leading

    def _break(self, width: float) -> None:
        """Set `_lines`; None stands for a single line, which is built when it is drawn."""
        self._lines = None
        if self._spans is not None:
            if self._extent[0] <= width:
                return
            self._lines = break_spans(self._spans, width)
            if self._lines is None:  # a word has to be split
                self._segments = [Segment(span.run, span.text) for span in self._spans]
                self._spans = None
        if self._lines is None:
            self._lines = break_segments(self._segments, width, is_rtl=self._is_rtl)

    def _all_lines(self) -> Sequence[TextLine]:
        if self._lines is None:
            self._lines = [join_spans(self._spans or ())]
        return self._lines

    @property
    def notes(self) -> Iterator[FootnoteEntry]:
        """The footnotes that the lines refer to, once measured."""
        for line in self._lines or ():
            for piece in line.pieces:
                if piece.run.note is not None:
                    yield piece.run.note

    # --- page breaks -------------------------------------------------------------------------

    def split(self, available: float, *, forced: bool) -> tuple[TextBox | None, TextBox | None]:
        """Split between lines, with at least two on either side.

        Example: of five lines, with room for four, three stay and two move on. With room for one
        line only, all five move on, unless the split is forced.
        """
        count = self.line_count
        fitting = int((available + SLACK) / self.leading)
        if fitting >= count:
            return self, None
        cut = min(fitting, count - _MIN_LINES)
        if cut < _MIN_LINES:
            if not forced:
                return None, self
            cut = max(1, fitting)
        head, tail = self._part(0, cut), self._part(cut, count)
        head.after, tail.before = 0.0, 0.0
        head.keeps_next = False
        return head, tail

    def _part(self, start: int, end: int) -> TextBox:
        if self._tags is None:
            self._tags = {}  # shared, so that an inline on both pages stays one element
        part = copy(self)
        part._lines = list(self._all_lines()[start:end])
        return part

    # --- drawing -----------------------------------------------------------------------------

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        spans, base = self._spans, y + self._setting.baseline
        if spans is None:
            self._draw_rich(canvas, x, base)
        elif len(spans) == 1 and self.align is Align.START and not spans[0].run.is_marked:
            self._draw_plain(canvas, spans[0], x, base)
        elif self._lines is None:
            self._draw_spans(canvas, spans, x, base)
        else:
            self._draw_rich(canvas, x, base)

    def _draw_plain(self, canvas: PageCanvas, span: FastText, x: float, y: float) -> None:
        run = span.run
        if self._lines is None:
            codes = [span.code()]
        else:
            codes = [line.pieces[0].code for line in self._lines]
        canvas.set_text_state(run.font.face, run.size, run.color)
        canvas.show_lines(self.element, (x, y), codes, self._setting.leading)

    def _draw_spans(
        self, canvas: PageCanvas, spans: Sequence[FastText], x: float, y: float
    ) -> None:
        whole = None if self._has_inlines() else self.element
        if whole is not None:
            canvas.begin(whole)
        x += _SHARE[self.align] * (self._width - self._extent[0])
        for span in spans:
            run = span.run
            if run.anchor:
                canvas.add_anchor(run.anchor, y - self._setting.baseline)
            own = None if whole or self.element is None else _add_inline(self.element, run)
            canvas.set_text_state(run.font.face, run.size, run.color)
            canvas.show_lines(own, (x, y), [span.code()], 0.0)
            x += span.width
        if whole is not None:
            canvas.end()

    def _has_inlines(self) -> bool:
        return any(one.run.tag for one in self._spans or self._segments)

    def _draw_rich(self, canvas: PageCanvas, x: float, y: float) -> None:
        share, lines = _SHARE[self.align], self._all_lines()
        starts = [
            canvas.to_page_x(x + share * (self._width - line.width), line.width) for line in lines
        ]
        tags: dict[LinkTarget | Run, Element] = {} if self._tags is None else self._tags
        for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
            draw_backgrounds(canvas, line, start, y + number * self.leading)
        self._draw_words(canvas, lines, starts, y, tags)
        for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
            base = y + number * self.leading
            draw_rules(canvas, line, start, base)
            self._draw_links(canvas, line, (start, base), tags)

    def _draw_words(
        self,
        canvas: PageCanvas,
        lines: Sequence[TextLine],
        starts: Sequence[float],
        y: float,
        tags: dict[LinkTarget | Run, Element],
    ) -> None:
        is_one = self.element is None or not self._has_inlines()
        opened: Element | None = None
        for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
            base = y + number * self.leading
            for piece in line.pieces:
                element = self.element if is_one else self._element_of(piece, tags)
                if element is not opened:
                    if opened is not None:
                        canvas.end()
                    if element is not None:
                        canvas.begin(element)
                    opened = element
                run = piece.run
                if run.anchor:
                    canvas.add_anchor(run.anchor, base - self.baseline)
                draw_piece(canvas, piece, start, base)
                if run.note is not None and opened is not None:
                    canvas.end()
                    opened = None
                    canvas.draw_note(run.note.anchor)
        if opened is not None:
            canvas.end()

    def _element_of(
        self, piece: PlacedText, tags: dict[LinkTarget | Run, Element]
    ) -> Element | None:
        """Return the inline element of a piece, added to the tree on its first piece."""
        if self.element is None:
            return None
        run = piece.run
        key = run.link or run.origin or run
        if key not in tags:
            parent = self.element
            if run.link is not None and run.link.anchor:
                parent = parent.child("Reference")
            tags[key] = _add_inline(parent, run)
            if run.note is not None and run.note.element is not None:
                self.element.adopt(run.note.element)
        return tags[key]

    def _draw_links(
        self,
        canvas: PageCanvas,
        line: TextLine,
        at: tuple[float, float],
        tags: dict[LinkTarget | Run, Element],
    ) -> None:
        """Add one annotation for the text of each link on this line."""
        spans: dict[LinkTarget, tuple[float, float, Run]] = {}
        for piece in line.pieces:
            link = piece.run.link
            if link is not None:
                left, right = piece.x, piece.x + piece.width
                if link in spans:
                    left, right = min(left, spans[link][0]), max(right, spans[link][1])
                spans[link] = (left, right, piece.run)
        for link, (left, right, run) in spans.items():
            if link not in tags:
                continue
            up, down = run.font.ascent * run.size, run.font.descent * run.size
            x = canvas.to_page_x(at[0] + left, right - left)
            box = (x, at[1] - up, right - left, up + down)
            canvas.add_link(tags[link], box, link.description or link.uri, (link.uri, link.anchor))


def _add_inline(parent: Element, run: Run) -> Element:
    """Add the inline element of a run.

    Plain text beside other inline elements gets a Span: some readers read an element's own content
    before its children, whatever their order.
    """
    return parent.child(
        run.tag or "Span", text_attribute("E", run.expansion) if run.expansion else ""
    )
