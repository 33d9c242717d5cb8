"""Word any value of an incident: text, time, duration, amount, choice, or a list of them.

In → Out: a value and a way to show it in, blocks out; no blocks where there is nothing to say.
Must not: choose which values a report shows; that is the layout's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.amounts import amount_blocks, duration_blocks
from pmdoc.compose.block_text import text_of
from pmdoc.compose.context import Context
from pmdoc.compose.paths import first_filled
from pmdoc.compose.times import moment_blocks
from pmdoc.compose.tones import tone_of
from pmdoc.model.amount import Amount
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
from pmdoc.model.duration import Duration
from pmdoc.model.moment import Moment

NAMES = ("name", "title", "lesson", "gap", "text", "purpose")
"""What a record is called, where a layout names no property of it: the first that is filled in."""
DESCRIPTION = "description"
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class FixedWord(str):
    """A word out of the language file, where an author's text may stand as well.

    The report's language is that of the word, and need not be that of the text.
    """

    __slots__ = ()


class ValueFormat(StrEnum):
    """How a value is set; by its type where the layout says nothing."""

    AUTO = "auto"
    BADGE = "badge"
    CODE = "code"
    NAMES = "names"
    TIME = "time"
    DATE = "date"
    REFERENCES = "references"


def class_label(ctx: Context) -> str:
    """Return the company's class in the report's language; a house's own class as it is."""
    name = ctx.incident.report.classification
    key = f"class.{name.casefold()}"
    return FixedWord(ctx.word(key)) if name and ctx.language.has_word(key) else name


def to_blocks(
    value: object, ctx: Context, show: ValueFormat = ValueFormat.AUTO
) -> tuple[Block, ...]:
    """Word a value."""
    if show is ValueFormat.AUTO:  # by far the most, and first for that
        return _by_type(value, ctx, with_date=True)
    match show:
        case ValueFormat.BADGE:
            return (Paragraph((to_badge(value, ctx),)),)
        case ValueFormat.CODE:
            return (CodeBlock(str(value)),)
        case ValueFormat.NAMES:
            return (Paragraph((Text(names(value, ctx)),)),)
        case ValueFormat.REFERENCES:
            return (Paragraph(_references(value, ctx)),)
        case ValueFormat.TIME | ValueFormat.DATE:
            return _by_type(value, ctx, with_date=show is not ValueFormat.TIME)


def to_badge(value: object, ctx: Context) -> Badge:
    """Word a state as a badge."""
    return Badge(plain_text(value, ctx), tone_of(str(value), ctx))


def names(value: object, ctx: Context) -> str:
    """Word a list in one line."""
    values = value if isinstance(value, tuple) else (value,)
    return ctx.word("separator").join(plain_text(item, ctx) for item in values)


def plain_text(value: object, ctx: Context) -> str:
    """Word a value without any markup."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return text_of(ctx.parse(value))
    return text_of(_by_type(value, ctx, with_date=True))


def _by_type(value: object, ctx: Context, *, with_date: bool) -> tuple[Block, ...]:
    if type(value) is str:
        return ctx.authored(value)
    if isinstance(value, Moment):
        return moment_blocks(value, ctx, with_date=with_date)
    if isinstance(value, Amount):
        return amount_blocks(value, ctx)
    if isinstance(value, tuple):
        return _list_blocks(value, ctx)
    if isinstance(value, Duration):
        return duration_blocks(value, ctx)
    if isinstance(value, Struct):
        return _named_blocks(value, ctx)
    return (Paragraph((Text(_words(value, ctx)),)),)


def _words(value: object, ctx: Context) -> str:
    """Word a value of one line."""
    if isinstance(value, StrEnum):
        kind = _CAPITAL.sub("_", type(value).__name__).casefold()
        key = f"{kind}.{value.value}"
        return ctx.word(key) if ctx.language.has_word(key) else str(value.value)
    if isinstance(value, bool):
        return ctx.word("true" if value else "false")
    if isinstance(value, (int, float)):
        return ctx.language.number(value)
    if isinstance(value, date):
        return ctx.language.date(value)
    if isinstance(value, timedelta):
        return ctx.language.duration(value)
    return str(value)


def _list_blocks(values: tuple[object, ...], ctx: Context) -> tuple[Block, ...]:
    """Word a list: one value as it is, several as items."""
    worded = [_by_type(value, ctx, with_date=True) for value in values]
    filled = [blocks for blocks in worded if blocks]
    if len(filled) <= 1:
        return filled[0] if filled else ()
    return (ItemList(items=tuple(ListItem(blocks) for blocks in filled)),)


def _named_blocks(value: object, ctx: Context) -> tuple[Block, ...]:
    """Word a record by its name or title, and its text after it where it has one."""
    title = first_filled(value, NAMES) or ""
    rest = getattr(value, DESCRIPTION, "") or ""
    if title and rest:
        return ctx.authored(ctx.word("labelled", label=str(title), value=str(rest)))
    return ctx.authored(str(title or rest))


def _references(value: object, ctx: Context) -> tuple[Inline, ...]:
    """Link the ids of sources to where they are listed."""
    ids = [part.strip() for part in str(value).split(",")]
    inlines: list[Inline] = []
    for index, ident in enumerate(ids):
        if index:
            inlines.append(Text(ctx.word("separator")))
        anchor = ctx.reference_anchors.get(ident)
        inlines.append(CrossReference((Text(ident),), anchor) if anchor else Text(ident))
    return tuple(inlines)


def label_above(label: str) -> tuple[Block, ...]:
    """Set a label above what follows; nothing where there is none."""
    return (Paragraph((Text(label),), ParagraphRole.LABEL),) if label else ()


def run_in(label: str, paragraph: Paragraph, ctx: Context) -> Paragraph:
    """Put a bold label in front of a paragraph's words."""
    return replace(paragraph, children=(*run_in_label(label, ctx), *paragraph.children))


def run_in_label(label: str, ctx: Context) -> tuple[Inline, ...]:
    """Word a bold label that stands in front of others."""
    before, _, after = ctx.word("labelled", label="\0", value="\1").partition("\0")
    colon = after.partition("\1")[0]
    tight = colon.rstrip()
    gap = (Text(colon[len(tight) :]),) if tight != colon else ()  # a full-width colon needs none
    return (Strong((Text(f"{before}{label}{tight}"),)), *gap)
