"""Greedy line breaking of any text.

In → Out: segments of runs in, `TextLine` values out, none wider than the given width.
Must not: draw, or break inside a badge, a date or at a no-break space.
Source: UAX #14, reduced to what reports need.

Example: "The on-call engineer" in 60 points, with words 20, 38 and 48 wide and spaces of 3.
"The" is placed. "on-call" doesn't fit (20 + 3 + 38 > 60), but its first chunk "on-" does
(20 + 3 + 16), so line 1 is "The on-" and "call" starts line 2. "engineer" doesn't fit after it
(22 + 3 + 48) and has no break inside, so line 2 is "call" and line 3 "engineer". Line 2 keeps its
space, which is copied and read aloud, but not counted in its width; line 1 ends without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pmdoc.render.pdf.fonts.face import Face
from pmdoc.render.pdf.fonts.font_fallback import PositionedGlyph
from pmdoc.render.pdf.text.direction import visual_positions
from pmdoc.render.pdf.text.hyphenation import split_word
from pmdoc.render.pdf.text.rich_words import RichWord, WordFragment, shape_width, split_words
from pmdoc.render.pdf.text.runs import Run, Segment

SLACK = 0.01
"""Tolerance for the rounding of sums of widths and heights. Units: points."""


class PlacedText(Struct, frozen=True):
    """Text of one run and face, positioned in a line. Units: points."""

    x: float
    run: Run
    face: Face
    code: str
    width: float
    glyphs: tuple[PositionedGlyph, ...] = ()


class TextLine(Struct, frozen=True):
    """A finished line. Shape: `backgrounds` has (x, width, run) for backgrounds and rules."""

    width: float
    pieces: tuple[PlacedText, ...]
    backgrounds: tuple[tuple[float, float, Run], ...] = ()


def break_segments(
    segments: Iterable[Segment], width: float, *, is_rtl: bool = False
) -> list[TextLine]:
    """Break segments into lines. Shape: at least one line. Units: points."""
    breaker = _LineBreaker(width, is_rtl=is_rtl)
    for word in split_words(segments):
        breaker.add(word)
    return breaker.finish()


class _LineBreaker:
    """Fill lines one after the other. `_fragments` has those of the current line with their x."""

    def __init__(self, limit: float, *, is_rtl: bool) -> None:
        self._limit = limit + SLACK
        self._is_rtl = is_rtl
        self._lines: list[TextLine] = []
        self._fragments: list[tuple[float, WordFragment]] = []
        self._used = 0.0
        self._spaces: list[Run] = []
        self._hyphen: WordFragment | None = None

    def add(self, word: RichWord) -> None:
        if word.is_break:
            self._end_at_break(word.space)
        elif word.space is not None and (self._used or not word.fragments):
            self._spaces.append(word.space)
        if not word.fragments:
            return
        gap = sum(shape_width(run, run.font.space) for run in self._spaces)
        if self._used + gap + word.width <= self._limit:
            self._put_spaces()
            self._put(word.fragments)
            return
        self._add_split(word, gap)

    def _add_split(self, word: RichWord, gap: float) -> None:
        """Add a word in chunks, from this line on if the first one fits."""
        chunks = list(split_word(word, self._limit))
        first = _width(chunks[0][0]) + _width(filter(None, chunks[0][1:]))
        if len(chunks) > 1 and self._used and self._used + gap + first <= self._limit:
            self._put_spaces()
        elif self._used:
            self._end(is_soft=True)
        rest = sum(_width(fragments) for fragments, _ in chunks)
        for fragments, hyphen in chunks:
            # a line that can't take the whole rest needs room for the hyphen that may end it
            is_last = hyphen is None or self._used + rest <= self._limit
            room = 0.0 if is_last or hyphen is None else hyphen.width
            rest -= _width(fragments)
            if _width(fragments) <= self._limit:
                self._put_unbroken(fragments, room)
            else:
                for fragment in fragments:
                    self._put_unbroken([fragment])
            self._hyphen = hyphen

    def _put_unbroken(self, fragments: list[WordFragment], room: float = 0.0) -> None:
        if self._used and self._used + _width(fragments) + room > self._limit:
            self._end()
        self._put(fragments)

    def _put_spaces(self) -> None:
        for run in self._spaces:
            space = run.font.space
            width = shape_width(run, space)
            self._fragments.append((self._used, WordFragment(run, space, width)))
            self._used += width
        self._spaces = []

    def _put(self, fragments: Iterable[WordFragment]) -> None:
        self._hyphen = None
        for fragment in fragments:
            self._fragments.append((self._used, fragment))
            self._used += fragment.width

    def _end_at_break(self, run: Run | None) -> None:
        """End a line at the author's line break, with a space for screen readers and copying."""
        last = self._fragments[-1][1].run if self._fragments else None
        if run is not None and last is not None and not self._spaces:
            self._spaces = [run if last.background or last.is_struck or last.link else last]
        self._end(is_soft=last is not None)

    def _end(self, *, is_soft: bool = False) -> None:
        """End a line; a soft end keeps the space there, for screen readers and copying."""
        width = self._used
        if self._hyphen is not None:
            self._put([self._hyphen])
            width = self._used
        elif is_soft and self._spaces:
            self._spaces = self._spaces[:1]
            self._put_spaces()
        self._add_line(width)
        self._fragments, self._used, self._spaces = [], 0.0, []
        self._hyphen = None

    def finish(self) -> list[TextLine]:
        if self._fragments or not self._lines:
            self._add_line(self._used)
        return self._lines

    def _add_line(self, width: float) -> None:
        fragments = self._fragments
        if self._is_rtl or any(fragment.run.level for _, fragment in fragments):
            fragments = self._in_visual_order(width)
        hang = 0.0
        if fragments and not self._is_rtl and not fragments[0][1].is_atom:
            hang = fragments[0][1].lead
        self._lines.append(_line(fragments, width, hang))

    def _in_visual_order(self, width: float) -> list[tuple[float, WordFragment]]:
        """Position a line's fragments; spaces at its end go beyond it. Source: UAX #9, L1."""
        fragments = [fragment for _, fragment in self._fragments]
        levels = [fragment.run.level for fragment in fragments]
        base = int(self._is_rtl)
        for index in reversed(range(len(fragments))):
            if fragments[index].shape.text.strip(" "):
                break
            levels[index] = base
        widths = [fragment.width for fragment in fragments]
        start = width - sum(widths) if self._is_rtl else 0.0
        return visual_positions(fragments, levels, widths, start)


def _width(fragments: Iterable[WordFragment]) -> float:
    return sum(fragment.width for fragment in fragments)


def _line(fragments: Sequence[tuple[float, WordFragment]], width: float, hang: float) -> TextLine:
    """Join adjacent fragments of one run and face to pieces, and their backgrounds to boxes.

    Units: points. `hang` is the width of padding that goes into the left margin, so that the text
    itself is flush.
    """
    pieces: list[PlacedText] = []
    backgrounds: list[tuple[float, float, Run]] = []
    for start, fragment in fragments:
        x = start - hang
        run = fragment.run
        if run.background or run.is_struck or run.is_underlined:
            _extend_background(backgrounds, x, fragment)
        at = x + fragment.lead
        for part in fragment.shape.parts:
            part_width = part.width * run.size / 1000 + run.tracking * len(part.code) / 2
            last = pieces[-1] if pieces else None
            if (
                last is not None
                and last.run is run
                and last.face is part.face
                and not part.glyphs
                and not last.glyphs
                and abs(last.x + last.width - at) < 0.001
            ):
                pieces[-1] = PlacedText(
                    last.x, run, last.face, last.code + part.code, last.width + part_width
                )
            else:
                pieces.append(PlacedText(at, run, part.face, part.code, part_width, part.glyphs))
            at += part_width
    return TextLine(width - hang, tuple(pieces), tuple(backgrounds))


def _extend_background(
    backgrounds: list[tuple[float, float, Run]], x: float, fragment: WordFragment
) -> None:
    """Add a fragment's background, joined to that of the fragment before it if they touch."""
    if backgrounds and backgrounds[-1][2] is fragment.run:
        start, width, run = backgrounds[-1]
        if abs(start + width - x) < 0.001:
            backgrounds[-1] = (start, width + fragment.width, run)
            return
        if abs(x + fragment.width - start) < 0.001:  # right to left
            backgrounds[-1] = (x, width + fragment.width, run)
            return
    backgrounds.append((x, fragment.width, fragment.run))
