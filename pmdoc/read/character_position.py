"""Find characters that no font has in the incident file.

In → Out: problems that name a character, and the source, in; the same problems with pointers out.
Must not: decide which characters can be printed; that is up to renderers, which know the fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.read.source import Source

_NAMED = re.compile(r"U\+([0-9A-F]{4,6})\b")


def point_at_characters(problems: Iterable[Problem], source: Source) -> Iterator[Problem]:
    """Add to each problem about a character the pointer to the first text that contains it."""
    for problem in problems:
        match = _NAMED.search(problem.message) if problem.id == "glyph-missing" else None
        if match is None or problem.pointer:
            yield problem
            continue
        yield replace(problem, pointer=_find(source.data, chr(int(match[1], 16)), ""))


def _find(data: object, character: str, pointer: str) -> str:
    if isinstance(data, str):
        return pointer if character in data else ""
    items: Iterable[tuple[str | int, object]] = ()
    if isinstance(data, dict):
        items = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    pointers = (_find(value, character, pointer + pointer_to(key)) for key, value in items)
    return next(filter(None, pointers), "")
