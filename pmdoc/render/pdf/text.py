"""Boxes of text: a paragraph's lines, cut without leaving a lone one, and drawn with their tags.

In → Out: segments or plain words and a text style in, boxes out.
Must not: choose a look; the style and the runs bring it.
Source: ISO 32000-1, 14.8.4.4 (inline elements); links are tagged as 14.8.4.4.2 says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmdoc.model.document import Align
from pmdoc.render.pdf.boxes import SLACK, Box
from pmdoc.render.pdf.direction import directed, needs_direction
from pmdoc.render.pdf.lines import Line, Piece, break_rich, longest_word, natural_width
from pmdoc.render.pdf.runs import LinkTarget, Note, Run, Segment
from pmdoc.render.pdf.sheet import Sheet
from pmdoc.render.pdf.spans import Span, break_spans, one_line, plain_span, plain_spans
from pmdoc.render.pdf.structure import Element, text_attribute
from pmdoc.style.style import TextStyle

_FEWEST = 2
"""Lines that a page's end must leave on either side of a cut."""
_SHARE = {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}
BADGE_RADIUS = 2.5


class TextBox:
    """A paragraph. Shape: `element` is None where the caller marks the content."""

    __slots__ = (
        "_is_plain",
        "_is_rtl",
        "_lines",
        "_run",
        "_segments",
        "_spans",
        "_tags",
        "_width",
        "after",
        "align",
        "before",
        "element",
        "keeps_next",
        "leading",
    )

    def __init__(
        self, segments: Sequence[Segment], run: Run, look: TextStyle, *, is_rtl: bool = False
    ) -> None:
        self._run = run
        self._is_rtl = is_rtl
        self._segments: Sequence[Segment] = segments
        self._is_plain = False
        self._spans: Sequence[Span] | None = None if is_rtl else self._quick_spans(segments)
        if self._spans is None and (is_rtl or needs_direction(segments)):
            self._segments = directed(segments, is_rtl=is_rtl)
        self.leading = look.leading.pt
        self.align = look.align
        self.before = look.space_before.pt
        self.after = look.space_after.pt
        self.keeps_next = look.keep_with_next
        self.element: Element | None = None
        self._width = -1.0
        self._lines: list[Line] | None = None
        self._tags: dict[LinkTarget | Run, Element] | None = None

    def _quick_spans(self, segments: Sequence[Segment]) -> Sequence[Span] | None:
        """Return the words as spans if none needs care, and note whether they are of one look."""
        if len(segments) != 1 or not _is_plain(segments[0], self._run):
            return plain_spans(segments) if segments else None
        span = plain_span(self._run, segments[0].text)
        self._is_plain = span is not None
        return None if span is None else (span,)

    # --- measures ----------------------------------------------------------------------------

    def extent(self) -> tuple[float, float]:
        """Return the width that needs no line break, and that of the widest word."""
        spans = self._spans
        if spans is None:
            return natural_width(self._segments), longest_word(self._segments)
        if len(spans) == 1:
            return spans[0].width, spans[0].longest
        return sum([span.width for span in spans]), max([span.longest for span in spans])

    @property
    def line_count(self) -> int:
        """The number of lines, once measured."""
        return 1 if self._lines is None else len(self._lines)

    @property
    def last_width(self) -> float:
        """How wide the last line is, once measured."""
        return self._made_lines()[-1].width

    @property
    def baseline(self) -> float:
        """How far below the box's top the first line stands."""
        chain, size = self._run.chain, self._run.size
        return (self.leading + (chain.ascent - chain.descent) * size) / 2

    def measure(self, width: float) -> float:
        """Break into lines."""
        if width != self._width:
            self._width = width
            self._break(width)
        return self.line_count * self.leading

    def _break(self, width: float) -> None:
        """Find the lines; None stands for the only one, which is made when it is drawn."""
        self._lines = None
        if self._spans is not None:
            if self.extent()[0] <= width:
                return
            self._lines = break_spans(self._spans, width)
        if self._lines is None:
            self._is_plain = False
            self._lines = break_rich(self._segments, width, is_rtl=self._is_rtl)

    def _made_lines(self) -> Sequence[Line]:
        """Return the lines, once measured."""
        if self._lines is None:
            self._lines = [one_line(self._spans or ())]
        return self._lines

    def move_to(self, element: Element) -> None:
        """Let the words belong to another element, as those that go on elsewhere do."""
        self.element, self._tags = element, None

    @property
    def notes(self) -> Iterator[Note]:
        """The footnotes that these lines refer to, once measured."""
        for line in self._lines or ():
            for piece in line.pieces:
                if piece.run.note is not None:
                    yield piece.run.note

    # --- page ends ---------------------------------------------------------------------------

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Cut between lines, leaving at least two on either side."""
        count = self.line_count
        fitting = int((available + SLACK) / self.leading)
        if fitting >= count:
            return self, None
        cut = min(fitting, count - _FEWEST)
        if cut < _FEWEST:
            if not forced:
                return None, self
            cut = max(1, fitting)
        head, tail = self._part(0, cut), self._part(cut, count)
        head.after, tail.before = 0.0, 0.0
        head.keeps_next = False
        return head, tail

    def _part(self, start: int, end: int) -> TextBox:
        part = TextBox.__new__(TextBox)
        if self._tags is None:
            self._tags = {}  # shared: an inline that runs over the cut stays one element
        for name in TextBox.__slots__:
            setattr(part, name, getattr(self, name))
        part._lines = list(self._made_lines()[start:end])
        return part

    # --- drawing -----------------------------------------------------------------------------

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw all lines."""
        if self._is_plain:
            self._draw_plain(sheet, x, y + self.baseline)
        else:
            self._draw_rich(sheet, self._made_lines(), x, y + self.baseline)

    def _draw_plain(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw lines of one look, which are one piece of one element's content."""
        run = self._run
        if self.element is not None:
            sheet.begin(self.element)
        sheet.type(run.chain.face, run.size, run.color)
        if self.align is not Align.START:
            share = _SHARE[self.align]
            for number, line in enumerate(self._made_lines()):
                shift = share * (self._width - line.width)
                sheet.show(x + shift, y + number * self.leading, line.pieces[0].code)
        elif self._lines is None and self._spans:
            sheet.show(x, y, self._spans[0].code())
        else:
            codes = [line.pieces[0].code for line in self._made_lines()]
            sheet.show_lines(x, y, self.leading, codes)
        if self.element is not None:
            sheet.end()

    def _draw_rich(self, sheet: Sheet, lines: Sequence[Line], x: float, y: float) -> None:
        share = _SHARE[self.align]
        starts = [sheet.left(x + share * (self._width - line.width), line.width) for line in lines]
        tags: dict[LinkTarget | Run, Element] = {} if self._tags is None else self._tags
        if self._spans is not None:  # neither grounds nor rules nor links
            self._draw_words(sheet, lines, starts, y, tags)
            return
        for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
            _draw_grounds(sheet, line, start, y + number * self.leading)
        self._draw_words(sheet, lines, starts, y, tags)
        for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
            base = y + number * self.leading
            _draw_lines(sheet, line, start, base)
            self._draw_links(sheet, line, (start, base), tags)

    def _draw_words(
        self,
        sheet: Sheet,
        lines: Sequence[Line],
        starts: Sequence[float],
        y: float,
        tags: dict[LinkTarget | Run, Element],
    ) -> None:
        """Draw the pieces of all lines, each as content of its element."""
        is_one = self.element is None or not any(segment.run.tag for segment in self._segments)
        opened: Element | None = None
        for number, (line, start) in enumerate(zip(lines, starts, strict=True)):
            base = y + number * self.leading
            for piece in line.pieces:
                element = self.element if is_one else self._element_of(piece, tags)
                if element is not opened:
                    if opened is not None:
                        sheet.end()
                    if element is not None:
                        sheet.begin(element)
                    opened = element
                run = piece.run
                if run.target:
                    sheet.anchor(run.target, base - self.baseline)
                _draw_piece(sheet, piece, start, base)
        if opened is not None:
            sheet.end()

    def _element_of(self, piece: Piece, tags: dict[LinkTarget | Run, Element]) -> Element | None:
        """Return the element of a piece: the paragraph, or an inline one that is made now."""
        if self.element is None:
            return None
        run = piece.run
        key = run.link or run.origin or run
        if key not in tags:
            # beside other elements plain words get one too: some readers take an element's own
            # words before its children, whatever their order
            place = self.element
            if run.link is not None and run.link.anchor:
                place = place.child("Reference")
            said = text_attribute("E", run.expansion) if run.expansion else ""
            tags[key] = place.child(run.tag or "Span", said)
            if run.note is not None and run.note.element is not None:
                self.element.adopt(run.note.element)
        return tags[key]

    def _draw_links(
        self,
        sheet: Sheet,
        line: Line,
        at: tuple[float, float],
        tags: dict[LinkTarget | Run, Element],
    ) -> None:
        """Make each link's words on this line clickable as one place."""
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
            up, down = run.chain.ascent * run.size, run.chain.descent * run.size
            place = sheet.left(at[0] + left, right - left)
            box = (place, at[1] - up, right - left, up + down)
            sheet.link(tags[link], box, link.contents or link.uri, (link.uri, link.anchor))


def _is_plain(segment: Segment, run: Run) -> bool:
    """Say whether a text looks like its paragraph and belongs to its element."""
    own = segment.run
    if run.tracking or segment.is_atom or segment.text == "\n":
        return False
    return own is run or not (
        own.tag or own.ground or own.target or own.chain is not run.chain or own.color != run.color
    )


def _draw_piece(sheet: Sheet, piece: Piece, x: float, base: float) -> None:
    run, glyphs = piece.run, piece.glyphs
    if glyphs:  # tracking would tear joined letters apart
        sheet.type(glyphs[0].face, run.size, run.color)
        sheet.show_glyphs(x + piece.x, base - run.rise, glyphs, run.size)
    else:
        sheet.type(piece.face, run.size, run.color, run.tracking)
        sheet.show(x + piece.x, base - run.rise, piece.code)


def _draw_grounds(sheet: Sheet, line: Line, x: float, base: float) -> None:
    for left, width, run in line.grounds:
        if not run.ground:
            continue
        up, down = run.size * 0.96, run.size * 0.34
        radius = BADGE_RADIUS if run.edge else 1.2
        path = sheet.round_box(sheet.left(x + left, width), base - up, width, up + down, radius)
        sheet.path(path, fill=run.ground, edge=run.edge, thickness=0.5)


def _draw_lines(sheet: Sheet, line: Line, x: float, base: float) -> None:
    for left, width, run in line.grounds:
        if run.is_struck:
            thickness = run.size / 16
            sheet.rule(
                sheet.left(x + left, width), base - run.size * 0.28, width, run.color, thickness
            )
        if run.is_underlined:
            sheet.rule(
                sheet.left(x + left, width), base + run.size * 0.14, width, run.color, run.size / 20
            )
