"""Count captions, list them, and turn an author's `[](#…)` into "Table 3" that leads there.

In → Out: the document's blocks in, the same with numbers and references out.
Must not: count what has no caption, or leave a reference that leads nowhere.

An author refers to an id of the file (an action, a source), to a picture's file, to a path of the
file (`timeline`: the table or section that shows it), or to a section by its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.block_text import text_of
from pmdoc.compose.context import Context
from pmdoc.compose.reference_targets import Ways, common_place
from pmdoc.compose.rewrite import rewrite
from pmdoc.diagnostics.errors import did_you_mean
from pmdoc.diagnostics.problem import Level, Problem, pointer_to
from pmdoc.model.document import (
    Block,
    CaptionKind,
    CaptionLabel,
    Contents,
    ContentsEntry,
    CrossReference,
    Figure,
    FigureRow,
    Heading,
    Inline,
    Link,
    Paragraph,
    Strong,
    Table,
    Text,
    Timeline,
)
from pmdoc.model.document.chart_blocks import BarChart, LineChart, TimelineChart

Captioned = Table | Timeline | Figure | LineChart | BarChart | TimelineChart
_CAPTIONED = (Table, Timeline, Figure, LineChart, BarChart, TimelineChart)
_C = TypeVar("_C", bound=Captioned)
_NOT_A_SLUG = re.compile(r"[^\w]+")


def slug(title: str) -> str:
    """Return a title as authors of Markdown refer to it: lower case, words parted by hyphens."""
    return _NOT_A_SLUG.sub("-", title.casefold()).strip("-")


def number_captions(blocks: tuple[Block, ...], ctx: Context) -> tuple[Block, ...]:
    """Put "Table 3" or "Figure 2" in front of each caption."""
    counts = dict.fromkeys(CaptionKind, 0)
    numbered: list[Block] = []
    for block in blocks:
        if isinstance(block, FigureRow):
            inner = tuple(_numbered(figure, counts, ctx) for figure in block.figures)
            numbered.append(replace(block, figures=inner))
        elif isinstance(block, _CAPTIONED):
            numbered.append(_numbered(block, counts, ctx))
        else:
            numbered.append(block)
    return tuple(numbered)


def _numbered(block: _C, counts: dict[CaptionKind, int], ctx: Context) -> _C:
    kind = _kind(block)
    if kind is None:
        return block
    counts[kind] += 1
    number = str(counts[kind])
    text = ctx.word(f"label_{kind}", number=number)
    label = Strong((CaptionLabel(kind, text, number),))
    caption = (label, Text(ctx.word("after_label")), *block.caption)
    return replace(block, caption=caption, anchor=block.anchor or ctx.anchors.make(text))


def _captioned(blocks: tuple[Block, ...]) -> Iterator[Captioned]:
    """Yield what may have a caption, in order; figures side by side one after another."""
    for block in blocks:
        if isinstance(block, FigureRow):
            yield from block.figures
        elif isinstance(block, _CAPTIONED):
            yield block


def _kind(block: Captioned) -> CaptionKind | None:
    """Say as what a block is counted; only what has a caption is."""
    match block:
        case Table() | Timeline() if block.caption:
            return CaptionKind.TABLE
        case Figure() | LineChart() | BarChart() | TimelineChart() if block.caption:
            return CaptionKind.FIGURE
    return None


def list_captions(blocks: tuple[Block, ...], ctx: Context) -> Iterator[Contents]:
    """Make the lists of tables and figures that the layout wants."""
    wanted = {
        CaptionKind.TABLE: ctx.layout.list_of_tables,
        CaptionKind.FIGURE: ctx.layout.list_of_figures,
    }
    for kind, is_wanted in wanted.items():
        entries = tuple(
            ContentsEntry(1, tuple(_unlinked(block.caption)), block.anchor)
            for block in _captioned(blocks)
            if is_wanted and _kind(block) is kind
        )
        if entries:
            yield Contents(title=ctx.word(f"list_of_{kind}s"), entries=entries, kind=kind)


def _unlinked(caption: Iterable[Inline]) -> Iterator[Inline]:
    """Reduce a caption to words: a line of a list leads to one place only."""
    for inline in caption:
        yield Text(_label_of((inline,)))


# --- references ---------------------------------------------------------------------------------


class _ReferenceLabel(Struct, frozen=True):
    """What a place is called. Shape: `label` is the part that a word processor keeps current."""

    before: str = ""
    label: str = ""
    after: str = ""


def resolve_references(
    blocks: tuple[Block, ...], shown: Iterable[tuple[str, str]], ways: Ways, ctx: Context
) -> tuple[Block, ...]:
    """Let every link to a `#place` lead there, with the place's own name if it has no words.

    Problems: `reference-unresolved` for each that leads nowhere; its words stay.
    """
    called = _names(blocks, ctx)
    there: dict[str, str] = {}
    marked = {name: common_place(anchors, ways) for name, anchors in ctx.places.items()}
    for name, anchor in (*ctx.reference_anchors.items(), *marked.items(), *shown):
        if anchor in called:
            there.setdefault(name.casefold(), anchor)
            if called[anchor] == _ReferenceLabel():
                called[anchor] = _ReferenceLabel(before=name)
    unresolved: dict[str, None] = {}

    def change(node: object) -> object:
        if not isinstance(node, Link) or not node.target.startswith("#"):
            return node
        anchor = _find(node.target[1:], there, ways)
        if not anchor:
            unresolved.setdefault(node.target)
            return CrossReference(node.children or (Text(node.target),), "")
        return _refer(node, anchor, called[anchor])

    found = rewrite(blocks, change)
    ctx.problems.extend(_problem(target, there, ctx) for target in unresolved)
    return rewrite(found, _drop_dead)


def _refer(link: Link, anchor: str, called: _ReferenceLabel) -> tuple[Inline, ...]:
    if link.children:
        return (CrossReference(link.children, anchor),)
    if called.label:
        before = (Text(called.before),) if called.before else ()
        after = (Text(called.after),) if called.after else ()
        return (*before, CrossReference((Text(called.label),), anchor, is_label=True), *after)
    return (CrossReference((Text(called.before),), anchor),)


def _drop_dead(node: object) -> object:
    """Leave the words of a reference that leads nowhere."""
    return node.children if isinstance(node, CrossReference) and not node.anchor else node


def _find(name: str, places: dict[str, str], ways: Ways) -> str:
    """Find a place by its name, or a part of the file by all places that show some of it.

    A key of the file may be written with hyphens, as titles are.
    """
    name = name.casefold()
    key = name if name in places else name.replace("-", "_")
    if key in places:
        return places[key]
    inside = [anchor for other, anchor in places.items() if other.startswith(f"{key}.")]
    return common_place(inside, ways) if inside else ""


def _names(blocks: tuple[Block, ...], ctx: Context) -> dict[str, _ReferenceLabel]:
    """Say what every anchor of the document is called; empty where its own id says it best."""
    called: dict[str, _ReferenceLabel] = {}
    heading = _ReferenceLabel()
    for block in blocks:
        if isinstance(block, Heading):
            heading = called[block.anchor] = _heading_name(block, ctx)
        for captioned in _captioned((block,)):
            if captioned.anchor:
                called[captioned.anchor] = _caption_name(captioned, heading)
    for anchor in _anchors(blocks):
        called.setdefault(anchor, _ReferenceLabel())
    return called


def _caption_name(block: Captioned, heading: _ReferenceLabel) -> _ReferenceLabel:
    """Call a table or figure by its number, or by its section where it has none."""
    label = next((i for i in block.caption if isinstance(i, Strong)), None)
    first = label.children[0] if label and label.children else None
    if isinstance(first, CaptionLabel):
        return _ReferenceLabel(label=first.text)
    return _ReferenceLabel(before=f"{heading.before}{heading.label}{heading.after}")


def _heading_name(heading: Heading, ctx: Context) -> _ReferenceLabel:
    if not heading.number:
        return _ReferenceLabel(before=_label_of(heading.children))
    before, _, after = ctx.word("label_section", number="\0").partition("\0")
    return _ReferenceLabel(before, heading.number, after)


def _label_of(inlines: tuple[Inline, ...]) -> str:
    return text_of((Paragraph(inlines),))


def _anchors(node: object) -> Iterator[str]:
    """Yield every anchor inside, but those that references name."""
    if isinstance(node, tuple):
        for item in node:
            yield from _anchors(item)
    elif isinstance(node, Struct) and not isinstance(node, CrossReference):
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if name == "anchor":
                yield value
            elif isinstance(value, (tuple, Struct)):
                yield from _anchors(value)


# --- what leads nowhere --------------------------------------------------------------------------


def _problem(target: str, places: dict[str, str], ctx: Context) -> Problem:
    return Problem(
        id="reference-unresolved",
        level=Level.WARNING,
        message=f"refers to {target!r}, which the report does not show.",
        pointer=next(_mentions(ctx.incident, f"]({target})", ""), ""),
        hint=_hint(target[1:].casefold(), places),
    )


def _hint(name: str, places: dict[str, str]) -> str:
    known = "Name an id, a picture's file, a path such as 'timeline', or a section by its title."
    return did_you_mean(name, {*places, *(path.partition(".")[0] for path in places)}) or known


def _mentions(node: object, words: str, pointer: str) -> Iterator[str]:
    """Yield the pointers of the texts that hold some words."""
    if isinstance(node, str):
        if words in node:
            yield pointer
    elif isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from _mentions(item, words, pointer + pointer_to(index))
    elif isinstance(node, Struct):
        for name in node.__struct_fields__:
            yield from _mentions(getattr(node, name), words, pointer + pointer_to(name))
