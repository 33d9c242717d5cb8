"""A list of boxes to tick: standing entries of the layout, and what the incident file adds.

In → Out: the path of records and the entries in, an `ItemList` with open and done boxes out.
Must not: tick a box that the author did not; an entry without a record stays open.

An open box is a field: renderers may make it one that can be ticked on a screen.

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
from pmdoc.compose.field_values import FieldValue, compose_fields
from pmdoc.compose.form_placeholders import blank_list
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import LabelledValue, compose_facts
from pmdoc.compose.parts.items import find_records, record_anchor
from pmdoc.compose.paths import resolve
from pmdoc.compose.reads import Reads, Records, paths_of
from pmdoc.compose.record_filter import Where
from pmdoc.compose.translate import is_same_name
from pmdoc.compose.values import label_above, run_in
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

    Shape: `key` names the property that is the item's text, `done` the one that ticks its box.
    `entries` are shown whether or not a record has their key; other records follow them.
    `details` run on behind the text, parted by commas; `facts` stand below in small print.
    """

    value: tuple[str, ...]
    key: str
    done: str
    entries: tuple[Words, ...] = ()
    details: tuple[FieldValue, ...] = ()
    facts: tuple[LabelledValue, ...] = ()
    where: Where = field(default_factory=dict)
    label: Words = ""


def compose(options: ChecklistOptions, ctx: Context) -> tuple[Block, ...]:
    """Make the list; the layout's entries come first, in its order."""
    everything = find_records(options.value, {}, ctx)
    places = {id(record): place for place, record in enumerate(everything)}
    missing = count(len(everything))
    records = find_records(options.value, options.where, ctx)
    items: list[ListItem] = []
    used: set[int] = set()
    for entry in options.entries:
        matching = [r for r in records if is_same_name(_key(r, options), entry, ctx)]
        used.update(id(record) for record in matching)
        items.extend(_item(r, options, places[id(r)], ctx) for r in matching)
        if not matching:
            line = Paragraph((Text(entry),))
            box = _box(options, next(missing), entry)
            items.append(ListItem((line,), Marker.OPEN, field=box))
    items.extend(_item(r, options, places[id(r)], ctx) for r in records if id(r) not in used)
    if items:
        entries = ItemList(items=tuple(items))
    elif ctx.is_form:
        entries = blank_list(Marker.OPEN)
    else:
        return ()
    return (*label_above(options.label), entries)


def _box(options: ChecklistOptions, place: int, label: str) -> Field:
    """Describe an open box; `place` is where its record stands, or would stand, in its list."""
    path = f"{options.value[0]}.{place}.{options.done}".replace(".", "/")
    return Field(kind=FieldKind.CHECK, name=f"/{path}", label=label)


def _key(record: object, options: ChecklistOptions) -> str:
    return str(resolve(record, options.key) or "")


def _item(record: object, options: ChecklistOptions, place: int, ctx: Context) -> ListItem:
    name = ctx.parse_inline(_key(record, options))
    details = [
        words for p in options.details if (words := block_text(compose_fields((p,), record, ctx)))
    ]
    line = Paragraph(name)
    if details:
        run_on = Paragraph((Text(ctx.word("separator").join(details)),))
        line = run_in(block_text((line,)), run_on, ctx)
    blocks = (line, *compose_facts(options.facts, record, ctx))
    anchor = record_anchor(record, ctx)
    if resolve(record, options.done):
        return ListItem(blocks, Marker.DONE, anchor)
    return ListItem(blocks, Marker.OPEN, anchor, _box(options, place, block_text((line,))))


def _reads(options: ChecklistOptions) -> Reads:
    pieces = (*options.details, *(p for f in options.facts for p in f.value))
    inside = ((options.key,), (options.done,), *paths_of(pieces))
    return Reads(records=(Records(lists=options.value, inside=inside, where=options.where),))


PART = Part(name="checklist", options=ChecklistOptions, compose=compose, reads=_reads)
