"""The blocks of a report: title, headings, paragraphs, lists, tables, figures.

In → Out: nothing in; the closed union `Block`, and its members other than charts, out.
Must not: define how a block looks; styles do, by the block's type or role.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from pmdoc.model.document.chart_blocks import BarChart, LineChart, TimelineChart
from pmdoc.model.document.inline import Tone

if TYPE_CHECKING:
    from pmdoc.model.attachment import Image
    from pmdoc.model.document.inline import Badge, CaptionKind, Comment, Inline


class ParagraphRole(StrEnum):
    """The purpose of a paragraph; the style defines how it looks."""

    BODY = "body"
    LEAD = "lead"
    """The opening sentence of a summary, slightly larger."""
    LABEL = "label"
    """A title for what follows, below the level of a heading."""
    NOTE = "note"
    """A note in small print: a source, a legend, a qualification."""
    EMPTY = "empty"
    """The text of a section without content."""
    CLOSING = "closing"
    """The statement that ends a report."""
    BLANK = "blank"
    """A blank line to write on, after a label if it has one."""


class Marker(StrEnum):
    """The marker of a list item."""

    DEFAULT = "default"
    """A bullet, or the number in an ordered list."""
    OPEN = "open"
    """An open check box."""
    DONE = "done"
    """A ticked check box."""
    GOOD = "good"
    """A check mark: something that worked."""
    CAUTION = "caution"
    """A warning sign: something to improve."""


class PageKind(StrEnum):
    """The purpose of a page, which decides its size and orientation."""

    NORMAL = "normal"
    COVER = "cover"
    """A title page, with the marking but without header and footer."""
    WIDE = "wide"
    """A landscape page, for wide tables."""


class TitleBlock(Struct, frozen=True, kw_only=True):
    """The title of the report with its key facts.

    Shape: `kicker` is the kind of document ("Post-mortem report"), `facts` are short values;
    `comments` are those on the report as a whole.
    """

    title: str
    kicker: str = ""
    subtitle: str = ""
    badges: tuple[Badge, ...] = ()
    facts: tuple[KeyValue, ...] = ()
    is_cover: bool = False
    """Whether it has a page to itself."""
    comments: tuple[Comment, ...] = ()
    organization: str = ""
    """The company's name, if the header on the same page shows it as text, beside the logo."""


class Heading(Struct, frozen=True, kw_only=True):
    """A section's title. Shape: `level` is 1 to 6, without gaps; `number` is "5.1" or empty."""

    level: int
    children: tuple[Inline, ...]
    anchor: str
    number: str = ""


class Paragraph(Struct, frozen=True):
    """Running text. Shape: `language` is a BCP 47 tag, or empty for the document's language."""

    children: tuple[Inline, ...]
    role: ParagraphRole = ParagraphRole.BODY
    language: str = ""
    keep_with_next: bool = False
    """Whether no page break may follow, because it introduces the next block."""


def is_line_to_write_on(block: Block | None) -> bool:
    """Return whether a block is a blank line to write on, perhaps after a label."""
    return isinstance(block, Paragraph) and block.role is ParagraphRole.BLANK


class FieldKind(StrEnum):
    """What to fill in."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHECK = "check"
    SIGNATURE = "signature"


class Field(Struct, frozen=True, kw_only=True):
    """A blank to fill in: on paper, or on a screen in a fillable file.

    Shape: `name` is the JSON Pointer that the value would have in the incident file
    ("/report/sign_offs/0/date"); `label` names the value and the person ("Date, Incident
    Commander"), `prompt` only the value ("Date"); only a CHOICE has `choices`.
    """

    kind: FieldKind
    name: str
    label: str
    prompt: str = ""
    choices: tuple[str, ...] = ()


class ListItem(Struct, frozen=True):
    """An item of a list; its first block is beside the marker.

    Shape: only an item with an open box may have a `field`, of the kind CHECK.
    """

    blocks: tuple[Block, ...]
    marker: Marker = Marker.DEFAULT
    anchor: str = ""
    field: Field | None = None


class ItemList(Struct, frozen=True, kw_only=True):
    """A list, ordered or not; items may contain lists. Shape: never empty."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


class KeyValue(Struct, frozen=True):
    """A label and its value. Shape: `blocks` is never empty."""

    label: str
    blocks: tuple[Block, ...]


class KeyValues(Struct, frozen=True, kw_only=True):
    """A table of labels and values.

    Shape: with `head`, the table has rules and a header row ("Field", "Value"); without it, the
    labels are in a plain column beside the values.
    """

    items: tuple[KeyValue, ...]
    head: tuple[str, str] | None = None
    anchor: str = ""
    keep_together: bool = False
    """Whether it stays on one page, if a page can hold it."""


class KeyFigure(Struct, frozen=True):
    """A number that executives look for. Shape: `note` is empty or a few words."""

    label: str
    value: str
    note: str = ""


class KeyFigures(Struct, frozen=True, kw_only=True):
    """Two to five key figures side by side."""

    figures: tuple[KeyFigure, ...]


class ColumnKind(StrEnum):
    """How a column gets its share of the table's width."""

    FIT = "fit"
    """As wide as its longest line, which does not wrap: times, ids, dates, states."""
    TEXT = "text"
    """Shares the rest of the width with other columns of prose, by the amount of text."""


class Align(StrEnum):
    """The alignment of a column; START is left in left-to-right languages."""

    START = "start"
    CENTER = "center"
    END = "end"


class Column(Struct, frozen=True):
    """A table column. Shape: `children` are the title with its marks, if it has any."""

    title: str
    width: ColumnKind = ColumnKind.TEXT
    align: Align = Align.START
    children: tuple[Inline, ...] = ()


class Cell(Struct, frozen=True):
    """A table cell.

    Shape: with empty `blocks` the cell is blank and may have a `field` to fill in.
    """

    blocks: tuple[Block, ...] = ()
    field: Field | None = None


class Row(Struct, frozen=True):
    """A table row. Shape: one cell per column; with `is_group`, one cell across all columns."""

    cells: tuple[Cell, ...]
    is_group: bool = False


class Grid(Struct, frozen=True, kw_only=True):
    """Columns and rows. Shape: not empty; all rows other than group rows have the same length.

    With `has_row_headers`, the first cell of each row is its header.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    has_row_headers: bool = False
    keep_together: bool = False
    """Whether the table stays on one page, if a page can hold it."""


class Table(Struct, frozen=True, kw_only=True):
    """Rows of data."""

    grid: Grid
    caption: tuple[Inline, ...] = ()
    anchor: str = ""


class Timeline(Struct, frozen=True, kw_only=True):
    """Events in order, one per row."""

    grid: Grid
    caption: tuple[Inline, ...] = ()
    anchor: str = ""


class SignOffTable(Struct, frozen=True, kw_only=True):
    """Who signs the report. Blank cells get room to write; the table stays on one page."""

    grid: Grid
    statement: tuple[Inline, ...] = ()
    anchor: str = ""


class Revisions(Struct, frozen=True, kw_only=True):
    """The revision history of the report, one version per row."""

    grid: Grid
    anchor: str = ""


class Figure(Struct, frozen=True, kw_only=True):
    """An image with its description for readers who can't see it.

    Units: `width` is a share of the text width, above 0 and up to 1.
    Shape: a decorative image has no description.
    """

    image: Image
    alternative: str
    caption: tuple[Inline, ...] = ()
    width: float = 1.0
    anchor: str = ""
    is_decorative: bool = False


class FigureRow(Struct, frozen=True, kw_only=True):
    """Two or three images or small charts side by side, each with the same share of the width."""

    figures: tuple[Figure | LineChart | BarChart, ...]


class Callout(Struct, frozen=True, kw_only=True):
    """A boxed text that must not be missed."""

    blocks: tuple[Block, ...]
    title: str = ""
    tone: Tone = Tone.INFO


class CodeBlock(Struct, frozen=True):
    """Verbatim lines, separated by newlines."""

    text: str
    language: str = ""
    keep_with_next: bool = False
    """Whether no page break may follow."""


class Quote(Struct, frozen=True):
    """A quotation."""

    blocks: tuple[Block, ...]


class ContentsEntry(Struct, frozen=True):
    """An entry of a table of contents."""

    level: int
    children: tuple[Inline, ...]
    anchor: str
    number: str = ""


class Contents(Struct, frozen=True, kw_only=True):
    """A table of contents. Shape: `entries` in document order; `title` is not a heading.

    `kind` is None for the table of contents proper, which lists headings; otherwise this is a list
    of tables or figures, whose entries include the label ("Table 3").
    """

    title: str
    entries: tuple[ContentsEntry, ...]
    kind: CaptionKind | None = None


class PageBreak(Struct, frozen=True):
    """The start of a new page. `kind` applies to all pages up to the next break."""

    kind: PageKind = PageKind.NORMAL


class HorizontalRule(Struct, frozen=True):
    """A thin line between two paragraphs."""


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
