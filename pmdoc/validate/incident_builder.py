"""Build the typed incident from validated data.

In → Out: plain data that fits the schema in, an `Incident` out.
Must not: validate again, or know field names: the annotations of the classes decide.
"""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from msgspec import Struct

from pmdoc.model.amount import Amount, Duration
from pmdoc.model.choice import Basis, Precision
from pmdoc.model.incident import Incident
from pmdoc.model.line import Line
from pmdoc.model.moment import Moment
from pmdoc.model.name import Name
from pmdoc.model.tlp import Tlp
from pmdoc.validate.text_value import has_seconds, parse_duration, parse_time, split_about

_Names = Mapping[str, str]
_LINE_END = re.compile(r"[\r\n]")
_Convert = Callable[[Any, _Names], Any]


def build_incident(data: Mapping[str, Any]) -> Incident:
    """Build an incident.

    A name that is a key of `people` becomes that person's name. Text in place of an object becomes
    its first field: `root_cause: A full disk` is `root_cause: {statement: A full disk}`.
    """
    names = {key: person["name"] for key, person in data.get("people", {}).items()}
    incident: Incident = _converter(Incident)(data, names)
    return incident


@cache
def _converter(hint: Any) -> _Convert:
    if hint in _LEAVES:
        return _LEAVES[hint]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        choices: dict[Any, StrEnum] = {choice.value: choice for choice in hint}
        return lambda value, _: choices[value]
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _class_converter(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _tuple_converter(arguments[0])
    if origin in {types.UnionType, typing.Union}:
        known = [argument for argument in arguments if argument is not types.NoneType]
        return _converter(known[0]) if len(known) == 1 else _as_value
    raise TypeError(hint)


def _class_converter(kind: Any) -> _Convert:
    converters = _Converters(kind)
    first = kind.__struct_fields__[0]

    def convert(value: Any, names: _Names) -> Any:
        if value.__class__ is not dict:
            value = {first: value}
        return kind(**{key: converters[key](part, names) for key, part in value.items()})

    return convert


class _Converters(dict[str, _Convert]):
    """The converters of a class's fields, each created on first use."""

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self._hints = typing.get_type_hints(kind, include_extras=True)

    def __missing__(self, name: str) -> _Convert:
        made = self[name] = _converter(self._hints[name])
        return made


def _tuple_converter(item: Any) -> _Convert:
    """Return the converter of a list, or of a mapping whose keys become the items' first field."""
    convert = _converter(item)

    def convert_all(value: Any, names: _Names) -> tuple[Any, ...]:
        if value.__class__ is dict:
            key_field, value_field = item.__struct_fields__[:2]
            parts = [
                {key_field: key, **(part if part.__class__ is dict else {value_field: part})}
                for key, part in value.items()
            ]
            return tuple(convert(part, names) for part in parts)
        return tuple([convert(part, names) for part in value])

    return convert_all


def _to_moment(value: Any, names: _Names) -> Moment:
    if value.__class__ is not dict:
        is_about, text = split_about(value)
        if text == "unknown":
            return Moment(precision=Precision.UNKNOWN)
        precision = Precision.APPROXIMATE if is_about else Precision.EXACT
        return Moment(time=parse_time(text), precision=precision, has_seconds=has_seconds(text))
    time, until = value.get("time", ""), value.get("until", "")
    return Moment(
        time=parse_time(time) if time else None,
        precision=Precision(value.get("precision", "exact" if time else "unknown")),
        until=parse_time(until) if until else None,
        wording=value.get("wording", ""),
        source=value.get("source", ""),
        remark=value.get("remark", ""),
        accounts=tuple(_to_moment(account, names) for account in value.get("accounts", ())),
        has_seconds=has_seconds(time) or has_seconds(until),
    )


def _to_duration(value: Any, _: _Names) -> Duration:
    given = value if value.__class__ is dict else {"value": value}
    is_about, text = split_about(given.get("value", "unknown"))
    is_known = text != "unknown"
    return Duration(
        value=parse_duration(text) if is_known else None,
        basis=Basis(given.get("basis", "actual" if is_known else "unknown")),
        approximate=is_about,
        text=given.get("value", ""),
        note=given.get("note", ""),
        source=given.get("source", ""),
    )


def _to_amount(value: Any, _: _Names) -> Amount:
    if value.__class__ is not dict:
        return Amount(value=value)
    basis = Basis(value.get("basis", "actual" if "value" in value else "unknown"))
    return Amount(**{**value, "basis": basis})


def _joined(text: str) -> str:
    """Return a text as one line, in which offsets stay the same."""
    return _LINE_END.sub(" ", text.rstrip()) if "\n" in text or "\r" in text else text


def _as_value(value: Any, _: _Names) -> Any:
    return tuple(value) if value.__class__ is list else value


_LEAVES: dict[Any, _Convert] = {
    str: lambda value, _: value if value.__class__ is str else str(value),
    Name: lambda value, names: names.get(value, _joined(value)),
    Line: lambda value, _: _joined(value) if value.__class__ is str else str(value),
    bool: _as_value,
    int: _as_value,
    float: _as_value,
    dt.date: lambda value, _: dt.date.fromisoformat(value),
    Moment: _to_moment,
    Duration: _to_duration,
    Amount: _to_amount,
    Tlp: lambda value, _: Tlp.from_text(value),
}
