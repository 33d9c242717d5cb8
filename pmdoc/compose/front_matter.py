"""Make what every report has, whatever its layout: title block, marking, header, footer, metadata.

In → Out: the context in, the parts of a `Document` around its sections out.
Must not: show anything that the incident file does not state.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import assert_never

from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_lines
from pmdoc.compose.formatting.field_values import FieldValue, compose_field
from pmdoc.compose.formatting.values import ValueFormat, class_label, plain_text, to_badge
from pmdoc.compose.paths import first_filled, is_filled, resolve
from pmdoc.compose.reads import Alternatives
from pmdoc.layout import Watermark
from pmdoc.model.document import (
    Badge,
    Banner,
    Inline,
    KeyValue,
    Metadata,
    PageCount,
    PageNumber,
    Property,
    RunningLine,
    Text,
    TitleBlock,
)

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of a report without one: the earliest date that every format supports."""
FRONT: tuple[Alternatives, ...] = (
    ("report.title", "incident.title"),
    ("report.id", "incident.id"),
    *((f"report.{name}",) for name in ("type", "subtitle", "status", "version", "date")),
    *((f"report.{name}",) for name in ("organization", "classification", "tlp", "privilege")),
    *((f"report.{name}",) for name in ("handling", "copy", "recipient", "blameless_statement")),
)
"""What title block, marking, header, footer and closing statement show in every layout."""
_DIGEST_DIGITS = 12
"""How much of the digest each page shows; the file's properties have all of it."""
_COVER_FACTS: tuple[tuple[str, Alternatives], ...] = (
    ("fact_incident", ("incident.id",)),
    ("fact_incident_date", ("incident.date", "derived.date")),
    ("fact_severity", ("incident.severity",)),
    ("fact_status", ("report.status",)),
    ("fact_report_date", ("report.date",)),
    ("fact_classification", ("report.classification",)),
)
_COPY_FACTS: tuple[tuple[str, Alternatives], ...] = (
    ("fact_copy", ("report.copy",)),
    ("fact_recipient", ("report.recipient",)),
)
_VERSION, _REPORT_ID = "Version", "Report ID"
"""The file's properties that each page shows."""


def report_title(ctx: Context) -> str:
    """Return the report's own title, or the incident's; for a form, the layout's."""
    stated = ctx.incident.report.title or ctx.incident.incident.title
    return ctx.one_line(stated) or ctx.label(ctx.layout.title.kicker) or ctx.layout.name


def report_identifier(ctx: Context) -> str:
    """Return the report's own id, or the incident's."""
    return ctx.incident.report.id or ctx.incident.incident.id


def record_front(ctx: Context) -> None:
    """Record the values of `FRONT` as shown."""
    for paths in FRONT:
        filled = (path for path in paths if is_filled(resolve(ctx.incident, path)))
        ctx.shown.add_property(ctx.incident, next(filled, paths[0]))


def report_edition(ctx: Context) -> str:
    """Return what identifies this very document: id, version, date and, if asked for, digest."""
    report = ctx.incident.report
    parts = [report_identifier(ctx)]
    if report.version:
        parts.append(ctx.word("version", version=ctx.one_line(report.version)))
    if report.date:
        parts.append(ctx.language.date(report.date))
    if ctx.digest:
        parts.append(f"SHA-256 {ctx.digest[:_DIGEST_DIGITS]}")
    return " · ".join(part for part in parts if part)


def make_title_block(ctx: Context) -> TitleBlock:
    """Make the title block of the first page."""
    spec, report = ctx.layout.title, ctx.incident.report
    if ctx.is_blank:
        blank = tuple(KeyValue(ctx.label(f.label), blank_lines()) for f in spec.facts)
        kicker = ctx.one_line(report.organization)
        return TitleBlock(title=report_title(ctx), kicker=kicker, facts=blank)
    badges = []
    for path in spec.badges:
        if badge := _badge(path, first_filled(ctx.incident, (path,)), ctx):
            ctx.shown.add_property(ctx.incident, path)
            badges.append(badge)
    facts = []
    for fact in spec.facts:
        value = first_filled(ctx.incident, fact.value)
        show = ValueFormat.NAMES if isinstance(value, tuple) else ValueFormat.AUTO
        blocks = compose_field(FieldValue(value=fact.value, show=show), ctx.incident, ctx)
        if blocks:
            facts.append(KeyValue(ctx.label(fact.label), blocks))
    facts += _standard_facts(ctx)
    return TitleBlock(
        is_cover=ctx.layout.cover,
        title=report_title(ctx),
        kicker=ctx.one_line(report.type) or ctx.label(spec.kicker),
        subtitle=ctx.one_line(report.subtitle),
        badges=tuple(badges),
        facts=tuple(facts),
        # a cover has no header, which shows the organization on other pages
        organization="" if ctx.layout.cover else ctx.one_line(report.organization),
    )


def _badge(path: str, value: object, ctx: Context) -> Badge | None:
    """Return a badge; the incident's status is named, as "Closed" could be the report's as well."""
    if value is None:
        return None
    badge = to_badge(value, ctx)
    if path != "incident.status":
        return badge
    label = ctx.word("fact_incident")
    return replace(badge, text=ctx.word("labelled", label=label, value=badge.text))


def _standard_facts(ctx: Context) -> Iterator[KeyValue]:
    """Yield the facts that a cover, or a numbered copy, shows even if the layout names others."""
    stated = {path for fact in ctx.layout.title.facts for path in fact.value}
    for key, paths in (*(_COVER_FACTS if ctx.layout.cover else ()), *_COPY_FACTS):
        blocks = compose_field(FieldValue(value=paths), ctx.incident, ctx)
        if blocks and stated.isdisjoint(paths):
            yield KeyValue(ctx.word(key), blocks)


def make_banner(ctx: Context) -> Banner | None:
    """Make the marking of every page; None if the report has no classification of any kind."""
    report = ctx.incident.report
    banner = Banner(
        label=class_label(ctx),
        tlp=report.tlp,
        privilege=ctx.one_line(report.privilege),
        caveat=ctx.one_line(report.handling),
    )
    return None if banner == Banner() else banner


def make_header(ctx: Context) -> RunningLine:
    """Make the header: the organization, and the id of the report."""
    organization = ctx.one_line(ctx.incident.report.organization)
    start = (Text(organization or report_title(ctx)),)
    return RunningLine(start=start, end=() if ctx.is_blank else _reference(ctx))


def _reference(ctx: Context) -> tuple[Inline, ...]:
    report = ctx.incident.report
    copy = ctx.word("copy", copy=ctx.one_line(report.copy)) if report.copy else ""
    rest = "".join(f" · {part}" for part in (copy, ctx.one_line(report.recipient)) if part)
    return (Property(report_identifier(ctx), _REPORT_ID), *((Text(rest),) if rest else ()))


def make_footer(ctx: Context) -> RunningLine:
    """Make the footer: version, status, date, the digest if asked for, and the page number."""
    report = ctx.incident.report
    page_of = ctx.phrase("page_of", page=PageNumber(), pages=PageCount())
    if ctx.is_blank:
        return RunningLine(start=(Text(report_title(ctx)),), end=page_of)
    parts = [plain_text(report.status, ctx)]
    if report.date:
        parts.append(ctx.language.date(report.date))
    if ctx.digest:
        parts.append(f"SHA-256 {ctx.digest[:_DIGEST_DIGITS]}")
    if not report.version:
        return RunningLine(start=(Text(" · ".join(parts)),), end=page_of)
    version = ctx.phrase("version", version=Property(ctx.one_line(report.version), _VERSION))
    return RunningLine(start=(*version, Text(" · ".join(("", *parts)))), end=page_of)


def make_metadata(ctx: Context) -> Metadata:
    """Make the file's properties.

    Units: dates are the report's own, at midnight UTC. A report without one is dated by
    `ctx.source_date` (from SOURCE_DATE_EPOCH), or else 1980-01-01.
    """
    report, facts = ctx.incident.report, ctx.incident.incident
    stated = report.date or report.last_updated
    created = datetime.combine(stated, time(), UTC) if stated else ctx.source_date or EPOCH
    changed = report.last_updated or stated
    modified = datetime.combine(changed, time(), UTC) if changed else created
    properties = (
        ("Incident ID", facts.id),
        ("Severity", facts.severity),
        ("Status", report.status.value),
        ("Classification", class_label(ctx)),
        ("TLP", report.tlp.value if report.tlp else ""),
        (_VERSION, report.version),
        (_REPORT_ID, report_identifier(ctx)),
        ("Content SHA-256", ctx.digest),
        ("Copy", report.copy),
        ("Recipient", report.recipient),
    )
    return Metadata(
        title=report_title(ctx),
        language=ctx.language.code,
        created=created,
        modified=max(created, modified),
        subject=ctx.one_line(report.type) or ctx.label(ctx.layout.title.kicker),
        authors=report.authors,
        keywords=tuple(word for word in (facts.id, facts.type, facts.severity) if word),
        organization=report.organization,
        identifier=report_identifier(ctx),
        version=report.version,
        is_right_to_left=ctx.language.is_right_to_left,
        date_picture=ctx.language.date_picture,
        properties=tuple((name, value) for name, value in properties if value),
    )


def make_watermark(ctx: Context) -> str:
    """Return the word across every page; empty once the report is final."""
    status = ctx.incident.report.status
    if status.is_final or ctx.is_blank:
        return ""
    match ctx.layout.watermark:
        case Watermark.STATUS:
            return plain_text(status, ctx)
        case Watermark.CLASSIFICATION:
            return class_label(ctx)
        case Watermark.NONE:
            return ""
        case _:
            assert_never(ctx.layout.watermark)
