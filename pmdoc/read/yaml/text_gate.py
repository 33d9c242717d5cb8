"""The text of one value: what its author wrote, without what documents can't carry.

In → Out: the event of a value in; its text out, and notes on what had to be made visible.
Must not: look closely at values in which nothing asks for it.
"""

from __future__ import annotations

import re
from typing import Any

from pmdoc.read.yaml.problem_collector import ProblemCollector
from pmdoc.read.yaml.tags import is_unquoted
from pmdoc.read.yaml.text_source import FORBIDDEN, find_turning, name_character, restored, visible

_COMMENT_IN_TEXT = re.compile(r"[ \t]+#[^\s#!]")
# Two patterns that begin with a fixed sign are found ten times as fast as one that does not.
_ESCAPE = re.compile(r"\\[0abefvxuUN]")
_COMMENT_SIGN = re.compile(r"#(?<=[ \t]#)[^\s#!]")


class TextGate:
    """Looks at those values of one text at which, or right behind which, a doubtful sign stands.

    A sign is an escape in double quotes that can make a character which the file itself may not
    hold, or the sign of a comment right before a word, as in `Merged #12`. Values have to be given
    in their order.

    `text` is the author's; `is_odd` says that the parser was given a parseable twin of it, and
    each value is to be looked at.

    Problems: `text-control-character`, `text-turning-character`, `yaml-comment-in-text`.
    """

    def __init__(self, text: str, notes: ProblemCollector, *, is_odd: bool) -> None:
        self._text = text
        self._is_odd = is_odd
        self._notes = notes
        self._signs = iter(() if is_odd else _find_signs(text))
        self.sign = -1 if is_odd else next(self._signs, len(text) + 1)
        """Where the next sign stands: a value that ends before it needs no look."""

    def text_of(self, event: Any) -> str:
        """Give a value's text, compared with what was written, its oddities made visible."""
        end, value = event.end_mark.index, str(event.value)
        if end < self.sign and event.anchor is None:  # what is referred to comes again later
            return value
        while not self._is_odd and self.sign <= end:
            self.sign = next(self._signs, len(self._text) + 1)
        if is_unquoted(event) and _COMMENT_IN_TEXT.match(self._text, end):
            message = 'The text ends at " #", which begins a comment.'
            hint = 'Put the text in quotes, or write a comment with a space: "# like this".'
            self._notes.add("yaml-comment-in-text", event, message, hint, self._raw(event))
        if self._is_odd or not value.isprintable():
            return self._visible(event)
        return value

    def _visible(self, event: Any) -> str:
        """Replace what documents can't carry, whether typed as such or as an escape."""
        raw = self._raw(event)
        value = restored(event.value, raw)
        found = FORBIDDEN.search(raw)
        odd = found or FORBIDDEN.search(value)
        if odd:
            message = f"The text holds the control character {name_character(odd.group())}."
            hint = f"Delete it; the report shows {visible(odd.group())!r} in its place."
            before = raw[: found.start()] if found else ""
            self._notes.add("text-control-character", event, message, hint, before)
        turning = find_turning(value)
        if turning:
            message = f"The text holds {name_character(turning.group())}, which turns words round."
            hint = "Delete it: readers would see another order than the file has."
            before = raw.partition(turning.group())[0] if turning.group() in raw else ""
            self._notes.add("text-turning-character", event, message, hint, before)
        return visible(value)

    def _raw(self, event: Any) -> str:
        return self._text[event.start_mark.index : event.end_mark.index]


def _find_signs(text: str) -> list[int]:
    """Find the doubtful signs of a text; that of a comment with the blanks before it."""
    escapes = [match.start() for match in _ESCAPE.finditer(text)]
    comments = []
    for match in _COMMENT_SIGN.finditer(text):
        at = match.start()
        while at and text[at - 1] in " \t":
            at -= 1
        comments.append(at)
    return sorted([*escapes, *comments])
