"""The sign-off table: who signs in which role, with room for the signatures that are missing.

In → Out: the report's signers in, one `SignOffTable` out; forms also have the layout's roles.
Must not: show a signer whom the author did not name, or let one confirm a version not yet written.

    - part: sign_off
      roles: [Incident Commander, Technical Lead]
      columns:
        - {title: Role, value: role}
        - {title: Signature, value: signature}

A blank cell of a signer who has not signed yet has a `Field`, so that it can be filled in on a
screen in a fillable file.
"""

from __future__ import annotations

from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.formatting.values import FixedWord, label_above
from pmdoc.compose.front_matter import report_edition
from pmdoc.compose.part import Part
from pmdoc.compose.parts.table import ColumnOptions, filled_grid, row_composer
from pmdoc.compose.reads import Reads, records_reader
from pmdoc.compose.translate import is_same_name
from pmdoc.layout import Words
from pmdoc.model.document import (
    Block,
    Cell,
    Field,
    FieldKind,
    Inline,
    LineBreak,
    Row,
    SignOffTable,
    Strong,
    Text,
)
from pmdoc.model.report import Report, SignOff

_DECISIONS = ("decision.approved", "decision.approved-with-comments", "decision.rejected")
_KINDS = {
    "date": FieldKind.DATE,
    "signature": FieldKind.SIGNATURE,
    "decision": FieldKind.CHOICE,
}


class SignOffOptions(Struct, frozen=True, kw_only=True):
    """The options.

    Shape: forms have a row for each of `roles`, even without a name; signers in the incident file
    with other roles follow. `statement` is what a signature confirms; `label` goes above.
    """

    columns: tuple[ColumnOptions, ...]
    roles: tuple[Words, ...] = ()
    statement: Words = ""
    label: Words = ""


def _compose(options: SignOffOptions, ctx: Context) -> tuple[Block, ...]:
    stated = tuple(enumerate(ctx.incident.report.sign_offs))
    signers = _in_order(options.roles, ctx) if ctx.is_form else stated
    rows = [_row(options, signer, index, ctx) for index, signer in signers]
    grid = filled_grid(options.columns, rows, ctx, has_row_headers=bool(rows))
    if grid is None:
        return ()
    table = SignOffTable(grid=grid, statement=_statement(options, ctx))
    return (*label_above(options.label), table)


def _statement(options: SignOffOptions, ctx: Context) -> tuple[Inline, ...]:
    """Return what a signature means, and which document is signed, as pages may be separated."""
    if not _covers_signatures(ctx.incident.report):
        return ()
    statement = (Text(options.statement),) if options.statement else ()
    if ctx.is_blank:
        return statement
    document = Strong((Text(report_edition(ctx)),))
    return (*statement, LineBreak(), document) if statement else (document,)


def _covers_signatures(report: Report) -> bool:
    """Return whether nobody signed before the report's version was written, as far as is known."""
    signed = [signer.date for signer in report.sign_offs if _has_signed(signer)]
    written = report.version_date
    return all(date and date.day and written and date.day >= written for date in signed)


def _has_signed(signer: SignOff) -> bool:
    date = signer.date
    return bool(signer.name_withheld or signer.signature or (date and (date.time or date.wording)))


def _in_order(roles: tuple[str, ...], ctx: Context) -> list[tuple[int, SignOff]]:
    """Return the signers in the layout's order, each with its index in `report.sign_offs`.

    A role without a signer gets the index that it would have if it were added.
    """
    stated = ctx.incident.report.sign_offs
    ordered: list[tuple[int, SignOff]] = []
    new_indices = count(len(stated))
    rest = dict(enumerate(stated))
    for role in roles:
        matching = [at for at, signer in rest.items() if is_same_name(signer.role, role, ctx)]
        ordered.extend((at, rest.pop(at)) for at in matching)
        if not matching:
            ordered.append((next(new_indices), SignOff(role=FixedWord(role))))
    return [*ordered, *rest.items()]


def _row(options: SignOffOptions, signer: SignOff, index: int, ctx: Context) -> Row:
    row = row_composer(options.columns, ctx)(signer)
    if _has_signed(signer):
        return row
    cells = (
        cell if cell.blocks or not column.form else _with_field(cell, column, (signer, index), ctx)
        for column, cell in zip(options.columns, row.cells, strict=True)
    )
    return Row(tuple(cells))


def _with_field(
    cell: Cell, column: ColumnOptions, signer: tuple[SignOff, int], ctx: Context
) -> Cell:
    """Add a field for the first path of the column to a blank cell."""
    paths = [path for field in column.value for path in field.value]
    if not paths:
        return cell
    path, (sign_off, index) = paths[0], signer
    kind = _KINDS.get(path, FieldKind.TEXT)
    field = Field(
        kind=kind,
        name=f"/report/sign_offs/{index}/{path.replace('.', '/')}",
        label=ctx.word("separator").join((column.title, sign_off.role)),
        prompt=column.title,
        choices=tuple(map(ctx.word, _DECISIONS)) if kind is FieldKind.CHOICE else (),
    )
    return replace(cell, field=field)


def _reads(options: SignOffOptions) -> Reads:
    (records,) = records_reader(lists=("report.sign_offs",))(options).records
    return Reads(records=(replace(records, standing={"role": options.roles}),))


PART = Part(name="sign_off", options=SignOffOptions, compose=_compose, reads=_reads)
