"""Lay an incident out: walk the layout's sections, fill them, number them, list them.

In → Out: an `Incident`, a `Layout`, a `Language` and loaded pictures in, a `Document` out.
Must not: read files or a clock, know a format, or name a section; sections are data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.compose.abbreviations import find_abbreviations
from pmdoc.compose.context import Context
from pmdoc.compose.crossref import list_captions, number_captions, resolve_references, slug
from pmdoc.compose.front_matter import (
    make_banner,
    make_footer,
    make_header,
    make_metadata,
    make_title_block,
    make_watermark,
)
from pmdoc.compose.landscape import turn_wide
from pmdoc.compose.layout_walk import placed
from pmdoc.compose.part import Part, has_form, read_part
from pmdoc.compose.reads import Reads
from pmdoc.compose.reviewer_comments import gather_comments
from pmdoc.compose.rewrite import number_footnotes
from pmdoc.compose.time_zones import second_zone, zones_note
from pmdoc.compose.translate import translated
from pmdoc.diagnostics.errors import LayoutError
from pmdoc.diagnostics.problem import Problem
from pmdoc.lang import Language
from pmdoc.layout import Layout, Section, WhenEmpty
from pmdoc.model.chart import Dataset
from pmdoc.model.derived import figures
from pmdoc.model.document import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    Image,
    PageBreak,
    PageKind,
    Paragraph,
    ParagraphRole,
    Table,
    Text,
    Timeline,
)
from pmdoc.model.incident import Incident


class Sources(Struct, frozen=True, kw_only=True):
    """What composing draws on beside the incident."""

    layout: Layout
    language: Language
    parts: Mapping[str, Part]
    """The known kinds of content by name."""
    images: Mapping[str, Image] = field(default_factory=dict)
    """The incident's pictures by their `key`, loaded."""
    author_language: str = ""
    """The language that the incident says it is written in, if it does."""
    digest: str = ""
    """The SHA-256 of the incident's files, in hex, if the report is to name it."""
    layout_is_house: bool = False
    """Whether the layout is none of ours."""
    data: Mapping[int, tuple[Dataset, ...]] = field(default_factory=dict)
    """The series of the incident's charts, by the place of the chart in its list."""
    source_date: datetime | None = None
    """Stands in for a missing report date."""
    is_form: bool = False
    """Whether there is to be room to write where the incident file has nothing."""


class Composed(Struct, frozen=True, kw_only=True):
    """A document, and what composing found wrong."""

    document: Document
    problems: tuple[Problem, ...] = ()


class _FilledSection(Struct, frozen=True):
    """A section that has something to show.

    Shape: `below` are the sections inside it; `shows` are its parts with their options, as the
    layout has them.
    """

    section: Section
    blocks: tuple[Block, ...]
    below: tuple[_FilledSection, ...]
    anchor: str
    shows: tuple[tuple[Part, Any], ...] = ()


def compose(incident: Incident, sources: Sources) -> Composed:
    """Make the document.

    Raises:
        LayoutError: the layout asks for a kind of content that is not there, or misspells one.
    """
    ctx = Context(
        incident=incident,
        figures=figures(incident),
        layout=sources.layout,
        language=sources.language,
        images=sources.images,
        data=sources.data,
        problems=[],
        is_form=sources.is_form,
        digest=sources.digest,
        author_language=_foreign(sources),
        layout_is_house=sources.layout_is_house,
        zone=second_zone(incident.time_zone),
        comments=gather_comments(incident),
        abbreviations=find_abbreviations(incident),
    )
    _anchor_references(ctx)
    filled = tuple(_fill(sources.layout.sections, ctx, sources.parts))
    body = number_captions(tuple(_number(filled, ctx, (), 1)), ctx)
    closing = tuple(
        Paragraph(b.children, ParagraphRole.CLOSING) if isinstance(b, Paragraph) else b
        for b in ctx.parse(incident.report.blameless_statement or ctx.label(sources.layout.closing))
    )
    head = make_title_block(ctx)
    body = (*body, *closing)
    body = turn_wide(body, ctx)
    if "^" in ctx.marks:
        body = number_footnotes(body)
    if "#" in ctx.marks:
        body = resolve_references(body, _shown(filled, ctx), dict(_ways(filled)), ctx)
    if incident.comments:
        head = replace(head, comments=ctx.comments.rest((head, *body)))
    title: tuple[Block, ...] = (head,)
    if sources.layout.cover:
        title = (PageBreak(PageKind.COVER), *title, PageBreak())
    document = Document(
        metadata=make_metadata(ctx, sources.source_date),
        blocks=(*title, *zones_note(ctx), *_contents(body, ctx), *body),
        banner=make_banner(ctx),
        header=make_header(ctx),
        footer=make_footer(ctx),
        watermark=make_watermark(ctx),
    )
    problems = (*ctx.problems, *sources.language.problems)
    return Composed(document=document, problems=problems)


def _foreign(sources: Sources) -> str:
    """Return the author's language if it is another than the report's; regions do not count."""
    own, reports = sources.author_language, sources.language.code
    return own if own.split("-")[0] != reports.split("-")[0] else ""


def _anchor_references(ctx: Context) -> None:
    """Give each reference with an id its anchor before any text points at it."""
    for reference in ctx.incident.references:
        if reference.id:
            ctx.reference_anchors[reference.id] = ctx.anchors.make(f"ref {reference.id}")


def _fill(
    sections: tuple[Section, ...], ctx: Context, parts: Mapping[str, Part]
) -> Iterator[_FilledSection]:
    """Fill each section; leave out those that have nothing to show and need not."""
    for section in sections:
        here = replace(ctx, is_form=ctx.is_form and section.form)
        anchor = ctx.anchors.make(section.title)
        blocks: tuple[Block, ...] = ()
        shows: list[tuple[Part, Any]] = []
        for index in range(len(section.parts)):
            part, options = _read_part(section, index, parts)
            is_form = here.is_form and has_form(section.parts[index])
            worded = translated(options, ctx.label) if ctx.language.has_labels else options
            made = part.compose(worded, replace(ctx, is_form=is_form))
            if made:
                blocks += made
                shows.append((part, options))
        below = tuple(_fill(section.sections, here, parts))
        if not blocks and not below:
            if section.when_empty is WhenEmpty.OMIT:
                continue
            word = ctx.label(section.empty_text) or ctx.word("none_recorded")
            blocks = (Paragraph((Text(word),), ParagraphRole.EMPTY),)
        elif section.intro:  # an introduction to nothing would be noise
            blocks = (*ctx.parse(ctx.label(section.intro)), *blocks)
        yield _FilledSection(section, blocks, below, anchor, tuple(shows))


def _read_part(section: Section, index: int, parts: Mapping[str, Part]) -> tuple[Part, Any]:
    problems: list[Problem] = []
    pointer = f"{section.pointer}/parts/{index}"
    found = read_part(section.parts[index], pointer, parts, problems)
    if problems or found is None:
        raise LayoutError(problems=placed(problems, section.source))
    return found


def _shown(filled: tuple[_FilledSection, ...], ctx: Context) -> Iterator[tuple[str, str]]:
    """Yield what sections are called and which paths they show, each with its heading's anchor."""
    for entry in filled:
        yield slug(entry.section.title), entry.anchor
        yield slug(entry.section.handle), entry.anchor
        yield slug(ctx.label(entry.section.title)), entry.anchor
        yield from _shown(entry.below, ctx)
        for part, options in entry.shows:
            reads = part.reads(options)
            for path in (*(p for paths in reads.root for p in paths), *_lists(reads)):
                yield path, entry.anchor


def _ways(
    filled: tuple[_FilledSection, ...], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each section and table with the sections that it is in, outermost first."""
    for entry in filled:
        way = (*above, entry.anchor)
        yield entry.anchor, way
        yield from ((b.anchor, way) for b in entry.blocks if isinstance(b, Table | Timeline))
        yield from _ways(entry.below, way)


def _lists(reads: Reads) -> Iterator[str]:
    for records in reads.records:
        yield from records.lists


def _number(
    filled: tuple[_FilledSection, ...], ctx: Context, above: tuple[int, ...], level: int
) -> Iterator[Block]:
    """Turn the tree of sections into headings and blocks in reading order."""
    count = 0
    for entry in filled:
        section = entry.section
        count += section.is_numbered
        path = (*above, count)
        number = ".".join(map(str, path)) if _is_numbered(section, ctx) else ""
        if section.starts_page:
            yield PageBreak()
        if not section.is_listed:
            ctx.unlisted_anchors.add(entry.anchor)
        title = ctx.parse_inline(ctx.label(section.title))
        yield Heading(level=level, children=title, anchor=entry.anchor, number=number)
        yield from entry.blocks
        yield from _number(entry.below, ctx, path, level + 1)


def _is_numbered(section: Section, ctx: Context) -> bool:
    return ctx.layout.is_numbered and section.is_numbered


def _contents(body: tuple[Block, ...], ctx: Context) -> tuple[Block, ...]:
    """List the headings down to the layout's depth, and the captions if it wants them."""
    entries = tuple(
        ContentsEntry(block.level, block.children, block.anchor, block.number)
        for block in body
        if isinstance(block, Heading)
        and block.level <= ctx.layout.contents
        and block.anchor not in ctx.unlisted_anchors
    )
    headings = (Contents(title=ctx.word("contents"), entries=entries),) if entries else ()
    return (*headings, *list_captions(body, ctx))
