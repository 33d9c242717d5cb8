"""The sign-off table: who signs, in which role, with room for a hand.

In → Out: the report's signers and the layout's roles in, one `SignOffTable` out.
Must not: name a signer that the author did not; a role without a name stays blank to be filled in.

    - part: sign_off
      roles: [Incident Commander, Technical Lead]
      columns:
        - {title: Role, value: role}
        - {title: Signature, value: signature}

A blank cell is a field: renderers may make it one that can be filled in on a screen.
"""

from __future__ import annotations

from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_grid
from pmdoc.compose.front_matter import report_edition
from pmdoc.compose.part import Part
from pmdoc.compose.parts.table import ColumnOptions, make_columns, paths_of_columns, row_composer
from pmdoc.compose.reads import Reads, Records
from pmdoc.compose.translate import is_same_name
from pmdoc.compose.values import FixedWord
from pmdoc.layout import Words
from pmdoc.model.document import (
    Block,
    Cell,
    Field,
    FieldKind,
    Grid,
    Inline,
    LineBreak,
    Row,
    SignOffTable,
    Strong,
    Text,
)
from pmdoc.model.report import SignOff

_DECISION = "decision"
_DECISIONS = ("decision.approved", "decision.approved-with-comments", "decision.rejected")
_KINDS = {
    "date": FieldKind.DATE,
    "signature": FieldKind.SIGNATURE,
    _DECISION: FieldKind.CHOICE,
}


class SignOffOptions(Struct, frozen=True, kw_only=True):
    """The options.

    Shape: `roles` are the template's signers, each shown even if nobody is named; signers of the
    incident file with other roles follow them.
    """

    columns: tuple[ColumnOptions, ...]
    roles: tuple[Words, ...] = ()
    statement: Words = ""


def compose(options: SignOffOptions, ctx: Context) -> tuple[Block, ...]:
    """Make the table; the layout's roles come first, in its order."""
    ordered = _in_order(options.roles, ctx)
    if not ordered:
        blank = blank_grid(make_columns(options.columns))
        return (
            (SignOffTable(grid=blank, statement=_statement(options, ctx)),) if ctx.is_form else ()
        )
    rows = tuple(_row(options, signer, place, ctx) for place, signer in ordered)
    columns = make_columns(options.columns)
    grid = Grid(columns=columns, rows=rows, has_row_headers=True)
    return (SignOffTable(grid=grid, statement=_statement(options, ctx)),)


def _statement(options: SignOffOptions, ctx: Context) -> tuple[Inline, ...]:
    """Say what a signature means, and which document it is for: a page may be signed alone."""
    words = (Text(options.statement),) if options.statement else ()
    if ctx.is_blank:
        return words
    document = Strong((Text(report_edition(ctx)),))
    return (*words, LineBreak(), document) if words else (document,)


def _in_order(roles: tuple[str, ...], ctx: Context) -> list[tuple[int, SignOff]]:
    """Put signers in the layout's order, each with its place in the incident file's list.

    A role that nobody has yet gets the place that it would have there.
    """
    given = ctx.incident.report.sign_offs
    ordered: list[tuple[int, SignOff]] = []
    missing = count(len(given))
    for role in roles:
        matching = [at for at, s in enumerate(given) if is_same_name(s.role, role, ctx)]
        ordered.extend((at, given[at]) for at in matching)
        if not matching:
            ordered.append((next(missing), SignOff(role=FixedWord(role))))
    shown = {place for place, _ in ordered}
    ordered.extend((at, signer) for at, signer in enumerate(given) if at not in shown)
    return ordered


def _row(options: SignOffOptions, signer: SignOff, place: int, ctx: Context) -> Row:
    """Make a signer's row, whose blank cells are fields."""
    row = row_composer(options.columns, ctx)(signer)
    cells = (
        cell if cell.blocks else _blank(cell, column, (signer, place), ctx)
        for column, cell in zip(options.columns, row.cells, strict=True)
    )
    return Row(tuple(cells))


def _blank(cell: Cell, column: ColumnOptions, who: tuple[SignOff, int], ctx: Context) -> Cell:
    """Say what a blank cell asks for: the first value that its column shows, and a decision."""
    wanted = [path for piece in column.value for path in piece.value]
    if not wanted:
        return cell
    first, rest = _field(wanted[0], column.title, who, ctx), wanted[1:]
    further = tuple(_field(path, ctx.word(path), who, ctx) for path in rest if path == _DECISION)
    return replace(cell, field=first, further=further)


def _field(wanted: str, prompt: str, who: tuple[SignOff, int], ctx: Context) -> Field:
    signer, place = who
    return Field(
        kind=_KINDS.get(wanted, FieldKind.TEXT),
        name=f"/report/sign_offs/{place}/{wanted.replace('.', '/')}",
        label=ctx.word("separator").join((prompt, signer.role)),
        prompt=prompt,
        choices=tuple(map(ctx.word, _DECISIONS)) if wanted == _DECISION else (),
    )


def _reads(options: SignOffOptions) -> Reads:
    inside = paths_of_columns(options.columns)
    return Reads(records=(Records(lists=("report.sign_offs",), inside=inside),))


PART = Part(name="sign_off", options=SignOffOptions, compose=compose, reads=_reads)
