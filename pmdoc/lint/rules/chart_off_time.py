"""Find charts that show another time than the incident's.

A chart of the day before, or of the same day a year ago, proves nothing, and a reader may not
notice. The points of a chart have to reach into the time from the start of the incident to its end,
and most of them belong within three times its length before and after it, at least within a day. A
single series that lies elsewhere is reported, too. Charts and series whose name speaks of before or
after ("The week before", "Since the repair") are left alone, and so are series from CSV files.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z, resolved: 2026-03-02T10:00Z}
    metrics:
      charts:
        - title: Errors
          series:
            - name: Checkout
              points: [{at: 2026-03-02T08:50Z, value: 0}, {at: 2026-03-02T09:30Z, value: 82}]

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, started: 2026-03-02T09:00Z, resolved: 2026-03-02T10:00Z}
    metrics:
      charts:
        - title: Errors
          series:
            - name: Checkout
              points: [{at: 2025-03-02T08:50Z, value: 0}, {at: 2025-03-02T09:30Z, value: 82}]
"""

import datetime as dt

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern
from pmdoc.lint.time_bounds import Bounds, end_of, start_of
from pmdoc.model.record import Series

_COMPARES = SearchPattern(
    r"(?i)\b(?:before|after|since|previous|prior|earlier|last|usual|normal|baseline|trend|history"
    r"|year|month|week|weeks|compar\w+|verif\w+|follow-?up|vorher|nachher|seit|vor|nach|avant|après"
    r"|antes|después|prima|dopo)\b"
)
_MARGIN = dt.timedelta(days=1)
_TIMES = 3


def _check(subject: Subject) -> Findings:
    facts = subject.incident.incident
    start, end = start_of(facts.started), end_of(facts.resolved) or end_of(facts.restored)
    if start is None or end is None:
        return
    for index, chart in enumerate(subject.incident.metrics.charts):
        if _COMPARES.pattern.search(f"{chart.title} {chart.caption}"):
            continue
        faults = [_fault(series, start.earliest, end.latest) for series in chart.series]
        if faults and all(faults) and len(set(faults)) == 1:
            yield _finding(faults[0], "metrics", "charts", index)
            continue
        for number, fault in enumerate(faults):
            if fault:
                yield _finding(fault, "metrics", "charts", index, "series", number)


def _fault(series: Series, start: dt.datetime, end: dt.datetime) -> str:
    """Return how the points lie to the incident, or an empty string if they fit."""
    points = [bounds for point in series.points if (bounds := start_of(point.at))]
    if not points or len(points) < len(series.points) or _COMPARES.pattern.search(series.name):
        return ""
    margin = max(_MARGIN, (end - start) * _TIMES)
    if all(point.latest < start for point in points):
        return "before the incident"
    if all(point.earliest > end for point in points):
        return "after the incident"
    off = sum(1 for point in points if not _is_near(point, start - margin, end + margin))
    return "mostly far from the incident" if off > len(points) / 2 else ""


def _is_near(point: Bounds, first: dt.datetime, last: dt.datetime) -> bool:
    return point.latest >= first and point.earliest <= last


def _finding(fault: str, *place: str | int) -> Finding:
    return Finding(
        pointer_to(*place),
        f"shows a time that is {fault}.",
        "Check the days, the year and the UTC offset of its points.",
    )


RULE = Rule(id="chart-off-time", level=Level.WARNING, check=_check)
