"""Rows and columns, and the four blocks that are made of them.

In → Out: nothing in; `Grid` and its parts, `Table`, `Timeline`, `SignOffTable` and `Revisions` out.
Must not: know a width in points; a column says only how it takes its share.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pmdoc.model.document.block import Block
    from pmdoc.model.document.field import Field
    from pmdoc.model.document.inline import Inline


class ColumnWidth(StrEnum):
    """How a column takes its share of the table's width."""

    FIT = "fit"
    """As wide as its longest line, which is never broken: times, ids, dates, states."""
    TEXT = "text"
    """Prose: shares what the fitted columns leave, by how much text it has."""


class Align(StrEnum):
    """Where a column's text stands; start is left in left-to-right languages."""

    START = "start"
    CENTER = "center"
    END = "end"


class Column(Struct, frozen=True):
    """A table column."""

    title: str
    width: ColumnWidth = ColumnWidth.TEXT
    align: Align = Align.START


class Cell(Struct, frozen=True):
    """A table cell.

    Shape: `blocks` may be empty: the cell is then left blank, and may carry a `field`, and
    `further` ones that a hand would leave out, such as a decision beside a signature.
    """

    blocks: tuple[Block, ...] = ()
    field: Field | None = None
    further: tuple[Field, ...] = ()


class Row(Struct, frozen=True):
    """A table row. Shape: one cell a column; `is_group` rows hold one cell over all columns."""

    cells: tuple[Cell, ...]
    is_group: bool = False


class Grid(Struct, frozen=True, kw_only=True):
    """Columns and rows. Shape: rows x columns, every row equally long but group rows; not empty.

    `has_row_headers` says that the first cell of each row names the row.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    has_row_headers: bool = False


class Table(Struct, frozen=True, kw_only=True):
    """Rows of data."""

    grid: Grid
    caption: tuple[Inline, ...] = ()
    anchor: str = ""


class Timeline(Struct, frozen=True, kw_only=True):
    """Events in their order, one a row."""

    grid: Grid
    caption: tuple[Inline, ...] = ()
    anchor: str = ""


class SignOffTable(Struct, frozen=True, kw_only=True):
    """Who signs the report. Blank cells get room for a hand; the table stays in one piece."""

    grid: Grid
    statement: tuple[Inline, ...] = ()
    anchor: str = ""


class Revisions(Struct, frozen=True, kw_only=True):
    """The history of the document, one version a row."""

    grid: Grid
    anchor: str = ""
