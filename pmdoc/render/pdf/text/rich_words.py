"""Words that may consist of several runs, shaped and measured.

In → Out: segments in, `RichWord` values out, one for each stretch between two spaces.
Must not: break lines, or split a word where its look changes, as in `pre<b>fix</b>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct, field

from pmdoc.render.pdf.fonts.font_fallback import ShapedWord
from pmdoc.render.pdf.text.runs import Run, Segment
from pmdoc.render.text.cjk_breaks import may_break, units

SOFT_HYPHEN = "\u00ad"


class WordFragment(NamedTuple):
    """A part of a word in one run. Units: points; `lead` and `trail` are padding."""

    run: Run
    shape: ShapedWord
    width: float
    lead: float = 0.0
    trail: float = 0.0
    is_atom: bool = False
    source: str = ""
    """The original text with its soft hyphens; empty if it is the shape's."""


class RichWord(Struct, eq=False):
    """Fragments without a space between them, and the run of the space or line break before."""

    space: Run | None = None
    is_break: bool = False
    fragments: list[WordFragment] = field(default_factory=list)
    width: float = 0.0

    def add(self, fragment: WordFragment) -> None:
        self.fragments.append(fragment)
        self.width += fragment.width


def shape_width(run: Run, shape: ShapedWord) -> float:
    """Return the width of a word in a run. Units: points."""
    width = shape.width * run.size / 1000
    if not run.tracking or shape.is_shaped:
        return width
    return width + run.tracking * len(shape.text)


def shape_text(run: Run, text: str) -> ShapedWord:
    """Shape a text of one embedding level."""
    return run.font.shape_joined(text, is_rtl=True) if run.level % 2 else run.font.shape(text)


def natural_width(segments: Iterable[Segment]) -> float:
    """Return the width of the longest line if only line breaks end lines. Units: points."""
    longest = used = 0.0
    for word in split_words(segments):
        if word.is_break:
            longest, used = max(longest, used), 0.0
        gap = shape_width(word.space, word.space.font.space) if word.space and used else 0.0
        used += gap + word.width
    return max(longest, used)


def longest_word_width(segments: Iterable[Segment]) -> float:
    """Return the width of the widest word. Units: points."""
    return max((word.width for word in split_words(segments)), default=0.0)


def split_words(segments: Iterable[Segment]) -> Iterator[RichWord]:
    """Split segments into words.

    Example: the segments "See pre" and bold "fix" give two words: "See", and one of the fragments
    "pre" and "fix".
    """
    word = RichWord()
    for segment in segments:
        run, text = segment.run, segment.text
        if text == "\n":
            yield word
            word = RichWord(run, is_break=True)
            continue
        if segment.is_atom:
            shape = run.font.shape_mixed(text, is_rtl=bool(run.level % 2))
            inner = shape_width(run, shape)
            pad = segment.padding
            word.add(WordFragment(run, shape, inner + 2 * pad, pad, pad, is_atom=True))
            continue
        if (
            text
            and word.fragments
            and may_break(word.fragments[-1].shape.text[-1:] or "x", text[0])
        ):
            yield word
            word = RichWord()
        parts = [
            (unit, not number)
            for part in text.split(" ")
            for number, unit in enumerate(units(part))
        ]
        last = len(parts) - 1
        for index, (part, is_after_space) in enumerate(parts):
            if index:
                yield word
                word = RichWord(space=run if is_after_space else None)
            lead = segment.padding if index == 0 else 0.0
            trail = segment.padding if index == last else 0.0
            if part or lead or trail:
                shape = shape_text(run, part.replace(SOFT_HYPHEN, ""))
                width = shape_width(run, shape) + lead + trail
                word.add(WordFragment(run, shape, width, lead, trail, source=part))
    yield word
