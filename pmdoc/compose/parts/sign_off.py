"""The sign-off table: who signs in which role, with room for signatures.

In → Out: the report's signers and the layout's roles in, one `SignOffTable` out.
Must not: name a signer whom the author did not name; a role without a name is left blank.

    - part: sign_off
      roles: [Incident Commander, Technical Lead]
      columns:
        - {title: Role, value: role}
        - {title: Signature, value: signature}

A blank cell has a `Field`, so that it can be filled in on a screen in a fillable file.
"""

from __future__ import annotations

from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_grid
from pmdoc.compose.formatting.values import FixedWord
from pmdoc.compose.front_matter import report_edition
from pmdoc.compose.part import Part
from pmdoc.compose.parts.table import ColumnOptions, make_columns, row_composer
from pmdoc.compose.reads import records_reader
from pmdoc.compose.translate import is_same_name
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

    Shape: `roles` are always shown, even without a name; signers in the incident file with other
    roles follow.
    """

    columns: tuple[ColumnOptions, ...]
    roles: tuple[Words, ...] = ()
    statement: Words = ""


def _compose(options: SignOffOptions, ctx: Context) -> tuple[Block, ...]:
    signers = _in_order(options.roles, ctx)
    columns = make_columns(options.columns)
    if signers:
        rows = tuple(_row(options, signer, index, ctx) for index, signer in signers)
        grid = Grid(columns=columns, rows=rows, has_row_headers=True)
    elif ctx.is_form:
        grid = blank_grid(columns)
    else:
        return ()
    return (SignOffTable(grid=grid, statement=_statement(options, ctx)),)


def _statement(options: SignOffOptions, ctx: Context) -> tuple[Inline, ...]:
    """Return what a signature means, and which document is signed, as pages may be separated."""
    statement = (Text(options.statement),) if options.statement else ()
    if ctx.is_blank:
        return statement
    document = Strong((Text(report_edition(ctx)),))
    return (*statement, LineBreak(), document) if statement else (document,)


def _in_order(roles: tuple[str, ...], ctx: Context) -> list[tuple[int, SignOff]]:
    """Return the signers in the layout's order, each with its index in `report.sign_offs`.

    A role without a signer gets the index that it would have if it were added.
    """
    stated = ctx.incident.report.sign_offs
    ordered: list[tuple[int, SignOff]] = []
    new_indices = count(len(stated))
    for role in roles:
        matching = [at for at, s in enumerate(stated) if is_same_name(s.role, role, ctx)]
        ordered.extend((at, stated[at]) for at in matching)
        if not matching:
            ordered.append((next(new_indices), SignOff(role=FixedWord(role))))
    shown = {index for index, _ in ordered}
    ordered.extend((at, signer) for at, signer in enumerate(stated) if at not in shown)
    return ordered


def _row(options: SignOffOptions, signer: SignOff, index: int, ctx: Context) -> Row:
    row = row_composer(options.columns, ctx)(signer)
    if signer.name_withheld:  # who has signed has nothing left to fill in
        return row
    cells = (
        cell if cell.blocks else _with_fields(cell, column, (signer, index), ctx)
        for column, cell in zip(options.columns, row.cells, strict=True)
    )
    return Row(tuple(cells))


def _with_fields(
    cell: Cell, column: ColumnOptions, signer: tuple[SignOff, int], ctx: Context
) -> Cell:
    """Add a field for the first path of the column to a cell, and one for a decision, if any."""
    paths = [path for field in column.value for path in field.value]
    if not paths:
        return cell
    first = _field(paths[0], column.title, signer, ctx)
    further = (_field(path, ctx.word(path), signer, ctx) for path in paths[1:] if path == _DECISION)
    return replace(cell, field=first, further=tuple(further))


def _field(path: str, prompt: str, signer: tuple[SignOff, int], ctx: Context) -> Field:
    sign_off, index = signer
    return Field(
        kind=_KINDS.get(path, FieldKind.TEXT),
        name=f"/report/sign_offs/{index}/{path.replace('.', '/')}",
        label=ctx.word("separator").join((prompt, sign_off.role)),
        prompt=prompt,
        choices=tuple(map(ctx.word, _DECISIONS)) if path == _DECISION else (),
    )


PART = Part(
    name="sign_off",
    options=SignOffOptions,
    compose=_compose,
    reads=records_reader(lists=("report.sign_offs",)),
)
