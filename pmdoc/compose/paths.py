"""Look up values of the incident by the paths in a layout, such as `impact.users.affected`.

In → Out: an object and a path in, the value out, or None if there is none.
Must not: change or format the value.

A path through a list collects the value of each item: `impact.services.name` is all the names.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Problem
from pmdoc.model.custom import CustomRecord


def resolve(root: object, path: str) -> Any:
    """Return the value at the path, or None."""
    if "." not in path:
        return _step(root, path)
    value: Any = root
    for name in path.split("."):
        value = _step(value, name)
        if value is None:
            return None
    return value


def path_reader(path: str) -> Callable[[object], Any]:
    """Return a function that looks a path up in any object; fast, for many objects."""
    read = resolve if "." in path else _step
    return lambda root: read(root, path)


def first_filled(root: object, paths: tuple[str, ...]) -> Any:
    """Return the first value of the paths that is not empty, or None."""
    values = (resolve(root, path) for path in paths)
    return next((value for value in values if is_filled(value)), None)


def is_filled(value: object) -> bool:
    """Return whether a value is not empty; zero and False count as filled."""
    if isinstance(value, (str, tuple)):
        return bool(value)
    return value is not None


def check_path(kind: type, path: str, pointer: str) -> Problem | None:
    """Return the problem with a path from a class, found by following the types of its fields."""
    hint: Any = kind
    for name in path.split("."):
        known = hints_of(hint)
        if known is None:
            return None
        if name not in known:
            return Problem(
                id="layout-path",
                message=f"reads {path!r}, which no incident has.",
                pointer=pointer,
                hint=suggest(name, known),
            )
        hint = item_type(known[name])
    return None


def type_at(kind: type, path: str) -> Any:
    """Return the type at the end of a valid path; of a list, the type of its items."""
    hint: Any = kind
    for name in path.split("."):
        hint = item_type((hints_of(hint) or {}).get(name, Any))
    return hint


def has_records(kind: type, path: str) -> bool:
    """Return whether a path leads to records of the model; custom ones are not."""
    return bool(hints_of(type_at(kind, path)))


def item_type(hint: Any) -> Any:
    """Return the class inside optional and tuple types: `tuple[Action, ...] | None` is `Action`."""
    origin = typing.get_origin(hint)
    if origin in {typing.Union, types.UnionType}:
        return item_type(next(a for a in typing.get_args(hint) if a is not type(None)))
    if origin is tuple:
        return item_type(typing.get_args(hint)[0])
    return hint if origin is None else Any


@cache
def hints_of(kind: Any) -> dict[str, Any] | None:
    """Return the types of a class's fields, by name.

    Shape: empty for a plain value; None for `Any` and custom fields, which may have any field.
    """
    if kind is Any or kind is CustomRecord:
        return None
    if not isinstance(kind, type) or not issubclass(kind, Struct):
        return {}
    return typing.get_type_hints(kind)


def _step(value: Any, name: str) -> Any:
    if isinstance(value, Struct):  # the most frequent case comes first
        return value.get(name) if isinstance(value, CustomRecord) else getattr(value, name, None)
    if isinstance(value, tuple):
        found = tuple(item for item in (_step(v, name) for v in value) if is_filled(item))
        return found or None
    if isinstance(value, Mapping):
        return value.get(name)
    return None if isinstance(value, (str, int, float)) else getattr(value, name, None)
