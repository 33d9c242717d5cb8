"""Find a value in the incident by the path that a layout writes, such as `impact.users.affected`.

In → Out: an object and a path in, the value out; None where nothing was filled in.
Must not: change or word the value.

A path through a list gathers the value of each item: `impact.services.name` is all the names.
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


def reader(path: str) -> Callable[[object], Any]:
    """Prepare a path that is to be followed from many objects."""
    if "." in path:
        return lambda root: resolve(root, path)

    def read(root: object) -> Any:
        return getattr(root, path, None) if isinstance(root, Struct) else _step(root, path)

    return read


def first_filled(root: object, paths: tuple[str, ...]) -> Any:
    """Return the first value of the paths that is filled in, or None."""
    for path in paths:
        value = resolve(root, path)
        if is_filled(value):
            return value
    return None


def is_filled(value: object) -> bool:
    """Say whether there is anything in a value: zero and False are something."""
    if isinstance(value, (str, tuple)):
        return bool(value)
    return value is not None


def check_path(kind: type, path: str, pointer: str) -> Problem | None:
    """Say what is wrong with a path, walking the types that it leads through."""
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
    """Return the type at the end of a path that exists, that of the items where it is a list."""
    hint: Any = kind
    for name in path.split("."):
        known = hints_of(hint)
        if known is None:
            return Any
        hint = item_type(known[name])
    return hint


def item_type(hint: Any) -> Any:
    """Look through optional and list types to the class that a path goes on in."""
    origin = typing.get_origin(hint)
    if origin in {typing.Union, types.UnionType}:
        return item_type(next(a for a in typing.get_args(hint) if a is not type(None)))
    if origin is tuple:
        return item_type(typing.get_args(hint)[0])
    if origin is not None:
        return Any
    return hint


def hints_of(kind: Any) -> dict[str, Any] | None:
    """Return the properties of a class with their types.

    Shape: empty for a plain value; None where the type admits anything.
    """
    if kind is Any:
        return None
    if not isinstance(kind, type) or not issubclass(kind, Struct):
        return {}
    return _hints(kind)


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    """Return the types of a class's fields; to work them out takes a while."""
    return typing.get_type_hints(kind)


def _step(value: Any, name: str) -> Any:
    if isinstance(value, Struct):  # by far the most, and first for that
        return getattr(value, name, None)
    if isinstance(value, tuple):
        found = tuple(item for item in (_step(v, name) for v in value) if is_filled(item))
        return found or None
    if isinstance(value, Mapping):
        return value.get(name)
    return getattr(value, name, None)
