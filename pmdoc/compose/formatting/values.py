"""Turn any value of an incident into blocks: text, time, duration, amount, choice, or a list.

In → Out: a value and a format in, blocks out; no blocks for an empty value.
Must not: choose which values a report shows; layouts do.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.formatting.amounts import amount_blocks, duration_blocks
from pmdoc.compose.formatting.inferred import inferred_statements, with_mark
from pmdoc.compose.formatting.times import moment_blocks
from pmdoc.compose.formatting.tones import tone_of
from pmdoc.compose.paths import first_filled
from pmdoc.markdown.plain import is_plain
from pmdoc.model.amount import Amount, Duration
from pmdoc.model.choice import OwnPhase, Phase
from pmdoc.model.custom import CustomRecord, CustomValue
from pmdoc.model.document import (
    Badge,
    Block,
    CodeBlock,
    CrossReference,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphRole,
    Strong,
    Text,
)
from pmdoc.model.document.block_text import block_text
from pmdoc.model.improvement import Due
from pmdoc.model.moment import Moment, Period
from pmdoc.model.name import Names

NAMES = ("name", "title", "lesson", "gap", "text", "purpose")
"""The properties that can serve as a record's name, in order of preference."""
DESCRIPTION = "description"
_SHORTEST_WORD = 4
"""Letters. Shorter keys are often abbreviations, such as `ip` and `url`."""
_LONGEST_LINE = 80
"""Characters of several texts on one line."""
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class FixedWord(str):
    """A phrase from the language file, in a place where an author's text may appear as well.

    It is in the report's language, which an author's text need not be.
    """

    __slots__ = ()


class ValueFormat(StrEnum):
    """How a value is shown; AUTO decides by its type."""

    AUTO = "auto"
    BADGE = "badge"
    CODE = "code"
    NAMES = "names"
    TIME = "time"
    DATE = "date"
    REFERENCES = "references"


def class_label(ctx: Context) -> str:
    """Return the classification in the report's language; a company's own class as it is."""
    name = ctx.incident.report.classification
    key = f"class.{name.casefold()}"
    return FixedWord(ctx.word(key)) if name and ctx.language.has_word(key) else name


def to_blocks(
    value: object, ctx: Context, show: ValueFormat = ValueFormat.AUTO
) -> tuple[Block, ...]:
    """Return the blocks of a value."""
    if show is ValueFormat.AUTO:  # the most frequent case comes first
        return _by_type(value, ctx, with_date=True)
    match show:
        case ValueFormat.BADGE:
            return (Paragraph((to_badge(value, ctx),)),)
        case ValueFormat.CODE:
            ctx.shown.add(value)
            return (CodeBlock(str(value)),)
        case ValueFormat.NAMES:
            given = value if isinstance(value, tuple) else (value,)
            for name in (value, *given):
                ctx.shown.add(name)
            names = Names(n if isinstance(n, str) else plain_text(n, ctx) for n in given)
            return _by_type(names, ctx, with_date=True)
        case ValueFormat.REFERENCES:
            return (Paragraph(_references(value, ctx)),)
        case ValueFormat.TIME | ValueFormat.DATE:
            return _by_type(value, ctx, with_date=show is not ValueFormat.TIME)


def to_badge(value: object, ctx: Context) -> Badge:
    """Return a state as a badge."""
    return Badge(plain_text(value, ctx), tone_of(str(value), ctx))


def plain_text(value: object, ctx: Context) -> str:
    """Return a value as text without formatting."""
    if isinstance(value, str) and not isinstance(value, StrEnum | OwnPhase):
        return block_text(ctx.parse(value))
    return block_text(_by_type(value, ctx, with_date=True))


def _by_type(value: object, ctx: Context, *, with_date: bool) -> tuple[Block, ...]:
    if type(value) is str:
        return ctx.authored(value)
    if isinstance(value, Moment):
        return moment_blocks(value, ctx, with_date=with_date)
    if isinstance(value, Amount):
        return amount_blocks(value, ctx)
    if isinstance(value, Names):
        ctx.shown.add(value)
        return ctx.authored_line(value)
    if isinstance(value, tuple):
        return _list_blocks(value, ctx)
    if isinstance(value, Duration):
        return duration_blocks(value, ctx)
    if isinstance(value, Struct):
        return _record_blocks(value, ctx)
    return (Paragraph((Text(_one_line(value, ctx)),)),)


def _one_line(value: object, ctx: Context) -> str:
    ctx.shown.add(value)
    if isinstance(value, (Phase, OwnPhase)):
        return ctx.phase_name(value)
    if isinstance(value, StrEnum):
        kind = _CAPITAL.sub("_", type(value).__name__).casefold()
        key = f"{kind}.{value.value}"
        return ctx.word(key) if ctx.language.has_word(key) else str(value.value)
    if isinstance(value, bool):
        return ctx.word("true" if value else "false")
    if isinstance(value, (int, float)):
        return ctx.language.number(value)
    if isinstance(value, (date, Period)):
        return ctx.language.date(value)
    if isinstance(value, timedelta):
        return ctx.language.duration(value)
    return str(value)


def _list_blocks(values: tuple[object, ...], ctx: Context) -> tuple[Block, ...]:
    composed = [_by_type(value, ctx, with_date=True) for value in values]
    filled = [blocks for blocks in composed if blocks]
    if len(filled) <= 1:
        return filled[0] if filled else ()
    return (ItemList(items=tuple(ListItem(blocks) for blocks in filled)),)


def _record_blocks(value: Struct, ctx: Context) -> tuple[Block, ...]:
    if isinstance(value, CustomRecord):
        return _custom_blocks(value, ctx)
    if isinstance(value, Due):
        ctx.shown.add(value)
        line = (Paragraph((Text(_one_line(value.date, ctx)),)),)
        return ctx.authored(value.text) if value.text else line
    blocks = _named_blocks(value, ctx)
    return with_mark(blocks, value, ctx) if inferred_statements(value) else blocks


def _custom_blocks(record: CustomRecord, ctx: Context) -> tuple[Block, ...]:
    """Return a record as "Kind: ip · Ports: 22, 80", and what does not fit a line as a list."""
    line: list[Inline] = []
    below: list[ListItem] = []
    for field in record.fields:
        blocks = _custom_value(field.value, ctx)
        first, *rest = blocks or (Paragraph(()),)
        label = run_in_label(key_title(field.name), ctx)
        is_plain = not any(isinstance(v, CustomRecord) for v in _as_tuple(field.value))
        if blocks and not rest and not below and is_plain and isinstance(first, Paragraph):
            line += (*((Text(ctx.word("between_facts")),) if line else ()), *label, *first.children)
        elif blocks and is_plain and isinstance(first, Paragraph):
            item = (replace(first, children=(*label, *first.children)), *rest)
            below.append(ListItem(item))
        elif blocks:
            below.append(ListItem((Paragraph(label), *blocks)))
    above = (Paragraph(tuple(line)),) if line else ()
    return (*above, ItemList(items=tuple(below))) if below else above


def _as_tuple(value: CustomValue) -> tuple[str | CustomRecord, ...]:
    return value if isinstance(value, tuple) else (value,)


def _custom_value(value: CustomValue, ctx: Context) -> tuple[Block, ...]:
    """Return the blocks of a value; short texts are joined, as bullets in a line can't be."""
    if isinstance(value, tuple) and all(isinstance(v, str) and "," not in v for v in value):
        for text in value:
            ctx.shown.add(text)
        joined = ctx.word("separator").join(map(str, value))
        if len(joined) <= _LONGEST_LINE:
            return ctx.authored_line(map(str, value))
    return to_blocks(value, ctx)


def key_title(key: str) -> str:
    """Return the key of a custom record as a title: "First seen" for `first_seen`, but "ip"."""
    title = key.replace("_", " ").strip()
    first = title.partition(" ")[0]
    is_word = first.isalpha() and first.islower() and len(first) >= _SHORTEST_WORD
    return title[0].upper() + title[1:] if is_word else title


def _named_blocks(value: object, ctx: Context) -> tuple[Block, ...]:
    """Return a record's name and description, such as "Checkout: half of all orders failed"."""
    title = str(first_filled(value, NAMES) or "")
    rest = str(getattr(value, DESCRIPTION, "") or "")
    ctx.shown.add(first_filled(value, NAMES))
    ctx.shown.add(getattr(value, DESCRIPTION, ""))
    if not (title and rest):
        return ctx.authored(title or rest)
    if is_plain(title) and is_plain(rest):
        return ctx.authored(ctx.word("labelled", label=title, value=rest))
    # Parsed apart, as a mark in one of them must not pair with a mark in the other.
    before, _, after = ctx.word("labelled", label="\0", value="\1").partition("\0")
    label = (Text(before), *ctx.parse_inline(title), Text(after.partition("\1")[0]))
    first, *others = ctx.authored(rest)
    if isinstance(first, Paragraph):
        return (replace(first, children=(*label, *first.children)), *others)
    return (Paragraph(label), first, *others)


def _references(value: object, ctx: Context) -> tuple[Inline, ...]:
    """Return ids of references, each linked to its entry in the list of references."""
    ids = [part.strip() for part in ctx.one_line(str(value)).split(",")]
    inlines: list[Inline] = []
    for index, ident in enumerate(ids):
        if index:
            inlines.append(Text(ctx.word("separator")))
        anchor = ctx.state.reference_anchors.get(ident)
        inlines.append(CrossReference((Text(ident),), anchor) if anchor else Text(ident))
    return tuple(inlines)


def label_above(label: str) -> tuple[Block, ...]:
    """Return a paragraph with a label for what follows; no paragraph for an empty label."""
    return (Paragraph((Text(label),), ParagraphRole.LABEL),) if label else ()


def run_in(label: str, paragraph: Paragraph, ctx: Context) -> Paragraph:
    """Put a bold label at the start of a paragraph."""
    return replace(paragraph, children=(*run_in_label(label, ctx), *paragraph.children))


def run_in_label(label: str, ctx: Context) -> tuple[Inline, ...]:
    """Return a bold label to go before other inlines, in the language's "Label: value"."""
    before, _, after = ctx.word("labelled", label="\0", value="\1").partition("\0")
    colon = after.partition("\1")[0]
    tight = colon.rstrip()
    gap = (Text(colon[len(tight) :]),) if tight != colon else ()  # none after a full-width colon
    return (Strong((Text(f"{before}{label}{tight}"),)), *gap)
