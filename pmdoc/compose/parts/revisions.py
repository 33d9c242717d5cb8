"""The revision history of the report.

In → Out: the report's revisions and the columns in, one `Revisions` out.
Must not: invent a first version if none is recorded.

    - part: revisions
      columns:
        - {title: Version, value: version, width: fit}
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_grid
from pmdoc.compose.part import Part
from pmdoc.compose.parts.table import ColumnOptions, make_columns, row_composer
from pmdoc.compose.reads import records_reader
from pmdoc.model.document import Block, Grid, Revisions


class RevisionsOptions(Struct, frozen=True, kw_only=True):
    """The options."""

    columns: tuple[ColumnOptions, ...]


def _compose(options: RevisionsOptions, ctx: Context) -> tuple[Block, ...]:
    rows = tuple(map(row_composer(options.columns, ctx), ctx.incident.report.revisions))
    columns = make_columns(options.columns)
    if not rows:
        return (Revisions(grid=blank_grid(columns)),) if ctx.is_form else ()
    return (Revisions(grid=Grid(columns=columns, rows=rows)),)


PART = Part(
    name="revisions",
    options=RevisionsOptions,
    compose=_compose,
    reads=records_reader(lists=("report.revisions",)),
)
