"""Lines of code: tabs expanded, and long ones broken at blanks.

In → Out: the text of a code block in, its lines, or the parts of a line, out.
Must not: draw, or change a line except for its tabs.

A line that goes on is recognised by its indent, in both formats: the first `HANG` characters of
what follows stay free. The PDF draws a hooked arrow there. A sign that is text would be copied with
the command, and a broken line would no longer run, so there is none in Word, which breaks the lines
itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from unicodedata import combining, east_asian_width

from pmdoc.render.text.clusters import CLUSTER

HANG = 4
"""The indent of what follows the first part of a long line. Units: characters."""
_TAB = 8


def code_lines(text: str) -> list[str]:
    """Return the lines of a code block. Shape: never empty; empty lines at the end are dropped."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return [_expanded(line) if "\t" in line else line for line in lines]


def _expanded(line: str) -> str:
    """Return a line with blanks up to the next tab stop, in columns as terminals count them."""
    if line.isascii():
        return line.expandtabs(_TAB)
    text, column = "", 0
    for character in line:
        shown = " " * (_TAB - column % _TAB) if character == "\t" else character
        text += shown
        column += sum(map(_columns, shown))
    return text


def _columns(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in {"F", "W"} else 1


def broken_line(
    line: str, first: float, rest: float, width_of: Callable[[str], float]
) -> Iterator[str]:
    """Yield the parts of a line: at most `first` wide, all further ones at most `rest`.

    Parts end after a blank where there is one. Blanks at a part's end take no room.

    Example: `run --all x` in 8 and 6 characters gives `run `, `--all ` and `x`.
    """
    limit, start, at, used, blank = first, 0, 0, 0.0, 0
    for cluster in CLUSTER.findall(line):
        wide = width_of(cluster)
        if used + wide > limit and at > start and cluster != " ":
            cut = blank if blank > start else at
            yield line[start:cut]
            used = sum(width_of(one) for one in CLUSTER.findall(line[cut:at]))
            limit, start = rest, cut
        used += wide
        at += len(cluster)
        if cluster == " " and line[start:at].strip():
            blank = at
    yield line[start:]
