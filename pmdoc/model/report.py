"""The report itself: document control, distribution, sign-off, revisions, reviewers' comments.

In → Out: nothing in; frozen classes out; schema/incident.schema.json describes their fields.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct, field

from pmdoc.model.choice import ReportStatus
from pmdoc.model.line import Line
from pmdoc.model.moment import Moment
from pmdoc.model.name import Name
from pmdoc.model.tlp import Tlp


class Recipient(Struct, frozen=True, kw_only=True):
    name: Name
    received: bool = False
    note: Line = ""


class Approval(Struct, frozen=True, kw_only=True):
    by: tuple[Name, ...] = ()
    date: dt.date | None = None
    note: str = ""


class SignOff(Struct, frozen=True, kw_only=True):
    role: Line
    name: Name = ""
    date: Moment | None = None
    decision: Line = ""
    meaning: Line = ""
    signature: Line = ""


class Revision(Struct, frozen=True, kw_only=True):
    version: str = ""
    date: dt.date | None = None
    author: Name = ""
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
    facilitator: Name = ""
    participants: tuple[Name, ...] = ()
    reviewers: tuple[Name, ...] = ()
    reviewed: dt.date | None = None
    next_review: dt.date | None = None
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


class ReviewComment(Struct, frozen=True, kw_only=True):
    text: str
    author: Name = ""
    date: dt.date | None = None
    on: str = ""
    """A JSON Pointer into the incident to what it is about; empty for the whole incident."""
