"""Find revisions that are out of order or listed twice.

A history reads from one end to the other, oldest or newest first: dates and versions go the same
way all along, and each version is listed once.

Passes:
    pmdoc: 1
    report:
      revisions:
        - {version: "0.9", date: 2026-03-05, changes: Draft}
        - {version: "0.10", date: 2026-03-07, changes: Comments worked in}
        - {version: "1.0", date: 2026-03-07, changes: First complete version}
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report:
      revisions:
        - {version: "0.9", date: 2026-03-05, changes: Draft}
        - {version: "1.0", date: 2026-03-03, changes: First complete version}
        - {version: "1.1", date: 2026-03-12, changes: Figures corrected}
    incident: {id: INC-1, title: Outage}
"""

import itertools
import re

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.model.report import Revision

_VERSION = re.compile(r"v?\d+(?:\.\d+)*")


def _check(subject: Subject) -> Findings:
    revisions = subject.incident.report.revisions
    seen: dict[str, int] = {}
    for index, revision in enumerate(revisions):
        if revision.version in seen:
            yield Finding(
                pointer_to("report", "revisions", index, "version"),
                f"is also the version of report.revisions[{seen[revision.version]}].",
                "Give each revision a version of its own.",
            )
        if revision.version:
            seen.setdefault(revision.version, index)
    is_newest_first = _goes_down(revisions)
    for index, (above, below) in enumerate(itertools.pairwise(revisions), start=1):
        older, newer = (below, above) if is_newest_first else (above, below)
        if older.date and newer.date and newer.date < older.date:
            yield _finding(index, "date")
        elif _number(newer.version) < _number(older.version):
            yield _finding(index, "version")


def _goes_down(revisions: tuple[Revision, ...]) -> bool:
    """Return whether the newest is first, by the dates at both ends, or else the versions."""
    if len(revisions) < 2:
        return False
    first, last = revisions[0], revisions[-1]
    if first.date and last.date and first.date != last.date:
        return first.date > last.date
    return bool(_number(first.version) > _number(last.version) > ())


def _number(version: str) -> tuple[int, ...]:
    """Parse a version such as 1.10; return an empty tuple if it is not a number."""
    if not _VERSION.fullmatch(version):
        return ()
    return tuple(int(part) for part in version.lstrip("v").split("."))


def _finding(index: int, what: str) -> Finding:
    return Finding(
        pointer_to("report", "revisions", index, what),
        "is out of order with the revision above it.",
        f"Move it, or check the {what} of both.",
    )


RULE = Rule(id="revision-order", level=Level.WARNING, check=_check)
