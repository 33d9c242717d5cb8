"""A list of check boxes: the incident's records; in forms, the layout's own entries too.

In → Out: the path of records in, an `ItemList` with open and ticked boxes out.
Must not: tick a box that the author did not tick, or show an entry that the author did not write.

An open box has a `Field`, so that it can be ticked in a fillable file.

    - part: checklist
      value: report.sign_offs
      key: role
      done: date
      entries: [Report Author, Incident Commander]
      details: [name, date]

Without `key` and `done` it is a question with the entries as answers. The text at `value` ticks its
box; an answer that is none of the entries follows them. An unanswered question is in forms, and in
reports that are not final.

    - part: checklist
      value: custom.malicious
      entries: [Yes, No, Unknown]
"""

from __future__ import annotations

from enum import StrEnum
from itertools import count

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_list
from pmdoc.compose.formatting.field_values import FieldValue, compose_field, value_finder
from pmdoc.compose.formatting.values import label_above, plain_text, run_in
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import LabelledValue, compose_facts
from pmdoc.compose.parts.items import find_records, record_anchor
from pmdoc.compose.paths import has_records, is_filled, resolve
from pmdoc.compose.reads import Reads, Where, records_reader
from pmdoc.compose.translate import is_same_name
from pmdoc.layout import WhenEmpty, Words
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
from pmdoc.model.incident import Incident

_ANSWERS = ("true", "false")
"""Words that YAML files have in place of yes and no."""


class BoxWhen(StrEnum):
    """Which items have a box."""

    ALWAYS = "always"
    STATED = "stated"
    """Those of which the author says whether they are done, and all items of a form."""


class ChecklistOptions(Struct, frozen=True, kw_only=True):
    """The options.

    Shape: `key` is the property with the item's text, `done` the one that ticks its box if it has
    a value. Forms have all `entries`, whether or not a record has that text; other records follow.
    `details` follow the text, separated by commas; `facts` make a note below it.
    """

    value: tuple[str, ...] = ()
    key: str = ""
    done: str = ""
    box: BoxWhen = BoxWhen.ALWAYS
    entries: tuple[Words, ...] = ()
    details: tuple[FieldValue, ...] = ()
    facts: tuple[LabelledValue, ...] = ()
    where: Where = field(default_factory=dict)
    label: Words = ""

    @property
    def is_question(self) -> bool:
        """Whether the entries are answers."""
        return not self.key and not self.done

    def lacks(self) -> tuple[str, ...]:
        """Return the keys that are missing: records need a text and a state, questions answers."""
        if self.is_question and not any(has_records(Incident, path) for path in self.value):
            return () if self.entries else ("entries",)
        needed = {"value": self.value, "key": self.key, "done": self.done}
        return tuple(name for name, given in needed.items() if not given)


def _compose(options: ChecklistOptions, ctx: Context) -> tuple[Block, ...]:
    items = _answers(options, ctx) if options.is_question else _records(options, ctx)
    if not items and (options.is_question or not ctx.is_form):
        return ()
    entries = ItemList(items=tuple(items)) if items else blank_list(Marker.OPEN)
    return (*label_above(options.label), entries)


def _answers(options: ChecklistOptions, ctx: Context) -> list[ListItem]:
    """Return the answers to a question, with a box each; none if a final report has no answer."""
    value = value_finder(options.value, ctx)(ctx.incident) if options.value else None
    given = value if isinstance(value, tuple) else (value,) if is_filled(value) else ()
    texts = [_as_answer(plain_text(one, ctx), ctx) for one in given]
    if not texts and not ctx.states_absence(WhenEmpty.DRAFT):
        return []
    items: list[ListItem] = []
    for entry in options.entries:
        is_given = any(is_same_name(text, entry, ctx) for text in texts)
        field = None if texts else _answer_box(options, entry, ctx)
        marker = Marker.DONE if is_given else Marker.OPEN
        items.append(ListItem((Paragraph((Text(entry),)),), marker, field=field))
    others = [t for t in texts if not any(is_same_name(t, e, ctx) for e in options.entries)]
    items.extend(ListItem((Paragraph((Text(text),)),), Marker.DONE) for text in others)
    return items


def _as_answer(text: str, ctx: Context) -> str:
    return ctx.word(text) if text in _ANSWERS else text


def _answer_box(options: ChecklistOptions, entry: str, ctx: Context) -> Field:
    path = options.value[0].replace(".", "/") if options.value else "answers"
    anchor = ctx.state.anchors.make(f"answer {entry}")
    return Field(kind=FieldKind.CHECK, name=f"/{path}/{anchor}", label=entry)


def _records(options: ChecklistOptions, ctx: Context) -> list[ListItem]:
    all_records = find_records(options.value, {}, ctx)
    indices = {id(record): index for index, record in enumerate(all_records)}
    new_indices = count(len(all_records))
    records = find_records(options.value, options.where, ctx)
    items: list[ListItem] = []
    used: set[int] = set()
    for entry in options.entries if ctx.is_form else ():
        matching = [r for r in records if is_same_name(_key(r, options), entry, ctx)]
        used.update(id(record) for record in matching)
        items.extend(_item(r, options, indices[id(r)], ctx) for r in matching)
        if not matching:
            field = _box(options, next(new_indices), entry)
            items.append(ListItem((Paragraph((Text(entry),)),), Marker.OPEN, field=field))
    items.extend(_item(r, options, indices[id(r)], ctx) for r in records if id(r) not in used)
    return items


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
    is_done = resolve(record, options.done)
    if is_done or getattr(record, "name_withheld", False):  # who has signed has, named or not
        return ListItem(blocks, Marker.DONE, anchor)
    if is_done is None and options.box is BoxWhen.STATED and not ctx.is_form:
        return ListItem(blocks, anchor=anchor)
    return ListItem(blocks, Marker.OPEN, anchor, _box(options, index, block_text((line,))))


def _reads(options: ChecklistOptions) -> Reads:
    if options.is_question:
        return Reads(root=(options.value,) if options.value else ())
    (records,) = records_reader(options.key, options.done)(options).records
    return Reads(records=(replace(records, standing={options.key: options.entries}),))


PART = Part(name="checklist", options=ChecklistOptions, compose=_compose, reads=_reads)
