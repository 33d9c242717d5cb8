"""The report itself: document control, distribution, sign-off, revisions, reviewers' comments.

In → Out: nothing in; frozen classes out; schema/incident.schema.json describes their fields.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct, field

from pmdoc.model.choice import ReportStatus
from pmdoc.model.line import Line
from pmdoc.model.moment import CalendarDate, Moment
from pmdoc.model.name import NOBODY, Name, Names
from pmdoc.model.tlp import Tlp


class Recipient(Struct, frozen=True, kw_only=True):
    name: Name
    received: bool | None = None
    """None if the author doesn't say."""
    note: Line = ""


class Approval(Struct, frozen=True, kw_only=True):
    by: tuple[Name, ...] = ()
    date: dt.date | None = None
    note: str = ""


class SignOff(Struct, frozen=True, kw_only=True):
    role: Line
    name: Name = ""
    name_withheld: bool = False
    date: Moment | None = None
    decision: Line = ""
    meaning: Line = ""
    signature: Line = ""


class Revision(Struct, frozen=True, kw_only=True):
    version: str = ""
    date: dt.date | None = None
    author: Names = NOBODY
    changes: str = ""


class Report(Struct, frozen=True, kw_only=True):
    title: Line = ""
    subtitle: Line = ""
    id: str = ""
    type: Line = ""
    status: ReportStatus = ReportStatus.DRAFT
    date: dt.date | None = None
    version: str = ""
    last_updated: dt.date | None = None
    authors: tuple[Name, ...] = ()
    facilitator: Names = NOBODY
    participants: tuple[Name, ...] = ()
    reviewers: tuple[Name, ...] = ()
    reviewed: dt.date | None = None
    next_review: CalendarDate | None = None
    classification: str = ""
    tlp: Tlp | None = None
    privilege: Line = ""
    handling: Line = ""
    copy: Line = ""
    recipient: Name = ""
    organization: Line = ""
    distribution: tuple[Recipient, ...] = ()
    approval: Approval = field(default_factory=Approval)
    sign_offs: tuple[SignOff, ...] = ()
    revisions: tuple[Revision, ...] = ()
    confidentiality: str = ""
    disclaimer: str = ""
    blameless_statement: str = ""

    @property
    def version_date(self) -> dt.date | None:
        """The day of this version: of its revision, else of the last one, else of the report."""
        dated = [(r.version, r.date) for r in self.revisions if r.date]
        same = [day for version, day in dated if version == self.version]
        return max(same or [day for _, day in dated], default=self.last_updated or self.date)


class ReviewComment(Struct, frozen=True, kw_only=True):
    text: str
    author: Name = ""
    date: dt.date | None = None
    on: str = ""
    """A JSON Pointer into the incident to what it is about; empty for the whole incident."""
