"""A piece of the page: a value that a layout names by its path, with its label, role and link.

In → Out: a piece in, a function out that words it for each record it is given.
Must not: choose which values a report shows; that is the layout's.

A table has the same pieces in each of its rows. What does not hang on the record (where the value
stands, the words of the label) is prepared once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.block_text import text_of
from pmdoc.compose.context import Context
from pmdoc.compose.paths import is_filled, reader, resolve
from pmdoc.compose.values import ValueFormat, class_label, label_above, run_in_label, to_blocks
from pmdoc.layout import Words
from pmdoc.markdown import link_to
from pmdoc.model.amount import Amount
from pmdoc.model.document import Block, Inline, Paragraph, ParagraphRole, Text

Find = Callable[[object], Any]
"""Gives the value of a record, or None."""
Word = Callable[[object], tuple[Block, ...]]
"""Words the value of a record; no blocks where it has none."""
_SHORT = 40
"""Letters of a text that is likely to come again: a name, a state, a system."""


class FieldValue(Struct, frozen=True, kw_only=True):
    """One value on the page.

    Shape: `value` lists paths of which the first that is filled in counts; `label` runs in before
    it; `role` is that of its paragraphs; `unit` is the path of the unit of plain numbers;
    `link` is the path of an address that its words lead to.
    """

    value: tuple[str, ...]
    show: ValueFormat = ValueFormat.AUTO
    role: ParagraphRole = ParagraphRole.BODY
    label: Words = ""
    unit: str = ""
    link: str = ""

    @classmethod
    def from_text(cls, text: str) -> FieldValue:
        """Read a bare path."""
        return cls(value=(text,))


def piece_blocks(piece: FieldValue, root: object, ctx: Context) -> tuple[Block, ...]:
    """Word a piece of one record."""
    return worder(piece, ctx)(root)


def pieces_blocks(pieces: tuple[FieldValue, ...], root: object, ctx: Context) -> tuple[Block, ...]:
    """Word several pieces of one record one under the other."""
    return pieces_worder(pieces, ctx)(root)


def pieces_worder(pieces: tuple[FieldValue, ...], ctx: Context) -> Word:
    """Prepare several pieces that stand one under the other."""
    words = tuple(worder(piece, ctx) for piece in pieces)
    if len(words) == 1:
        return words[0]

    def word_all(root: object) -> tuple[Block, ...]:
        blocks: tuple[Block, ...] = ()
        for word in words:
            blocks += word(root)
        return blocks

    return word_all


def worder(piece: FieldValue, ctx: Context) -> Word:
    """Prepare a piece: return what words it for each record, comments of reviewers included."""
    find = finder(piece.value, ctx)
    dress = _dresser(piece, ctx)
    is_commented = bool(ctx.comments)
    known: dict[str, tuple[Block, ...]] = {}

    def word(root: object) -> tuple[Block, ...]:
        value = find(root)
        if not value and not is_filled(value):
            return ()
        if value.__class__ is str and len(value) <= _SHORT and not piece.link:
            blocks = known.get(value)
            if blocks is None:
                blocks = known[value] = dress(value, root)
        else:
            blocks = dress(value, root)
        return _commented(blocks, piece, root, ctx) if is_commented and blocks else blocks

    return word


def _commented(
    blocks: tuple[Block, ...], piece: FieldValue, root: object, ctx: Context
) -> tuple[Block, ...]:
    """Set the comments that wait for the value on its first words."""
    for path in piece.value:
        if is_filled(finder((path,), ctx)(root)):
            return ctx.comments.mark(blocks, root, path)
    return blocks


def _dresser(piece: FieldValue, ctx: Context) -> Callable[[Any, object], tuple[Block, ...]]:
    """Prepare how a value that is filled in is set: unit, link, role and label."""
    show, role, label = piece.show, piece.role, piece.label
    head = cache(lambda: run_in_label(label, ctx))

    def dress(value: Any, root: object) -> tuple[Block, ...]:
        if piece.unit and isinstance(value, Amount) and _is_bare_number(value):
            value = replace(value, unit=resolve(root, piece.unit) or "")
        blocks = to_blocks(value, ctx, show)
        if not blocks:  # such as a list of blank texts
            return ()
        if piece.link:
            blocks = _linked(blocks, finder((piece.link,), ctx)(root))
        if role is not ParagraphRole.BODY:
            blocks = tuple([_in_role(block, role) for block in blocks])
        return _labelled(label, head, blocks) if label else blocks

    return dress


def _is_bare_number(value: Amount) -> bool:
    """Say whether a figure lacks its unit; words such as "below 70 %" bring their own."""
    return not value.unit and isinstance(value.value, (int, float))


def _linked(blocks: tuple[Block, ...], target: object) -> tuple[Block, ...]:
    """Let the words lead to an address, if there is one."""
    if not target:
        return blocks
    # a bare address becomes a link of its own, and a link must not hold another
    return (Paragraph(link_to((Text(text_of(blocks)),), str(target))),)


def _in_role(block: Block, role: ParagraphRole) -> Block:
    """Give plain paragraphs the role that the layout asks for."""
    if isinstance(block, Paragraph):
        return Paragraph(block.children, role, block.language)
    return block


def _labelled(
    label: str, head: Callable[[], tuple[Inline, ...]], blocks: tuple[Block, ...]
) -> tuple[Block, ...]:
    """Run a label in before the first paragraph, or set it above anything else."""
    first = blocks[0]
    if isinstance(first, Paragraph):
        run_in = Paragraph((*head(), *first.children), first.role, first.language)
        return (run_in, *blocks[1:])
    return (*label_above(label), *blocks)


def find_value(piece: FieldValue, root: object, ctx: Context) -> Any:
    """Return the first value of the piece's paths that is filled in, as it is; else None."""
    return finder(piece.value, ctx)(root)


def finder(paths: tuple[str, ...], ctx: Context) -> Find:
    """Prepare the search for the first value of the paths that is filled in."""
    finds = tuple(_finder(path, ctx) for path in paths)
    if len(finds) == 1:
        return finds[0]

    def find(root: object) -> Any:
        return next((value for one in finds if is_filled(value := one(root))), None)

    return find


def _finder(path: str, ctx: Context) -> Find:
    """Prepare one path from a record.

    `derived.…`, `custom.…` and `report.classification` are looked up in the incident, whatever the
    record is.
    """
    place, _, rest = path.partition(".")
    if path == "report.classification":
        return lambda _: class_label(ctx)
    if place == "derived" and rest:
        return lambda _: resolve(ctx.figures, rest)
    if place == "custom" and rest:
        return lambda _: _custom(rest, ctx)
    return reader(path)


def _custom(name: str, ctx: Context) -> Any:
    """Return the value of a house's own field."""
    return next((field.value for field in ctx.incident.custom if field.name == name), None)
