"""Stems of the content words of a text, for comparisons.

In → Out: a text in, stems out.
Must not: be taken for more than a guess: English endings and stop words only.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:\.\d+)*")
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]+\]")
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|edly|ed|ies|ly|es|s|e|y)$")
_SHORTEST_STEM = 3
_STEM = 6
_EMPTY_WORDS_TEXT = """
the and for was were are has had have been being with without that this these those there then
than from into onto over under out off not but its their our your his her who whom whose which
what when where why how did does done can could would should may might must will shall all any
some such only also more most much many very just still yet nor both each every other another
because since while after before until once again about between through during against upon
they them she him you one two get got make made let too own same here per via
"""
_EMPTY_WORDS = frozenset(_EMPTY_WORDS_TEXT.split())


def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that say what a text is about."""
    words = (match.group().lower() for match in _WORD.finditer(text.replace("`", " ")))
    content = (w for w in words if w not in _EMPTY_WORDS and (len(w) > 2 or w.isdigit()))
    return frozenset(map(_stem, content))


def is_unwritten(text: str) -> bool:
    """Return whether a text is a placeholder in brackets, which `placeholder-left` reports."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


def _stem(word: str) -> str:
    shorter = _ENDINGS.sub("", word)
    return (shorter if len(shorter) >= _SHORTEST_STEM else word)[:_STEM]
