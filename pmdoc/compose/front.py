"""What every report has whatever its layout: title block, marking, running lines, properties.

In → Out: the context in, the parts of a `Document` around its sections out.
Must not: show anything that the incident file does not say.
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from pmdoc.compose.blank import blank_lines
from pmdoc.compose.context import Context
from pmdoc.compose.paths import first_filled
from pmdoc.compose.reads import Alternatives
from pmdoc.compose.tones import tone_of
from pmdoc.compose.values import Piece, Show, class_label, piece_blocks, plain_text, to_badge
from pmdoc.model.document import (
    Banner,
    Furniture,
    Inline,
    KeyValue,
    Metadata,
    PageCount,
    PageNumber,
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
    ("report.blameless_statement",),
)
"""What title block, marking, running lines and closing statement show in every layout."""
_DIGITS = 12
"""Digits of the digest that stand on each page; the file's properties hold all."""
_PAGE, _COUNT = "\x00", "\x01"


def report_title(ctx: Context) -> str:
    """Return the report's title: its own, or the incident's; a form has that of its layout."""
    stated = ctx.incident.report.title or ctx.incident.incident.title
    return stated or ctx.label(ctx.layout.title.kicker) or ctx.layout.name


def report_identifier(ctx: Context) -> str:
    """Return what the report is filed under: its own id, or the incident's."""
    return ctx.incident.report.id or ctx.incident.incident.id


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
        show = Show.NAMES if isinstance(value, tuple) else Show.AUTO
        blocks = piece_blocks(Piece(value=fact.value, show=show), ctx.incident, ctx)
        if blocks:
            facts.append(KeyValue(ctx.label(fact.label), blocks))
    return TitleBlock(
        title=report_title(ctx),
        kicker=report.type or ctx.label(spec.kicker),
        subtitle=report.subtitle,
        badges=tuple(badges),
        facts=tuple(facts),
    )


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
    return Furniture(start=(Text(start),), end=(Text(report_identifier(ctx)),))


def make_footer(ctx: Context) -> Furniture:
    """Make the running footer: version, status, date, digest if wanted, and the page."""
    report = ctx.incident.report
    parts = []
    if ctx.is_blank:
        return Furniture(start=(Text(report_title(ctx)),), end=_page_of(ctx))
    if report.version:
        parts.append(ctx.word("version", version=report.version))
    parts.append(plain_text(report.status, ctx))
    if report.date:
        parts.append(ctx.language.date(report.date))
    if ctx.digest:
        parts.append(f"SHA-256 {ctx.digest[:_DIGITS]}")
    return Furniture(start=(Text(" · ".join(parts)),), end=_page_of(ctx))


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
        ("Version", report.version),
        ("Content SHA-256", ctx.digest),
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
    """Return the word behind the text of every page: the status of a draft, else nothing."""
    status = ctx.incident.report.status
    tone = tone_of(status.value, ctx)
    return plain_text(status, ctx) if ctx.layout.watermark and tone.value == "caution" else ""
