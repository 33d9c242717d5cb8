"""Compose a field: a value that a layout names by its path, with its label, role and link.

In → Out: a `FieldValue` in, blocks out, or a function that makes them for any record.
Must not: choose which values a report shows; layouts do.

Every row of a table has the same fields. What does not depend on the record (how to look up the
path, the text of the label) is prepared once for all rows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.formatting.amounts import lacks_unit
from pmdoc.compose.formatting.inferred import mark_inferred, may_be_inferred
from pmdoc.compose.formatting.values import (
    FixedWord,
    ValueFormat,
    class_label,
    label_above,
    run_in_label,
    to_blocks,
)
from pmdoc.compose.paths import is_filled, path_reader, resolve
from pmdoc.compose.shown import SHARED
from pmdoc.layout import Words
from pmdoc.markdown.links import link_to
from pmdoc.model.amount import Amount
from pmdoc.model.document import Block, Inline, Paragraph, ParagraphRole, Text
from pmdoc.model.document.block_text import block_text
from pmdoc.model.name import Names

ValueFinder = Callable[[object], Any]
"""Returns the value of a record, or None."""
FieldComposer = Callable[[object], tuple[Block, ...]]
"""Returns the blocks of a field for a record; no blocks if the record has no value."""
_SHORT = 40
"""Characters. Shorter texts (names, states, systems) tend to recur and are worth caching."""


class FieldValue(Struct, frozen=True, kw_only=True):
    """A value to show.

    Shape: `value` are paths, of which the first with a value counts; `label` is a run-in label;
    `role` is the role of its paragraphs; `unit` is the path of the unit for plain numbers; `link`
    is the path of an address to link the text to.
    """

    value: tuple[str, ...]
    show: ValueFormat = ValueFormat.AUTO
    role: ParagraphRole = ParagraphRole.BODY
    label: Words = ""
    unit: str = ""
    link: str = ""

    @classmethod
    def from_text(cls, text: str) -> FieldValue:
        """Make a field from a path alone."""
        return cls(value=(text,))


def compose_field(field: FieldValue, root: object, ctx: Context) -> tuple[Block, ...]:
    """Return the blocks of one field of a record."""
    return field_composer(field, ctx)(root)


def fields_composer(fields: tuple[FieldValue, ...], ctx: Context) -> FieldComposer:
    """Prepare several fields, to be shown one below the other."""
    composers = tuple(field_composer(field, ctx) for field in fields)
    if len(composers) == 1:
        return composers[0]

    def compose_all(root: object) -> tuple[Block, ...]:
        blocks: tuple[Block, ...] = ()
        for compose in composers:
            blocks += compose(root)
        return blocks

    return compose_all


def field_composer(field: FieldValue, ctx: Context) -> FieldComposer:
    """Prepare a field: return a function that makes its blocks, with reviewers' comments."""
    find = value_finder(field.value, ctx)
    to_field_blocks = _value_composer(field, ctx)
    has_comments = bool(ctx.state.comments)
    is_statement = any(map(may_be_inferred, field.value))
    add_shown = ctx.shown.keys.add  # not the method, as tables have many cells
    cached: dict[str | Names, tuple[Block, ...]] = {}

    def compose(root: object) -> tuple[Block, ...]:
        value = find(root)
        if not value and not is_filled(value):
            return ()
        kind = value.__class__
        if (kind is str or kind is Names) and len(value) <= _SHORT and not field.link:
            add_shown(id(value))
            blocks = cached.get(value)
            if blocks is None:
                blocks = cached[value] = to_field_blocks(value, root)
        else:
            blocks = to_field_blocks(value, root)
            if isinstance(value, SHARED):
                ctx.shown.add_property(root, _path_with_value(field, root, ctx))
        if is_statement:
            blocks = mark_inferred(blocks, root, field.value, ctx)
        return _attach_comments(blocks, field, root, ctx) if has_comments and blocks else blocks

    return compose


def _attach_comments(
    blocks: tuple[Block, ...], field: FieldValue, root: object, ctx: Context
) -> tuple[Block, ...]:
    return ctx.state.comments.attach(blocks, root, _path_with_value(field, root, ctx))


def _path_with_value(field: FieldValue, root: object, ctx: Context) -> str:
    paths = field.value
    return next(path for path in paths if is_filled(value_finder((path,), ctx)(root)))


def _value_composer(field: FieldValue, ctx: Context) -> Callable[[Any, object], tuple[Block, ...]]:
    show, role, label = field.show, field.role, field.label
    label_inlines = cache(lambda: run_in_label(label, ctx))

    def compose(value: Any, root: object) -> tuple[Block, ...]:
        if field.unit and isinstance(value, Amount) and lacks_unit(value, ctx):
            unit = resolve(root, field.unit) or ""
            ctx.shown.add(unit)
            ctx.shown.add(value)
            value = replace(value, unit=unit)
        blocks = to_blocks(value, ctx, show)
        if not blocks:  # such as a list of blank texts
            return ()
        if field.link:
            target = value_finder((field.link,), ctx)(root)
            ctx.shown.add(target)
            blocks = _link(blocks, target)
        if role is not ParagraphRole.BODY:
            blocks = tuple(
                Paragraph(b.children, role, b.language) if isinstance(b, Paragraph) else b
                for b in blocks
            )
        return _with_label(label, label_inlines, blocks) if label else blocks

    return compose


def _link(blocks: tuple[Block, ...], target: object) -> tuple[Block, ...]:
    if not target:
        return blocks
    # plain text, since a bare address in it is a link already, and links can't be nested
    return (Paragraph(link_to((Text(block_text(blocks)),), str(target))),)


def _with_label(
    label: str, label_inlines: Callable[[], tuple[Inline, ...]], blocks: tuple[Block, ...]
) -> tuple[Block, ...]:
    first = blocks[0]
    if isinstance(first, Paragraph):
        children = (*label_inlines(), *first.children)
        return (Paragraph(children, first.role, first.language), *blocks[1:])
    return (*label_above(label), *blocks)


def value_finder(paths: tuple[str, ...], ctx: Context) -> ValueFinder:
    """Return a function that returns a record's first value of the paths that is not empty."""
    finders = tuple(_path_finder(path, ctx) for path in paths)
    if len(finders) == 1:
        return finders[0]

    def find(root: object) -> Any:
        return next((value for one in finders if is_filled(value := one(root))), None)

    return find


def _path_finder(path: str, ctx: Context) -> ValueFinder:
    """Prepare one path from a record.

    `derived.…`, `custom.…` and `report.classification` are always looked up in the incident. For a
    name that is withheld there are words.
    """
    head, _, rest = path.partition(".")
    if path == "report.classification":
        return lambda _: class_label(ctx)
    if head == "derived" and rest:
        return lambda _: resolve(ctx.figures, rest)
    if head == "custom" and rest:
        value = resolve(ctx.incident, path)
        return lambda _: value
    read = path_reader(path)
    if path != "name":
        return read
    withheld = FixedWord(ctx.word("name_withheld"))

    def find(root: object) -> Any:
        if not getattr(root, "name_withheld", False):
            return read(root)
        ctx.shown.add_property(root, "name_withheld")
        return withheld

    return find
