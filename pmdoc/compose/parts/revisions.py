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
from pmdoc.compose.part import Part
from pmdoc.compose.parts.table import ColumnOptions, filled_grid, row_composer
from pmdoc.compose.reads import records_reader
from pmdoc.model.document import Block, Revisions


class RevisionsOptions(Struct, frozen=True, kw_only=True):
    """The options."""

    columns: tuple[ColumnOptions, ...]


def _compose(options: RevisionsOptions, ctx: Context) -> tuple[Block, ...]:
    rows = map(row_composer(options.columns, ctx), ctx.incident.report.revisions)
    grid = filled_grid(options.columns, rows, ctx)
    return (Revisions(grid=grid),) if grid else ()


PART = Part(
    name="revisions",
    options=RevisionsOptions,
    compose=_compose,
    reads=records_reader(lists=("report.revisions",)),
)
