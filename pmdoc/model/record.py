"""Supporting records: metrics, charts, messages, references, appendices.

In → Out: nothing in; frozen classes out; schema/incident.schema.json describes their fields.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.amount import Amount
from pmdoc.model.choice import ChartKind, Direction, MetricArea, ReferenceKind
from pmdoc.model.line import Line
from pmdoc.model.moment import CalendarDate, Moment
from pmdoc.model.name import NOBODY, Names


class Metric(Struct, frozen=True, kw_only=True):
    name: Line
    before: Amount | None = None
    during: Amount | None = None
    after: Amount | None = None
    target: Amount | None = None
    unit: Line = ""
    source: Line = ""


class SuccessMetric(Struct, frozen=True, kw_only=True):
    name: Line = ""
    current: Amount | None = None
    target: Amount | None = None
    area: MetricArea | None = None


class Point(Struct, frozen=True, kw_only=True):
    at: Moment | None = None
    label: Line = ""
    value: float


class Series(Struct, frozen=True, kw_only=True):
    name: Line
    points: tuple[Point, ...] = ()
    csv: str = ""
    x: Line = ""
    y: Line = ""


class Chart(Struct, frozen=True, kw_only=True):
    title: Line
    alt: Line = ""
    caption: Line = ""
    kind: ChartKind = ChartKind.LINE
    unit: Line = ""
    csv: str = ""
    series: tuple[Series, ...] = ()
    target: float | None = None
    phases: bool = True


class Metrics(Struct, frozen=True, kw_only=True):
    current_state: tuple[Metric, ...] = ()
    success: tuple[SuccessMetric, ...] = ()
    charts: tuple[Chart, ...] = ()


class Message(Struct, frozen=True, kw_only=True):
    at: Moment | None = None
    channel: Line = ""
    message: str
    sender: Names = NOBODY
    audience: Line = ""
    direction: Direction | None = None
    url: str = ""


class Notification(Struct, frozen=True, kw_only=True):
    authority: Line = ""
    regulation: Line = ""
    required: bool | None = None
    due: Moment | None = None
    sent: Moment | None = None
    reference: Line = ""
    note: str = ""


class Communication(Struct, frozen=True, kw_only=True):
    log: tuple[Message, ...] = ()
    customer_summary: str = ""
    regulatory: tuple[Notification, ...] = ()
    regulatory_statement: str = ""


class Reference(Struct, frozen=True, kw_only=True):
    id: str = ""
    title: Line = ""
    url: str = ""
    kind: ReferenceKind | None = None
    publisher: Line = ""
    date: CalendarDate | None = None
    note: Line = ""


class Listing(Struct, frozen=True, kw_only=True):
    text: str
    title: Line = ""
    language: str = ""


class ImageEntry(Struct, frozen=True, kw_only=True):
    file: str
    alt: Line = ""
    decorative: bool = False
    caption: Line = ""
    width: int | None = None
    """None for the default. Units: percent of the text width."""
    beside: bool = False
    rotated: bool = False

    @property
    def key(self) -> str:
        """The key of the loaded image, different for the same image rotated."""
        return f"{self.file} rotated" if self.rotated else self.file


class Appendix(Struct, frozen=True, kw_only=True):
    title: Line
    text: str = ""


class Appendices(Struct, frozen=True, kw_only=True):
    technical_details: str = ""
    customer_impact_details: str = ""
    communication_records: str = ""
    monitoring_data: str = ""
    logs: tuple[Listing, ...] = ()
    error_messages: tuple[Listing, ...] = ()
    configuration_changes: tuple[Listing, ...] = ()
    screenshots: tuple[ImageEntry, ...] = ()
    monitoring: tuple[ImageEntry, ...] = ()
    other: tuple[Appendix, ...] = ()
