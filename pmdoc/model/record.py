"""Supporting records: metrics, charts, messages, references, appendices.

In → Out: nothing in; frozen classes out; schema/incident.schema.json describes their fields.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.amount import Amount
from pmdoc.model.choice import ChartKind, Direction, MetricArea, ReferenceKind
from pmdoc.model.moment import CalendarDate, Moment
from pmdoc.model.name import NOBODY, Names


class Metric(Struct, frozen=True, kw_only=True):
    name: str
    before: Amount | None = None
    during: Amount | None = None
    after: Amount | None = None
    target: Amount | None = None
    unit: str = ""
    source: str = ""


class SuccessMetric(Struct, frozen=True, kw_only=True):
    name: str = ""
    current: Amount | None = None
    target: Amount | None = None
    area: MetricArea | None = None


class Point(Struct, frozen=True, kw_only=True):
    at: Moment | None = None
    label: str = ""
    value: float


class Series(Struct, frozen=True, kw_only=True):
    name: str
    points: tuple[Point, ...] = ()
    csv: str = ""
    x: str = ""
    y: str = ""


class Chart(Struct, frozen=True, kw_only=True):
    title: str
    alt: str = ""
    caption: str = ""
    kind: ChartKind = ChartKind.LINE
    unit: str = ""
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
    channel: str = ""
    message: str
    sender: Names = NOBODY
    audience: str = ""
    direction: Direction | None = None
    url: str = ""


class Notification(Struct, frozen=True, kw_only=True):
    authority: str = ""
    regulation: str = ""
    required: bool | None = None
    due: Moment | None = None
    sent: Moment | None = None
    reference: str = ""
    note: str = ""


class Communication(Struct, frozen=True, kw_only=True):
    log: tuple[Message, ...] = ()
    customer_summary: str = ""
    regulatory: tuple[Notification, ...] = ()
    regulatory_statement: str = ""


class Reference(Struct, frozen=True, kw_only=True):
    id: str = ""
    title: str = ""
    url: str = ""
    kind: ReferenceKind | None = None
    publisher: str = ""
    date: CalendarDate | None = None
    note: str = ""


class Listing(Struct, frozen=True, kw_only=True):
    text: str
    title: str = ""
    language: str = ""


class ImageEntry(Struct, frozen=True, kw_only=True):
    file: str
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    width: int | None = None
    """None for the default. Units: percent of the text width."""
    beside: bool = False
    rotated: bool = False

    @property
    def key(self) -> str:
        """The key of the loaded image, different for the same image rotated."""
        return f"{self.file} rotated" if self.rotated else self.file


class Appendix(Struct, frozen=True, kw_only=True):
    title: str
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
