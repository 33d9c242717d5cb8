"""What every report has whatever its layout: title block, marking, running lines, properties.

In → Out: the context in, the parts of a `Document` around its sections out.
Must not: show anything that the incident file does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import assert_never

from pmdoc.compose.context import Context
from pmdoc.compose.field_values import FieldValue, piece_blocks
from pmdoc.compose.form_placeholders import blank_lines
from pmdoc.compose.paths import first_filled
from pmdoc.compose.reads import Alternatives
from pmdoc.compose.values import ValueFormat, class_label, plain_text, to_badge
from pmdoc.layout import Watermark
from pmdoc.model.choice import ReportStatus
from pmdoc.model.document import (
    Banner,
    Furniture,
    Inline,
    KeyValue,
    Metadata,
    PageCount,
    PageNumber,
    Property,
    Text,
    TitleBlock,
)

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of a report that states none: the earliest one that every format can carry."""
FRONT: tuple[Alternatives, ...] = (
    ("report.title", "incident.title"),
    ("report.id", "incident.id"),
    ("report.type",),
    ("report.subtitle",),
    ("report.status",),
    ("report.version",),
    ("report.date",),
    ("report.organization",),
    ("report.classification",),
    ("report.tlp",),
    ("report.privilege",),
    ("report.handling",),
    ("report.copy",),
    ("report.recipient",),
    ("report.blameless_statement",),
)
"""What title block, marking, running lines and closing statement show in every layout."""
_DIGITS = 12
"""Digits of the digest that stand on each page; the file's properties hold all."""
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
_PAGE, _COUNT = "\x00", "\x01"
_VERSION, _REPORT_ID = "Version", "Report ID"
"""Properties of the file that each page shows."""


def report_title(ctx: Context) -> str:
    """Return the report's title: its own, or the incident's; a form has that of its layout."""
    stated = ctx.incident.report.title or ctx.incident.incident.title
    return stated or ctx.label(ctx.layout.title.kicker) or ctx.layout.name


def report_identifier(ctx: Context) -> str:
    """Return what the report is filed under: its own id, or the incident's."""
    return ctx.incident.report.id or ctx.incident.incident.id


def report_edition(ctx: Context) -> str:
    """Name the very document: its id, version, date and, where it is wanted, digest."""
    report = ctx.incident.report
    parts = [report_identifier(ctx)]
    if report.version:
        parts.append(ctx.word("version", version=report.version))
    if report.date:
        parts.append(ctx.language.date(report.date))
    if ctx.digest:
        parts.append(f"SHA-256 {ctx.digest[:_DIGITS]}")
    return " · ".join(part for part in parts if part)


def make_title_block(ctx: Context) -> TitleBlock:
    """Make the head of the first page."""
    spec, report = ctx.layout.title, ctx.incident.report
    if ctx.is_blank:
        blank = tuple(KeyValue(ctx.label(f.label), blank_lines()) for f in spec.facts)
        return TitleBlock(title=report_title(ctx), kicker=report.organization, facts=blank)
    badges = []
    for path in spec.badges:
        value = first_filled(ctx.incident, (path,))
        if value is not None:
            badges.append(to_badge(value, ctx))
    facts = []
    for fact in spec.facts:
        value = first_filled(ctx.incident, fact.value)
        show = ValueFormat.NAMES if isinstance(value, tuple) else ValueFormat.AUTO
        blocks = piece_blocks(FieldValue(value=fact.value, show=show), ctx.incident, ctx)
        if blocks:
            facts.append(KeyValue(ctx.label(fact.label), blocks))
    facts += _further_facts(ctx)
    return TitleBlock(
        is_cover=ctx.layout.cover,
        title=report_title(ctx),
        kicker=report.type or ctx.label(spec.kicker),
        subtitle=report.subtitle,
        badges=tuple(badges),
        facts=tuple(facts),
        # a cover has no running header, which else begins with the name
        organization="" if ctx.layout.cover else report.organization,
    )


def _further_facts(ctx: Context) -> Iterator[KeyValue]:
    """Yield what a cover has whatever the layout's own facts, and whose copy this is."""
    stated = {path for fact in ctx.layout.title.facts for path in fact.value}
    wanted = (*(_COVER_FACTS if ctx.layout.cover else ()), *_COPY_FACTS)
    for key, paths in wanted:
        blocks = piece_blocks(FieldValue(value=paths), ctx.incident, ctx)
        if blocks and stated.isdisjoint(paths):
            yield KeyValue(ctx.word(key), blocks)


def make_banner(ctx: Context) -> Banner | None:
    """Make the marking of every page, or none where the report has no class at all."""
    report = ctx.incident.report
    banner = Banner(
        label=class_label(ctx),
        tlp=report.tlp,
        privilege=report.privilege,
        caveat=report.handling,
    )
    return None if banner == Banner() else banner


def make_header(ctx: Context) -> Furniture:
    """Make the running header: whose report, and which."""
    start = ctx.incident.report.organization or report_title(ctx)
    if ctx.is_blank:
        return Furniture(start=(Text(start),))
    return Furniture(start=(Text(start),), end=_reference(ctx))


def _reference(ctx: Context) -> tuple[Inline, ...]:
    """Word which document this is, and whose copy."""
    report = ctx.incident.report
    copy = ctx.word("copy", copy=report.copy) if report.copy else ""
    rest = "".join(f" · {part}" for part in (copy, str(report.recipient)) if part)
    return (Property(report_identifier(ctx), _REPORT_ID), *((Text(rest),) if rest else ()))


def make_footer(ctx: Context) -> Furniture:
    """Make the running footer: version, status, date, digest if wanted, and the page."""
    report = ctx.incident.report
    parts = []
    if ctx.is_blank:
        return Furniture(start=(Text(report_title(ctx)),), end=_page_of(ctx))
    parts.append(plain_text(report.status, ctx))
    if report.date:
        parts.append(ctx.language.date(report.date))
    if ctx.digest:
        parts.append(f"SHA-256 {ctx.digest[:_DIGITS]}")
    version = _version(ctx)
    rest = " · ".join(("", *parts) if version else parts)
    return Furniture(start=(*version, Text(rest)), end=_page_of(ctx))


def _version(ctx: Context) -> tuple[Inline, ...]:
    """Word the version, with the file's own property inside."""
    version = ctx.incident.report.version
    if not version:
        return ()
    before, _, after = ctx.word("version", version=_PAGE).partition(_PAGE)
    inlines = (Text(before), Property(version, _VERSION), Text(after))
    return tuple(i for i in inlines if i != Text(""))


def _page_of(ctx: Context) -> tuple[Inline, ...]:
    """Put the page fields into the language's "Page X of Y"."""
    before, _, rest = ctx.word("page_of", page=_PAGE, pages=_COUNT).partition(_PAGE)
    between, _, after = rest.partition(_COUNT)
    inlines = (Text(before), PageNumber(), Text(between), PageCount(), Text(after))
    return tuple(i for i in inlines if i != Text(""))


def make_metadata(ctx: Context, source_date: datetime | None) -> Metadata:
    """Make the file's properties.

    Units: dates are the report's own days at midnight in UTC; SOURCE_DATE_EPOCH stands in for a
    report that states none, and 1980-01-01 when that is not set either.
    """
    report, facts = ctx.incident.report, ctx.incident.incident
    stated = report.date or report.last_updated
    created = datetime.combine(stated, time(), UTC) if stated else source_date or EPOCH
    changed = report.last_updated or stated
    modified = datetime.combine(changed, time(), UTC) if changed else created
    properties = (
        ("Incident ID", facts.id),
        ("Severity", facts.severity),
        ("Status", str(report.status.value)),
        ("Classification", class_label(ctx)),
        ("TLP", str(report.tlp.value) if report.tlp else ""),
        (_VERSION, report.version),
        (_REPORT_ID, report_identifier(ctx)),
        ("Content SHA-256", ctx.digest),
        ("Copy", report.copy),
        ("Recipient", str(report.recipient)),
    )
    return Metadata(
        title=report_title(ctx),
        language=ctx.language.code,
        created=created,
        modified=max(created, modified),
        subject=report.type or ctx.label(ctx.layout.title.kicker),
        authors=tuple(str(author) for author in report.authors),
        keywords=tuple(word for word in (facts.id, facts.type, facts.severity) if word),
        organization=report.organization,
        identifier=report_identifier(ctx),
        version=report.version,
        is_right_to_left=ctx.language.is_right_to_left,
        properties=tuple((name, value) for name, value in properties if value),
    )


def make_watermark(ctx: Context) -> str:
    """Return the word behind the text of every page; none once a report is final."""
    status = ctx.incident.report.status
    if status in {ReportStatus.FINAL, ReportStatus.APPROVED} or ctx.is_blank:
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
