"""The quick way to lines: texts of some runs with spaces between, whose words need no care.

In → Out: segments in, spans of measured words out; spans and a width in, lines out.
Must not: break a line elsewhere than `lines` would; what needs care is left to it.

Nearly all paragraphs are of this kind: a table's plain cell, or a bold label and what it labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from pmdoc.render.pdf.fonts.font_fallback import FontFallback, SimpleWord
from pmdoc.render.pdf.text.hyphenation import BREAKS, INVISIBLE_BREAKS
from pmdoc.render.pdf.text.line_breaking import SLACK, PlacedText, TextLine
from pmdoc.render.pdf.text.runs import Run, Segment
from pmdoc.render.text.bidi import RIGHT_TO_LEFT
from pmdoc.render.text.cjk_breaks import has_ideographs

_SHORT = 6
"""Characters up to which a word is never broken."""


class FastText(Struct, frozen=True):
    """A text of one run, whose words its chain knows. Units: points.

    Shape: `width` is that of all on one line, `longest` that of the widest word.
    """

    run: Run
    text: str
    width: float
    longest: float

    def words(self) -> list[SimpleWord]:
        """Return the words; a space at either end stands beside an empty one."""
        known = self.run.font.simple_words
        return [known[word] for word in self.text.split(" ")]

    def code(self) -> str:
        """Return the code of all words on one line."""
        known, gap = self.run.font.simple_words, self.run.font.space.code or ""
        return gap.join([known[word].code for word in self.text.split(" ")])


def measure_spans(segments: Sequence[Segment]) -> list[FastText] | None:
    """Measure segments if there is one space between each two and nothing needs care; else None."""
    if len(segments) == 1 and not segments[0].run.is_marked:
        span = _span(segments[0])
        return None if span is None else [span]
    spans: list[FastText] = []
    is_parted = True
    for segment in segments:
        text = segment.text
        is_odd = text.startswith("  ") or not text.strip(" ")
        span = None if is_odd or text.startswith(" ") is is_parted else _span(segment)
        if span is None:
            return None
        spans.append(span)
        is_parted = text.endswith(" ")
    return None if is_parted else spans


def _span(segment: Segment) -> FastText | None:
    """Measure a text's words if all are of one face and need no care; else None."""
    run, text = segment.run, segment.text
    words = _words(run.font, text) if _is_simple(segment) else None
    if words is None:
        return None
    unit = run.size / 1000
    widths = [word.width for word in words]
    width = sum(widths) + (len(words) - 1) * run.font.space.width
    return FastText(run, text, width * unit, max(widths) * unit)


def _is_simple(segment: Segment) -> bool:
    run = segment.run
    return not (
        segment.is_atom
        or run.background
        or run.tracking
        or run.is_struck
        or run.link
        or segment.text == "\n"
    )


def _words(font: FontFallback, text: str) -> list[SimpleWord] | None:
    known = font.simple_words
    try:
        return [known[word] for word in text.split(" ")]
    except KeyError:
        return _learn(font, text)


def _learn(font: FontFallback, text: str) -> list[SimpleWord] | None:
    """Take words into those that are known, if none needs care."""
    for word in text.split(" "):
        if word in font.simple_words:
            continue
        encoded = None if _needs_care(word) else font.encode(word)
        if encoded is None:
            return None
        may_break = len(word) > _SHORT and BREAKS.search(word) is not None
        font.simple_words[word] = SimpleWord(encoded[1], encoded[0], may_break)
    return [font.simple_words[word] for word in text.split(" ")]


def _needs_care(word: str) -> bool:
    """Say whether a line may end inside a word without a sign, or text turns round there."""
    if word.isascii():
        return False
    turns = any(pattern.search(word) for pattern in (INVISIBLE_BREAKS, RIGHT_TO_LEFT))
    return turns or has_ideographs(word)


def spans_extent(spans: Sequence[FastText]) -> tuple[float, float]:
    """Return the width that needs no line break, and that of the widest word. Units: points."""
    if len(spans) == 1:
        return spans[0].width, spans[0].longest
    longest = max((span.longest for span in spans), default=0.0)
    return sum(span.width for span in spans), longest


def break_spans(spans: Iterable[FastText], limit: float) -> list[TextLine] | None:
    """Break spans into lines; None if a word has to be broken. Units: points."""
    limit += SLACK
    lines: list[TextLine] = []
    pieces: list[PlacedText] = []
    used = gap = 0.0
    for span in spans:
        run, codes, start = span.run, [], used
        unit, space, face = run.size / 1000, run.font.space, run.font.face
        for at, word in enumerate(span.words()):
            if at:
                gap = space.width * unit
                codes.append(space.code or "")
                used += gap
            wide = word.width * unit
            if used + wide > limit and word.code:
                if wide > limit or word.may_break:
                    return None
                if codes:
                    pieces.append(PlacedText(start, run, face, "".join(codes), used - start))
                lines.append(TextLine(used - gap, tuple(pieces)))
                pieces, codes = [], []
                start = used = 0.0
            codes.append(word.code)
            used += wide
        pieces.append(PlacedText(start, run, face, "".join(codes), used - start))
    lines.append(TextLine(used, tuple(pieces)))
    return lines


def join_spans(spans: Iterable[FastText]) -> TextLine:
    """Return the line of spans that fit on one. Units: points."""
    pieces: list[PlacedText] = []
    used = 0.0
    for span in spans:
        pieces.append(PlacedText(used, span.run, span.run.font.face, span.code(), span.width))
        used += span.width
    return TextLine(used, tuple(pieces))
