"""A table with one row for each record: services, actions, metrics, messages, or the timeline.

In → Out: the path of a list and the columns in, one `Table` or `Timeline` out.
Must not: sort rows; the author's order is kept.

    - part: table
      value: actions
      where: {horizon: immediate}
      columns:
        - {title: ID, value: id, width: fit}
        - {title: Action, value: action}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_grid
from pmdoc.compose.formatting.field_values import FieldValue, fields_composer
from pmdoc.compose.formatting.times import day_above
from pmdoc.compose.formatting.values import key_title, label_above, to_blocks
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import LabelledValue, compose_facts
from pmdoc.compose.parts.items import find_records, note_unknown_keys, record_anchor
from pmdoc.compose.paths import has_records, path_reader
from pmdoc.compose.reads import Reads, Where, records_reader
from pmdoc.layout import Words
from pmdoc.model.custom import CustomRecord
from pmdoc.model.document import (
    Align,
    Block,
    Cell,
    Column,
    ColumnKind,
    Grid,
    Paragraph,
    Row,
    Table,
    Target,
    Text,
    Timeline,
)
from pmdoc.model.incident import Incident
from pmdoc.model.moment import Moment


class ColumnOptions(Struct, frozen=True, kw_only=True):
    """A column: its title, the fields in each cell, and facts that make a note below them.

    A column that no row fills is left out, except from a form; with `form: false`, from that too.
    """

    title: Words
    value: tuple[FieldValue, ...]
    facts: tuple[LabelledValue, ...] = ()
    width: ColumnKind = ColumnKind.TEXT
    align: Align = Align.START
    form: bool = True


class LandscapeWhen(StrEnum):
    """When to put a table on a landscape page."""

    AUTO = "auto"
    """If its columns are too many or too full for a portrait page."""
    ALWAYS = "always"
    NEVER = "never"


class TableOptions(Struct, frozen=True, kw_only=True):
    """The options.

    Shape: custom records need no `columns`; each of their keys then has one, and text among them is
    in the first. `days` is the path of a moment: each day then gets a row above the records of that
    day. `phases` is the path of a phase, which gets a row likewise. `row_headers` makes the cells
    of the first column headers of their rows.
    """

    value: tuple[str, ...]
    columns: tuple[ColumnOptions, ...] = ()
    where: Where = field(default_factory=dict)
    days: str = ""
    phases: str = ""
    row_headers: bool = False
    wide: LandscapeWhen = LandscapeWhen.AUTO
    caption: Words = ""
    label: Words = ""

    def lacks(self) -> tuple[str, ...]:
        """Return the keys that are missing: only custom records name their own columns."""
        is_known = any(has_records(Incident, path) for path in self.value)
        return ("columns",) if is_known and not self.columns else ()


def _compose(options: TableOptions, ctx: Context) -> tuple[Block, ...]:
    records = find_records(options.value, options.where, ctx)
    note_unknown_keys(records, options.value, options, ctx)
    if not options.columns:
        options = replace(options, columns=_columns_of(records, options.value[0]))
    rows: list[Row] = []
    if records:
        rows = _with_groups(records, options, ctx)
    grid = filled_grid(options.columns, rows, ctx, has_row_headers=options.row_headers)
    if grid is None:
        return ()
    caption = (Text(options.caption),) if options.caption else ()
    kind = Timeline if options.days else Table
    anchor = ctx.make_anchor(options.value[0])
    if options.wide is not LandscapeWhen.AUTO:
        ctx.state.landscape[anchor] = options.wide is LandscapeWhen.ALWAYS
    for path in options.value[1:]:
        ctx.state.anchors_by_name.setdefault(path, []).append(anchor)
    return (*label_above(options.label), kind(grid=grid, caption=caption, anchor=anchor))


def _columns_of(records: tuple[object, ...], path: str) -> tuple[ColumnOptions, ...]:
    """Return a column for each key of custom records, or one for text."""
    customs = (record for record in records if isinstance(record, CustomRecord))
    keys = dict.fromkeys(field.name for record in customs for field in record.fields)
    names = list(keys) or [path.rpartition(".")[2]]
    return tuple(
        ColumnOptions(title=key_title(name), value=(FieldValue(value=(name,)),)) for name in names
    )


def _rows(records: tuple[object, ...], options: TableOptions, ctx: Context) -> list[Row]:
    make = row_composer(options.columns, ctx)
    return [make(record) for record in records]


def filled_grid(
    options: tuple[ColumnOptions, ...],
    rows: Iterable[Row],
    ctx: Context,
    *,
    has_row_headers: bool = False,
) -> Grid | None:
    """Return the columns that have content or a field in any row; None without any.

    Shape: a form keeps its blank columns, and has blank rows if there are none.
    """
    rows = tuple(rows)
    filled = {
        at
        for row in rows
        if not row.is_group
        for at, cell in enumerate(row.cells)
        if cell.blocks or cell.field
    }
    kept = [at for at, c in enumerate(options) if at in filled or (ctx.is_form and c.form)]
    columns = tuple(Column(options[at].title, options[at].width, options[at].align) for at in kept)
    if not filled:
        return blank_grid(columns) if ctx.is_form else None
    if len(kept) < len(options):
        rows = tuple(
            row if row.is_group else replace(row, cells=tuple(row.cells[at] for at in kept))
            for row in rows
        )
    return Grid(columns=columns, rows=rows, has_row_headers=has_row_headers)


def row_composer(columns: tuple[ColumnOptions, ...], ctx: Context) -> Callable[[object], Row]:
    """Return a function that makes the row of a record, with an anchor if the record has an id."""
    composers = tuple(_cell_composer(column, ctx) for column in columns)

    def compose_row(record: object) -> Row:
        if not isinstance(record, Struct):  # text in a list of custom fields
            return Row((Cell(to_blocks(record, ctx)), *[Cell(())] * (len(columns) - 1)))
        cells = tuple([compose_cell(record) for compose_cell in composers])
        anchor = record_anchor(record, ctx)
        return Row(_with_anchor(cells, anchor) if anchor else cells)

    return compose_row


def _cell_composer(column: ColumnOptions, ctx: Context) -> Callable[[object], Cell]:
    to_cell_blocks = fields_composer(column.value, ctx)
    if not column.facts:
        return lambda record: Cell(to_cell_blocks(record))
    return lambda record: Cell((*to_cell_blocks(record), *compose_facts(column.facts, record, ctx)))


def _with_anchor(cells: tuple[Cell, ...], anchor: str) -> tuple[Cell, ...]:
    for at, cell in enumerate(cells):
        first = cell.blocks[0] if cell.blocks else None
        if isinstance(first, Paragraph) and first.children:
            target = replace(first, children=(Target(first.children, anchor),))
            return (*cells[:at], Cell((target, *cell.blocks[1:])), *cells[at + 1 :])
    return cells


def _with_groups(records: tuple[object, ...], options: TableOptions, ctx: Context) -> list[Row]:
    """Return the rows of records, with rows for the phase and the date above those they apply to.

    A record whose time is a day, a month or a span of these shows it itself, and the next clock
    time gets its date again. A record without a known time stays in its place, as does one without
    a phase.
    """
    rows = _rows(records, options, ctx)
    days = _days_of(options, ctx) if options.days else {}
    read_phase = path_reader(options.phases) if options.phases else _no_phase
    grouped: list[Row] = []
    current_day, current_phase = None, None
    for record, row in zip(records, rows, strict=True):
        phase, day = read_phase(record), days.get(id(record), current_day)
        titles = []
        if phase is not None:
            ctx.shown.add_property(record, options.phases)
        if phase is not None and phase != current_phase:
            titles.append(ctx.phase_name(phase))
            current_phase = phase
        if day is not None and day != current_day:
            titles.append(ctx.language.date(day))
        current_day = day
        if titles:
            title = Paragraph((Text(ctx.word("between_facts").join(titles)),))
            grouped.append(Row((Cell((title,)),), is_group=True))
        grouped.append(row)
    return grouped


def _no_phase(_: object) -> None:
    return None


def _days_of(options: TableOptions, ctx: Context) -> dict[int, date | None]:
    """Return the day above each record, by its `id()`; without a time, that of the one before.

    The whole list counts, not only the records that the filter accepts: an event "after 23:27" is
    on the day of the 23:27 event, even if another table shows that one.
    """
    days: dict[int, date | None] = {}
    read = path_reader(options.days)
    for record in find_records(options.value, {}, ctx):
        moment = read(record)
        if isinstance(moment, Moment) and (moment.time or moment.until):
            current = day_above(moment)
        elif not days:
            continue
        days[id(record)] = current
    return days


def _reads(options: TableOptions) -> Reads:
    shown = (options.phases,) if options.phases else ()
    return records_reader(*shown)(options)


PART = Part(name="table", options=TableOptions, compose=_compose, reads=_reads)
