"""Fast line breaking for simple text: whole words with single spaces between them.

In → Out: segments in, spans of measured words out; spans and a width in, lines out.
Must not: break lines differently from `line_breaking`, which handles all other text.

Nearly all paragraphs are simple: a plain table cell, or a bold label and its text.

Example: the segments bold "Impact: " and plain "checkout failed" become two spans, measured as
"Impact:", "" and "checkout", "failed"; the empty word stands after the last space. Each word is
measured once a document, in `FontFallback.simple_words`. If the total width fits, the paragraph is
one line and `break_spans` is never called. A word with a soft hyphen is not simple, so
`measure_spans` returns None. "on-call" is simple, but `break_spans` returns None if it doesn't fit
on the current line, as that line may have to end after "on-". `line_breaking` then takes over.
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
"""Words of up to so many characters are never split."""


class FastText(Struct, frozen=True):
    """A text of one run whose words are in its font's `simple_words`. Units: points.

    Shape: `width` is that of the whole text on one line, `longest` that of the widest word.
    """

    run: Run
    text: str
    width: float
    longest: float

    def words(self) -> list[SimpleWord]:
        """Return the words; beside a space at either end there is an empty one."""
        known = self.run.font.simple_words
        return [known[word] for word in self.text.split(" ")]

    def code(self) -> str:
        known, gap = self.run.font.simple_words, self.run.font.space.code or ""
        return gap.join([known[word].code for word in self.text.split(" ")])


def measure_spans(segments: Sequence[Segment]) -> list[FastText] | None:
    """Measure segments; None if they are not simple or not separated by single spaces."""
    if len(segments) == 1 and not segments[0].run.is_marked:
        span = _measure(segments[0])
        return None if span is None else [span]
    spans: list[FastText] = []
    ends_in_space = True
    for segment in segments:
        text = segment.text
        is_odd = text.startswith("  ") or not text.strip(" ")
        span = None if is_odd or text.startswith(" ") is ends_in_space else _measure(segment)
        if span is None:
            return None
        spans.append(span)
        ends_in_space = text.endswith(" ")
    return None if ends_in_space else spans


def _measure(segment: Segment) -> FastText | None:
    """Measure a text's words; None unless all are simple and of one face."""
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
    for word in text.split(" "):
        if word in font.simple_words:
            continue
        encoded = None if _is_complex(word) else font.encode(word)
        if encoded is None:
            return None
        may_break = len(word) > _SHORT and BREAKS.search(word) is not None
        font.simple_words[word] = SimpleWord(encoded[1], encoded[0], may_break)
    return [font.simple_words[word] for word in text.split(" ")]


def _is_complex(word: str) -> bool:
    """Return whether a word has an invisible break, an ideograph or right-to-left letters."""
    if word.isascii():
        return False
    patterns = (INVISIBLE_BREAKS, RIGHT_TO_LEFT)
    return any(pattern.search(word) for pattern in patterns) or has_ideographs(word)


def spans_extent(spans: Sequence[FastText]) -> tuple[float, float]:
    """Return the widths of the spans on one line and of the widest word. Units: points."""
    if len(spans) == 1:
        return spans[0].width, spans[0].longest
    longest = max((span.longest for span in spans), default=0.0)
    return sum(span.width for span in spans), longest


def break_spans(spans: Iterable[FastText], limit: float) -> list[TextLine] | None:
    """Break spans into lines; None if a word may have to be split. Units: points."""
    limit += SLACK
    lines: list[TextLine] = []
    pieces: list[PlacedText] = []
    used = gap = 0.0
    for span in spans:
        run, codes, start = span.run, [], used
        unit, space, face = run.size / 1000, run.font.space, run.font.face
        for number, word in enumerate(span.words()):
            if number:
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
