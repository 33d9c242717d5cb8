"""Find dates in texts that do not exist, or fall on another day of the week.

"Tuesday, 2 March 2026" was a Monday, so either the day or the weekday is wrong; "30 February" never
comes. A date without a year is compared with the years of the report's dates. The day on which the
incident began, but in another year, is usually a slip, too. The rule reads the language of the
report where `words/calendar.txt` has it, and English.

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
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextMatch
from pmdoc.runtime.resources import lint_words_folder

_LEAP_YEAR = 2000
_YEAR = r"(?:,?[ \u00a0](?:de )?(?P<year>(?:19|20)\d\d)\b)?"
# Each begins with a fixed set of characters, which makes a search ten times as fast.
_ISO = SearchPattern(
    r"(?P<year>[12](?<![\w./-].)[90]\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?![\w/-]|\.\d)"
)
_BEFORE = 30


class _Calendar(Struct, frozen=True):
    """The names of one language. Shape: names in lowercase, to the number of the day or month."""

    weekdays: dict[str, int]
    months: dict[str, int]

    def patterns(self) -> tuple[SearchPattern, ...]:
        """Return patterns for "2 March 2026", "March 2, 2026" and 2026-03-02."""
        first = "".join(sorted({name[0].upper() for name in self.months}))
        rest = _either(name[1:] for name in self.months)
        return (
            _ISO,
            SearchPattern(
                r"(?P<day>\d(?<![\w.,:-].)\d?)(?:st|nd|rd|th|\.|º|er)?[ \u00a0](?:of |de )?"
                rf"(?P<month>(?i:{_either(self.months)}))\b\.?{_YEAR}"
            ),
            SearchPattern(
                rf"(?P<month>[{first}](?<!\w.)(?i:{rest}))\b\.?[ \u00a0](?P<day>\d{{1,2}})"
                rf"(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|[ \u00a0]%){_YEAR}"
            ),
        )

    def month(self, text: str) -> int:
        """Return the number of a month, which may be outside the calendar."""
        return int(text) if text.isdigit() else self.months.get(text.lower(), 0)

    @property
    def weekday(self) -> SearchPattern:
        """Return a pattern for the day of the week, directly before a date."""
        return SearchPattern(
            rf"(?i)\b({_either(self.weekdays)})\b\.?,?[ \u00a0](?:the |den |le |el |dem )?\Z"
        )


def _check(subject: Subject) -> Findings:
    calendars = _calendars()
    language = subject.incident.language.partition("-")[0]
    named: set[tuple[str, int]] = set()
    for code in dict.fromkeys(("en", language)):
        if code not in calendars:
            continue
        calendar = calendars[code]
        for pattern in calendar.patterns():
            for hit in subject.texts.prose.search(pattern):
                finding = _date_fault(hit, calendar, subject)
                if finding and (hit.text.pointer, hit.start) not in named:
                    named.add((hit.text.pointer, hit.start))
                    yield finding


def _date_fault(hit: TextMatch, calendar: _Calendar, subject: Subject) -> Finding | None:
    """Return what is wrong with a date, if anything."""
    year, month, day = (hit.match[name] for name in ("year", "month", "day"))
    number, of_month = calendar.month(month), int(day)
    if not number or not 1 <= of_month <= 31:
        return None
    years = [int(year)] if year else _years(subject)
    dates = [date for one in years if (date := _date(one, number, of_month))]
    if not dates:
        is_never = year or _date(_LEAP_YEAR, number, of_month) is None
        return _finding(hit, "", "does not exist") if is_never else None
    began = _began(subject)
    if (
        year
        and began
        and (number, of_month) == (began.month, began.day)
        and int(year) != began.year
    ):
        return _finding(hit, "", f"is the day of the incident, but not its year, {began.year}")
    before = hit.text.text[max(0, hit.start - _BEFORE) : hit.start]
    weekday = calendar.weekday.pattern.search(before)
    if weekday is None:
        return None
    said = calendar.weekdays[weekday[1].lower()]
    if any(date.weekday() == said for date in dates):
        return None
    names = {number: name.capitalize() for name, number in reversed(calendar.weekdays.items())}
    when = "" if year else f" in {dates[0].year}"
    return _finding(hit, weekday.group(), f"is a {names[dates[0].weekday()]}{when}")


def _began(subject: Subject) -> dt.date | None:
    started = subject.incident.incident.started
    return started.day if started else None


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


def _either(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def _finding(hit: TextMatch, before: str, fault: str) -> Finding:
    words = " ".join(f"{before}{hit.match.group()}".split())
    hint = "Correct the date or the day of the week." if before else "Correct the date."
    return Finding(hit.text.pointer, f'says "{words}", which {fault}.', hint, hit.start)


RULE = Rule(id="date-in-text", level=Level.WARNING, check=_check)
