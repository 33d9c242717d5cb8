"""Word any value of an incident: text, time, duration, amount, choice, or a list of them.

In → Out: a value and a way to show it in, blocks out; no blocks where there is nothing to say.
Must not: choose which values a report shows; that is the layout's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.amounts import amount_blocks, duration_blocks
from pmdoc.compose.context import Context
from pmdoc.compose.paths import first_filled, is_filled, resolve
from pmdoc.compose.times import moment_blocks
from pmdoc.compose.tones import tone_of
from pmdoc.compose.words import text_of
from pmdoc.layout import Words
from pmdoc.model.amount import Amount
from pmdoc.model.document import (
    Badge,
    Block,
    CodeBlock,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphRole,
    Reference,
    Strong,
    Text,
)
from pmdoc.model.duration import Duration
from pmdoc.model.moment import Moment
from pmdoc.read import link_to

NAMES = ("name", "title", "lesson", "gap", "text", "purpose")
"""What a record is called, where a layout names no property of it: the first that is filled in."""
DESCRIPTION = "description"
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class FixedWord(str):
    """A word in the report's language where authors' words may stand in their own."""

    __slots__ = ()


class Show(StrEnum):
    """How a value is set; by its type where the layout says nothing."""

    AUTO = "auto"
    BADGE = "badge"
    CODE = "code"
    NAMES = "names"
    TIME = "time"
    DATE = "date"
    REFERENCES = "references"


class Piece(Struct, frozen=True, kw_only=True):
    """One value on the page.

    Shape: `value` lists paths of which the first that is filled in counts; `label` runs in before
    it; `role` is that of its paragraphs; `unit` is the path of the unit of plain numbers;
    `link` is the path of an address that its words lead to.
    """

    value: tuple[str, ...]
    show: Show = Show.AUTO
    role: ParagraphRole = ParagraphRole.BODY
    label: Words = ""
    unit: str = ""
    link: str = ""

    @classmethod
    def from_text(cls, text: str) -> Piece:
        """Read a bare path."""
        return cls(value=(text,))


def piece_blocks(piece: Piece, root: object, ctx: Context) -> tuple[Block, ...]:
    """Word the first value of the piece's paths that is filled in, with the comments on it."""
    blocks = _piece_blocks(piece, root, ctx)
    if blocks and ctx.comments:
        for path in piece.value:
            if is_filled(_find((path,), root, ctx)):
                return ctx.comments.mark(blocks, root, path)
    return blocks


def _piece_blocks(piece: Piece, root: object, ctx: Context) -> tuple[Block, ...]:
    value = _find(piece.value, root, ctx)
    if not is_filled(value):
        return ()
    if piece.unit and isinstance(value, Amount) and _is_bare_number(value):
        value = replace(value, unit=resolve(root, piece.unit) or "")
    blocks = to_blocks(value, ctx, piece.show)
    if not blocks:  # such as a list of blank texts
        return ()
    target = _find((piece.link,), root, ctx) if piece.link else None
    if target:
        # a bare address becomes a link of its own, and a link must not hold another
        blocks = (Paragraph(link_to((Text(text_of(blocks)),), str(target))),)
    if piece.role is not ParagraphRole.BODY:
        blocks = tuple(_in_role(block, piece.role) for block in blocks)
    return _labelled(piece.label, blocks, ctx) if piece.label else blocks


def find_value(piece: Piece, root: object, ctx: Context) -> Any:
    """Return the first value of the piece's paths that is filled in, as it is; else None."""
    return _find(piece.value, root, ctx)


def _is_bare_number(value: Amount) -> bool:
    """Say whether a figure lacks its unit; words such as "below 70 %" bring their own."""
    return not value.unit and isinstance(value.value, (int, float))


def pieces_blocks(pieces: tuple[Piece, ...], root: object, ctx: Context) -> tuple[Block, ...]:
    """Word several pieces one under the other."""
    if len(pieces) == 1:
        return piece_blocks(pieces[0], root, ctx)
    return tuple(block for piece in pieces for block in piece_blocks(piece, root, ctx))


def _find(paths: tuple[str, ...], root: object, ctx: Context) -> Any:
    """Look a value up; `derived.` and `report.`-rooted paths work from inside an item too."""
    for path in paths:
        place, _, rest = path.partition(".")
        if not rest:
            value = resolve(root, path)
        elif path == "report.classification":
            value = class_label(ctx)
        elif place == "derived":
            value = resolve(ctx.figures, rest)
        elif place == "custom":
            value = _custom(rest, ctx)
        else:
            value = resolve(root, path)
        if is_filled(value):
            return value
    return None


def class_label(ctx: Context) -> str:
    """Return the company's class in the report's language; a house's own class as it is."""
    name = ctx.incident.report.classification
    key = f"class.{name.casefold()}"
    return FixedWord(ctx.word(key)) if name and ctx.language.has_word(key) else name


def _custom(name: str, ctx: Context) -> Any:
    """Return the value of a house's own field."""
    return next((field.value for field in ctx.incident.custom if field.name == name), None)


def to_blocks(value: object, ctx: Context, show: Show = Show.AUTO) -> tuple[Block, ...]:
    """Word a value."""
    if show is Show.AUTO:  # by far the most, and first for that
        return _by_type(value, ctx, with_date=True)
    match show:
        case Show.BADGE:
            return (Paragraph((to_badge(value, ctx),)),)
        case Show.CODE:
            return (CodeBlock(str(value)),)
        case Show.NAMES:
            return (Paragraph((Text(names(value, ctx)),)),)
        case Show.REFERENCES:
            return (Paragraph(_references(value, ctx)),)
        case Show.TIME | Show.DATE:
            return _by_type(value, ctx, with_date=show is not Show.TIME)


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
        inlines.append(Reference((Text(ident),), anchor) if anchor else Text(ident))
    return tuple(inlines)


def _in_role(block: Block, role: ParagraphRole) -> Block:
    """Give plain paragraphs the role that the layout asks for."""
    if isinstance(block, Paragraph):
        return replace(block, role=role)
    return block


def _labelled(label: str, blocks: tuple[Block, ...], ctx: Context) -> tuple[Block, ...]:
    """Run a label in before the first paragraph, or set it above anything else."""
    first, rest = blocks[0], blocks[1:]
    if isinstance(first, Paragraph):
        return (run_in(label, first, ctx), *rest)
    return (*label_above(label), *blocks)


def label_above(label: str) -> tuple[Block, ...]:
    """Set a label above what follows; nothing where there is none."""
    return (Paragraph((Text(label),), ParagraphRole.LABEL),) if label else ()


def run_in(label: str, paragraph: Paragraph, ctx: Context) -> Paragraph:
    """Put a bold label in front of a paragraph's words."""
    before, _, after = ctx.word("labelled", label="\0", value="\1").partition("\0")
    colon = after.partition("\1")[0]
    tight = colon.rstrip()
    gap = (Text(colon[len(tight) :]),) if tight != colon else ()  # a full-width colon needs none
    head = (Strong((Text(f"{before}{label}{tight}"),)), *gap)
    return replace(paragraph, children=(*head, *paragraph.children))
