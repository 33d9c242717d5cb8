"""Compose a document: fill the sections of a layout from an incident, number and list them.

In → Out: a `Context` (incident, layout, language, loaded images) in, a `Document` out.
Must not: read files or the clock, know an output format, or name a section; sections are data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.abbreviations import find_abbreviations
from pmdoc.compose.compose_state import ComposeState
from pmdoc.compose.context import Context
from pmdoc.compose.crossref import list_captions, number_captions, resolve_references, slug
from pmdoc.compose.formatting.times import zones_note
from pmdoc.compose.front_matter import (
    make_banner,
    make_footer,
    make_header,
    make_metadata,
    make_title_block,
    make_watermark,
    record_front,
)
from pmdoc.compose.headings import lettered, section_title
from pmdoc.compose.keeps import mark_keeps
from pmdoc.compose.landscape import add_landscape_pages
from pmdoc.compose.layout_walk import locate
from pmdoc.compose.part import Part, has_form, read_part
from pmdoc.compose.reviewer_comments import gather_comments
from pmdoc.compose.rewrite import number_footnotes
from pmdoc.compose.shown import ShownValues
from pmdoc.compose.translate import translate
from pmdoc.compose.unplaced import find_unplaced
from pmdoc.diagnostics.errors import LayoutError
from pmdoc.diagnostics.problem import Problem
from pmdoc.layout import Section
from pmdoc.model.document import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    PageBreak,
    PageKind,
    Paragraph,
    ParagraphRole,
    Table,
    Text,
    Timeline,
)


class Composed(Struct, frozen=True, kw_only=True):
    """A document, and the problems found while composing it."""

    document: Document
    problems: tuple[Problem, ...] = ()


class _FilledSection(Struct, frozen=True):
    """A section with its content.

    Shape: `title` is as the report has it; `subsections` are filled sections too; `parts` are those
    that produced blocks, with the options that the layout gives them.
    """

    section: Section
    title: str
    blocks: tuple[Block, ...]
    subsections: tuple[_FilledSection, ...]
    anchor: str
    parts: tuple[tuple[Part, Any], ...] = ()


def compose(context: Context, parts: Mapping[str, Part]) -> Composed:
    """Compose the document of an incident.

    Shape: `parts` are the available kinds of content, by name. The context's own state is left
    alone, so that one context may be composed several times.

    Raises:
        LayoutError: the layout uses an unknown kind of content, or an invalid option of one.
    """
    layout = context.layout
    impact = replace(context.incident.impact, outages=context.course.outages)
    incident = replace(context.incident, timeline=context.course.timeline, impact=impact)
    state = ComposeState(
        abbreviations=find_abbreviations(incident), comments=gather_comments(incident)
    )
    ctx = replace(context, incident=incident, state=state, shown=ShownValues())
    for reference in incident.references:
        if reference.id:  # before any text can refer to it
            state.reference_anchors[reference.id] = state.anchors.make(f"ref {reference.id}")
    sections = tuple(_fill_sections(layout.sections, ctx, parts))
    body = number_captions(tuple(_to_blocks(sections, ctx, (), 1)), ctx)
    closing = tuple(
        Paragraph(b.children, ParagraphRole.CLOSING) if isinstance(b, Paragraph) else b
        for b in ctx.parse(incident.report.blameless_statement or ctx.label(layout.closing))
    )
    title_block = make_title_block(ctx)
    record_front(ctx)
    body = add_landscape_pages((*body, *closing), ctx)
    if state.has_footnotes:
        body = number_footnotes(body)
    if state.has_references:
        body = resolve_references(
            body, _targets(sections, ctx), dict(_section_paths(sections)), ctx
        )
    if incident.comments:
        unplaced = state.comments.unplaced((title_block, *body))
        title_block = replace(title_block, comments=unplaced)
    title: tuple[Block, ...] = (title_block,)
    if layout.cover:
        title = (PageBreak(PageKind.COVER), *title, PageBreak())
    document = Document(
        metadata=make_metadata(ctx),
        blocks=mark_keeps((*title, *zones_note(ctx), *_contents(body, ctx), *body)),
        banner=make_banner(ctx),
        header=make_header(ctx),
        footer=make_footer(ctx),
        watermark=make_watermark(ctx),
    )
    # not `incident`, whose timeline has phases that the author may not have stated
    left_out = find_unplaced(context.incident, ctx.shown, layout.name)
    problems = (*state.problems, *context.language.problems, *left_out)
    return Composed(document=document, problems=problems)


def _fill_sections(
    sections: tuple[Section, ...], ctx: Context, parts: Mapping[str, Part], letters: str = ""
) -> Iterator[_FilledSection]:
    """Yield the sections with their content, without those that are empty and may be omitted."""
    place = 0
    for section in sections:
        section_ctx = replace(ctx, is_form=ctx.is_form and section.form)
        anchor = ctx.state.anchors.make(section.title)
        blocks: tuple[Block, ...] = ()
        used: list[tuple[Part, Any]] = []
        for index, spec in enumerate(section.parts):
            part, options = _read_part(section, index, parts)
            part_ctx = replace(section_ctx, is_form=section_ctx.is_form and has_form(spec))
            translated = translate(options, ctx.label) if ctx.has_labels else options
            if composed := part.compose(translated, part_ctx):
                blocks += composed
                used.append((part, options))
        subsections = tuple(_fill_sections(section.sections, section_ctx, parts, section.letters))
        is_text = bool(section.intro) and not section.parts and not section.sections
        if not blocks and not subsections and not is_text:
            if not section_ctx.states_absence(section.when_empty):
                continue
            text = ctx.label(section.empty_text) or ctx.word("none_recorded")
            blocks = (Paragraph((Text(text),), ParagraphRole.EMPTY),)
        else:  # an introduction to an empty section would be noise
            texts = (section.intro, section.guidance if section_ctx.is_form else "")
            intro = (block for text in texts if text for block in ctx.parse(ctx.label(text)))
            blocks = (*intro, *blocks)
        title = section_title(section, (part.reads(options) for part, options in used), ctx)
        if letters and section.is_numbered:
            title = lettered(title, letters, place, ctx)
            place += 1
        yield _FilledSection(section, title, blocks, subsections, anchor, tuple(used))


def _read_part(section: Section, index: int, parts: Mapping[str, Part]) -> tuple[Part, Any]:
    problems: list[Problem] = []
    pointer = f"{section.pointer}/parts/{index}"
    part = read_part(section.parts[index], pointer, parts, problems)
    if problems or part is None:
        raise LayoutError(problems=locate(problems, section.source))
    return part


def _targets(sections: tuple[_FilledSection, ...], ctx: Context) -> Iterator[tuple[str, str]]:
    """Yield the names that an author can refer to sections by, each with its heading's anchor.

    A section is known by its title, its handle, its title in the report, and every path that it
    shows.
    """
    for filled in sections:
        yield slug(filled.section.title), filled.anchor
        yield slug(filled.section.handle), filled.anchor
        yield slug(ctx.label(filled.section.title)), filled.anchor
        yield slug(filled.title), filled.anchor
        yield from _targets(filled.subsections, ctx)
        for part, options in filled.parts:
            reads = part.reads(options)
            for paths in (*reads.root, *(records.lists for records in reads.records)):
                yield from ((path, filled.anchor) for path in paths)


def _section_paths(
    sections: tuple[_FilledSection, ...], parents: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the anchor of each section and table with those of the sections around it.

    Shape: outermost section first; a section's own anchor comes last.
    """
    for filled in sections:
        path = (*parents, filled.anchor)
        yield filled.anchor, path
        yield from ((b.anchor, path) for b in filled.blocks if isinstance(b, Table | Timeline))
        yield from _section_paths(filled.subsections, path)


def _to_blocks(
    sections: tuple[_FilledSection, ...], ctx: Context, numbers: tuple[int, ...], level: int
) -> Iterator[Block]:
    """Flatten the tree of sections into numbered headings and their blocks, in reading order."""
    count = 0
    for filled in sections:
        section = filled.section
        count += section.is_numbered
        path = (*numbers, count)
        is_numbered = ctx.layout.is_numbered and section.is_numbered
        if section.starts_page:
            yield PageBreak()
        if not section.is_listed:
            ctx.state.unlisted_anchors.add(filled.anchor)
        yield Heading(
            level=level,
            children=ctx.parse_inline(filled.title),
            anchor=filled.anchor,
            number=".".join(map(str, path)) if is_numbered else "",
        )
        yield from filled.blocks
        yield from _to_blocks(filled.subsections, ctx, path, level + 1)


def _contents(body: tuple[Block, ...], ctx: Context) -> tuple[Block, ...]:
    """Make the table of contents, and the lists of captions that the layout asks for."""
    entries = tuple(
        ContentsEntry(block.level, block.children, block.anchor, block.number)
        for block in body
        if isinstance(block, Heading)
        and block.level <= ctx.layout.contents
        and block.anchor not in ctx.state.unlisted_anchors
    )
    headings = (Contents(title=ctx.word("contents"), entries=entries),) if entries else ()
    return (*headings, *list_captions(body, ctx))
