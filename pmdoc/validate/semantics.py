"""Check what a schema can't: real dates, ends before beginnings, duplicate ids.

In → Out: plain data and the schema index in; problems out.
Must not: repeat the schema's checks; a value of a wrong type or format is skipped.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.model.moment import Period, TimePoint
from pmdoc.validate.format_messages import NOT_A_ZONE, NOT_REAL, FormatMessage
from pmdoc.validate.schema_index import SchemaNode
from pmdoc.validate.text_value import ABOUT, parse_time

_Path = tuple[str | int, ...]
_Check = Callable[[Any], tuple[_Path, FormatMessage] | None]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = re.compile(r"[A-Za-z][\w+/-]*")
_WITH_IDS = ("actions", "references")


def find_semantic_problems(data: Any, node: SchemaNode) -> tuple[Problem, ...]:
    """Check the meaning of data that fits the schema.

    Problems: `date-not-real`, `until-before-time`, `time-zone-unknown`, `number-not-finite`,
    `bounds-contradict`, `name-not-withheld`, `id-twice`.
    """
    walk = _Walk()
    walk.visit(data, node, ())
    for name in _WITH_IDS:
        items = data.get(name) if isinstance(data, dict) else None
        if isinstance(items, list):
            walk.problems += _repeated_ids(items, name)
    return tuple(walk.problems)


class _CheckPlan(Struct, frozen=True, kw_only=True):
    checks: tuple[_Check, ...]
    keys: tuple[tuple[str, SchemaNode], ...]
    others: SchemaNode | None
    item: SchemaNode | None


class _Walk:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._plans: dict[int, _CheckPlan] = {}
        self._begun: set[int] = set()

    def visit(self, data: Any, node: SchemaNode, path: _Path) -> None:
        plan = self._plan(node)
        for check in plan.checks:
            fault = check(data)
            if fault:
                self.problems.append(fault[1].at(pointer_to(*path, *fault[0])))
        if data.__class__ is dict:
            for key, inner in plan.keys:
                if key in data:
                    self.visit(data[key], inner, (*path, key))
            if plan.others is not None:
                for key in data.keys() - node.keys.keys():
                    self.visit(data[key], plan.others, (*path, key))
        elif data.__class__ is list and plan.item is not None:
            for index, value in enumerate(data):
                self.visit(value, plan.item, (*path, index))

    def _plan(self, node: SchemaNode) -> _CheckPlan:
        plan = self._plans.get(id(node))
        if plan is None:
            self._begun.add(id(node))
            plan = self._plans[id(node)] = _CheckPlan(
                checks=_checks(node),
                keys=tuple((k, inner) for k, inner in node.keys.items() if self._asks(inner)),
                others=node.others if self._asks(node.others) else None,
                item=node.item if self._asks(node.item) else None,
            )
        return plan

    def _asks(self, node: SchemaNode | None) -> bool:
        if node is None:
            return False
        if id(node) in self._begun and id(node) not in self._plans:
            return True  # a node inside itself, such as a list in a custom field
        plan = self._plan(node)
        return bool(plan.checks or plan.keys or plan.others or plan.item)


def _checks(node: SchemaNode) -> tuple[_Check, ...]:
    named = [check for name in _CHECKS if name in node.definitions for check in _CHECKS[name]]
    return (*named, _check_finite) if "number" in node.types else tuple(named)


def _check_day(value: Any) -> tuple[_Path, FormatMessage] | None:
    """Check that a date exists; the schema has checked the clock time."""
    if not isinstance(value, str):
        return None
    day = value.removeprefix(ABOUT)[:10]
    return None if _is_real_day(day) else ((), NOT_REAL)


@cache
def _is_real_day(text: str) -> bool:
    """Return whether a date exists, True if it does not look like one."""
    if not _DAY.fullmatch(text):
        return True
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        # The schema's pattern excludes months above 12 and days above 31.
        return not ("01" <= text[5:7] <= "12" and "01" <= text[8:] <= "31")
    return True


def _check_span(value: Any) -> tuple[_Path, FormatMessage] | None:
    if not isinstance(value, dict):
        return None
    start, end = _parsed(value.get("time")), _parsed(value.get("until"))
    if start is None or end is None or not _is_before(end, start):
        return None
    return ("until",), _UNTIL_BEFORE


def _parsed(text: Any) -> TimePoint | None:
    """Parse a time; return None if the schema or another check reports it."""
    try:
        point = parse_time(text)
    except (ValueError, TypeError, AttributeError, IndexError):
        return None
    return None if isinstance(point, dt.datetime) and point.tzinfo is None else point


def _is_before(one: TimePoint, other: TimePoint) -> bool:
    """Compare two times; if one of them is no clock time, compare days as written."""
    if isinstance(one, dt.datetime) and isinstance(other, dt.datetime):
        return one < other
    last = one.last_day if isinstance(one, Period) else one
    first = other.first_day if isinstance(other, Period) else other
    days = (day.date() if isinstance(day, dt.datetime) else day for day in (last, first))
    return next(days) < next(days)


def _check_zone(value: Any) -> tuple[_Path, FormatMessage] | None:
    if not isinstance(value, str):
        return None
    import zoneinfo  # noqa: PLC0415 -- few incidents name a zone

    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return (), _like_known_zone(value)
    return None


def _like_known_zone(name: str) -> FormatMessage:
    from zoneinfo import available_timezones  # noqa: PLC0415 -- as in _check_zone

    known = {zone.casefold(): zone for zone in available_timezones()}
    # the schema has reported what can't be a name, with the same message
    near = get_close_matches(name.casefold(), sorted(known), n=1) if _NAME.fullmatch(name) else []
    hint = f"Did you mean `{known[near[0]]}`?" if near else NOT_A_ZONE.hint
    return replace(NOT_A_ZONE, hint=hint)


def _check_signer(value: Any) -> tuple[_Path, FormatMessage] | None:
    is_both = isinstance(value, dict) and value.get("name") and value.get("name_withheld")
    return (("name",), _NOT_WITHHELD) if is_both else None


def _check_bounds(value: Any) -> tuple[_Path, FormatMessage] | None:
    is_both = isinstance(value, dict) and value.get("at_least") and value.get("at_most")
    return (("at_most",), _TWO_BOUNDS) if is_both else None


def _check_finite(value: Any) -> tuple[_Path, FormatMessage] | None:
    """Check that a number is finite; only data that is not from YAML can fail."""
    is_bad = isinstance(value, float) and not math.isfinite(value)
    return ((), _NOT_FINITE) if is_bad else None


def _repeated_ids(items: list[Any], name: str) -> list[Problem]:
    seen: dict[str, int] = {}
    problems = []
    for index, item in enumerate(items):
        given = item.get("id") if isinstance(item, dict) else None
        if not isinstance(given, str | int | float):
            continue
        given = str(given)
        if given in seen:
            message = f"is also the id of {name}[{seen[given]}]."
            wording = FormatMessage("id-twice", message, "Give each entry an id of its own.")
            problems.append(wording.at(pointer_to(name, index, "id")))
        seen.setdefault(given, index)
    return problems


_UNTIL_BEFORE = FormatMessage(
    "until-before-time",
    "is before the time at which the span begins.",
    "Swap the two, or check the day and the offset.",
)
_NOT_WITHHELD = FormatMessage(
    "name-not-withheld",
    "is given, although `name_withheld` says that it is not to be printed.",
    "Remove the name, or remove `name_withheld`.",
)
_TWO_BOUNDS = FormatMessage(
    "bounds-contradict",
    "contradicts `at_least`: the figure can't be both a lower and an upper bound.",
    "Keep one of the two, or write a range as text, such as `value: 300 to 500`.",
)
_NOT_FINITE = FormatMessage(
    "number-not-finite",
    "is not a number that can be printed.",
    "Write a plain number, or `{basis: unknown}`.",
)
_CHECKS: dict[str, tuple[_Check, ...]] = {
    "date": (_check_day,),
    "partial_date": (_check_day,),
    "due": (_check_day,),
    "timestamp": (_check_day,),
    "moment": (_check_day, _check_span),
    "account": (_check_span,),
    "amount": (_check_bounds,),
    "duration": (_check_bounds,),
    "sign_off": (_check_signer,),
    "time_zone": (_check_zone,),
}
