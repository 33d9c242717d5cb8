"""The revision history: which version said what, when, by whom.

In → Out: the report's revisions and the columns in, one `Revisions` out.
Must not: make up a first version where none is recorded.

    - part: revisions
      columns:
        - {title: Version, value: version, width: fit}
"""

from __future__ import annotations

from dataclasses import dataclass

from pmdoc.compose.context import Context
from pmdoc.compose.part import Part
from pmdoc.compose.parts.table import ColumnOptions
from pmdoc.compose.values import pieces_blocks
from pmdoc.model.document import Block, Cell, Column, Grid, Revisions, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionOptions:
    """The options."""

    columns: tuple[ColumnOptions, ...]


def compose(options: RevisionOptions, ctx: Context) -> tuple[Block, ...]:
    """Make one row a version."""
    rows = tuple(
        Row(tuple(Cell(pieces_blocks(c.value, revision, ctx)) for c in options.columns))
        for revision in ctx.incident.report.revisions
    )
    if not rows:
        return ()
    columns = tuple(Column(c.title, c.width, c.align) for c in options.columns)
    return (Revisions(grid=Grid(columns=columns, rows=rows)),)


PART = Part(name="revisions", options=RevisionOptions, compose=compose)
