"""A table with one row a record: services, actions, metrics, messages, or the timeline.

In → Out: the path of a list and the columns in, one `Table` or `Timeline` out.
Must not: sort rows; an author's order is an order.

    - part: table
      value: actions
      where: {horizon: immediate}
      columns:
        - {title: ID, value: id, width: fit}
        - {title: Action, value: action}
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.field_values import FieldValue, fields_composer
from pmdoc.compose.form_placeholders import blank_grid
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import LabelledValue, compose_facts
from pmdoc.compose.parts.items import find_records, record_anchor
from pmdoc.compose.paths import path_reader
from pmdoc.compose.reads import Alternatives, Reads, Records, paths_of
from pmdoc.compose.record_filter import Where
from pmdoc.compose.times import day_of
from pmdoc.compose.values import label_above
from pmdoc.layout import Words
from pmdoc.model.document import (
    Align,
    Block,
    Cell,
    Column,
    ColumnWidth,
    Grid,
    Paragraph,
    Row,
    Table,
    Target,
    Text,
    Timeline,
)
from pmdoc.model.moment import Moment


class ColumnOptions(Struct, frozen=True, kw_only=True):
    """A column: its title, the pieces that make each cell, and facts in small print below them."""

    title: Words
    value: tuple[FieldValue, ...]
    facts: tuple[LabelledValue, ...] = ()
    width: ColumnWidth = ColumnWidth.TEXT
    align: Align = Align.START


class LandscapeWhen(StrEnum):
    """When a table stands on a turned page."""

    AUTO = "auto"
    """Where its columns are too many or too full for an upright one."""
    ALWAYS = "always"
    NEVER = "never"


class TableOptions(Struct, frozen=True, kw_only=True):
    """The options.

    Shape: `days` names the property whose day stands above the rows of that day, where the rows
    run over more than one. `row_headers` says that the first column names the row.
    """

    value: tuple[str, ...]
    columns: tuple[ColumnOptions, ...]
    where: Where = field(default_factory=dict)
    days: str = ""
    row_headers: bool = False
    wide: LandscapeWhen = LandscapeWhen.AUTO
    caption: Words = ""
    label: Words = ""


def compose(options: TableOptions, ctx: Context) -> tuple[Block, ...]:
    """Make the table, or nothing when there are no rows."""
    records = find_records(options.value, options.where, ctx)
    columns = make_columns(options.columns)
    if records:
        rows = _with_days(records, options, ctx) if options.days else _rows(records, options, ctx)
        grid = Grid(columns=columns, rows=tuple(rows), has_row_headers=options.row_headers)
    elif ctx.is_form:
        grid = blank_grid(columns)
    else:
        return ()
    caption = (Text(options.caption),) if options.caption else ()
    kind = Timeline if options.days else Table
    anchor = ctx.make_anchor(options.value[0])
    if options.wide is not LandscapeWhen.AUTO:
        ctx.state.landscape[anchor] = options.wide is LandscapeWhen.ALWAYS
    for path in options.value[1:]:
        ctx.state.anchors_by_name.setdefault(path, []).append(anchor)
    return (*label_above(options.label), kind(grid=grid, caption=caption, anchor=anchor))


def _rows(records: tuple[object, ...], options: TableOptions, ctx: Context) -> list[Row]:
    make = row_composer(options.columns, ctx)
    return [make(record) for record in records]


def make_columns(columns: tuple[ColumnOptions, ...]) -> tuple[Column, ...]:
    """Make the columns that a layout asks for."""
    return tuple(Column(c.title, c.width, c.align) for c in columns)


def row_composer(columns: tuple[ColumnOptions, ...], ctx: Context) -> Callable[[object], Row]:
    """Prepare the rows of records; references may lead to one that has an id."""
    makers = tuple(_cell_maker(column, ctx) for column in columns)

    def make(record: object) -> Row:
        cells = tuple([make_cell(record) for make_cell in makers])
        anchor = record_anchor(record, ctx)
        return Row(_anchored(cells, anchor) if anchor else cells)

    return make


def _cell_maker(column: ColumnOptions, ctx: Context) -> Callable[[object], Cell]:
    word = fields_composer(column.value, ctx)
    if not column.facts:
        return lambda record: Cell(word(record))
    return lambda record: Cell((*word(record), *compose_facts(column.facts, record, ctx)))


def _anchored(cells: tuple[Cell, ...], anchor: str) -> tuple[Cell, ...]:
    """Let references lead to a row's first words."""
    for at, cell in enumerate(cells):
        first = cell.blocks[0] if cell.blocks else None
        if isinstance(first, Paragraph) and first.children:
            words = replace(first, children=(Target(first.children, anchor),))
            return (*cells[:at], Cell((words, *cell.blocks[1:])), *cells[at + 1 :])
    return cells


def paths_of_columns(columns: tuple[ColumnOptions, ...]) -> tuple[Alternatives, ...]:
    """Gather the paths that the cells of a row read."""
    pieces = [p for c in columns for p in (*c.value, *(p for f in c.facts for p in f.value))]
    return paths_of(pieces)


def _with_days(records: tuple[object, ...], options: TableOptions, ctx: Context) -> list[Row]:
    """Put a row with the date above each day's rows, where there is more than one day.

    A record whose time nobody knows stays in its place under the day before it.
    """
    rows = _rows(records, options, ctx)
    days = _days_of(options, ctx)
    dated: list[Row] = []
    current = None
    for record, row in zip(records, rows, strict=True):
        day = days.get(id(record))
        if day is not None and day != current:
            title = Paragraph((Text(ctx.language.date(day)),))
            dated.append(Row((Cell((title,)),), is_group=True))
            current = day
        dated.append(row)
    return dated


def _days_of(options: TableOptions, ctx: Context) -> dict[int, date]:
    """Say for each record on which day it lies: its own, or that of the record before it.

    The whole list counts, not only the rows that the filter keeps: what happened "after 23:27"
    lies on the day of the 23:27 that another table shows.
    """
    days: dict[int, date] = {}
    current = None
    read = path_reader(options.days)
    for record in find_records(options.value, {}, ctx):
        moment = read(record)
        current = (day_of(moment) if isinstance(moment, Moment) else None) or current
        if current is not None:
            days[id(record)] = current
    return days


def _reads(options: TableOptions) -> Reads:
    inside = paths_of_columns(options.columns)
    return Reads(records=(Records(lists=options.value, inside=inside, where=options.where),))


PART = Part(name="table", options=TableOptions, compose=compose, reads=_reads)
