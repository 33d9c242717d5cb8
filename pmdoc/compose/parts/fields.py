"""Labelled values: the metadata table of a report, or the bold labels in front of short answers.

In → Out: labels with paths in, one `KeyValues` or a list with run-in labels out.
Must not: invent a value; an item that is not filled in is left out, or says so on request.

    - part: fields
      form: table
      head: [Field, Value]
      items:
        - {label: Incident ID, value: incident.id}
        - {label: Severity, value: {value: incident.severity, show: badge}}
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.field_values import FieldValue, compose_fields
from pmdoc.compose.form_placeholders import blank_lines
from pmdoc.compose.part import Part
from pmdoc.compose.reads import Reads, paths_of
from pmdoc.compose.values import label_above, run_in
from pmdoc.layout import Words
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
    """How labels and values stand."""

    TABLE = "table"
    LIST = "list"
    LINES = "lines"


class LabelledValue(Struct, frozen=True, kw_only=True):
    """A label and the pieces that make its value.

    Shape: `empty` stands where there is no value. `one_line` runs the pieces on behind each other,
    parted by dashes, where each would have a paragraph of its own.
    """

    label: Words
    value: tuple[FieldValue, ...]
    empty: Words = ""
    one_line: bool = False


class FieldsOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: `head` are the titles of both columns, or none.

    `empty` stands for every value that is not filled in; empty leaves those items out.
    """

    items: tuple[LabelledValue, ...]
    form: FieldStyle = FieldStyle.TABLE
    head: tuple[Words, Words] | None = None
    empty: Words = ""
    label: Words = ""


def compose(options: FieldsOptions, ctx: Context) -> tuple[Block, ...]:
    """Gather the values that are filled in."""
    values = gather_key_values(options.items, options.empty, ctx)
    return (*label_above(options.label), _formed(options, values, ctx)) if values else ()


def gather_key_values(
    items: tuple[LabelledValue, ...], empty: str, ctx: Context
) -> tuple[KeyValue, ...]:
    """Word the fields that are filled in, and the others by their word for an empty value.

    Shape: empty where no field at all is filled in.
    """
    values: list[KeyValue] = []
    filled = False
    for item in items:
        blocks = compose_labelled_value(item, ctx.incident, ctx)
        filled = filled or bool(blocks)
        word = item.empty or empty
        if ctx.is_form:
            values.append(KeyValue(item.label, blocks or blank_lines()))
        elif blocks or word:
            blank = (Paragraph((Text(word),), ParagraphRole.EMPTY),)
            values.append(KeyValue(item.label, blocks or blank))
    return tuple(values) if filled or ctx.is_form else ()


def compose_labelled_value(item: LabelledValue, root: object, ctx: Context) -> tuple[Block, ...]:
    """Word a field's value."""
    if not item.one_line:
        return compose_fields(item.value, root, ctx)
    line: list[Inline] = []
    below: list[Block] = []
    for piece in item.value:
        blocks = compose_fields((piece,), root, ctx)
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


def _formed(options: FieldsOptions, values: tuple[KeyValue, ...], ctx: Context) -> Block:
    if options.form is FieldStyle.TABLE:
        return KeyValues(items=values, head=options.head)
    return ItemList(items=tuple(ListItem(run_in_key(v, ctx)) for v in values))


def compose_facts(
    facts: tuple[LabelledValue, ...], record: object, ctx: Context
) -> tuple[Block, ...]:
    """Put short labelled values of a record into one line of small print."""
    line: list[Inline] = []
    for fact in facts:
        value = compose_labelled_value(fact, record, ctx)
        if value:
            words = value[0] if isinstance(value[0], Paragraph) else None
            words = words or Paragraph((Text(block_text(value)),))
            if line:
                line.append(Text(ctx.word("between_facts")))
            line.extend(run_in(fact.label, words, ctx).children)
    return (Paragraph(tuple(line), ParagraphRole.NOTE),) if line else ()


def run_in_key(value: KeyValue, ctx: Context) -> tuple[Block, ...]:
    """Run the label in before the value's first paragraph."""
    first = value.blocks[0]
    if isinstance(first, Paragraph):
        return (run_in(value.label, first, ctx), *value.blocks[1:])
    return (run_in(value.label, Paragraph(()), ctx), *value.blocks)


def _reads(options: FieldsOptions) -> Reads:
    return Reads(root=tuple(a for item in options.items for a in paths_of(item.value)))


PART = Part(name="fields", options=FieldsOptions, compose=compose, reads=_reads)
