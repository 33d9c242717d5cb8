"""Read options from plain data, and report everything that does not fit.

In → Out: a `msgspec.Struct` class and a mapping in, an instance and problems out.
Must not: know any section or part.

The class is the schema: the key `column-widths` sets the field `column_widths`. A class with a
class method `from_text` may also be written as a text. `msgspec.convert` would stop at the first
error, without a position, and refuse a single item in place of a list.
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
from pmdoc.model.struct_fields import defaults_of
from pmdoc.validate.coerce import TRUTH_VALUES

T = TypeVar("T", bound=Struct)
Words = Annotated[str, "words"]
"""Text that readers see; it is translated into the report's language."""
_Read = Callable[[Any, str, list[Problem]], Any]


def read_over(base: T, data: Mapping[str, Any], pointer: str, problems: list[Problem]) -> T:
    """Return a copy of an instance with the fields that a mapping sets.

    Problems: those of `read_options`, but for missing keys.
    """
    values = _read_values(type(base), data, pointer, problems)
    return replace(base, **{name: value for name, value in values.items() if value is not None})


def read_options(
    kind: type[T], data: Mapping[str, Any], pointer: str, problems: list[Problem]
) -> T:
    """Build a class from a mapping; unusable values become problems and keep their defaults.

    A class with a method `lacks` returns the fields that the others make necessary.

    Problems: `layout-unknown-key`, `layout-missing-key`, `layout-value`.
    """
    before = len(problems)
    values = _read_values(kind, data, pointer, problems)
    for name in (name for name in _fields(kind) if name not in defaults_of(kind)):
        key = name.replace("_", "-")
        if name not in values:
            problems.append(_missing_key(key, pointer, "Every part of this kind needs it."))
        elif [] in (data.get(key), data.get(name)):
            hint = "Write at least one entry."
            problems.append(layout_problem(pointer + pointer_to(key), "is empty.", hint))
        if values.get(name) is None:
            values[name] = "" if _fields(kind)[name] is str else ()
    options = kind(**{name: value for name, value in values.items() if value is not None})
    if len(problems) == before and hasattr(options, "lacks"):
        hint = "This part needs it, given its other keys."
        problems.extend(_missing_key(key, pointer, hint) for key in options.lacks())
    return options


def _missing_key(key: str, pointer: str, hint: str) -> Problem:
    message = f"lacks the key {key!r}."
    return Problem(id="layout-missing-key", message=message, pointer=pointer, hint=hint)


def layout_problem(pointer: str, message: str, hint: str) -> Problem:
    """Return a problem with a value of a layout."""
    return Problem(id="layout-value", message=message, pointer=pointer, hint=hint)


def _read_values(
    kind: type, data: Mapping[str, Any], pointer: str, problems: list[Problem]
) -> dict[str, Any]:
    """Return the values of known keys by field; None for those that can't be read."""
    known = _fields(kind)
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = key.replace("-", "_")
        key_pointer = pointer + pointer_to(key)
        if name in known:
            values[name] = _reader(known[name])(value, key_pointer, problems)
            continue
        problems.append(
            Problem(
                id="layout-unknown-key",
                message="is not a known key here.",
                pointer=key_pointer,
                hint=suggest(key, [n.replace("_", "-") for n in known]),
            )
        )
    return values


@cache
def _fields(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _reader(hint: Any) -> _Read:
    """Return the function that converts values to a type, or to None with a problem."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _reader(arguments[0])
    if origin is tuple:
        length = None if arguments[-1] is Ellipsis else len(arguments)
        return partial(_read_tuple, _reader(arguments[0]), length)
    if origin is not None and issubclass(origin, Mapping):
        return partial(_read_mapping, _reader(arguments[1]), hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return partial(_read_struct, hint)
    return partial(_read_scalar, _scalar_parser(hint), hint)


def _read_tuple(
    read: _Read, length: int | None, value: Any, pointer: str, problems: list[Problem]
) -> tuple[Any, ...] | None:
    """Read a list, of any length if `length` is None; a single item needs no list."""
    if length is not None and not (isinstance(value, list) and len(value) == length):
        hint = f"Write a list of {length} texts."
        problems.append(layout_problem(pointer, "can't be used.", hint))
        return None
    if not isinstance(value, list):
        item = read(value, pointer, problems)
        return () if item is None else (item,)
    items = [read(v, f"{pointer}/{i}", problems) for i, v in enumerate(value)]
    return tuple([item for item in items if item is not None])


def _read_mapping(read: _Read, hint: Any, value: Any, pointer: str, problems: list[Problem]) -> Any:
    if not isinstance(value, dict):
        problems.append(_bad_value(hint, pointer))
        return None
    return {k: read(item, pointer + pointer_to(k), problems) for k, item in value.items()}


def _read_struct(hint: type, value: Any, pointer: str, problems: list[Problem]) -> Any:
    if isinstance(value, Mapping):
        return read_options(hint, value, pointer, problems)
    if isinstance(value, str) and hasattr(hint, "from_text"):
        return hint.from_text(value)
    problems.append(_bad_value(hint, pointer))
    return None


def _read_scalar(
    parse: Callable[[str], Any], hint: Any, value: Any, pointer: str, problems: list[Problem]
) -> Any:
    parsed = parse(value) if isinstance(value, str) else None
    if parsed is None:
        problems.append(_bad_value(hint, pointer))
    return parsed


def _scalar_parser(hint: Any) -> Callable[[str], Any]:
    if hint is bool:
        return TRUTH_VALUES.get
    if hint is int:
        return lambda text: int(text) if text.isascii() and text.isdigit() else None
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {member.value: member for member in hint}.get
    return str


def _bad_value(hint: Any, pointer: str) -> Problem:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        expected = "one of " + ", ".join(member.value for member in hint)
    else:
        names = {bool: "true or false", int: "a whole number", str: "text"}
        expected = names.get(hint, "keys and values")
    return layout_problem(pointer, "can't be used.", f"Write {expected}.")
