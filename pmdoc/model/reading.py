"""Reading several properties of a value in one step.

In → Out: names of properties in, a function out that reads them all.
Must not: know a class of the model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any


def reader_of(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Make a function that reads the named properties of any value that has them.

    Why: one step in C takes half as long as a step for each, for ten thousand entries.
    """
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
