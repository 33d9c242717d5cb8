"""Where a word may be cut: at its own signs, and anywhere where it is wider than a line.

In → Out: a word and a width in, the bits that stay together out, with the hyphens between.
Must not: place anything, or cut a badge, a no-break space or a date.
Source: UAX #14 for where a break may stand, cut down to what reports need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmdoc.render.pdf.text.rich_words import (
    SOFT_HYPHEN,
    RichWord,
    WordFragment,
    shape_text,
    shape_width,
)
from pmdoc.render.pdf.text.runs import Run

BREAKS = re.compile("\u200b|(?<=[^\\W\\d]-)(?=[^\\W\\d])|(?<=\\w[–—/])(?=[^\\W\\d])|\u00ad")
_URL_BREAKS = re.compile(r"(?<=[/?&.\-_=,;:@+#%])(?=[^/?&.\-_=,;:@+#%])")
INVISIBLE_BREAKS = re.compile("[\\u00ad\\u200b]")
"""Where a word may be broken though nothing is to be seen there."""
_LONG = 40
"""Characters from which on a word is certainly worth breaking inside."""


def split_word(
    word: RichWord, limit: float
) -> Iterator[tuple[list[WordFragment], WordFragment | None]]:
    """Cut a word where it may be cut, and further where a part is wider than a line.

    Shape: each chunk is the bits that stay together, and the hyphen to show if a line ends there.
    """
    is_long = word.width > limit
    group: list[WordFragment] = []
    for fragment in word.fragments:
        if fragment.is_atom and fragment.width <= limit:
            group.append(fragment)
            continue
        text = fragment.source or fragment.shape.text
        is_tied = fragment.run.tag == "Code" and not is_long  # a name breaks only when it has to
        pieces = (
            [(text, False)]
            if is_tied
            else list(_pieces(text, is_long=is_long or len(text) > _LONG))
        )
        last = len(pieces) - 1
        for at, (piece, is_hyphenated) in enumerate(pieces):
            lead = fragment.lead if at == 0 else 0.0
            trail = fragment.trail if at == last else 0.0
            *cut, rest = _cut(fragment.run, piece, limit, (lead, trail))
            for part in cut:
                yield [*group, part], None
                group = []
            group.append(rest)
            if at < last:
                yield group, _fragment(fragment.run, SOFT_HYPHEN) if is_hyphenated else None
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
            yield text[start:at].replace(SOFT_HYPHEN, ""), breaks[at] == SOFT_HYPHEN
            start = at + len(breaks[at])
    yield text[start:].replace(SOFT_HYPHEN, ""), False


def _cut(run: Run, text: str, limit: float, padding: tuple[float, float]) -> Iterator[WordFragment]:
    """Cut a text that is wider than a line after as many characters as fit."""
    whole = _fragment(run, text, *padding)
    if whole.width <= limit:
        yield whole
        return
    lead, trail = padding
    start, used = 0, lead
    for at, character in enumerate(text):
        width = shape_width(run, shape_text(run, character))
        if at > start and used + width + trail > limit:
            yield _fragment(run, text[start:at], lead if start == 0 else 0.0)
            start, used = at, 0.0
        used += width
    yield _fragment(run, text[start:], lead if start == 0 else 0.0, trail)


def _fragment(run: Run, text: str, lead: float = 0.0, trail: float = 0.0) -> WordFragment:
    shape = shape_text(run, text)
    return WordFragment(run, shape, shape_width(run, shape) + lead + trail, lead, trail)
