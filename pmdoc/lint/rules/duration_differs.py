"""Find lengths of the incident in texts that its times contradict.

"The outage lasted four hours" above times that give 93 minutes is what a journalist quotes. The
rule reads sentences of title, summary and impact such as "lasted 4 hours", "a 4-hour outage" or
"was down for 4 hours", and compares them with everything that may be meant: the time between any
two moments of the incident, its stated durations and those of its services. One unit more or less
is rounding, and of "about" a tenth. A length that fits none of them is a warning if it exceeds the
whole incident, else a note.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:12Z, resolved: 2026-03-02T10:45Z}
    summary: {one_line: Checkout was down for an hour and a half. The outage lasted 93 minutes.}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:12Z, resolved: 2026-03-02T10:45Z}
    summary: {one_line: The outage lasted four hours.}
"""

import datetime as dt
from itertools import combinations

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextMatch
from pmdoc.lint.time_bounds import Bounds, end_of, start_of
from pmdoc.model.amount import Duration
from pmdoc.model.choice import Basis
from pmdoc.model.incident import Incident

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_UNITS = {
    "s": dt.timedelta(seconds=1),
    "m": dt.timedelta(minutes=1),
    "h": dt.timedelta(hours=1),
    "d": dt.timedelta(days=1),
    "w": dt.timedelta(weeks=1),
}
_NUMBER = rf"\d{{1,4}}(?:\.\d{{1,2}})?|{'|'.join(_WORDS)}|twelve"
_UNIT = r"(?:second|sec|minute|min|hour|hr|h|day|week)"
_LENGTH = (
    r"(?P<about>about |around |approximately |some |roughly |nearly |almost |just under |just over "
    r"|more than |over |at least |under |less than |up to )?"
    rf"(?P<n1>{_NUMBER})[ -](?P<u1>{_UNIT})s?\b"
    rf"(?:,? (?:and )?(?P<n2>{_NUMBER}) (?P<u2>{_UNIT})s?\b)?"
    r"(?! (?:and a half|ago|later|earlier|after|before|into|each|per|a (?:day|week)))"
)
_INCIDENT = r"(?:incident|outage|disruption|interruption|downtime|degradation|breach|intrusion)"
_CLAIM = SearchPattern(
    rf"(?i)\b{_INCIDENT} (?:[\w,]+ ){{0,3}}?(?:lasted|took|went on|continued)(?: for)?"
    rf"(?: a total of)? {_LENGTH}",
    *("lasted", "took", "went on", "continued"),
)
_DOWN = SearchPattern(
    r"(?i)\b(?:was|were|is) (?:\w+ly )?(?:down|unavailable|not available|offline|out of service"
    rf"|unreachable|interrupted)(?: for)?(?: a total of)? {_LENGTH}",
    *(
        "down",
        "available",
        "unavailable",
        "offline",
        "out of service",
        "unreachable",
        "interrupted",
    ),
)
_FOR = SearchPattern(
    r"(?i)(?:\b(?:fail(?:ed|ing)?|broken|stopped|slow|degraded|delayed|affected|disrupted|impaired"
    r"|unusable|not usable|without \w+|could not \w+) |(?:\A|(?<=[.!?:] )))"
    rf"for (?:a total of )?{_LENGTH}",
    "for ",
)
_ADJECTIVE = SearchPattern(
    rf"(?i)\b(?P<about>)(?P<n1>{_NUMBER})[ -](?P<u1>{_UNIT})s?[ -](?:\w+ ){{0,1}}{_INCIDENT}\b"
    r"(?P<n2>)(?P<u2>)",
    *("incident", "outage", "disruption", "interruption", "downtime", "degradation"),
)
_OTHER = SearchPattern(
    r"(?i)\b(?:previous|earlier|last|similar|past|another|if|would|in (?:19|20)\d\d)\b"
)
_MOMENTS = (
    *("started", "detected", "acknowledged", "escalated", "mitigation_started", "mitigated"),
    *("restored", "resolved", "closed"),
)
_DURATIONS = ("duration", "downtime", "time_to_detect", "time_to_mitigate", "time_to_resolve")


def _check(subject: Subject) -> Findings:
    incident = subject.incident
    facts = incident.incident
    begins, ends = start_of(facts.started), end_of(facts.resolved) or end_of(facts.restored)
    if begins is None or ends is None:
        return
    whole = ends.latest - begins.earliest
    for pattern in (_CLAIM, _DOWN, _FOR, _ADJECTIVE):
        for hit in subject.texts.summary.search(pattern):
            said = _length(hit)
            before = hit.text.text[max(0, hit.start - 60) : hit.start]
            if _OTHER.pattern.search(before) or _fits(said, hit, incident):
                continue
            minutes = round((ends.earliest - begins.earliest).total_seconds() / 60)
            took = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
            yield Finding(
                hit.text.pointer,
                f'says "{hit.match.group()}", but from started to its end it took {took}.',
                "Correct one of them, or say from when to when.",
                hit.start,
                level=None if said > whole else Level.NOTE,
            )


def _length(hit: TextMatch) -> dt.timedelta:
    parts = [(hit.match["n1"], hit.match["u1"]), (hit.match["n2"], hit.match["u2"])]
    return sum((_number(n) * _UNITS[u[0].lower()] for n, u in parts if n), dt.timedelta())


def _number(text: str) -> float:
    names = (*_WORDS, "twelve")
    return names.index(text.lower()) + 1 if text.lower() in names else float(text)


def _fits(said: dt.timedelta, hit: TextMatch, incident: Incident) -> bool:
    """Return whether a length may be that of something in the incident."""
    unit = _UNITS[(hit.match["u2"] or hit.match["u1"])[0].lower()]
    slack = max(unit, said / 10) if hit.match["about"] else unit
    facts = incident.incident
    durations: list[Duration | None] = [getattr(facts, name) for name in _DURATIONS]
    durations += [service.duration for service in incident.impact.services]
    for one in durations:
        if one and one.value is not None:
            is_rough = one.approximate or one.basis is Basis.ESTIMATE
            if abs(one.value - said) <= (max(slack, one.value / 10) if is_rough else slack):
                return True
    moments = [(start_of(getattr(facts, name)), end_of(getattr(facts, name))) for name in _MOMENTS]
    pairs = combinations([(start, end) for start, end in moments if start and end], 2)
    return any(_may_take(one, other, said, slack) for one, other in pairs)


def _may_take(
    one: tuple[Bounds, Bounds],
    other: tuple[Bounds, Bounds],
    said: dt.timedelta,
    slack: dt.timedelta,
) -> bool:
    shortest = other[0].earliest - one[1].latest
    longest = other[1].latest - one[0].earliest
    return shortest - slack <= said <= longest + slack


RULE = Rule(id="duration-differs", level=Level.WARNING, check=_check)
