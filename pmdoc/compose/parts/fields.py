"""Labelled values: the metadata table of a report, or the bold labels in front of short answers.

In → Out: labels with paths in, one `KeyValues` or a list with run-in labels out.
Must not: invent a value; an item that is not filled in is left out, or says so on request.

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

from pmdoc.compose.block_text import text_of
from pmdoc.compose.context import Context
from pmdoc.compose.field_values import FieldValue, pieces_blocks
from pmdoc.compose.form_placeholders import blank_lines
from pmdoc.compose.part import Part
from pmdoc.compose.reads import Reads, alternatives
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
    show: FieldStyle = FieldStyle.TABLE
    head: tuple[Words, Words] | None = None
    empty: Words = ""
    label: Words = ""


def compose(options: FieldsOptions, ctx: Context) -> tuple[Block, ...]:
    """Gather the values that are filled in."""
    values = gather(options.items, options.empty, ctx)
    return (*label_above(options.label), _formed(options, values, ctx)) if values else ()


def gather(items: tuple[LabelledValue, ...], empty: str, ctx: Context) -> tuple[KeyValue, ...]:
    """Word the fields that are filled in, and the others by their word for an empty value.

    Shape: empty where no field at all is filled in.
    """
    values: list[KeyValue] = []
    filled = False
    for item in items:
        blocks = field_blocks(item, ctx.incident, ctx)
        filled = filled or bool(blocks)
        word = item.empty or empty
        if ctx.is_form:
            values.append(KeyValue(item.label, blocks or blank_lines()))
        elif blocks or word:
            blank = (Paragraph((Text(word),), ParagraphRole.EMPTY),)
            values.append(KeyValue(item.label, blocks or blank))
    return tuple(values) if filled or ctx.is_form else ()


def field_blocks(item: LabelledValue, root: object, ctx: Context) -> tuple[Block, ...]:
    """Word a field's value."""
    if not item.one_line:
        return pieces_blocks(item.value, root, ctx)
    line: list[Inline] = []
    below: list[Block] = []
    for piece in item.value:
        blocks = pieces_blocks((piece,), root, ctx)
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
    if options.show is FieldStyle.TABLE:
        return KeyValues(items=values, head=options.head)
    return ItemList(items=tuple(ListItem(labelled(v, ctx)) for v in values))


def facts_line(facts: tuple[LabelledValue, ...], record: object, ctx: Context) -> tuple[Block, ...]:
    """Put short labelled values of a record into one line of small print."""
    line: list[Inline] = []
    for fact in facts:
        value = field_blocks(fact, record, ctx)
        if value:
            words = value[0] if isinstance(value[0], Paragraph) else None
            words = words or Paragraph((Text(text_of(value)),))
            if line:
                line.append(Text(ctx.word("between_facts")))
            line.extend(run_in(fact.label, words, ctx).children)
    return (Paragraph(tuple(line), ParagraphRole.NOTE),) if line else ()


def labelled(value: KeyValue, ctx: Context) -> tuple[Block, ...]:
    """Run the label in before the value's first paragraph."""
    first = value.blocks[0]
    if isinstance(first, Paragraph):
        return (run_in(value.label, first, ctx), *value.blocks[1:])
    return (run_in(value.label, Paragraph(()), ctx), *value.blocks)


def _reads(options: FieldsOptions) -> Reads:
    return Reads(root=tuple(a for item in options.items for a in alternatives(item.value)))


PART = Part(name="fields", options=FieldsOptions, compose=compose, reads=_reads)
