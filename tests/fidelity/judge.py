"""Compare what an author typed with a report and the list of what it leaves out.

In → Out: an incident's data, a report's text and the problems of its build in; faults out.
Must not: use code of the composer or the renderers, or know which layout shows what.

A value is in the report or in the list: never in neither, never in both.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.validate.schemas import incident_schema

_SETTINGS = {
    *("pmdoc", "language", "time_zone", "times", "lint", "include", "comments", "csv", "x", "y"),
    *("file", "width", "beside", "rotated", "decorative", "phases"),
}
_FOLDED = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "−": "-", "–": "-", "‑": "-", "‐": "-"}
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
    | {"ﬁ": "fi", "ﬂ": "fl"}
)
_TIME = re.compile(
    r"(?:about |~)?(\d{4})-(\d\d)(?:-(\d\d))?"
    r"(?:[Tt ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?)?"
)
_WITH_CLOCK = len("2017-01-31T00")
_CLOCKS = ("%H:%M", "%I:%M")
_DURATION = re.compile(r"(?:about |~)?((?:\d+ ?(?:h|min)[, ]*)+)")
_OTHER_DURATION = re.compile(
    r"(?:about |~)?(?:\d+(?:\.\d+)? ?[a-z]+[, ]*)+|P[\dDHMSTW.]+|\d+:\d\d:\d\d|unknown"
)
_POSITION = re.compile(r"/\d+(?=/|$)")
_DRAWN = re.compile(r"/points/\d+/(?:at(?:/time|/until)?|value)$|/charts/\d+/target$")
"""Values that a chart shows as a position."""


class Fault(NamedTuple):
    """A value that is in neither report nor list, or in both."""

    pointer: str
    kind: str
    pieces: tuple[str, ...]


class Verdict(NamedTuple):
    """The number of values that were looked for, and the faults."""

    count: int
    faults: tuple[Fault, ...]


def judge(
    data: dict[str, Any], report: str, problems: Iterable[Problem], *, has_own_words: bool = False
) -> Verdict:
    """Look for each value in a report. With `has_own_words`, no two values share a word."""
    text = _squeezed(report)
    without_hyphens = text.replace("-", "")
    left_out = _LeftOut(problems)
    people = data.get("people", {})
    zone = ZoneInfo(data.get("time_zone", "UTC"))
    faults, count = [], 0
    for pointer, value in _values(data):
        is_key = value in people and not pointer.startswith("/people")
        pieces = _pieces(people[value]["name"] if is_key else value, zone)
        if not pieces:
            continue
        count += 1
        lost = tuple(
            " or ".join(piece)
            for piece in pieces
            if not any(p in text or (p.isalnum() and p in without_hyphens) for p in piece)
        )
        is_out = left_out.has(pointer)
        if lost and not is_out:
            faults.append(Fault(pointer, "neither" if len(lost) == len(pieces) else "part", lost))
        elif is_out and has_own_words:
            own = tuple(word for word in re.findall(r"wo[b-z]+a\b", str(value)) if word in text)
            if own:
                faults.append(Fault(pointer, "both", own))
    return Verdict(count, tuple(faults))


class _LeftOut:
    """The values that a build lists."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        listed = [p for p in problems if p.id == "layout-no-place"]
        several = {p.pointer for p in listed if "more like it" in p.message}
        self._single = {p.pointer for p in listed} - several
        self._kinds = {_POSITION.sub("/*", pointer) for pointer in several}

    def has(self, pointer: str) -> bool:
        """Return whether the list has a value, what it is in, or what its short form stands for."""
        steps = pointer.split("/")
        outer = ["/".join(steps[:end]) for end in range(2, len(steps) + 1)]
        if any(p in self._single or _POSITION.sub("/*", p) in self._kinds for p in outer):
            return True
        return any(single.startswith(f"{pointer}/") for single in self._single)


def _values(node: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            is_worded = key in {"time", "until"} and "wording" in node and len(value) < _WITH_CLOCK
            if is_worded:  # the author's words stand in its place
                continue
            if key not in _SETTINGS or pointer.startswith("/custom"):
                yield from _values(value, pointer + pointer_to(key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _values(value, f"{pointer}/{index}")
    elif not isinstance(node, bool) and node not in _choices() and not _DRAWN.search(pointer):
        yield pointer, node


def _pieces(value: Any, zone: dt.tzinfo) -> list[tuple[str, ...]]:
    """Return what a reader would miss, each with the other forms in which a report may have it."""
    if isinstance(value, (int, float)):
        digits = f"{value:,}".removesuffix(".0")
        return [tuple({_squeezed(digits), digits.replace(",", ""), digits.replace(",", ".")})]
    if time := _TIME.fullmatch(value.strip()):
        try:
            return [_time_forms(time, zone)]
        except ValueError:  # text that looks like a day, such as 2017-02-30
            return [(_squeezed(value),)]
    if duration := _DURATION.fullmatch(value):
        return [(_squeezed(duration[1]),)]
    if _OTHER_DURATION.fullmatch(value):
        return []  # printed in the report's own form
    return [(_squeezed(word),) for word in _plain(value).split() if re.search(r"\w", word)]


def _time_forms(time: re.Match[str], zone: dt.tzinfo) -> tuple[str, ...]:
    """Return a clock time in UTC or the zone, or a day, as reports print it."""
    year, month, day, clock, offset = time.groups()
    if clock:
        at = dt.datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{(offset or '').upper()}")
        at = at if at.tzinfo else at.replace(tzinfo=zone)
        return tuple(
            f"{at.astimezone(one):{form}}".lstrip("0") for one in (dt.UTC, zone) for form in _CLOCKS
        )
    date = dt.date(int(year), int(month), int(day or 1))
    if not day:
        return tuple(map(_squeezed, (f"{date:%B}{year}", f"{date:%B}to")))
    number, month = date.day, f"{date:%B}"
    forms = (f"{month}{number},{year}", f"{number}{month}{year}", f"{month[:3]}{number}")
    spans = (f"{number}to", f"{number}{month}", f"{month}{number}")
    return tuple(map(_squeezed, (*forms, *spans, date.isoformat())))


def _plain(text: str) -> str:
    """Return a text without the marks of Markdown."""
    if "\n" in text.strip():
        text = re.sub(r"(?m)^\s*(?:[-*+]|\d+[.)]|>)\s", "", text)
        text = re.sub(r"(?m)^\s*(?:```|~~~).*$", "", text)
        text = re.sub(r"(?m)^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$", "", text).replace("|", " ")
        text = re.sub(r"(?m)^#+ ", "", text)
    text = re.sub(r"(?<!\\)!?\[([^\]\n]*)\]\(([^)\n]*)\)", r"\1", text)
    text = re.sub(r"\[\^[^\]\n]+\]:?|\^(?=\[)", " ", text)
    text = re.sub(r"<(https?://[^>\s]+)>", r"\1", text)
    text = re.sub(
        r"(?<![\w\\])(\*\*|\*|~~|`+)(?=\S)|(?<=[^\s\\])(\*\*|\*|~~|`+)(?![\w*])", "", text
    )
    return re.sub(r"([<>≤≥~≈+≠-])\s+(?=\d)", r"\1", text)  # a sign belongs to its number


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text.translate(_FOLDED)).casefold()


@cache
def _choices() -> frozenset[str]:
    found: set[str] = {"unknown"}

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            found.update(v for v in node.get("enum", ()) if isinstance(v, str))
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(incident_schema().schema)
    return frozenset(found)
