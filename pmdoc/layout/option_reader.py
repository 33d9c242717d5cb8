"""Read plain data into a record of options, with a problem for each thing that is wrong.

In → Out: a record's class and a map of a file in; an instance and problems out.
Must not: know any section; a section's options are the fields of its own class.

A field's name is its key in the file with `-` for `_`. A class that has a class method `from_text`
may be written as that text alone.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, partial
from typing import Annotated, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.model.defaults import defaults_of

T = TypeVar("T", bound=Struct)
Words = Annotated[str, "words"]
"""Words of a layout that a reader sees; the report's language translates them."""
_Read = Callable[[Any, str, list[Problem]], Any]
_TRUTH = {"true": True, "false": False}


def read_over(under: T, data: Mapping[str, Any], pointer: str, problems: list[Problem]) -> T:
    """Lay what a map says over an instance.

    Problems: those of `read_options`.
    """
    known = _fields(type(under))
    changes = {}
    for key, value in data.items():
        changed = _value(known[key.replace("-", "_")], value, pointer + pointer_to(key), problems)
        if changed is not None:
            changes[key.replace("-", "_")] = changed
    return replace(under, **changes) if changes else under


def read_options(
    kind: type[T], data: Mapping[str, Any], pointer: str, problems: list[Problem]
) -> T:
    """Build `kind` from a map; what can't be read keeps its default and becomes a problem.

    Problems: `layout-unknown-key`, `layout-missing-key`, `layout-value`.
    """
    known = _fields(kind)
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = key.replace("-", "_")
        where = pointer + pointer_to(key)
        if name not in known:
            problems.append(
                Problem(
                    id="layout-unknown-key",
                    message="is not a key that a layout has here.",
                    pointer=where,
                    hint=suggest(key, [n.replace("_", "-") for n in known]),
                )
            )
            continue
        values[name] = _value(known[name], value, where, problems)
    for name in (name for name in known if name not in defaults_of(kind)):
        key = name.replace("_", "-")
        if name not in values:
            message, hint = f"lacks the key {key!r}.", "Every part of this kind needs it."
            problems.append(
                Problem(id="layout-missing-key", message=message, pointer=pointer, hint=hint)
            )
        elif [] in (data.get(key), data.get(name)):
            where = pointer + pointer_to(key)
            problems.append(layout_problem(where, "is empty.", "Write one entry at least."))
        if values.get(name) is None:
            values[name] = _blank(known[name])
    return kind(**{name: value for name, value in values.items() if value is not None})


@cache
def _fields(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _blank(hint: Any) -> Any:
    return "" if hint is str else ()


def _value(hint: Any, value: Any, pointer: str, problems: list[Problem]) -> Any:
    """Convert one value to what the field asks; None when it can't be."""
    return _reader(hint)(value, pointer, problems)


@cache
def _reader(hint: Any) -> _Read:
    """Choose what converts values to a type, once for each type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _reader(arguments[0])
    if origin is tuple:
        length = None if arguments[-1] is Ellipsis else len(arguments)
        return partial(_tuple, _reader(arguments[0]), length)
    if origin is not None and issubclass(origin, Mapping):
        return partial(_mapping, _reader(arguments[1]), hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return partial(_record, hint)
    return partial(_plain, _scalar_reader(hint), hint)


def _tuple(
    read: _Read, length: int | None, value: Any, pointer: str, problems: list[Problem]
) -> tuple[Any, ...] | None:
    """Read a list, of any length where none is given; a single item may stand without its list."""
    if length is not None and not (isinstance(value, list) and len(value) == length):
        problems.append(
            layout_problem(pointer, "can't be used.", f"Write a list of {length} texts.")
        )
        return None
    if not isinstance(value, list):
        item = read(value, pointer, problems)
        return () if item is None else (item,)
    items = [read(v, f"{pointer}/{i}", problems) for i, v in enumerate(value)]
    return tuple([item for item in items if item is not None])


def _mapping(read: _Read, hint: Any, value: Any, pointer: str, problems: list[Problem]) -> Any:
    if not isinstance(value, dict):
        problems.append(_bad_value(hint, pointer))
        return None
    return {k: read(item, pointer + pointer_to(k), problems) for k, item in value.items()}


def _record(hint: type, value: Any, pointer: str, problems: list[Problem]) -> Any:
    if isinstance(value, Mapping):
        return read_options(hint, value, pointer, problems)
    if isinstance(value, str) and hasattr(hint, "from_text"):
        return hint.from_text(value)
    problems.append(_bad_value(hint, pointer))
    return None


def _plain(
    read: Callable[[str], Any], hint: Any, value: Any, pointer: str, problems: list[Problem]
) -> Any:
    found = read(value) if isinstance(value, str) else None
    if found is None:
        problems.append(_bad_value(hint, pointer))
    return found


def _scalar_reader(hint: Any) -> Callable[[str], Any]:
    if hint is bool:
        return _TRUTH.get
    if hint is int:
        return lambda text: int(text) if text.isascii() and text.isdigit() else None
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        choices = {member.value: member for member in hint}
        return choices.get
    return str


def _bad_value(hint: Any, pointer: str) -> Problem:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        wanted = "one of " + ", ".join(member.value for member in hint)
    else:
        wanted = {bool: "true or false", int: "a whole number", str: "text"}.get(hint, "a map")
    return layout_problem(pointer, "can't be used.", f"Write {wanted}.")


def layout_problem(pointer: str, message: str, hint: str) -> Problem:
    """Say that a value of a layout can't be used."""
    return Problem(id="layout-value", message=message, pointer=pointer, hint=hint)
