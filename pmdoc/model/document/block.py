"""What a report is made of from top to bottom: title, headings, text, lists, tables, figures.

In → Out: nothing in; the closed union `Block` and those of its members with no module of their own.
Must not: say how anything looks; a block has a role, and the style a look for it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from pmdoc.model.document.chart_blocks import BarChart, LineChart, TimelineChart
from pmdoc.model.document.figure import Figure, FigureRow
from pmdoc.model.document.inline import Tone

if TYPE_CHECKING:
    from pmdoc.model.document.field import Field
    from pmdoc.model.document.inline import Badge, CaptionKind, Comment, Inline


class ParagraphRole(StrEnum):
    """What a paragraph is for; the style says how that looks."""

    BODY = "body"
    LEAD = "lead"
    """The opening sentence of a summary, a step larger."""
    LABEL = "label"
    """A run-in title above what follows, below the level of a heading."""
    NOTE = "note"
    """A remark in small print: a source, a legend, a precision."""
    EMPTY = "empty"
    """The word that stands where a section has nothing to say."""
    CLOSING = "closing"
    """The statement that ends a report."""
    BLANK = "blank"
    """A line to write on by hand, behind its label where it has one."""


class Marker(StrEnum):
    """The sign in front of a list item."""

    DEFAULT = "default"
    """A bullet, or the number in an ordered list."""
    OPEN = "open"
    """An empty check box."""
    DONE = "done"
    """A ticked check box."""
    GOOD = "good"
    """A check mark: something that worked."""
    CAUTION = "caution"
    """A warning sign: something to improve."""


class PageKind(StrEnum):
    """What a page is for; it says how wide the text may be."""

    NORMAL = "normal"
    COVER = "cover"
    """A title page, which has the marking but no running lines."""
    WIDE = "wide"
    """Turned, for tables that need the width."""


class TitleBlock(Struct, frozen=True, kw_only=True):
    """The head of the report: what it is, about what, and the facts that a filing clerk wants.

    Shape: `kicker` is the kind of document ("Post-mortem report"), `facts` are short values;
    `comments` are on the report as a whole.
    """

    title: str
    kicker: str = ""
    subtitle: str = ""
    badges: tuple[Badge, ...] = ()
    facts: tuple[KeyValue, ...] = ()
    is_cover: bool = False
    """Whether it has a page of its own."""
    comments: tuple[Comment, ...] = ()
    organization: str = ""
    """The company's name where it stands in words on the same page, beside the logo."""


class Heading(Struct, frozen=True, kw_only=True):
    """A section's title. Shape: `level` 1 to 6 without jumps; `number` such as "5.1" or empty."""

    level: int
    children: tuple[Inline, ...]
    anchor: str
    number: str = ""


class Paragraph(Struct, frozen=True):
    """Running text. Shape: `language` is a BCP 47 tag where it is not the document's."""

    children: tuple[Inline, ...]
    role: ParagraphRole = ParagraphRole.BODY
    language: str = ""


def is_line_to_write_on(block: Block | None) -> bool:
    """Say whether a block is room for a line by hand, perhaps behind a label."""
    return isinstance(block, Paragraph) and block.role is ParagraphRole.BLANK


class ListItem(Struct, frozen=True):
    """One item; its first block stands beside the marker. References may lead to its anchor.

    Shape: only an item with an open box may carry a `field`, of the kind check.
    """

    blocks: tuple[Block, ...]
    marker: Marker = Marker.DEFAULT
    anchor: str = ""
    field: Field | None = None


class ItemList(Struct, frozen=True, kw_only=True):
    """A list, ordered or not; items may hold further lists. Never empty."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


class KeyValue(Struct, frozen=True):
    """A label and what belongs to it. Shape: `blocks` is never empty."""

    label: str
    blocks: tuple[Block, ...]


class KeyValues(Struct, frozen=True, kw_only=True):
    """Labelled values, one a line: a table of facts, or a list with run-in labels.

    Shape: `head` is the pair of column titles where the values stand in a ruled table with a
    header row ("Field", "Value"); without it labels stand in a quiet column beside their values.
    """

    items: tuple[KeyValue, ...]
    head: tuple[str, str] | None = None
    anchor: str = ""


class KeyFigure(Struct, frozen=True):
    """One number that an executive looks for. Shape: `note` is empty or a few words."""

    label: str
    value: str
    note: str = ""


class KeyFigures(Struct, frozen=True, kw_only=True):
    """A strip of two to five figures side by side."""

    figures: tuple[KeyFigure, ...]


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


class Callout(Struct, frozen=True, kw_only=True):
    """A boxed remark that must not be missed."""

    blocks: tuple[Block, ...]
    title: str = ""
    tone: Tone = Tone.INFO


class CodeBlock(Struct, frozen=True):
    """Lines exactly as a machine wrote them. Shape: lines are parted by newlines."""

    text: str
    language: str = ""


class Quote(Struct, frozen=True):
    """Somebody else's words."""

    blocks: tuple[Block, ...]


class ContentsEntry(Struct, frozen=True):
    """A line of the contents list."""

    level: int
    children: tuple[Inline, ...]
    anchor: str
    number: str = ""


class Contents(Struct, frozen=True, kw_only=True):
    """A list of what is where. Shape: `entries` in document order; `title` is not a heading.

    `kind` is empty for the contents list proper, which lists headings; a list of captions has
    their label among each entry's words.
    """

    title: str
    entries: tuple[ContentsEntry, ...]
    kind: CaptionKind | None = None


class PageBreak(Struct, frozen=True):
    """What follows starts on a new page, and stands on pages of a kind up to the next break."""

    kind: PageKind = PageKind.NORMAL


class HorizontalRule(Struct, frozen=True):
    """A thin line between two passages."""


Block = (
    TitleBlock
    | Heading
    | Paragraph
    | ItemList
    | KeyValues
    | KeyFigures
    | Table
    | Timeline
    | SignOffTable
    | Revisions
    | Callout
    | Figure
    | FigureRow
    | LineChart
    | BarChart
    | TimelineChart
    | CodeBlock
    | Quote
    | Contents
    | PageBreak
    | HorizontalRule
)
