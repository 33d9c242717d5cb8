"""Letters with combining marks, which are drawn, measured and broken as one.

In → Out: text in, its clusters out.
Must not: shape, or know scripts whose letters change beside each other.
Source: UAX #29, reduced to the marks of all scripts' letters; UAX #15 for composed letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
"""Marks that stand on any letter, as the inside of a character class."""
CLUSTER = re.compile(f".[{MARKS}]*", re.DOTALL)
"""A letter with the marks on it."""


def is_covered(text: str, has: Callable[[str], bool]) -> bool:
    """Return whether a font that `has` some characters can draw a text, as typed or composed.

    A font without the mark U+0308 may still have the letter that "o" and it make.
    """
    if all(map(has, text)):
        return True
    composed = unicodedata.normalize("NFC", text)
    return composed != text and all(map(has, composed))
