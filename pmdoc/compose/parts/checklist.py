"""A list of check boxes: the layout's own entries, and the incident's.

In → Out: the path of records and the entries in, an `ItemList` with open and ticked boxes out.
Must not: tick a box that the author did not tick; an entry without a record stays open.

An open box has a `Field`, so that it can be ticked in a fillable file.

    - part: checklist
      value: report.sign_offs
      key: role
      done: date
      entries: [Report Author, Incident Commander]
      details: [name, date]
"""

from __future__ import annotations

from itertools import count

from msgspec import Struct, field

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_list
from pmdoc.compose.formatting.field_values import FieldValue, compose_field
from pmdoc.compose.formatting.values import label_above, run_in
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import LabelledValue, compose_facts
from pmdoc.compose.parts.items import find_records, record_anchor
from pmdoc.compose.paths import resolve
from pmdoc.compose.reads import Reads, Where, records_reader
from pmdoc.compose.translate import is_same_name
from pmdoc.layout import Words
from pmdoc.model.document import (
    Block,
    Field,
    FieldKind,
    ItemList,
    ListItem,
    Marker,
    Paragraph,
    Text,
)
from pmdoc.model.document.block_text import block_text


class ChecklistOptions(Struct, frozen=True, kw_only=True):
    """The options.

    Shape: `key` is the property with the item's text, `done` the one that ticks its box if it has
    a value. `entries` are shown whether or not a record has that text; other records follow.
    `details` follow the text, separated by commas; `facts` make a note below it.
    """

    value: tuple[str, ...]
    key: str
    done: str
    entries: tuple[Words, ...] = ()
    details: tuple[FieldValue, ...] = ()
    facts: tuple[LabelledValue, ...] = ()
    where: Where = field(default_factory=dict)
    label: Words = ""


def _compose(options: ChecklistOptions, ctx: Context) -> tuple[Block, ...]:
    all_records = find_records(options.value, {}, ctx)
    indices = {id(record): index for index, record in enumerate(all_records)}
    new_indices = count(len(all_records))
    records = find_records(options.value, options.where, ctx)
    items: list[ListItem] = []
    used: set[int] = set()
    for entry in options.entries:
        matching = [r for r in records if is_same_name(_key(r, options), entry, ctx)]
        used.update(id(record) for record in matching)
        items.extend(_item(r, options, indices[id(r)], ctx) for r in matching)
        if not matching:
            field = _box(options, next(new_indices), entry)
            items.append(ListItem((Paragraph((Text(entry),)),), Marker.OPEN, field=field))
    items.extend(_item(r, options, indices[id(r)], ctx) for r in records if id(r) not in used)
    if items:
        entries = ItemList(items=tuple(items))
    elif ctx.is_form:
        entries = blank_list(Marker.OPEN)
    else:
        return ()
    return (*label_above(options.label), entries)


def _box(options: ChecklistOptions, index: int, label: str) -> Field:
    """Return the field of an open box; `index` is that of its record, or of one to be added."""
    path = f"{options.value[0]}.{index}.{options.done}".replace(".", "/")
    return Field(kind=FieldKind.CHECK, name=f"/{path}", label=label)


def _key(record: object, options: ChecklistOptions) -> str:
    return str(resolve(record, options.key) or "")


def _item(record: object, options: ChecklistOptions, index: int, ctx: Context) -> ListItem:
    line = Paragraph(ctx.parse_inline(_key(record, options)))
    texts = (block_text(compose_field(field, record, ctx)) for field in options.details)
    details = [text for text in texts if text]
    if details:
        rest = Paragraph((Text(ctx.word("separator").join(details)),))
        line = run_in(block_text((line,)), rest, ctx)
    blocks = (line, *compose_facts(options.facts, record, ctx))
    anchor = record_anchor(record, ctx)
    ctx.shown.add_property(record, options.key)
    ctx.shown.add_property(record, options.done)
    if resolve(record, options.done):
        return ListItem(blocks, Marker.DONE, anchor)
    return ListItem(blocks, Marker.OPEN, anchor, _box(options, index, block_text((line,))))


def _reads(options: ChecklistOptions) -> Reads:
    return records_reader(options.key, options.done)(options)


PART = Part(name="checklist", options=ChecklistOptions, compose=_compose, reads=_reads)
