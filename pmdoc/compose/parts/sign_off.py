"""The sign-off table: who signs, in which role, with room for a hand.

In → Out: the report's signers and the layout's roles in, one `SignOff` out.
Must not: name a signer that the author did not; a role without a name stays blank to be filled in.

    - part: sign_off
      roles: [Incident Commander, Technical Lead]
      columns:
        - {title: Role, value: role}
        - {title: Signature, value: signature}
"""

from __future__ import annotations

from dataclasses import dataclass

from pmdoc.compose.context import Context
from pmdoc.compose.part import Part
from pmdoc.compose.parts.table import ColumnOptions, columns_read, make_columns, make_row
from pmdoc.compose.reads import Reads, Records
from pmdoc.model.document import Block, Grid, SignOff, Text
from pmdoc.model.report import SignOff as Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffOptions:
    """The options.

    Shape: `roles` are the template's signers, each shown even if nobody is named; signers of the
    incident file with other roles follow them.
    """

    columns: tuple[ColumnOptions, ...]
    roles: tuple[str, ...] = ()
    statement: str = ""


def compose(options: SignOffOptions, ctx: Context) -> tuple[Block, ...]:
    """Make the table; the layout's roles come first, in its order."""
    given = ctx.incident.report.sign_offs
    ordered: list[Signer] = []
    for role in options.roles:
        matching = [s for s in given if s.role.casefold() == role.casefold()]
        ordered.extend(matching or [Signer(role=role)])
    ordered.extend(s for s in given if s not in ordered)
    if not ordered:
        return ()
    rows = tuple(make_row(options.columns, signer, ctx) for signer in ordered)
    columns = make_columns(options.columns)
    statement = (Text(options.statement),) if options.statement else ()
    grid = Grid(columns=columns, rows=rows, has_row_headers=True)
    return (SignOff(grid=grid, statement=statement),)


def _reads(options: SignOffOptions) -> Reads:
    inside = columns_read(options.columns)
    return Reads(records=(Records(lists=("report.sign_offs",), inside=inside),))


PART = Part(name="sign_off", options=SignOffOptions, compose=compose, reads=_reads)
