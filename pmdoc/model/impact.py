"""The impact of the incident.

In → Out: nothing in; frozen classes out; schema/incident.schema.json describes their fields.
Must not: parse, format or check anything, or store text in any form but the author's.
"""

from __future__ import annotations

from msgspec import Struct, field

from pmdoc.model.amount import Amount, Duration
from pmdoc.model.choice import StatementBasis
from pmdoc.model.line import Line
from pmdoc.model.moment import Moment


class CustomerImpact(Struct, frozen=True, kw_only=True):
    statement: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    count: Amount | None = None
    segments: tuple[str, ...] = ()
    severity: Line = ""
    errors_seen: tuple[str, ...] = ()


class UserImpact(Struct, frozen=True, kw_only=True):
    statement: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    affected: Amount | None = None
    failed_requests: Amount | None = None
    peak_error_rate: Amount | None = None
    added_latency: Amount | None = None
    experience: tuple[str, ...] = ()


class ServiceImpact(Struct, frozen=True, kw_only=True):
    name: Line
    impact: str = ""
    duration: Duration | None = None
    region: Line = ""
    source: Line = ""


class Outage(Struct, frozen=True, kw_only=True):
    service: Line = ""
    customers: Line = ""
    started: Moment | None = None
    restored: Moment | None = None
    duration: Duration | None = None
    note: Line = ""
    source: Line = ""


class PerformanceImpact(Struct, frozen=True, kw_only=True):
    statement: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    response_time: Amount | None = None
    throughput: Amount | None = None
    error_rate: Amount | None = None
    availability: Amount | None = None


class BusinessImpact(Struct, frozen=True, kw_only=True):
    statement: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    revenue: Amount | None = None
    sla_breaches: Amount | None = None
    complaints: Amount | None = None
    support_tickets: Amount | None = None
    reputation: str = ""
    compliance: str = ""


class DataImpact(Struct, frozen=True, kw_only=True):
    statement: str = ""
    loss: str = ""
    corruption: str = ""
    disclosure: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    window: Moment | None = None


class InternalImpact(Struct, frozen=True, kw_only=True):
    statement: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    engineering_time: Amount | None = None
    support_time: Amount | None = None
    management_attention: Amount | None = None
    opportunity_cost: str = ""


class ImpactMeasure(Struct, frozen=True, kw_only=True):
    name: Line
    value: Amount | None = None
    source: Line = ""
    note: Line = ""


class Impact(Struct, frozen=True, kw_only=True):
    statement: str = ""
    basis: StatementBasis = StatementBasis.ESTABLISHED
    customers: CustomerImpact = field(default_factory=CustomerImpact)
    users: UserImpact = field(default_factory=UserImpact)
    services: tuple[ServiceImpact, ...] = ()
    outages: tuple[Outage, ...] = ()
    unaffected: tuple[str, ...] = ()
    performance: PerformanceImpact = field(default_factory=PerformanceImpact)
    business: BusinessImpact = field(default_factory=BusinessImpact)
    data: DataImpact = field(default_factory=DataImpact)
    internal: InternalImpact = field(default_factory=InternalImpact)
    geography: tuple[str, ...] = ()
    demography: tuple[str, ...] = ()
    measures: tuple[ImpactMeasure, ...] = ()
