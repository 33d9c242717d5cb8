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
from pmdoc.model.choice import Basis, OwnPhase, Phase, Precision, Times
from pmdoc.model.custom import CustomField, CustomRecord
from pmdoc.model.improvement import Due
from pmdoc.model.incident import Incident
from pmdoc.model.line import Line
from pmdoc.model.moment import CalendarDate, Moment, Period, find_zone
from pmdoc.model.name import NOBODY, Name, Names
from pmdoc.model.struct_fields import defaults_of
from pmdoc.model.tlp import Tlp
from pmdoc.validate.text_value import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    has_seconds,
    parse_due,
    parse_duration,
    parse_time,
    split_about,
    split_qualifier,
)

_LINE_END = re.compile(r"[\r\n]")


class _Given(Struct, frozen=True):
    """What values mean that are short for something else: names of people, the zone of days."""

    names: Mapping[str, str]
    zone: dt.tzinfo


_Convert = Callable[[Any, _Given], Any]


def build_incident(data: Mapping[str, Any]) -> Incident:
    """Build an incident.

    A name that is a key of `people` becomes that person's name. Text in place of an object becomes
    its required field, or else its first: `- A full disk` is `- {text: A full disk}`.
    """
    names = {key: person["name"] for key, person in data.get("people", {}).items()}
    zone = find_zone(data.get("time_zone", "")) if data.get("times") == Times.LOCAL else None
    incident: Incident = _converter(Incident)(data, _Given(names, zone or dt.UTC))
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
    fields = kind.__struct_fields__
    first = next((name for name in fields if name not in defaults_of(kind)), fields[0])

    def convert(value: Any, given: _Given) -> Any:
        if value.__class__ is not dict:
            value = {first: value}
        return kind(**{key: converters[key](part, given) for key, part in value.items()})

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

    def convert_all(value: Any, given: _Given) -> tuple[Any, ...]:
        if value.__class__ is dict:
            key_field, value_field = item.__struct_fields__[:2]
            parts = [
                {key_field: key, **(part if part.__class__ is dict else {value_field: part})}
                for key, part in value.items()
            ]
            return tuple(convert(part, given) for part in parts)
        return tuple([convert(part, given) for part in value])

    return convert_all


def _to_moment(value: Any, given: _Given) -> Moment:
    if value.__class__ is not dict:
        is_about, text = split_about(value)
        if text == "unknown":
            return Moment(precision=Precision.UNKNOWN, zone=given.zone)
        precision = Precision.APPROXIMATE if is_about else Precision.EXACT
        return Moment(
            time=parse_time(text),
            precision=precision,
            has_seconds=has_seconds(text),
            zone=given.zone,
        )
    time, until = value.get("time", ""), value.get("until", "")
    return Moment(
        time=parse_time(time) if time else None,
        precision=Precision(value.get("precision", "exact" if time else "unknown")),
        until=parse_time(until) if until else None,
        wording=value.get("wording", ""),
        source=value.get("source", ""),
        remark=value.get("remark", ""),
        accounts=tuple(_to_moment(account, given) for account in value.get("accounts", ())),
        has_seconds=has_seconds(time) or has_seconds(until),
        zone=given.zone,
    )


def _to_due(value: str, _: _Given) -> Due:
    date = parse_due(value)
    is_as_written = date is None or (isinstance(date, Period) and date.quarter is not None)
    return Due(date=date, text=_joined(value) if is_as_written else "")


def _to_names(value: Any, given: _Given) -> Names:
    stated = value if value.__class__ is list else [value]
    return Names(given.names.get(name, _joined(name)) for name in stated if name) or NOBODY


def _to_duration(value: Any, _: _Given) -> Duration:
    given = value if value.__class__ is dict else {"value": value}
    qualifier, text = split_qualifier(given.get("value", "unknown"))
    is_known = text != "unknown"
    return Duration(
        value=parse_duration(text) if is_known else None,
        basis=Basis(given.get("basis", "actual" if is_known else "unknown")),
        at_least=qualifier == AT_LEAST or given.get("at_least", False),
        at_most=qualifier == AT_MOST or given.get("at_most", False),
        approximate=qualifier == ABOUT,
        text=given.get("value", ""),
        note=given.get("note", ""),
        source=given.get("source", ""),
    )


def _to_amount(value: Any, _: _Given) -> Amount:
    if value.__class__ is not dict:
        return Amount(value=value)
    basis = Basis(value.get("basis", "actual" if "value" in value else "unknown"))
    return Amount(**{**value, "basis": basis})


def _to_custom(value: Any, _: _Given) -> Any:
    if value.__class__ is dict:
        fields = (CustomField(name=key, value=_to_custom(part, _)) for key, part in value.items())
        return CustomRecord(fields=tuple(fields))
    if value.__class__ is list:
        return tuple(_to_custom(part, _) for part in value)
    return str(value)


def _to_phase(value: Any, _: _Given) -> Phase | OwnPhase:
    return Phase(value) if value in _PHASES else OwnPhase(value)


def _joined(text: str) -> str:
    """Return a text as one line, in which offsets stay the same."""
    return _LINE_END.sub(" ", text.rstrip()) if "\n" in text or "\r" in text else text


def _as_value(value: Any, _: _Given) -> Any:
    return tuple(value) if value.__class__ is list else value


_PHASES = {phase.value for phase in Phase}
_LEAVES: dict[Any, _Convert] = {
    str: lambda value, _: value if value.__class__ is str else str(value),
    Names: _to_names,
    Name: lambda value, given: given.names.get(value, _joined(value)),
    Line: lambda value, _: _joined(value) if value.__class__ is str else str(value),
    bool: _as_value,
    int: _as_value,
    float: _as_value,
    dt.date: lambda value, _: dt.date.fromisoformat(value),
    CustomRecord: _to_custom,
    CalendarDate | None: lambda value, _: parse_time(value),
    Moment: _to_moment,
    Due: _to_due,
    Duration: _to_duration,
    Amount: _to_amount,
    Tlp: lambda value, _: Tlp.from_text(value),
    Phase | OwnPhase | None: _to_phase,
}
