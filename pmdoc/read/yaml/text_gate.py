"""Return the text of values, with characters that documents can't contain made visible.

In → Out: the event of a value in; its text and problems out.
Must not: examine values that contain nothing suspicious.
"""

from __future__ import annotations

import re
from typing import Any

from pmdoc.read.line_ends import dropped_line_ends, unfolded
from pmdoc.read.yaml.problem_collector import ProblemCollector
from pmdoc.read.yaml.tags import is_unquoted
from pmdoc.read.yaml.text_source import FORBIDDEN, find_turning, name_character, restored, visible

_COMMENT_IN_TEXT = re.compile(r"[ \t]+#[^\s#!]")
# Searching for two patterns that begin with a literal is ten times as fast as for one that doesn't.
_ESCAPE = re.compile(r"\\[0abefvxuUN]")
_COMMENT_SIGN = re.compile(r"#(?<=[ \t]#)[^\s#!]")


class TextGate:
    """Examines the values of one text that contain, or are followed by, a suspicious sign.

    A sign is an escape, which can produce a character that a file must not contain, a `#` before a
    word, as in `Merged #12`, or a line end between wide characters. Values must be given in order.

    `text` is the author's; with `is_odd` the parser was given a changed copy of it (see
    `text_source.parseable`), and every value is examined.

    Problems: `text-control-character`, `text-turning-character`, `yaml-comment-in-text`.
    """

    def __init__(self, text: str, problems: ProblemCollector, *, is_odd: bool) -> None:
        self._text = text
        self._is_odd = is_odd
        self._problems = problems
        self._signs = iter(() if is_odd else _find_signs(text))
        self.sign = -1 if is_odd else next(self._signs, len(text) + 1)
        """Index of the next sign; a value that ends before it is not examined."""

    def text_of(self, event: Any) -> str:
        """Return a value's text, with problematic characters reported and made visible."""
        end, value = event.end_mark.index, str(event.value)
        if end < self.sign and event.anchor is None:  # a value with an anchor may come again later
            return value
        while not self._is_odd and self.sign <= end:
            self.sign = next(self._signs, len(self._text) + 1)
        if is_unquoted(event) and _COMMENT_IN_TEXT.match(self._text, end):
            message = 'The text ends at " #", which begins a comment.'
            hint = 'Put the text in quotes, or write a comment with a space: "# like this".'
            self._problems.add("yaml-comment-in-text", event, message, hint, self._raw(event))
        if self._is_odd or not value.isprintable():
            value = self._visible(event)
        if event.style != "|":
            value = unfolded(value, self._raw(event))
        return value

    def _visible(self, event: Any) -> str:
        raw = self._raw(event)
        value = restored(event.value, raw, has_escapes=event.style == '"')
        found = FORBIDDEN.search(raw)
        odd = found or FORBIDDEN.search(value)
        if odd:
            message = f"The text contains the control character {name_character(odd.group())}."
            hint = f"Delete it; the report shows {visible(odd.group())!r} in its place."
            before = raw[: found.start()] if found else ""
            self._problems.add("text-control-character", event, message, hint, before)
        turning = find_turning(value)
        if turning:
            character = name_character(turning.group())
            message = f"The text contains {character}, which changes the direction of text."
            hint = "Delete it: readers would see words in another order than in the file."
            before = raw.partition(turning.group())[0] if turning.group() in raw else ""
            self._problems.add("text-turning-character", event, message, hint, before)
        return visible(value)

    def _raw(self, event: Any) -> str:
        return self._text[event.start_mark.index : event.end_mark.index]


def _find_signs(text: str) -> list[int]:
    """Return the indexes of all signs; that of a `#` is where the spaces before it begin."""
    escapes = [match.start() for match in _ESCAPE.finditer(text)]
    comments = []
    for match in _COMMENT_SIGN.finditer(text):
        at = match.start()
        while at and text[at - 1] in " \t":
            at -= 1
        comments.append(at)
    joined = [end for end, _ in dropped_line_ends(text)]
    return sorted([*escapes, *comments, *joined])
