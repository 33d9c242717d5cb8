"""Find line breaks in Chinese and Japanese text, which has no spaces between words.

In → Out: text in, the pieces between which a line may break out.
Must not: measure, or break a word of any other script.
Source: UAX #14 (classes ID, CJ, OP, CL, NS); JIS X 4051 for signs that never begin or end a line.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining

from pmdoc.read.line_ends import WIDE

_OPENING = frozenset(
    "([{\u2018\u201c\u00ab\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301d\uff08\uff3b\uff5b\uff5f\uff62¥$£€#\uffe5\uff04"
)
_CLOSING = frozenset(
    ")]}\u2019\u201d\u00bb\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301f\uff09\uff3d\uff5d\uff60\uff63"
    "、。，．・：；？！,.:;?!\uff61\uff64\uff65％%‰°′″℃〜～ー―…‥々〻ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ/"
)
_GLUE = frozenset("\u00a0\u202f\u2060\ufeff\u2011\u200d")


@cache
def _ideographs() -> re.Pattern[str]:
    """Compile the pattern when the first text may need it: compiling takes longer than a search."""
    return re.compile(f"[{WIDE}]")


def has_ideographs(text: str) -> bool:
    """Return whether a text has characters between which a line may break without a space."""
    if text.isascii() or max(text) < WIDE[0]:
        return False
    return _ideographs().search(text) is not None


def may_break(before: str, after: str) -> bool:
    """Return whether a line may break between two characters because one is an ideograph."""
    if before in _OPENING or after in _CLOSING or before in _GLUE or after in _GLUE:
        return False
    if combining(after):
        return False
    return has_ideographs(before) or has_ideographs(after)


def units(text: str) -> list[str]:
    """Split a text without spaces where a line may break. Shape: never empty.

    Example: `DB障害。` gives `DB`, `障`, `害。`, as no line begins with a full stop.
    """
    if not has_ideographs(text):
        return [text]
    found: list[str] = []
    start = 0
    for at in range(1, len(text)):
        if may_break(text[at - 1], text[at]):
            found.append(text[start:at])
            start = at
    found.append(text[start:])
    return found
