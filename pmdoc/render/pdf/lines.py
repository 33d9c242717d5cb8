"""Greedy line breaking: segments and a width in, lines of placed pieces out.

In → Out: segments of runs in, `Line` values out, each no wider than asked for.
Must not: draw, or break a badge, a no-break space or a date.
Source: UAX #14 for where a break may stand, cut down to what reports need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from pmdoc.render.ideographs import may_break, units
from pmdoc.render.pdf.chain import Drawn, Shape
from pmdoc.render.pdf.direction import places
from pmdoc.render.pdf.face import Face
from pmdoc.render.pdf.runs import Run, Segment

_SOFT_HYPHEN = "\u00ad"
BREAKS = re.compile("\u200b|(?<=[^\\W\\d]-)(?=[^\\W\\d])|(?<=\\w[–—/])(?=[^\\W\\d])|\u00ad")
_URL_BREAKS = re.compile(r"(?<=[/?&.\-_=,;:@+#%])(?=[^/?&.\-_=,;:@+#%])")
INVISIBLE_BREAKS = re.compile("[\\u00ad\\u200b]")
"""Where a word may be broken though nothing is to be seen there."""
_LONG = 40
"""Characters from which on a word is certainly worth breaking inside."""


class Piece(Struct, frozen=True):
    """Text of one face at its place in a line. Units: points."""

    x: float
    run: Run
    face: Face
    code: str
    width: float
    glyphs: tuple[Drawn, ...] = ()


class Line(Struct, frozen=True):
    """A finished line. Shape: `grounds` are the runs' boxes as (x, width, run)."""

    width: float
    pieces: tuple[Piece, ...]
    grounds: tuple[tuple[float, float, Run], ...] = ()


class _Bit(NamedTuple):
    """A part of a word in one run. Units: points; `lead` and `trail` are padding."""

    run: Run
    shape: Shape
    width: float
    lead: float = 0.0
    trail: float = 0.0
    is_atom: bool = False
    source: str = ""
    """The text as it was, soft hyphens and all; empty where it is the shape's."""


class _Word:
    """Bits without a space between them, and the run of the space before them."""

    __slots__ = ("bits", "is_break", "space", "width")

    def __init__(self, space: Run | None = None, *, is_break: bool = False) -> None:
        self.bits: list[_Bit] = []
        self.width = 0.0
        self.space = space
        self.is_break = is_break

    def add(self, bit: _Bit) -> None:
        self.bits.append(bit)
        self.width += bit.width


def shape_width(run: Run, shape: Shape) -> float:
    """Return the width of a word in a run. Units: points."""
    width = shape.width * run.size / 1000
    if not run.tracking or shape.is_shaped:
        return width
    return width + run.tracking * len(shape.text)


def shaped(run: Run, text: str) -> Shape:
    """Shape a text of one level."""
    return run.chain.shape_joined(text, is_rtl=True) if run.level % 2 else run.chain.shape(text)


def break_rich(segments: Iterable[Segment], width: float, *, is_rtl: bool = False) -> list[Line]:
    """Break segments into lines. Shape: never empty. Units: points."""
    maker = _LineMaker(width, is_rtl=is_rtl)
    for word in _words(segments):
        maker.add(word)
    return maker.finish()


def natural_width(segments: Iterable[Segment]) -> float:
    """Return the width of the longest line if nothing but line breaks ended one."""
    longest = used = 0.0
    for word in _words(segments):
        if word.is_break:
            longest, used = max(longest, used), 0.0
        gap = shape_width(word.space, word.space.chain.space) if word.space and used else 0.0
        used += gap + word.width
    return max(longest, used)


def longest_word(segments: Iterable[Segment]) -> float:
    """Return the width of the widest word. Units: points."""
    return max((word.width for word in _words(segments)), default=0.0)


def _words(segments: Iterable[Segment]) -> Iterator[_Word]:
    """Glue bits to words: `pre<b>fix</b>` is one word."""
    word = _Word()
    for segment in segments:
        run, text = segment.run, segment.text
        if text == "\n":
            yield word
            word = _Word(is_break=True)
            continue
        if segment.is_atom:
            shape = run.chain.shape_mixed(text, is_rtl=bool(run.level % 2))
            inner = shape_width(run, shape)
            pad = segment.padding
            word.add(_Bit(run, shape, inner + 2 * pad, pad, pad, is_atom=True))
            continue
        if text and word.bits and may_break(word.bits[-1].shape.text[-1:] or "x", text[0]):
            yield word
            word = _Word()
        parts = [(unit, not at) for part in text.split(" ") for at, unit in enumerate(units(part))]
        last = len(parts) - 1
        for at, (part, is_after_space) in enumerate(parts):
            if at:
                yield word
                word = _Word(space=run if is_after_space else None)
            lead = segment.padding if at == 0 else 0.0
            trail = segment.padding if at == last else 0.0
            if part or lead or trail:
                shape = shaped(run, part.replace(_SOFT_HYPHEN, ""))
                width = shape_width(run, shape) + lead + trail
                word.add(_Bit(run, shape, width, lead, trail, source=part))
    yield word


class _LineMaker:
    """Fills lines one after the other."""

    def __init__(self, limit: float, *, is_rtl: bool) -> None:
        self._limit = limit + 0.01
        self._is_rtl = is_rtl
        self._lines: list[Line] = []
        self._bits: list[tuple[float, _Bit]] = []
        self._used = 0.0
        self._spaces: list[Run] = []

    def add(self, word: _Word) -> None:
        """Place a word, on the next line if it has to be."""
        if word.is_break:
            self._end()
        if word.space is not None and (self._used or not word.bits):
            self._spaces.append(word.space)
        if not word.bits:
            return
        gap = sum(shape_width(run, run.chain.space) for run in self._spaces)
        if self._used + gap + word.width <= self._limit:
            self._put_spaces()
            self._put(word.bits)
            return
        self._place_broken(word, gap)

    def _place_broken(self, word: _Word, gap: float) -> None:
        """Use a break inside the word if there is one, and force one only if there must be."""
        chunks = list(_chunks(word, self._limit))
        first = sum(bit.width for bit in chunks[0][0])
        if len(chunks) > 1 and self._used and self._used + gap + first <= self._limit:
            self._put_spaces()
        elif self._used:
            self._end(is_soft=True)
        for bits, hyphen in chunks:
            if sum(bit.width for bit in bits) <= self._limit:
                self._put_unbroken(bits)
            else:
                for bit in bits:
                    self._put_unbroken([bit])
            self._hyphen = hyphen

    def _put_unbroken(self, bits: list[_Bit]) -> None:
        if self._used and self._used + sum(bit.width for bit in bits) > self._limit:
            self._end()
        self._put(bits)

    _hyphen: _Bit | None = None

    def _put_spaces(self) -> None:
        for run in self._spaces:
            space = run.chain.space
            width = shape_width(run, space)
            self._bits.append((self._used, _Bit(run, space, width)))
            self._used += width
        self._spaces = []

    def _put(self, bits: Iterable[_Bit]) -> None:
        self._hyphen = None
        for bit in bits:
            self._bits.append((self._used, bit))
            self._used += bit.width

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
        self._bits, self._used, self._spaces = [], 0.0, []
        self._hyphen = None

    def finish(self) -> list[Line]:
        """Return all lines."""
        if self._bits or not self._lines:
            self._add_line(self._used)
        return self._lines

    def _add_line(self, width: float) -> None:
        bits = self._bits
        if self._is_rtl or any(bit.run.level for _, bit in bits):
            bits = self._in_visual_places(width)
        hang = bits[0][1].lead if bits and not (bits[0][1].is_atom or self._is_rtl) else 0.0
        self._lines.append(_line(bits, width, hang))

    def _in_visual_places(self, width: float) -> list[tuple[float, _Bit]]:
        """Put a line's bits where they stand; spaces at its end stand beyond it (UAX #9, L1)."""
        bits = [bit for _, bit in self._bits]
        levels = [bit.run.level for bit in bits]
        base = int(self._is_rtl)
        for at in range(len(bits) - 1, -1, -1):
            if bits[at].shape.text.strip(" "):
                break
            levels[at] = base
        widths = [bit.width for bit in bits]
        return places(bits, levels, widths, width - sum(widths) if self._is_rtl else 0.0)


def _chunks(word: _Word, limit: float) -> Iterator[tuple[list[_Bit], _Bit | None]]:
    """Cut a word where it may be cut, and further where a part is wider than a line.

    Shape: each chunk is the bits that stay together, and the hyphen to show if a line ends there.
    """
    is_long = word.width > limit
    group: list[_Bit] = []
    for bit in word.bits:
        if bit.is_atom and bit.width <= limit:
            group.append(bit)
            continue
        text = bit.source or bit.shape.text
        is_tied = bit.run.tag == "Code" and not is_long  # a name breaks only when it has to
        pieces = (
            [(text, False)]
            if is_tied
            else list(_pieces(text, is_long=is_long or len(text) > _LONG))
        )
        last = len(pieces) - 1
        for at, (piece, is_hyphenated) in enumerate(pieces):
            lead = bit.lead if at == 0 else 0.0
            trail = bit.trail if at == last else 0.0
            *cut, rest = _cut(bit.run, piece, limit, (lead, trail))
            for part in cut:
                yield [*group, part], None
                group = []
            group.append(rest)
            if at < last:
                yield group, _bit(bit.run, _SOFT_HYPHEN) if is_hyphenated else None
                group = []
    if group:
        yield group, None


def _pieces(text: str, *, is_long: bool) -> Iterator[tuple[str, bool]]:
    """Yield a word's parts between allowed breaks, and whether a hyphen appears at the break."""
    breaks = {match.start(): text[match.start() : match.end()] for match in BREAKS.finditer(text)}
    if is_long:
        breaks |= {match.start(): "" for match in _URL_BREAKS.finditer(text)}
    start = 0
    for at in sorted(breaks):
        if at > start or not breaks[at]:
            yield text[start:at].replace(_SOFT_HYPHEN, ""), breaks[at] == _SOFT_HYPHEN
            start = at + len(breaks[at])
    yield text[start:].replace(_SOFT_HYPHEN, ""), False


def _cut(run: Run, text: str, limit: float, padding: tuple[float, float]) -> Iterator[_Bit]:
    """Cut a text that is wider than a line after as many characters as fit."""
    whole = _bit(run, text, *padding)
    if whole.width <= limit:
        yield whole
        return
    lead, trail = padding
    start, used = 0, lead
    for at, character in enumerate(text):
        width = shape_width(run, shaped(run, character))
        if at > start and used + width + trail > limit:
            yield _bit(run, text[start:at], lead if start == 0 else 0.0)
            start, used = at, 0.0
        used += width
    yield _bit(run, text[start:], lead if start == 0 else 0.0, trail)


def _bit(run: Run, text: str, lead: float = 0.0, trail: float = 0.0) -> _Bit:
    shape = shaped(run, text)
    return _Bit(run, shape, shape_width(run, shape) + lead + trail, lead, trail)


def _line(bits: Sequence[tuple[float, _Bit]], width: float, hang: float) -> Line:
    """Join neighbouring bits of one run and face into pieces, and their grounds into boxes.

    Units: points. `hang` is padding at a line's start that stands in the margin, so that the words
    stay in line.
    """
    pieces: list[Piece] = []
    grounds: list[tuple[float, float, Run]] = []
    for start, bit in bits:
        x = start - hang
        run = bit.run
        if run.ground or run.is_struck or run.is_underlined:
            _extend_ground(grounds, x, bit)
        at = x + bit.lead
        for part in bit.shape.parts:
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
                pieces[-1] = Piece(
                    last.x, run, last.face, last.code + part.code, last.width + part_width
                )
            else:
                pieces.append(Piece(at, run, part.face, part.code, part_width, part.glyphs))
            at += part_width
    return Line(width - hang, tuple(pieces), tuple(grounds))


def _extend_ground(grounds: list[tuple[float, float, Run]], x: float, bit: _Bit) -> None:
    if grounds and grounds[-1][2] is bit.run and abs(sum(grounds[-1][:2]) - x) < 0.001:
        start, width, run = grounds[-1]
        grounds[-1] = (start, width + bit.width, run)
    elif grounds and grounds[-1][2] is bit.run and abs(x + bit.width - grounds[-1][0]) < 0.001:
        _, width, run = grounds[-1]
        grounds[-1] = (x, width + bit.width, run)
    else:
        grounds.append((x, bit.width, bit.run))
