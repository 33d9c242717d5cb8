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
from pmdoc.compose.reads import NONE, Where, filter_records, is_inside, paths_in, records_reader
from pmdoc.diagnostics.errors import nearest, suggest
from pmdoc.diagnostics.problem import Level, Problem, pointer_to
from pmdoc.layout import WhenEmpty, Words
from pmdoc.model.custom import CustomRecord
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
    is running text below the title; `facts` make a one-line note at the end. `empty` is shown if
    there is no record, by default until the report is final.
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
    when_empty: WhenEmpty = WhenEmpty.DRAFT


def _compose(options: ItemsOptions, ctx: Context) -> tuple[Block, ...]:
    records = find_records(options.value, options.where, ctx)
    note_unknown_keys(records, options.value, options, ctx)
    items = tuple(_item(record, options, ctx) for record in records)
    items = tuple(item for item in items if item.blocks)
    if items:
        block: Block = ItemList(items=items, ordered=options.ordered)
    elif ctx.is_form:
        block = _blank(options, ctx)
    elif options.empty and ctx.states_absence(options.when_empty):
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


def note_unknown_keys(
    records: tuple[object, ...], lists: tuple[str, ...], options: Struct, ctx: Context
) -> None:
    """Report keys of custom records that a part names but none of the records has.

    Problems: `layout-custom-key`; a warning if the key seems to be misspelt.
    """
    customs = (record for record in records if isinstance(record, CustomRecord))
    known = {field.name for record in customs for field in record.fields}
    if not known:
        return
    for paths in paths_in(options):
        names = [path.partition(".")[0] for path in paths if is_inside(path)]
        if names and known.isdisjoint(names):
            hint = suggest(names[0], known)
            problem = Problem(
                id="layout-custom-key",
                level=Level.WARNING if nearest(names[0], known) else Level.NOTE,
                message=f"has no key {names[0]!r}, which the layout {ctx.layout.name!r} shows.",
                pointer=pointer_to(*lists[0].split(".")),
                hint=hint,
            )
            ctx.state.problems.append(problem)


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
        if not value and ctx.is_form and detail.form and detail.label:
            value = blank_lines()
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
