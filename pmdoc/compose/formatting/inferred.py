"""Mark statements that the author marks as inferred, wherever a layout shows them.

In → Out: the blocks of a statement in, the same blocks with the mark out.
Must not: mark anything that the author did not mark.

A record says once, in `basis`, how sure its statement is. Which of its texts is the statement:

    {why: Why was it full?, answer: A job held 30 connections, basis: inferred}    the answer
    {name: Pool too small, description: It had 40 connections, basis: inferred}    the name
"""

from __future__ import annotations

from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.paths import is_filled, resolve
from pmdoc.model.choice import StatementBasis
from pmdoc.model.document import Block, Paragraph, ParagraphRole, Text
from pmdoc.model.impact import (
    BusinessImpact,
    CustomerImpact,
    DataImpact,
    Impact,
    InternalImpact,
    PerformanceImpact,
    UserImpact,
)
from pmdoc.model.narrative import (
    ContributingFactor,
    PrimaryCause,
    RetrospectiveFinding,
    RootCause,
    SystemicIssue,
    TimelineEntry,
    Why,
)

_IMPACTS = (Impact, CustomerImpact, UserImpact, PerformanceImpact, BusinessImpact, InternalImpact)
_STATEMENTS: dict[type, tuple[str, ...]] = {
    TimelineEntry: ("event",),
    Why: ("answer", "why"),
    ContributingFactor: ("name", "description"),
    SystemicIssue: ("name", "description"),
    RetrospectiveFinding: ("title", "description"),
    PrimaryCause: ("description", "mechanism"),
    **dict.fromkeys((RootCause, *_IMPACTS), ("statement",)),
}
"""The texts of a record of which the first with words is its statement."""
_ALL_STATEMENTS: dict[type, tuple[str, ...]] = {
    DataImpact: ("statement", "loss", "corruption", "disclosure")
}
"""The texts of a record that are all statements."""
_NAMES = {name for names in (*_STATEMENTS.values(), *_ALL_STATEMENTS.values()) for name in names}


def inferred_statements(record: object) -> tuple[str, ...]:
    """Return the properties of a record that state what is inferred; none if it is established."""
    if getattr(record, "basis", None) is not StatementBasis.INFERRED:
        return ()
    names = _ALL_STATEMENTS.get(type(record)) or _STATEMENTS.get(type(record), ())
    filled = tuple(name for name in names if getattr(record, name))
    return filled if type(record) in _ALL_STATEMENTS else filled[:1]


def has_basis(kind: type, name: str) -> bool:
    """Return whether records of a class can mark a property as inferred."""
    return name in _ALL_STATEMENTS.get(kind, ()) or name in _STATEMENTS.get(kind, ())


def may_be_inferred(path: str) -> bool:
    """Return whether a path can lead to a statement that is marked as inferred."""
    return path.rpartition(".")[2] in _NAMES


def mark_inferred(
    blocks: tuple[Block, ...], root: object, paths: tuple[str, ...], ctx: Context
) -> tuple[Block, ...]:
    """Mark the blocks of the first filled path if it leads to an inferred statement."""
    for path in paths:
        above, _, name = path.rpartition(".")
        record = resolve(root, above) if above else root
        if name in inferred_statements(record):
            return with_mark(blocks, record, ctx)
        if is_filled(getattr(record, name, None)):
            return blocks
    return blocks


def with_mark(blocks: tuple[Block, ...], record: object, ctx: Context) -> tuple[Block, ...]:
    """Mark one paragraph after its words, and several blocks above them, so that all are meant."""
    if not blocks:
        return ()
    ctx.shown.add_property(record, "basis")
    first = blocks[0]
    if len(blocks) == 1 and isinstance(first, Paragraph):
        before, _, after = ctx.word("inferred", value="\0").partition("\0")
        words = (*map(Text, filter(None, (before,))), *first.children, Text(after))
        return (replace(first, children=words),)
    label = Paragraph((Text(ctx.word("statement_basis.inferred")),), ParagraphRole.LABEL)
    return (label, *blocks)
