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

from msgspec import Struct, field

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import ENTRIES, blank_lines, blank_list
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import (
    LabelledValue,
    compose_facts,
    compose_labelled_value,
    run_in_key,
)
from pmdoc.compose.paths import resolve
from pmdoc.compose.reads import Reads, Records, paths_of
from pmdoc.compose.record_filter import Where, filter_records
from pmdoc.compose.values import label_above, to_blocks
from pmdoc.layout import Words
from pmdoc.model.document import (
    Block,
    ItemList,
    KeyValue,
    ListItem,
    Marker,
    Paragraph,
    ParagraphRole,
    Strong,
    Text,
)
from pmdoc.model.document.block_text import block_text


class ItemsOptions(Struct, frozen=True, kw_only=True):
    """The options.

    Shape: `value` lists paths of lists that follow each other; `where` keeps the records whose
    property has one of the values; `label` stands above the list. A record's title is bold where
    details follow it. A field without a label is running text under the title; `facts` are short
    and stand in one line of small print at the end.
    """

    value: tuple[str, ...]
    ordered: bool = False
    marker: Marker = Marker.DEFAULT
    title: LabelledValue | None = None
    fields: tuple[LabelledValue, ...] = ()
    facts: tuple[LabelledValue, ...] = ()
    where: Where = field(default_factory=dict)
    label: Words = ""
    empty: Words = ""


def compose(options: ItemsOptions, ctx: Context) -> tuple[Block, ...]:
    """Make the list, with its label above it."""
    records = find_records(options.value, options.where, ctx)
    items = tuple(_item(record, options, ctx) for record in records)
    items = tuple(item for item in items if item.blocks)
    if not items and ctx.is_form:
        blocks: tuple[Block, ...] = (_blank(options, ctx),)
    elif not items:
        if not options.empty:
            return ()
        blocks = (Paragraph((Text(options.empty),), ParagraphRole.EMPTY),)
    else:
        blocks = (ItemList(items=items, ordered=options.ordered),)
    return (*label_above(options.label), *blocks)


def _blank(options: ItemsOptions, ctx: Context) -> ItemList:
    """Make entries to fill in: a line each, and one for every labelled field."""
    labelled_fields = [f.label for f in options.fields if f.label]
    title = options.title.label if options.title else ""
    if not labelled_fields and not title:
        return blank_list(options.marker, ordered=options.ordered)
    below = [ListItem(run_in_key(KeyValue(label, blank_lines()), ctx)) for label in labelled_fields]
    head = run_in_key(KeyValue(title, blank_lines()), ctx) if title else blank_lines()
    nested = (ItemList(items=tuple(below)),) if below else ()
    item = ListItem((*head, *nested), options.marker)
    return ItemList(items=(item,) * ENTRIES, ordered=options.ordered)


def find_records(paths: tuple[str, ...], where: Where, ctx: Context) -> tuple[object, ...]:
    """Gather the records of several lists, those that the filter keeps."""
    rows: list[object] = []
    for path in paths:
        value = resolve(ctx.incident, path)
        if value is None:
            continue
        rows.extend(value if isinstance(value, tuple) else (value,))
    return tuple(filter_records(rows, where))


def _item(record: object, options: ItemsOptions, ctx: Context) -> ListItem:
    if isinstance(record, str) or (options.title is None and not options.fields):
        return ListItem(to_blocks(record, ctx), options.marker, record_anchor(record, ctx))
    title = compose_labelled_value(options.title, record, ctx) if options.title else ()
    texts: list[Block] = []
    details: list[ListItem] = []
    for detail in options.fields:
        value = compose_labelled_value(detail, record, ctx)
        # a record without a name is called by its description, with or without a comment
        if value == title or (value and block_text(value) == block_text(title)):
            continue
        if value and detail.label:
            details.append(ListItem(run_in_key(KeyValue(detail.label, value), ctx)))
        else:
            texts.extend(value)
    below: list[Block] = [*texts]
    if details:
        below.append(ItemList(items=tuple(details)))
    below.extend(compose_facts(options.facts, record, ctx))
    head = _head(title, options, ctx, is_bold=bool(below))
    return ListItem((*head, *below), options.marker, record_anchor(record, ctx))


def record_anchor(record: object, ctx: Context) -> str:
    """Return the anchor of a record that has an id, where it is first shown; else nothing."""
    ident = getattr(record, "id", "")
    if not ident or ident in ctx.state.anchors_by_name:
        return ""
    return ctx.make_anchor(ident)


def _head(
    head: tuple[Block, ...], options: ItemsOptions, ctx: Context, *, is_bold: bool
) -> tuple[Block, ...]:
    """Set the record's title, with its label run in, or bold above its details."""
    if head and options.title and options.title.label:
        return run_in_key(KeyValue(options.title.label, head), ctx)
    if is_bold and head and isinstance(head[0], Paragraph):
        return (Paragraph((Strong(head[0].children),)), *head[1:])
    return head


def _reads(options: ItemsOptions) -> Reads:
    title = (options.title,) if options.title else ()
    shown = (*title, *options.fields, *options.facts)
    inside = tuple(a for field in shown for a in paths_of(field.value))
    return Reads(
        records=(Records(lists=options.value, inside=inside, where=options.where),),
    )


PART = Part(name="items", options=ItemsOptions, compose=compose, reads=_reads)
