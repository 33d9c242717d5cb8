"""The report as a tree of blocks and inlines that every renderer lays out alike.

In → Out: nothing in; closed unions `Block` and `Inline`, and the `Document` around them.
Must not: name an incident field, a format, a colour or a font; a node has a role, not a look.

Blocks hold inlines, inlines never hold blocks, so an illegal document can't be built. A renderer
matches every member and ends in `assert_never`: a new node is a type error until each one knows it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct, field

from pmdoc.model.chart import BarChart, LineChart, TimelineChart
from pmdoc.model.image import Image as Image  # noqa: PLC0414 -- a word of this vocabulary
from pmdoc.model.tlp import Tlp


class Tone(StrEnum):
    """What a badge or callout signals; its words always say the same."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    CAUTION = "caution"
    SERIOUS = "serious"
    CRITICAL = "critical"


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


class ColumnWidth(StrEnum):
    """How a column takes its share of the table's width."""

    FIT = "fit"
    """As wide as its longest line, which is never broken: times, ids, dates, states."""
    TEXT = "text"
    """Prose: shares what the fitted columns leave, by how much text it has."""


class PageKind(StrEnum):
    """What a page is for; it says how wide the text may be."""

    NORMAL = "normal"
    COVER = "cover"
    """A title page, which has the marking but no running lines."""
    WIDE = "wide"
    """Turned, for tables that need the width."""


class CaptionKind(StrEnum):
    """What is counted: each kind has numbers, and a list, of its own."""

    TABLE = "table"
    FIGURE = "figure"


class Align(StrEnum):
    """Where a column's text stands; start is left in left-to-right languages."""

    START = "start"
    CENTER = "center"
    END = "end"


# --- inlines -----------------------------------------------------------------------------------


class Text(Struct, frozen=True):
    """Characters as they are; never markup to a renderer. Contains no line break."""

    text: str


class Abbreviation(Struct, frozen=True):
    """A short form, and the words that it stands for where a format can say them."""

    text: str
    expansion: str


class Strong(Struct, frozen=True):
    """Important words."""

    children: tuple[Inline, ...]


class Emphasis(Struct, frozen=True):
    """Stressed words."""

    children: tuple[Inline, ...]


class Strike(Struct, frozen=True):
    """Words that no longer hold."""

    children: tuple[Inline, ...]


class Code(Struct, frozen=True):
    """A name, command or value exactly as a machine has it."""

    text: str


class Link(Struct, frozen=True):
    """Words that lead to an http, https or mailto address."""

    children: tuple[Inline, ...]
    target: str


class Reference(Struct, frozen=True):
    """Words that lead to an anchor inside this document.

    Shape: with `is_label` the words are those of the `CaptionLabel` or the heading's number that
    stands at the anchor, so that a word processor may keep them up to date.
    """

    children: tuple[Inline, ...]
    anchor: str
    is_label: bool = False


class Target(Struct, frozen=True):
    """Words that references lead to, where no block of their own has the anchor."""

    children: tuple[Inline, ...]
    anchor: str


class CaptionLabel(Struct, frozen=True):
    """What a table or figure is called by, at the start of its caption: "Table 3".

    Shape: `text` holds `number`. References to the block's anchor repeat the text.
    """

    kind: CaptionKind
    text: str
    number: str


class Footnote(Struct, frozen=True):
    """A remark at the foot of the page, and its number where this stands.

    Shape: numbers count from 1 in reading order, without gaps; no footnote lies in another.
    """

    children: tuple[Inline, ...]
    number: int


class Comment(Struct, frozen=True, kw_only=True):
    """A reviewer's remark, beside the words that it is about. Shape: lines parted by newlines."""

    text: str
    author: str = ""
    date: date | None = None


class Commented(Struct, frozen=True):
    """Words that reviewers have remarked on. A file that is final shows the words only."""

    children: tuple[Inline, ...]
    comments: tuple[Comment, ...]


class Badge(Struct, frozen=True):
    """A word of state, such as a severity, set apart by shape and colour."""

    text: str
    tone: Tone = Tone.NEUTRAL


class Checkbox(Struct, frozen=True):
    """A box to tick on paper, empty or ticked."""

    checked: bool = False


class LineBreak(Struct, frozen=True):
    """The end of a line inside a paragraph."""


class Property(Struct, frozen=True):
    """A property of the file where the page shows it. Shape: `name` is one of the metadata's."""

    text: str
    name: str


class PageNumber(Struct, frozen=True):
    """The number of the page that this stands on; only in page furniture."""


class PageCount(Struct, frozen=True):
    """The number of pages of the document; only in page furniture."""


Inline = (
    Text
    | Abbreviation
    | Strong
    | Emphasis
    | Strike
    | Code
    | Link
    | Reference
    | Target
    | CaptionLabel
    | Footnote
    | Commented
    | Badge
    | Checkbox
    | LineBreak
    | Property
    | PageNumber
    | PageCount
)


# --- fields --------------------------------------------------------------------------------------


class FieldKind(StrEnum):
    """What is to be filled into a blank."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHECK = "check"
    SIGNATURE = "signature"


class Field(Struct, frozen=True, kw_only=True):
    """A blank that a reader fills in, on paper or, where a file is made fillable, on a screen.

    Shape: `name` is where the value would stand in the incident file, as a JSON Pointer
    ("/report/sign_offs/0/date"); `label` says what is asked of whom ("Date, Incident Commander"),
    `prompt` only what ("Date"); `choices` are what to choose from, of a choice only.
    """

    kind: FieldKind
    name: str
    label: str
    prompt: str = ""
    choices: tuple[str, ...] = ()


# --- blocks ------------------------------------------------------------------------------------


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


class SignOff(Struct, frozen=True, kw_only=True):
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


class Figure(Struct, frozen=True, kw_only=True):
    """A picture with its description for those who can't see it.

    Units: `width` is a share of the text width, over 0 to 1.
    Shape: what `is_decorative` says nothing and has no description.
    """

    image: Image
    alternative: str
    caption: tuple[Inline, ...] = ()
    width: float = 1.0
    anchor: str = ""
    is_decorative: bool = False


class FigureRow(Struct, frozen=True, kw_only=True):
    """Pictures or small charts side by side. Shape: two or three; each takes an equal share."""

    figures: tuple[Figure | LineChart | BarChart, ...]


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


class Rule(Struct, frozen=True):
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
    | SignOff
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
    | Rule
)


# --- the document around them --------------------------------------------------------------------


class Banner(Struct, frozen=True, kw_only=True):
    """The marking of every page, in header and footer.

    Shape: `label` is the company's class ("Confidential"), `tlp` the Traffic Light Protocol
    label, `privilege` a legal marking, `caveat` a handling instruction; each may be missing.
    """

    label: str = ""
    tlp: Tlp | None = None
    privilege: str = ""
    caveat: str = ""


class Furniture(Struct, frozen=True, kw_only=True):
    """What runs along each page beside the banner: inlines at its start and at its end."""

    start: tuple[Inline, ...] = ()
    end: tuple[Inline, ...] = ()


class Metadata(Struct, frozen=True, kw_only=True):
    """What the file says of itself.

    Shape: `language` is a BCP 47 tag; `created` and `modified` are aware; `properties` are further
    names and values that a file's properties show (incident id, severity, class, TLP, version).
    """

    title: str
    language: str
    created: datetime
    modified: datetime
    subject: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    organization: str = ""
    identifier: str = ""
    version: str = ""
    is_right_to_left: bool = False
    properties: tuple[tuple[str, str], ...] = ()


class Document(Struct, frozen=True, kw_only=True):
    """A whole report, ready for any renderer.

    Shape: anchors are unique ASCII identifiers of at most 40 characters, a letter first.
    """

    metadata: Metadata
    blocks: tuple[Block, ...]
    banner: Banner | None = None
    header: Furniture = field(default_factory=Furniture)
    footer: Furniture = field(default_factory=Furniture)
    watermark: str = ""
