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
from pmdoc.compose.formatting.values import label_above
from pmdoc.compose.part import Part
from pmdoc.compose.parts.table import ColumnOptions, filled_grid, row_composer
from pmdoc.compose.reads import records_reader
from pmdoc.layout import Words
from pmdoc.model.document import Block, Revisions


class RevisionsOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: `label` goes above the table."""

    columns: tuple[ColumnOptions, ...]
    label: Words = ""


def _compose(options: RevisionsOptions, ctx: Context) -> tuple[Block, ...]:
    rows = map(row_composer(options.columns, ctx), ctx.incident.report.revisions)
    grid = filled_grid(options.columns, rows, ctx)
    return (*label_above(options.label), Revisions(grid=grid)) if grid else ()


PART = Part(
    name="revisions",
    options=RevisionsOptions,
    compose=_compose,
    reads=records_reader(lists=("report.revisions",)),
)
