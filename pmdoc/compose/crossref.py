"""Number captions, list them, and resolve references: `[](#timeline)` becomes "Table 3", linked.

In → Out: the document's blocks in, the same blocks with numbers and references out.
Must not: number a block without a caption, or leave a reference without a target.

An author can refer to an id in the file (of an action, a source), to an image's file name, to a
path in the file (`timeline`: the table or section that shows it), or to a section by its title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.rewrite import rewrite, walk
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
    Strong,
    Table,
    Text,
    Timeline,
)
from pmdoc.model.document.block_text import inline_text
from pmdoc.model.document.chart_blocks import BarChart, LineChart, TimelineChart

Captioned = Table | Timeline | Figure | LineChart | BarChart | TimelineChart
SectionPaths = Mapping[str, tuple[str, ...]]
"""The anchors of the sections around each section or table, outermost first, by its anchor."""
_C = TypeVar("_C", bound=Captioned)
_NOT_A_SLUG = re.compile(r"[^\w]+")


def slug(title: str) -> str:
    """Return a title as Markdown links refer to it: "Root Cause" becomes `root-cause`."""
    return _NOT_A_SLUG.sub("-", title.casefold()).strip("-")


def number_captions(blocks: tuple[Block, ...], ctx: Context) -> tuple[Block, ...]:
    """Prefix each caption with its label, such as "Table 3"."""
    counts = dict.fromkeys(CaptionKind, 0)
    numbered: list[Block] = []
    for block in blocks:
        if isinstance(block, FigureRow):
            figures = tuple(_number_caption(figure, counts, ctx) for figure in block.figures)
            numbered.append(replace(block, figures=figures))
        elif isinstance(block, Captioned):
            numbered.append(_number_caption(block, counts, ctx))
        else:
            numbered.append(block)
    return tuple(numbered)


def _number_caption(block: _C, counts: dict[CaptionKind, int], ctx: Context) -> _C:
    kind = _kind(block)
    if kind is None:
        return block
    counts[kind] += 1
    number = str(counts[kind])
    text = ctx.word(f"label_{kind}", number=number)
    label = Strong((CaptionLabel(kind, text, number),))
    caption = (label, Text(ctx.word("after_label")), *block.caption)
    return replace(block, caption=caption, anchor=block.anchor or ctx.state.anchors.make(text))


def _captioned(blocks: tuple[Block, ...]) -> Iterator[Captioned]:
    for block in blocks:
        if isinstance(block, FigureRow):
            yield from block.figures
        elif isinstance(block, Captioned):
            yield block


def _kind(block: Captioned) -> CaptionKind | None:
    match block:
        case Table() | Timeline() if block.caption:
            return CaptionKind.TABLE
        case Figure() | LineChart() | BarChart() | TimelineChart() if block.caption:
            return CaptionKind.FIGURE
    return None


def list_captions(blocks: tuple[Block, ...], ctx: Context) -> Iterator[Contents]:
    """Yield the lists of tables and figures that the layout asks for."""
    wanted = {
        CaptionKind.TABLE: ctx.layout.list_of_tables,
        CaptionKind.FIGURE: ctx.layout.list_of_figures,
    }
    for kind, is_wanted in wanted.items():
        entries = tuple(
            # plain text, since an entry links to one place only
            ContentsEntry(1, tuple(Text(inline_text((i,))) for i in block.caption), block.anchor)
            for block in _captioned(blocks)
            if is_wanted and _kind(block) is kind
        )
        if entries:
            yield Contents(title=ctx.word(f"list_of_{kind}s"), entries=entries, kind=kind)


class _ReferenceLabel(Struct, frozen=True):
    """What a target is called: "Section ", "5". Shape: Word keeps `label` up to date."""

    before: str = ""
    label: str = ""
    after: str = ""


def resolve_references(
    blocks: tuple[Block, ...],
    sections: Iterable[tuple[str, str]],
    paths: SectionPaths,
    ctx: Context,
) -> tuple[Block, ...]:
    """Turn links to `#name` into cross-references; a link without words gets its target's label.

    Shape: `sections` are the names that sections can be referred to by, each with an anchor.

    Problems: `reference-unresolved` for each unknown name; the link's words are kept.
    """
    labels = _labels(blocks, ctx)
    targets: dict[str, str] = {}
    shown = {
        name: _common_anchor(anchors, paths) for name, anchors in ctx.state.anchors_by_name.items()
    }
    for name, anchor in (*ctx.state.reference_anchors.items(), *shown.items(), *sections):
        if anchor in labels:
            targets.setdefault(name.casefold(), anchor)
            if labels[anchor] == _ReferenceLabel():
                labels[anchor] = _ReferenceLabel(before=name)
    unresolved: dict[str, None] = {}

    def resolve(node: object) -> object:
        if not isinstance(node, Link) or not node.target.startswith("#"):
            return node
        anchor = _find_target(node.target[1:], targets, paths)
        if anchor:
            return _cross_reference(node, anchor, labels[anchor])
        unresolved.setdefault(node.target)
        return node.children or (Text(node.target),)

    resolved = rewrite(blocks, resolve)
    ctx.state.problems.extend(_unresolved(target, targets, ctx) for target in unresolved)
    return resolved


def _cross_reference(link: Link, anchor: str, label: _ReferenceLabel) -> tuple[Inline, ...]:
    if link.children:
        return (CrossReference(link.children, anchor),)
    if label.label:
        before = (Text(label.before),) if label.before else ()
        after = (Text(label.after),) if label.after else ()
        return (*before, CrossReference((Text(label.label),), anchor, is_label=True), *after)
    return (CrossReference((Text(label.before),), anchor),)


def _find_target(name: str, targets: dict[str, str], paths: SectionPaths) -> str:
    """Return the anchor of a name, or of the section that shows most of what is below that path.

    Example: `root-cause` finds `root_cause`, or else what shows `root_cause.statement` and others.
    """
    name = name.casefold()
    key = name if name in targets else name.replace("-", "_")
    if key in targets:
        return targets[key]
    inside = [anchor for other, anchor in targets.items() if other.startswith(f"{key}.")]
    return _common_anchor(inside, paths) if inside else ""


def _common_anchor(anchors: Sequence[str], paths: SectionPaths) -> str:
    """Return the innermost section that contains the anchors of the chapter with most of them.

    "See the actions" means all of them, not those of the first of three tables: if the tables are
    in sections 5.1, 5.2 and 7, the reference leads to section 5.

    Shape: `anchors` is not empty and may repeat one; of chapters with equally many the first wins.
    A single anchor in that chapter is returned itself.
    """
    chapters = Counter(paths.get(anchor, (anchor,))[0] for anchor in anchors)
    ((chapter, _),) = chapters.most_common(1)
    inside = [a for a in dict.fromkeys(anchors) if paths.get(a, (a,))[0] == chapter]
    if len(inside) == 1:
        return inside[0]
    levels = zip(*(paths.get(anchor, (anchor,)) for anchor in inside), strict=False)
    shared: list[str] = [level[0] for level in levels if len({*level}) == 1]
    return shared[-1]


def _labels(blocks: tuple[Block, ...], ctx: Context) -> dict[str, _ReferenceLabel]:
    """Return the label of every anchor; an empty one where the name of the target serves best."""
    labels: dict[str, _ReferenceLabel] = {}
    heading = _ReferenceLabel()
    for block in blocks:
        if isinstance(block, Heading):
            heading = labels[block.anchor] = _heading_label(block, ctx)
        for captioned in _captioned((block,)):
            if captioned.anchor:
                labels[captioned.anchor] = _caption_label(captioned, heading)
    for node in walk(blocks):
        anchor = getattr(node, "anchor", None)
        if anchor is not None and not isinstance(node, CrossReference):
            labels.setdefault(anchor, _ReferenceLabel())
    return labels


def _caption_label(block: Captioned, heading: _ReferenceLabel) -> _ReferenceLabel:
    strong = next((i for i in block.caption if isinstance(i, Strong)), None)
    first = strong.children[0] if strong and strong.children else None
    if isinstance(first, CaptionLabel):
        return _ReferenceLabel(label=first.text)
    return _ReferenceLabel(before=f"{heading.before}{heading.label}{heading.after}")


def _heading_label(heading: Heading, ctx: Context) -> _ReferenceLabel:
    if not heading.number:
        return _ReferenceLabel(before=inline_text(heading.children))
    before, _, after = ctx.word("label_section", number="\0").partition("\0")
    return _ReferenceLabel(before, heading.number, after)


def _unresolved(target: str, targets: dict[str, str], ctx: Context) -> Problem:
    known = {*targets, *(path.partition(".")[0] for path in targets)}
    hint = "Use an id, an image's file name, a path such as 'timeline', or a section's title."
    return Problem(
        id="reference-unresolved",
        level=Level.WARNING,
        message=f"refers to {target!r}, which the report does not show.",
        pointer=next(_mentions(ctx.incident, f"]({target})", ""), ""),
        hint=did_you_mean(target[1:].casefold(), known) or hint,
    )


def _mentions(node: object, text: str, pointer: str) -> Iterator[str]:
    if isinstance(node, str):
        if text in node:
            yield pointer
    elif isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from _mentions(item, text, pointer + pointer_to(index))
    elif isinstance(node, Struct):
        for name in node.__struct_fields__:
            yield from _mentions(getattr(node, name), text, pointer + pointer_to(name))
