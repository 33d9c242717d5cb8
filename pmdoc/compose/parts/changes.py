"""A list of figures that are to change, with their current values and targets.

In → Out: the path of records in, a list of lines such as "Detection time: 40 min → 5 min" out.
Must not: judge whether a target is met.

    - part: changes
      value: metrics.success
      where: {area: detection}
      title: name
      before: current
      after: target
"""

from __future__ import annotations

from msgspec import Struct, field

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_list
from pmdoc.compose.formatting.field_values import FieldValue, compose_field
from pmdoc.compose.formatting.values import label_above
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import LabelledValue, compose_facts, run_in_key
from pmdoc.compose.parts.items import find_records
from pmdoc.compose.reads import Where, records_reader
from pmdoc.layout import Words
from pmdoc.model.document import Block, ItemList, KeyValue, ListItem, Paragraph, Text
from pmdoc.model.document.block_text import block_text


class ChangesOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: `title`, `before` and `after` are fields of each record."""

    value: tuple[str, ...]
    title: FieldValue
    before: FieldValue
    after: FieldValue
    facts: tuple[LabelledValue, ...] = ()
    where: Where = field(default_factory=dict)
    label: Words = ""


def _compose(options: ChangesOptions, ctx: Context) -> tuple[Block, ...]:
    records = find_records(options.value, options.where, ctx)
    items = [ListItem(blocks) for record in records if (blocks := _line(record, options, ctx))]
    if not items:
        return (*label_above(options.label), blank_list()) if ctx.is_form else ()
    return (*label_above(options.label), ItemList(items=tuple(items)))


def _line(record: object, options: ChangesOptions, ctx: Context) -> tuple[Block, ...]:
    title = _text(options.title, record, ctx)
    before, after = _text(options.before, record, ctx), _text(options.after, record, ctx)
    if before and after:
        value = ctx.word("becomes", before=before, after=after)
    elif after:
        value = ctx.word("to_become", after=after)
    else:
        value = before
    facts = compose_facts(options.facts, record, ctx)
    if not title or not value:
        text = title or value
        return (Paragraph((Text(text),)), *facts) if text else ()
    return (*run_in_key(KeyValue(title, (Paragraph((Text(value),)),)), ctx), *facts)


def _text(field: FieldValue, record: object, ctx: Context) -> str:
    return block_text(compose_field(field, record, ctx))


PART = Part(name="changes", options=ChangesOptions, compose=_compose, reads=records_reader())
