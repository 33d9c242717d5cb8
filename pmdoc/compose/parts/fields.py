"""Labelled values: a table of labels and values, or a list with bold labels.

In → Out: labels with paths in, one `KeyValues` or `ItemList` out.
Must not: invent a value; an item without one is left out, or shows the layout's `empty` text.

    - part: fields
      show: table
      head: [Field, Value]
      items:
        - {label: Incident ID, value: incident.id}
        - {label: Severity, value: {value: incident.severity, show: badge}}
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_lines
from pmdoc.compose.formatting.field_values import FieldValue, compose_field, fields_composer
from pmdoc.compose.formatting.values import label_above, run_in
from pmdoc.compose.part import Part
from pmdoc.compose.paths import resolve
from pmdoc.compose.reads import read_root
from pmdoc.layout import WhenEmpty, Words
from pmdoc.model.document import (
    Block,
    Inline,
    ItemList,
    KeyValue,
    KeyValues,
    ListItem,
    Paragraph,
    ParagraphRole,
    Text,
)
from pmdoc.model.document.block_text import block_text


class FieldStyle(StrEnum):
    """How labels and values are arranged."""

    TABLE = "table"
    LIST = "list"
    LINES = "lines"


class LabelledValue(Struct, frozen=True, kw_only=True):
    """A label with one or more fields.

    Shape: `empty` is shown if no field has a value, by default until the report is final.
    `one_line` joins the fields with dashes instead of giving each a paragraph of its own. With
    `form: false` a form leaves no room for it. `given` is the path of a value of the incident
    without which it is left out, as it would repeat something.
    """

    label: Words
    value: tuple[FieldValue, ...]
    empty: Words = ""
    when_empty: WhenEmpty = WhenEmpty.DRAFT
    form: bool = True
    given: str = ""
    one_line: bool = False


class FieldsOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: `head` are the titles of both columns.

    `empty` is the text for missing values of all items; an item without it is left out.
    """

    items: tuple[LabelledValue, ...]
    show: FieldStyle = FieldStyle.TABLE
    head: tuple[Words, Words] | None = None
    empty: Words = ""
    label: Words = ""


def _compose(options: FieldsOptions, ctx: Context) -> tuple[Block, ...]:
    values = compose_key_values(options.items, options.empty, ctx)
    if not values:
        return ()
    if options.show is FieldStyle.TABLE:
        block: Block = KeyValues(items=values, head=options.head)
    else:
        block = ItemList(items=tuple(ListItem(run_in_key(value, ctx)) for value in values))
    return (*label_above(options.label), block)


def compose_key_values(
    items: tuple[LabelledValue, ...], empty: str, ctx: Context
) -> tuple[KeyValue, ...]:
    """Return the items that have a value, and those that have a text for a missing one.

    Shape: empty if no item has a value, and none says so in every report.
    """
    values: list[KeyValue] = []
    is_filled = ctx.is_form
    for item in items:
        if item.given and not resolve(ctx.incident, item.given):
            continue
        blocks = compose_labelled_value(item, ctx.incident, ctx)
        is_filled = is_filled or bool(blocks) or item.when_empty is WhenEmpty.SHOW
        empty_text = item.empty or empty
        if blocks:
            values.append(KeyValue(item.label, blocks))
        elif ctx.is_form and item.form:
            values.append(KeyValue(item.label, blank_lines()))
        elif empty_text and ctx.states_absence(item.when_empty):
            blank = (Paragraph((Text(empty_text),), ParagraphRole.EMPTY),)
            values.append(KeyValue(item.label, blank))
    return tuple(values) if is_filled else ()


def compose_labelled_value(item: LabelledValue, root: object, ctx: Context) -> tuple[Block, ...]:
    """Return the blocks of a labelled value, without its label."""
    if not item.one_line:
        return fields_composer(item.value, ctx)(root)
    line: list[Inline] = []
    below: list[Block] = []
    for field in item.value:
        blocks = compose_field(field, root, ctx)
        if not blocks:
            continue
        first, rest = blocks[0], blocks[1:]
        if isinstance(first, Paragraph):
            dash = (Text(ctx.word("dash")),) if line else ()
            line.extend((*dash, *first.children))
            below.extend(rest)
        else:
            below.extend(blocks)
    return (Paragraph(tuple(line)), *below) if line else tuple(below)


def compose_facts(
    facts: tuple[LabelledValue, ...], record: object, ctx: Context
) -> tuple[Block, ...]:
    """Return a note with short labelled values of a record, in one line."""
    line: list[Inline] = []
    for fact in facts:
        blocks = compose_labelled_value(fact, record, ctx)
        if blocks:
            value, *others = blocks
            if not isinstance(value, Paragraph):
                value = Paragraph((Text(block_text(blocks)),))
            elif others:
                value = Paragraph((*value.children, Text(f" {block_text(others)}")))
            if line:
                line.append(Text(ctx.word("between_facts")))
            line.extend(run_in(fact.label, value, ctx).children)
    return (Paragraph(tuple(line), ParagraphRole.NOTE),) if line else ()


def run_in_key(value: KeyValue, ctx: Context) -> tuple[Block, ...]:
    """Return the blocks of a value, with its label at the start of the first paragraph."""
    first = value.blocks[0]
    if isinstance(first, Paragraph):
        return (run_in(value.label, first, ctx), *value.blocks[1:])
    return (run_in(value.label, Paragraph(()), ctx), *value.blocks)


PART = Part(name="fields", options=FieldsOptions, compose=_compose, reads=read_root)
