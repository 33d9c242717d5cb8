"""A list with an item for each value, or for each record with its labelled details below.

In → Out: the path of a list in, an `ItemList` out.
Must not: sort or drop items other than by the layout's `where` filter.

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
from pmdoc.compose.formatting.values import label_above, to_blocks
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import (
    LabelledValue,
    compose_facts,
    compose_labelled_value,
    run_in_key,
)
from pmdoc.compose.paths import resolve
from pmdoc.compose.reads import NONE, Where, filter_records, records_reader
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

    Shape: `value` are the paths of lists, shown one after the other; `where` filters their records;
    `label` goes above the list. A record's title is bold if details follow. A field without a label
    is running text below the title; `facts` make a one-line note at the end.
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


def _compose(options: ItemsOptions, ctx: Context) -> tuple[Block, ...]:
    records = find_records(options.value, options.where, ctx)
    items = tuple(_item(record, options, ctx) for record in records)
    items = tuple(item for item in items if item.blocks)
    if items:
        block: Block = ItemList(items=items, ordered=options.ordered)
    elif ctx.is_form:
        block = _blank(options, ctx)
    elif options.empty:
        block = Paragraph((Text(options.empty),), ParagraphRole.EMPTY)
    else:
        return ()
    return (*label_above(options.label), block)


def _blank(options: ItemsOptions, ctx: Context) -> ItemList:
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
    """Return the records of several lists that the filter accepts."""
    records: list[object] = []
    for path in paths:
        value = resolve(ctx.incident, path)
        if value is not None:
            records.extend(value if isinstance(value, tuple) else (value,))
    kept = tuple(filter_records(records, where))
    for path, accepted in where.items():
        if len({*accepted} - {NONE}) == 1:  # the title says what the records have in common
            ctx.shown.add_property(kept, path)
    return kept


def _item(record: object, options: ItemsOptions, ctx: Context) -> ListItem:
    if isinstance(record, str) or (options.title is None and not options.fields):
        return ListItem(to_blocks(record, ctx), options.marker, record_anchor(record, ctx))
    title = compose_labelled_value(options.title, record, ctx) if options.title else ()
    texts: list[Block] = []
    details: list[ListItem] = []
    for detail in options.fields:
        value = compose_labelled_value(detail, record, ctx)
        # a record without a name has its description as title, perhaps with comments attached
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
    head = _title(title, options, ctx, is_bold=bool(below))
    return ListItem((*head, *below), options.marker, record_anchor(record, ctx))


def record_anchor(record: object, ctx: Context) -> str:
    """Return a new anchor for a record with an id that was not shown before; else ""."""
    ident = getattr(record, "id", "")
    return ctx.make_anchor(ident) if ident and ident not in ctx.state.anchors_by_name else ""


def _title(
    blocks: tuple[Block, ...], options: ItemsOptions, ctx: Context, *, is_bold: bool
) -> tuple[Block, ...]:
    """Return the record's title after its label, or in bold above its details."""
    if blocks and options.title and options.title.label:
        return run_in_key(KeyValue(options.title.label, blocks), ctx)
    if is_bold and blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph((Strong(blocks[0].children),)), *blocks[1:])
    return blocks


PART = Part(name="items", options=ItemsOptions, compose=_compose, reads=records_reader())
