"""Split words: after hyphens, slashes and the like, and anywhere in words wider than a line.

In → Out: a word and a width in, its unbreakable chunks out, with the hyphens to show between them.
Must not: position anything, or split a badge, a date or at a no-break space.
Source: UAX #14, reduced to what reports need.
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
from pmdoc.render.text.clusters import CLUSTER

BREAKS = re.compile("\u200b|(?<=[^\\W\\d]-)(?=[^\\W\\d])|(?<=\\w[–—/])(?=[^\\W\\d])|\u00ad")
_URL_BREAKS = re.compile(r"(?<=[/?&.\-_=,;:@+#%])(?=[^/?&.\-_=,;:@+#%])")
INVISIBLE_BREAKS = re.compile("[\\u00ad\\u200b]")
"""Break opportunities without a visible character: soft hyphen and zero width space."""
_LONG = 40
"""Longer words are also split like URLs. Units: characters."""


def split_word(
    word: RichWord, limit: float
) -> Iterator[tuple[list[WordFragment], WordFragment | None]]:
    """Split a word at its break opportunities, and further where a chunk is wider than a line.

    Shape: each chunk is the fragments that stay together, and the hyphen to show if a line ends
    after it.

    Example: with a soft hyphen after "moni", "on-call/moni·toring" has the chunks "on-", "call/",
    "moni" (with a hyphen) and "toring".
    """
    is_long = word.width > limit
    group: list[WordFragment] = []
    for fragment in word.fragments:
        if fragment.is_atom and fragment.width <= limit:
            group.append(fragment)
            continue
        text = fragment.source or fragment.shape.text
        # an identifier is split only if it has to be
        is_tied = fragment.run.tag == "Code" and not is_long
        pieces = [(text, False)]
        if not is_tied:
            pieces = list(_split_text(text, is_long=is_long or len(text) > _LONG))
        last = len(pieces) - 1
        for index, (piece, is_hyphenated) in enumerate(pieces):
            lead = fragment.lead if index == 0 else 0.0
            trail = fragment.trail if index == last else 0.0
            *full, rest = _cut(fragment.run, piece, limit, (lead, trail))
            for part in full:
                yield [*group, part], None
                group = []
            group.append(rest)
            if index < last:
                yield group, _hyphen(fragment.run) if is_hyphenated else None
                group = []
    if group:
        yield group, None


def _split_text(text: str, *, is_long: bool) -> Iterator[tuple[str, bool]]:
    """Yield the parts between break opportunities, and whether a hyphen appears after each."""
    breaks = {match.start(): text[match.start() : match.end()] for match in BREAKS.finditer(text)}
    if is_long:
        breaks |= {match.start(): "" for match in _URL_BREAKS.finditer(text)}
    start = 0
    for position in sorted(breaks):
        if position > start or not breaks[position]:
            part = text[start:position].replace(SOFT_HYPHEN, "")
            yield part, breaks[position] == SOFT_HYPHEN
            start = position + len(breaks[position])
    yield text[start:].replace(SOFT_HYPHEN, ""), False


def _cut(run: Run, text: str, limit: float, padding: tuple[float, float]) -> Iterator[WordFragment]:
    """Yield a text in parts of as many characters as fit on a line."""
    whole = _fragment(run, text, *padding)
    if whole.width <= limit:
        yield whole
        return
    lead, trail = padding
    start, at, used = 0, 0, lead
    for cluster in CLUSTER.findall(text):
        width = shape_width(run, shape_text(run, cluster))
        if at > start and used + width + trail > limit:
            yield _fragment(run, text[start:at], lead if start == 0 else 0.0)
            start, used = at, 0.0
        used += width
        at += len(cluster)
    yield _fragment(run, text[start:], lead if start == 0 else 0.0, trail)


def _hyphen(run: Run) -> WordFragment:
    shape = run.font.hyphen
    return WordFragment(run, shape, shape_width(run, shape))


def _fragment(run: Run, text: str, lead: float = 0.0, trail: float = 0.0) -> WordFragment:
    shape = shape_text(run, text)
    return WordFragment(run, shape, shape_width(run, shape) + lead + trail, lead, trail)
