"""Find dates in texts that do not exist, or fall on another day of the week.

"Tuesday, 2 March 2026" was a Monday, so either the day or the weekday is wrong; "30 February" never
comes. A date without a year is compared with the years of the report's dates. The rule reads the
language of the report where `words/calendar.txt` has it, and English.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {overview: "On Monday, 2 March 2026, checkout failed."}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {overview: "On Tuesday, 2 March 2026, checkout failed until 30 February."}
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextMatch
from pmdoc.runtime.resources import lint_words_folder

_LEAP_YEAR = 2000
_ISO = SearchPattern(
    r"(?<![\w./-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-(29|3[01])(?![\w/-]|\.\d)",
    *("-29", "-30", "-31"),
)


class _Calendar(Struct, frozen=True):
    """The names of one language. Shape: names in lowercase, to the number of the day or month."""

    weekdays: dict[str, int]
    months: dict[str, int]

    def dates(self) -> SearchPattern:
        """Return a pattern for dates with the name of the month, and perhaps of the weekday."""
        weekday, month = (_either(names) for names in (self.weekdays, self.months))
        day = r"(?<![\d.,:])(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?"
        return SearchPattern(
            rf"(?i)(?:\b(?P<weekday>{weekday})\b\.?,?[ \u00a0](?:the |den |le |el |dem )?)?"
            rf"(?:{day.format('d1')}[ \u00a0](?:of |de )?(?P<m1>{month})\b\.?"
            rf"|\b(?P<m2>{month})\b\.?[ \u00a0]{day.format('d2')}(?!\d|[.,:]\d|[ \u00a0]?%))"
            r"(?:,?[ \u00a0](?:de )?(?P<year>(?:19|20)\d\d)\b)?",
            *self.months,
        )

    def iso_dates(self) -> SearchPattern:
        """Return a pattern for dates such as "Monday 2026-03-02"."""
        return SearchPattern(
            rf"(?i)\b(?P<weekday>{_either(self.weekdays)})\b\.?,?[ \u00a0]"
            r"(?P<year>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)",
            *self.weekdays,
        )


def _check(subject: Subject) -> Findings:
    for hit in subject.texts.prose.search(_ISO):
        year, month, day = map(int, hit.match.groups())
        if _date(year, month, day) is None:
            yield _finding(hit, "does not exist")
    language = subject.incident.language.partition("-")[0]
    calendars = _calendars()
    seen: set[tuple[str, int]] = set()
    for code in dict.fromkeys(("en", language)):
        if code not in calendars:
            continue
        calendar = calendars[code]
        for pattern in (calendar.dates(), calendar.iso_dates()):
            for hit in subject.texts.prose.search(pattern):
                fault = _fault(hit, calendar, subject)
                if fault and (hit.text.pointer, hit.start) not in seen:
                    seen.add((hit.text.pointer, hit.start))
                    yield _finding(hit, fault)


def _fault(hit: TextMatch, calendar: _Calendar, subject: Subject) -> str:
    """Return what is wrong with a date, or an empty string."""
    parts = {name: part for name, part in hit.match.groupdict().items() if part}
    named = parts.get("m1") or parts["m2"]
    month = int(named) if named.isdigit() else calendar.months[named.lower()]
    day = int(parts.get("d1") or parts["d2"])
    if not 1 <= day <= 31 or not 1 <= month <= 12:
        return ""
    years = [int(parts["year"])] if "year" in parts else _years(subject)
    dates = [date for year in years if (date := _date(year, month, day))]
    if not dates:
        is_never = _date(_LEAP_YEAR, month, day) is None
        return "does not exist" if "year" in parts or is_never else ""
    weekday = calendar.weekdays.get(parts.get("weekday", "").lower())
    if weekday is None or any(date.weekday() == weekday for date in dates):
        return ""
    true = next(name for name, number in calendar.weekdays.items() if number == dates[0].weekday())
    return f"is a {true.capitalize()}" + ("" if "year" in parts else f" in {dates[0].year}")


def _years(subject: Subject) -> list[int]:
    """Return the years of the incident's and the report's dates, in order."""
    facts = subject.incident.incident
    days = [subject.day, *(moment.day for moment in (facts.started, facts.resolved) if moment)]
    days += [event.begins.earliest.date() for event in subject.events[:1]]
    days += [action.due.last_day for action in subject.incident.actions if action.due]
    return sorted({day.year for day in days if day})


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@cache
def _calendars() -> dict[str, _Calendar]:
    """Read the names of days and months, by language."""
    text = (lint_words_folder() / "calendar.txt").read_text(encoding="utf-8")
    calendars = {}
    for line in re.sub("#.*", "", text).splitlines():
        code, _, names = line.partition(":")
        weekdays, _, months = names.partition("|")
        if names:
            calendars[code] = _Calendar(dict(_numbered(weekdays, 0)), dict(_numbered(months, 1)))
    return calendars


def _numbered(names: str, first: int) -> Iterator[tuple[str, int]]:
    for number, forms in enumerate(names.split(), start=first):
        for form in forms.split("/"):
            yield form, number


def _either(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _finding(hit: TextMatch, fault: str) -> Finding:
    words = " ".join(hit.match.group().split())
    hint = "Correct the date or the day of the week." if "is a" in fault else "Correct the date."
    return Finding(hit.text.pointer, f'says "{words}", which {fault}.', hint, hit.start)


RULE = Rule(id="date-in-text", level=Level.WARNING, check=_check)
