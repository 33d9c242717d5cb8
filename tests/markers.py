"""Derive a test's markers from its folder and from the programs that it and its fixtures need.

In → Out: a collected test in, the names of its markers out.
Must not: require authors to set a marker, except `slow`, which only a clock can decide.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from tests import judges

UNIT = Path(__file__).parent / "unit"
_NEEDS = {name for name in vars(judges) if name.startswith("need_")}


def markers_of(test: pytest.Function) -> list[str]:
    """List the markers of a test, apart from those set in its source."""
    fixtures = test._fixtureinfo.name2fixturedefs.values()
    called = [test.function, *(fixture.func for several in fixtures for fixture in several)]
    words = {word for function in called for word in _words_of(function)}
    needs_judge = not words.isdisjoint(_NEEDS)
    names = {
        "judge": needs_judge,
        "office": needs_judge and not words.isdisjoint({"soffice", "need_uno"}),
        "unit": not needs_judge
        and UNIT in test.path.parents
        and not test.get_closest_marker("slow"),
    }
    return [name for name, is_so in names.items() if is_so]


@functools.cache
def _words_of(function: object) -> frozenset[str]:
    """List the names and strings in a function and in the test helpers that it may call."""
    if not isinstance(function, FunctionType):
        return frozenset()
    found: set[str] = set()
    waiting, seen = [function], {function}
    while waiting:
        one = waiting.pop()
        words = set(_words_in(one.__code__))
        found |= words
        for word in words:
            other = one.__globals__.get(word)
            if (
                isinstance(other, FunctionType)
                and other.__module__.startswith("tests.")
                and other not in seen
            ):
                seen.add(other)
                waiting.append(other)
    return frozenset(found)


def _words_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, CodeType):
            yield from _words_in(constant)
