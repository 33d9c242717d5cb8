"""Find a version that differs from the last revision.

The version on the title page and the newest line of the history are about the same document. If
they differ, one of them was forgotten.

Passes:
    pmdoc: 1
    report:
      version: "1.1"
      revisions:
        - {version: "1.1", date: 2026-03-12, changes: Figures corrected}
        - {version: "1.0", date: 2026-03-09, changes: First complete version}
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report:
      version: "1.0"
      revisions:
        - {version: "1.0", date: 2026-03-09, changes: First complete version}
        - {version: "1.1", date: 2026-03-12, changes: Figures corrected}
    incident: {id: INC-1, title: Outage}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.model.report import Revision


def _check(subject: Subject) -> Findings:
    report = subject.incident.report
    if not report.version or not report.revisions:
        return
    last = _newest(report.revisions)
    if last.version and _plain(last.version) != _plain(report.version):
        yield Finding(
            "/report/version",
            f"is {report.version}, but the last revision is {last.version}.",
            "Add a revision for this version, or correct the version.",
        )


def _newest(revisions: tuple[Revision, ...]) -> Revision:
    """Return the newest revision: the end of the list with the later date, else the last."""
    first, last = revisions[0], revisions[-1]
    return first if first.date and last.date and first.date > last.date else last


def _plain(version: str) -> str:
    return version.strip().lower().removeprefix("version").strip(" v")


RULE = Rule(id="version-differs", level=Level.WARNING, check=_check)
