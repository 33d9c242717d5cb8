"""A two-column table of metrics, whose rows the layout lists.

In → Out: labelled paths in, a `Table` out; rows without a value are left out.
Must not: show an empty table.

    - part: metrics
      columns: [Metric, Value]
      items:
        - {label: Failed requests, value: impact.users.failed_requests}
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import LabelledValue, compose_key_values
from pmdoc.compose.reads import read_root
from pmdoc.layout import Words
from pmdoc.model.document import Block, Cell, Column, Grid, Paragraph, Row, Table, Text


class MetricsOptions(Struct, frozen=True, kw_only=True):
    """The options: the titles of both columns, and the rows."""

    columns: tuple[Words, Words]
    items: tuple[LabelledValue, ...]
    empty: Words = ""


def _compose(options: MetricsOptions, ctx: Context) -> tuple[Block, ...]:
    rows = tuple(
        Row((Cell((Paragraph((Text(value.label),)),)), Cell(value.blocks)))
        for value in compose_key_values(options.items, options.empty, ctx)
    )
    if not rows:
        return ()
    columns = tuple(Column(title) for title in options.columns)
    return (Table(grid=Grid(columns=columns, rows=rows, has_row_headers=True)),)


PART = Part(name="metrics", options=MetricsOptions, compose=_compose, reads=read_root)
