"""Complete the times that an author wrote without their day or UTC offset.

In → Out: plain data and the schema index in; offsets and days written into the data, problems out.
Must not: guess: a time that may be either of two is a problem.
Source: the IANA time zone database, through `zoneinfo`; PEP 495 for times that occur twice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct

from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.model.moment import find_zone
from pmdoc.validate.format_messages import NO_ZONE, FormatMessage, message_for_format
from pmdoc.validate.schema_index import SchemaNode
from pmdoc.validate.text_value import ABOUT, split_about

_Path = tuple[str | int, ...]
_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})?(?:(?(day)[Tt ])"
    r"(?P<clock>[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?)"
    r"(?P<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?)?"
)
_STANDING_ALONE = {"due", "sent"}
"""The keys of times that do not follow one another."""
_NO_LOCAL_TIMES = FormatMessage(
    NO_ZONE, "asks for local times without a time zone.", "Add `time_zone: Europe/Berlin`, say."
)
_HALF_A_DAY = dt.timedelta(hours=12)
_A_DAY = dt.timedelta(days=1)


class _Before(Struct, frozen=True):
    """The time that gives another its day: that day as written, and its instant if known.

    The other is not earlier or, with `is_same`, another account of the same moment.
    """

    day: dt.date
    instant: dt.datetime | None = None
    is_same: bool = False


def complete_times(data: Any, node: SchemaNode) -> tuple[Problem, ...]:
    """Write the missing offsets and days into data, which is changed.

    A time without an offset counts in `time_zone`. One without a day is on the day of the time
    before it, in the same list or mapping; as `until` or in an account it is on the day of `time`.
    `~` becomes "about ". If any time took its offset from `time_zone`, `times` is `local` unless
    given.

    Problems: `moment-no-zone`, `moment-no-day`, `moment-clock-change`. Their times stay as they
    were written.
    """
    if data.__class__ is not dict:
        return ()
    name = data.get("time_zone", "")
    completion = _Completion(find_zone(name) if isinstance(name, str) and name else None, name)
    completion.visit(data, node, (), [])
    if completion.is_local:
        data.setdefault("times", "local")
    if data.get("times") == "local" and not name:
        completion.problems.append(_NO_LOCAL_TIMES.at("/times"))
    return tuple(completion.problems)


_FindBefore = Callable[[], _Before | None]
"""Finds the time before only where one without a day needs it."""


class _Completion:
    def __init__(self, zone: dt.tzinfo | None, zone_name: str) -> None:
        self._zone, self._zone_name = zone, zone_name
        self.problems: list[Problem] = []
        self.is_local = False
        self._holders: dict[int, bool] = {}

    def visit(self, data: Any, node: SchemaNode, path: _Path, dated: list[str]) -> None:
        """Complete the times below a node; `dated` are those before it that have a day."""
        if data.__class__ is dict:
            for key, value in data.items():
                inner = node.keys.get(key, node.others)
                if inner is None or not self._holds_moments(inner):
                    continue
                if "moment" not in inner.definitions:
                    self.visit(value, inner, (*path, key), [])
                    continue
                is_alone = key in _STANDING_ALONE
                before = _nothing if is_alone else partial(_find_before, dated)
                data[key] = self._moment(value, (*path, key), before)
                if not is_alone and (text := _time_of(data[key]))[:4].isdigit():
                    dated.append(text)
        elif data.__class__ is list and node.item is not None:
            for index, item in enumerate(data):
                self.visit(item, node.item, (*path, index), dated)

    def _holds_moments(self, node: SchemaNode) -> bool:
        known = self._holders.get(id(node))
        if known is None:
            self._holders[id(node)] = False  # ends the circle of a definition that has itself
            below = (*node.keys.values(), node.others, node.item)
            known = "moment" in node.definitions or any(
                inner is not None and self._holds_moments(inner) for inner in below
            )
            self._holders[id(node)] = known
        return known

    def _moment(self, value: Any, path: _Path, before: _FindBefore) -> Any:
        if value.__class__ is str:
            return self._text(value, path, before)
        if value.__class__ is not dict:
            return value
        own: _FindBefore = before
        for key in ("time", "until"):
            text = value.get(key)
            if text.__class__ is not str:
                continue
            is_about, text = split_about(self._text(text, (*path, key), own))
            value[key] = text
            if is_about:
                value.setdefault("precision", "approximate")
            if key == "time":
                own = partial(_carried, text)
        accounts = value.get("accounts")
        for index, account in enumerate(accounts if accounts.__class__ is list else ()):
            self._moment(account, (*path, "accounts", index), partial(_as_same, own))
        return value

    def _text(self, written: str, path: _Path, before: _FindBefore) -> str:
        """Return a time with its day and offset, or as it was written if they are not clear."""
        if written[13:14] == ":" and (written[-1] == "Z" or written[-6] in "+-"):
            return written  # the most frequent case
        is_about, text = _without_about(written)
        about = ABOUT if is_about else ""
        match = _TIME.fullmatch(text)
        if match is None or not match["clock"]:
            return f"{about}{text}"
        carried = None if match["day"] else before()
        day = match["day"] or (carried.day.isoformat() if carried else "")
        clock = match["clock"] if match["clock"][1] != ":" else f"0{match['clock']}"
        if not day:
            return self._unclear(message_for_format("Moment", text), path, written)
        offset = match["offset"] or self._offset(f"{day}T{clock}", path)
        if not offset:
            return written
        whole = f"{day}T{clock}{offset}"
        other_day = _other_day(whole, carried) if carried else None
        if other_day is not None:
            return self._unclear(_unclear_day(text, day, other_day), path, written)
        return f"{about}{whole}"

    def _offset(self, local: str, path: _Path) -> str:
        """Return the offset of a local time, or an empty text and a problem."""
        try:
            early = dt.datetime.fromisoformat(local).replace(tzinfo=self._zone)
        except ValueError:
            return "Z"  # another check reports the day that does not exist
        if self._zone is None:
            self._report(message_for_format("Moment", local), path)
            return ""
        first, second = early.isoformat()[-6:], early.replace(fold=1).isoformat()[-6:]
        if first != second:
            is_skipped = early.utcoffset() < early.replace(fold=1).utcoffset()  # type: ignore[operator]
            self._report(
                _clock_change(local, first, second, self._zone_name, is_skipped=is_skipped), path
            )
            return ""
        self.is_local = True
        return first

    def _unclear(self, message: FormatMessage | None, path: _Path, written: str) -> str:
        self._report(message, path)
        return written

    def _report(self, message: FormatMessage | None, path: _Path) -> None:
        if message is not None:
            self.problems.append(message.at(pointer_to(*path)))


def _without_about(text: str) -> tuple[bool, str]:
    """Return whether a time is approximate, and the rest: "~09:30", "~ 09:30", "about 09:30"."""
    return (True, text[1:].lstrip(" ")) if text[:1] == "~" else split_about(text)


def _nothing() -> None:
    """Carry on no day."""


def _as_same(find: _FindBefore) -> _Before | None:
    own = find()
    return own and _Before(own.day, own.instant, is_same=True)


def _time_of(value: Any) -> str:
    """Return the time of a moment without "about"; empty without one."""
    text = value.get("time") if value.__class__ is dict else value
    return text.removeprefix(ABOUT) if text.__class__ is str else ""


def _find_before(dated: list[str]) -> _Before | None:
    """Return the last of the times with a day; a month or year ends the series of days.

    Of an entry that has only a day, the instant is that of an earlier one on the same day.
    """
    last = _carried(dated[-1]) if dated else None
    for text in reversed(dated):
        found = _carried(text)
        if last is None or found is None or found.day != last.day:
            break
        if found.instant is not None:
            return found
    return last


def _carried(text: str) -> _Before | None:
    """Return what another time takes its day from; None for a month or a year."""
    try:
        if text[10:]:
            written = dt.datetime.fromisoformat(text.upper())
            return _Before(written.date(), written if written.tzinfo else None)
        return _Before(dt.date.fromisoformat(text))
    except ValueError:
        return None


def _other_day(text: str, before: _Before) -> dt.date | None:
    """Return the other day on which a time may be, if the day carried on is in doubt.

    Example: 00:10 after 23:50 may be an entry out of order, or on the next day.
    """
    try:
        at = dt.datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    if before.instant is None:
        return None
    day_there = before.instant.astimezone(at.tzinfo).date()
    if day_there != before.day:
        return day_there
    if at < before.instant - (_HALF_A_DAY if before.is_same else dt.timedelta()):
        return before.day + _A_DAY
    is_late = before.is_same and at > before.instant + _HALF_A_DAY
    return before.day - _A_DAY if is_late else None


def _unclear_day(text: str, day: str, other: dt.date) -> FormatMessage:
    one, two = (f"{each}T{text}" for each in sorted((day, other.isoformat())))
    return FormatMessage(
        "moment-no-day",
        "has no day, and that of the time before it may be wrong.",
        f"Write its day: {one} or {two}.",
    )


def _clock_change(
    local: str, first: str, second: str, zone: str, *, is_skipped: bool
) -> FormatMessage:
    """Return the message on a time at which clocks change.

    Example: on 25 October 2026 02:30 occurs twice in Berlin: at +02:00, an hour later at +01:00.
    """
    change = "does not exist" if is_skipped else "occurs twice"
    return FormatMessage(
        "moment-clock-change",
        f"{change} in {zone}: clocks change then.",
        f"Write the offset: {local}{first} or {local}{second}.",
    )
