"""Greedy line breaking: segments and a width in, lines of placed pieces out.

In → Out: segments of runs in, `TextLine` values out, each no wider than asked for.
Must not: draw, or break a badge, a no-break space or a date.
Source: UAX #14 for where a break may stand, cut down to what reports need.
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
    """Text of one face at its place in a line. Units: points."""

    x: float
    run: Run
    face: Face
    code: str
    width: float
    glyphs: tuple[PositionedGlyph, ...] = ()


class TextLine(Struct, frozen=True):
    """A finished line. Shape: `grounds` are the runs' boxes as (x, width, run)."""

    width: float
    pieces: tuple[PlacedText, ...]
    backgrounds: tuple[tuple[float, float, Run], ...] = ()


def break_segments(
    segments: Iterable[Segment], width: float, *, is_rtl: bool = False
) -> list[TextLine]:
    """Break segments into lines. Shape: never empty. Units: points."""
    breaker = _LineBreaker(width, is_rtl=is_rtl)
    for word in split_words(segments):
        breaker.add(word)
    return breaker.finish()


class _LineBreaker:
    """Fills lines one after the other."""

    def __init__(self, limit: float, *, is_rtl: bool) -> None:
        self._limit = limit + SLACK
        self._is_rtl = is_rtl
        self._lines: list[TextLine] = []
        self._fragments: list[tuple[float, WordFragment]] = []
        self._used = 0.0
        self._spaces: list[Run] = []

    def add(self, word: RichWord) -> None:
        """Place a word, on the next line if it has to be."""
        if word.is_break:
            self._end_for_good(word.space)
        elif word.space is not None and (self._used or not word.fragments):
            self._spaces.append(word.space)
        if not word.fragments:
            return
        gap = sum(shape_width(run, run.font.space) for run in self._spaces)
        if self._used + gap + word.width <= self._limit:
            self._put_spaces()
            self._put(word.fragments)
            return
        self._place_broken(word, gap)

    def _place_broken(self, word: RichWord, gap: float) -> None:
        """Use a break inside the word if there is one, and force one only if there must be."""
        chunks = list(split_word(word, self._limit))
        first = sum(fragment.width for fragment in chunks[0][0])
        if len(chunks) > 1 and self._used and self._used + gap + first <= self._limit:
            self._put_spaces()
        elif self._used:
            self._end(is_soft=True)
        for fragments, hyphen in chunks:
            if sum(fragment.width for fragment in fragments) <= self._limit:
                self._put_unbroken(fragments)
            else:
                for fragment in fragments:
                    self._put_unbroken([fragment])
            self._hyphen = hyphen

    def _put_unbroken(self, fragments: list[WordFragment]) -> None:
        if self._used and self._used + sum(fragment.width for fragment in fragments) > self._limit:
            self._end()
        self._put(fragments)

    _hyphen: WordFragment | None = None

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

    def _end_for_good(self, run: Run | None) -> None:
        """Finish a line where the author did; a space says so to those who see no lines."""
        last = self._fragments[-1][1].run if self._fragments else None
        if run is not None and last is not None and not self._spaces:
            self._spaces = [run if last.background or last.is_struck or last.link else last]
        self._end(is_soft=last is not None)

    def _end(self, *, is_soft: bool = False) -> None:
        """Finish a line; where a space ended it, the space stays, for those who read aloud."""
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
        """Return all lines."""
        if self._fragments or not self._lines:
            self._add_line(self._used)
        return self._lines

    def _add_line(self, width: float) -> None:
        fragments = self._fragments
        if self._is_rtl or any(fragment.run.level for _, fragment in fragments):
            fragments = self._in_visual_places(width)
        hang = (
            fragments[0][1].lead
            if fragments and not (fragments[0][1].is_atom or self._is_rtl)
            else 0.0
        )
        self._lines.append(_line(fragments, width, hang))

    def _in_visual_places(self, width: float) -> list[tuple[float, WordFragment]]:
        """Put a line's bits where they stand; spaces at its end stand beyond it (UAX #9, L1)."""
        fragments = [fragment for _, fragment in self._fragments]
        levels = [fragment.run.level for fragment in fragments]
        base = int(self._is_rtl)
        for at in range(len(fragments) - 1, -1, -1):
            if fragments[at].shape.text.strip(" "):
                break
            levels[at] = base
        widths = [fragment.width for fragment in fragments]
        return visual_positions(
            fragments, levels, widths, width - sum(widths) if self._is_rtl else 0.0
        )


def _line(fragments: Sequence[tuple[float, WordFragment]], width: float, hang: float) -> TextLine:
    """Join neighbouring bits of one run and face into pieces, and their grounds into boxes.

    Units: points. `hang` is padding at a line's start that stands in the margin, so that the words
    stay in line.
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
    if (
        backgrounds
        and backgrounds[-1][2] is fragment.run
        and abs(sum(backgrounds[-1][:2]) - x) < 0.001
    ):
        start, width, run = backgrounds[-1]
        backgrounds[-1] = (start, width + fragment.width, run)
    elif (
        backgrounds
        and backgrounds[-1][2] is fragment.run
        and abs(x + fragment.width - backgrounds[-1][0]) < 0.001
    ):
        _, width, run = backgrounds[-1]
        backgrounds[-1] = (x, width + fragment.width, run)
    else:
        backgrounds.append((x, fragment.width, fragment.run))
