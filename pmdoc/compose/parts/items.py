"""A list: one item a value, or one a record with its labelled details below it.

In → Out: the path of a list in, an `ItemList` out.
Must not: sort or drop items; `where` is the layout's own filter.

    - part: items
      value: lessons.technical
      ordered: true
      title: {label: Lesson, value: lesson}
      fields:
        - {label: Context, value: context}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmdoc.compose.context import Context
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import Field, labelled
from pmdoc.compose.paths import resolve
from pmdoc.compose.values import pieces_blocks, to_blocks
from pmdoc.model.document import (
    Block,
    ItemList,
    KeyValue,
    ListItem,
    Marker,
    Paragraph,
    ParagraphRole,
    Text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """The options.

    Shape: `value` lists paths of lists that follow each other; `where` keeps the records whose
    property has one of the values; `label` stands above the list. `first_label` names the first
    record and `next_label` the others, with their number: "Primary Cause", "Factor 1".
    """

    value: tuple[str, ...]
    ordered: bool = False
    marker: Marker = Marker.DEFAULT
    title: Field | None = None
    fields: tuple[Field, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    label: str = ""
    empty: str = ""


def compose(options: Items, ctx: Context) -> tuple[Block, ...]:
    """Make the list, with its label above it."""
    records = rows_of(options.value, options.where, ctx)
    items = tuple(_item(record, options, ctx) for record in records)
    items = tuple(item for item in items if item.blocks)
    if not items:
        if not options.empty:
            return ()
        blocks: tuple[Block, ...] = (Paragraph((Text(options.empty),), ParagraphRole.EMPTY),)
    else:
        blocks = (ItemList(items=items, ordered=options.ordered),)
    above = (Paragraph((Text(options.label),), ParagraphRole.LABEL),) if options.label else ()
    return (*above, *blocks)


def rows_of(
    paths: tuple[str, ...], where: Mapping[str, tuple[str, ...]], ctx: Context
) -> tuple[object, ...]:
    """Gather the records of several lists, those that the filter keeps."""
    rows: list[object] = []
    for path in paths:
        value = resolve(ctx.incident, path)
        if value is None:
            continue
        rows.extend(value if isinstance(value, tuple) else (value,))
    return tuple(
        row
        for row in rows
        if all(_matches(resolve(row, key), wanted) for key, wanted in where.items())
    )


def _matches(value: object, wanted: tuple[str, ...]) -> bool:
    """Compare as the file says it; the word `none` keeps what is not filled in."""
    return str(value or "none") in wanted


def _item(record: object, options: Items, ctx: Context) -> ListItem:
    if isinstance(record, str) or (options.title is None and not options.fields):
        return ListItem(to_blocks(record, ctx), options.marker)
    blocks: list[Block] = []
    if options.title is not None:
        head = pieces_blocks(options.title.value, record, ctx)
        if head and options.title.label:
            head = labelled(KeyValue(options.title.label, head), ctx)
        blocks.extend(head)
    details = []
    for detail in options.fields:
        value = pieces_blocks(detail.value, record, ctx)
        if value:
            worded = labelled(KeyValue(detail.label, value), ctx) if detail.label else value
            details.append(ListItem(worded))
    if details:
        blocks.append(ItemList(items=tuple(details)))
    return ListItem(tuple(blocks), options.marker)


PART = Part(name="items", options=Items, compose=compose)
