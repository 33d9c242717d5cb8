"""Where in an incident a character stands that can't be printed.

In → Out: problems that name a character, and the source, in; the same with pointers out.
Must not: judge a character; renderers do, as they know the fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.read.source import Source

_NAMED = re.compile(r"U\+([0-9A-F]{4,6})\b")


def point_at_characters(problems: Iterable[Problem], source: Source) -> Iterator[Problem]:
    """Give each problem about a character the pointer to the first text that has it."""
    for problem in problems:
        named = _NAMED.search(problem.message) if problem.id == "glyph-missing" else None
        if named is None or problem.pointer:
            yield problem
            continue
        yield replace(problem, pointer=_find(source.data, chr(int(named[1], 16)), ""))


def _find(data: object, character: str, pointer: str) -> str:
    """Return the pointer to the first text with a character; empty where none has it."""
    if isinstance(data, str):
        return pointer if character in data else ""
    items: Iterable[tuple[str | int, object]] = ()
    if isinstance(data, dict):
        items = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    found = (_find(value, character, pointer + pointer_to(key)) for key, value in items)
    return next((place for place in found if place), "")
