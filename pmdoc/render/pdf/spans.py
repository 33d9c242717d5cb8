"""The quick way to lines: texts of some runs with spaces between, whose words need no care.

In → Out: segments in, spans of measured words out; spans and a width in, lines out.
Must not: break a line elsewhere than `lines` would; what needs care is left to it.

Nearly all paragraphs are of this kind: a table's plain cell, or a bold label and what it labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pmdoc.render.bidi import RIGHT_TO_LEFT
from pmdoc.render.ideographs import IDEOGRAPHS
from pmdoc.render.pdf.chain import Chain, Word
from pmdoc.render.pdf.lines import BREAKS, INVISIBLE_BREAKS, Line, Piece
from pmdoc.render.pdf.runs import Run, Segment

_SHORT = 6
"""Characters up to which a word is never broken."""


class Span(NamedTuple):
    """Words of one run. Units: points.

    Shape: a space of this run stands before or after them if it says so; `width` is that of all on
    one line, `longest` that of the widest word.
    """

    run: Run
    words: Sequence[Word]
    leads: bool
    trails: bool
    width: float
    longest: float

    def code(self) -> str:
        """Return the code of all words on one line."""
        gap = str(self.run.chain.space.code)
        inner = gap.join([code for _, code, _ in self.words])
        return f"{gap * self.leads}{inner}{gap * self.trails}"


def plain_span(run: Run, text: str, *, leads: bool = False, trails: bool = False) -> Span | None:
    """Measure a text's words if all are of one face and need no care; else None."""
    words = _words(run.chain, text)
    if words is None:
        return None
    unit = run.size / 1000
    widths = [width for width, _, _ in words]
    spaces = len(words) - 1 + leads + trails
    width = (sum(widths) + spaces * run.chain.space.width) * unit
    return Span(run, words, leads, trails, width, max(widths) * unit)


def plain_spans(segments: Sequence[Segment]) -> list[Span] | None:
    """Measure segments if there is one space between each two and nothing needs care; else None."""
    spans: list[Span] = []
    is_parted = True
    for segment in segments:
        run, text = segment.run, segment.text
        leads, trails = text.startswith(" "), text.endswith(" ")
        if not _is_simple(segment) or (leads is is_parted and spans) or (leads and not spans):
            return None
        span = plain_span(run, text[leads : len(text) - trails], leads=leads, trails=trails)
        if span is None or not span.words[0].code:
            return None
        spans.append(span)
        is_parted = trails
    return None if is_parted else spans


def _is_simple(segment: Segment) -> bool:
    run = segment.run
    return not (
        segment.is_atom
        or run.ground
        or run.tracking
        or run.is_struck
        or run.link
        or segment.text == "\n"
    )


def _words(chain: Chain, text: str) -> list[Word] | None:
    known = chain.plain
    try:
        return [known[word] for word in text.split(" ")]
    except KeyError:
        return _learn(chain, text)


def _learn(chain: Chain, text: str) -> list[Word] | None:
    """Take words into those that are known, if none needs care."""
    for word in text.split(" "):
        if word in chain.plain:
            continue
        encoded = None if _needs_care(word) else chain.encode(word)
        if encoded is None:
            return None
        may_break = len(word) > _SHORT and BREAKS.search(word) is not None
        chain.plain[word] = Word(encoded[1], encoded[0], may_break)
    return [chain.plain[word] for word in text.split(" ")]


def _needs_care(word: str) -> bool:
    """Say whether a line may end inside a word without a sign, or text turns round there."""
    if word.isascii():
        return False
    return any(pattern.search(word) for pattern in (INVISIBLE_BREAKS, IDEOGRAPHS, RIGHT_TO_LEFT))


def break_spans(spans: Iterable[Span], limit: float) -> list[Line] | None:
    """Break spans into lines; None if a word has to be broken. Units: points."""
    limit += 0.01
    lines: list[Line] = []
    pieces: list[Piece] = []
    used = gap = 0.0
    for run, words, leads, trails, _, _ in spans:
        unit, space, face = run.size / 1000, run.chain.space, run.chain.face
        sign, step = str(space.code), space.width * unit
        start, is_parted = used, leads
        codes: list[str] = []
        for width, code, may_break in words:
            if is_parted:
                gap = step
                codes.append(sign)
                used += gap
            is_parted = True
            wide = width * unit
            if used + wide > limit:
                if wide > limit or may_break:
                    return None
                if codes:
                    pieces.append(Piece(start, run, face, "".join(codes), used - start))
                lines.append(Line(used - gap, tuple(pieces)))
                pieces, codes = [], []
                start = used = 0.0
            codes.append(code)
            used += wide
        if trails:
            gap = step
            codes.append(sign)
            used += gap
        pieces.append(Piece(start, run, face, "".join(codes), used - start))
    lines.append(Line(used, tuple(pieces)))
    return lines


def one_line(spans: Iterable[Span]) -> Line:
    """Return the line of spans that fit on one. Units: points."""
    pieces: list[Piece] = []
    used = 0.0
    for span in spans:
        pieces.append(Piece(used, span.run, span.run.chain.face, span.code(), span.width))
        used += span.width
    return Line(used, tuple(pieces))
