"""Documents that use every node of the model, for tests of renderers.

In → Out: nothing in; `full_document()` holds every block and inline, `minimal_document()` a title.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

from msgspec.structs import replace
from PIL import Image as Picture

from pmdoc.compose.keeps import mark_keeps
from pmdoc.model.document import (
    Abbreviation,
    Align,
    Badge,
    Banner,
    Block,
    Callout,
    CaptionKind,
    CaptionLabel,
    Cell,
    Checkbox,
    Code,
    CodeBlock,
    Column,
    ColumnKind,
    Comment,
    Commented,
    Contents,
    ContentsEntry,
    CrossReference,
    Document,
    Emphasis,
    Field,
    FieldKind,
    Figure,
    FigureRow,
    Footnote,
    Grid,
    Heading,
    HorizontalRule,
    Image,
    Inline,
    ItemList,
    KeyFigure,
    KeyFigures,
    KeyValue,
    KeyValues,
    LineBreak,
    Link,
    ListItem,
    Marker,
    Metadata,
    PageBreak,
    PageCount,
    PageKind,
    PageNumber,
    Paragraph,
    ParagraphRole,
    Property,
    Quote,
    Revisions,
    Row,
    RunningLine,
    SignOffTable,
    Strike,
    Strong,
    Table,
    Target,
    Text,
    Timeline,
    TitleBlock,
    Tone,
)
from pmdoc.model.tlp import Tlp
from tests.charts import bar_chart, line_chart, timeline_chart

WORDS = (
    "replication lag grew until the secondary stopped following and the engineer on call began "
    "to rebuild it by hand from the primary while load from spam kept rising"
)
DAY = datetime(2017, 2, 10, tzinfo=UTC)


def paragraph(*parts: str | Inline, role: ParagraphRole = ParagraphRole.BODY) -> Paragraph:
    """Make a paragraph from text and inlines."""
    return Paragraph(tuple(Text(p) if isinstance(p, str) else p for p in parts), role)


def cell(*parts: str | Inline) -> Cell:
    """Make a cell with one paragraph."""
    return Cell((paragraph(*parts),))


def heading(level: int, title: str, anchor: str, number: str = "") -> Heading:
    """Make a heading."""
    return Heading(level=level, children=(Text(title),), anchor=anchor, number=number)


def picture(width: int = 640, height: int = 240) -> Image:
    """Make a small PNG with a gradient."""
    image = Picture.new("RGB", (width, height), "#e9edf1")
    for x in range(0, width, 16):
        image.paste((15, 76, 129), (x, height - (x * height) // width // 2, x + 8, height))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return Image(buffer.getvalue(), "image/png", width, height)


def _captioned(kind: CaptionKind, words: str) -> tuple[Inline, ...]:
    """Make the first caption of a kind."""
    return (Strong((CaptionLabel(kind, f"{kind.title()} 1", "1"),)), Text(f": {words}"))


def timeline(count: int) -> Timeline:
    """Make a timeline of `count` entries in three phases."""
    rows = []
    for index in range(count):
        if index % max(1, count // 3) == 0:
            rows.append(Row((cell(f"Phase {index // max(1, count // 3) + 1}"),), is_group=True))
        time = cell(f"{index // 60 % 24:02}:{index % 60:02}")
        words = " ".join(WORDS.split()[index % 9 : index % 9 + 6 + index % 11])
        rows.append(Row((time, cell(words.capitalize() + "."), cell("On-call engineer"))))
    columns = (
        Column("Time (UTC)", ColumnKind.FIT),
        Column("Event"),
        Column("Actor", ColumnKind.FIT),
    )
    return Timeline(
        grid=Grid(columns=columns, rows=tuple(rows)), caption=(Text("Events of the night"),)
    )


def sign_off() -> SignOffTable:
    """Make a sign-off table with one dated row and two open ones; blanks are fields."""

    def blank(index: int, kind: FieldKind, role: str) -> Cell:
        name = f"/report/sign_offs/{index}/{kind.value}"
        prompt = kind.value.title()
        return Cell(field=Field(kind=kind, name=name, label=f"{prompt}, {role}", prompt=prompt))

    def open_row(index: int, role: str) -> Row:
        kinds = (FieldKind.TEXT, FieldKind.DATE, FieldKind.SIGNATURE)
        return Row((cell(role), *(blank(index, kind, role) for kind in kinds)))

    columns = (
        Column("Role"),
        Column("Name"),
        Column("Date", ColumnKind.FIT),
        Column("Signature"),
    )
    rows = (
        Row(
            (
                cell("Incident Commander"),
                cell("A. Author"),
                cell("2017-02-10"),
                blank(0, FieldKind.SIGNATURE, "Incident Commander"),
            )
        ),
        open_row(1, "Technical Lead"),
        open_row(2, "Engineering Manager"),
    )
    grid = Grid(columns=columns, rows=rows, has_row_headers=True)
    return SignOffTable(
        grid=grid, statement=(Text("By signing, I confirm that I have read this."),)
    )


def full_blocks() -> tuple[Block, ...]:
    """Return every kind of block, most of them twice, and every inline."""
    line = paragraph(role=ParagraphRole.BLANK)
    blanks = (
        line,
        paragraph(Strong((Text("Name:"),)), role=ParagraphRole.BLANK),
        ItemList(items=(ListItem((line,)), ListItem((line,), Marker.OPEN))),
        KeyValues(items=(KeyValue("Owner", (line,)),)),
        Table(grid=Grid(columns=(Column("A"), Column("B")), rows=(Row((Cell((line,)),) * 2),))),
    )
    nested = ItemList(
        items=(
            ListItem((paragraph("First inner item"),)),
            ListItem((paragraph("Second inner item, ", Emphasis((Text("stressed"),))),)),
        )
    )
    numbers = Grid(
        columns=(
            Column("Metric"),
            Column("Before", ColumnKind.FIT, Align.END),
            Column("During", ColumnKind.FIT, Align.END),
            Column("State", ColumnKind.FIT),
        ),
        rows=(
            Row(
                (cell("Error rate"), cell("0.1 %"), cell("15 %"), cell(Badge("High", Tone.SERIOUS)))
            ),
            Row(
                (
                    cell("Availability"),
                    cell("99.99 %"),
                    cell("95 %"),
                    cell(Badge("Good", Tone.GOOD)),
                )
            ),
        ),
        has_row_headers=True,
    )
    revisions = Grid(
        columns=(
            Column("Version", ColumnKind.FIT),
            Column("Date", ColumnKind.FIT),
            Column("Author", ColumnKind.FIT),
            Column("Changes"),
        ),
        rows=(
            Row((cell("1.0"), cell("2017-02-01"), cell("A. Author"), cell("First version"))),
            Row((cell("1.10"), cell("2017-02-10"), cell("A. Author"), cell("Actions updated"))),
        ),
    )
    facts = (
        KeyValue("Incident ID", (paragraph("INC-2017-01-31"),)),
        KeyValue("Report date", (paragraph("10 February 2017"),)),
        KeyValue("Duration", (paragraph("18 h 47 min"),)),
        KeyValue("Status", (paragraph(Badge("Resolved", Tone.GOOD)),)),
    )
    return (
        TitleBlock(
            title="Loss of the production database & 18 hours of outage <on> GitLab.com",
            kicker="Post-mortem report",
            subtitle="What happened on 31 January 2017, why, and what changes",
            badges=(Badge("Critical", Tone.CRITICAL), Badge("Final", Tone.INFO)),
            facts=facts,
        ),
        KeyFigures(
            figures=(
                KeyFigure("Duration", "18 h 47 min", "from removal to announcement"),
                KeyFigure("Time to detect", "2 s"),
                KeyFigure("Time to resolve", "18 h 47 min"),
                KeyFigure("Projects affected", "5,000", "estimate"),
            )
        ),
        Contents(
            title="Contents",
            entries=(
                ContentsEntry(1, (Text("Summary"),), "summary", "1"),
                ContentsEntry(2, (Text("Inlines"),), "inlines", "1.1"),
                ContentsEntry(1, (Text("Timeline"),), "timeline", "2"),
                ContentsEntry(1, (Text("Sign-off"),), "sign-off", "3"),
            ),
        ),
        heading(1, "Summary", "summary", "1"),
        paragraph("An engineer removed the database of the primary.", role=ParagraphRole.LEAD),
        paragraph(WORDS.capitalize() + ". " + WORDS.capitalize() + "."),
        heading(2, "Inlines", "inlines", "1.1"),
        paragraph(
            "Plain, ",
            Strong((Text("strong"),)),
            ", ",
            Emphasis((Text("stressed"),)),
            ", ",
            Strong((Emphasis((Text("both"),)),)),
            ", ",
            Strike((Text("struck"),)),
            Commented((Text(" "),), (Comment(text="Who?", author="A. Author", date=DAY.date()),)),
            ", ",
            Code("pg_basebackup --checkpoint=fast"),
            ", ",
            Link((Text("a "), Strong((Text("link"),))), "https://example.com/a?b=1&c=2"),
            ", ",
            CrossReference((Text("section 2"),), "timeline"),
            ", ",
            CrossReference((Text("the last item"),), "beware"),
            ", ",
            Target((Text("a place"),), "place"),
            Footnote((Paragraph((Text("A remark at the "), Emphasis((Text("foot"),)))),), 1),
            ", ",
            CrossReference((Text("Table 1"),), "figures", is_label=True),
            ", ",
            Badge("SEV-1", Tone.CRITICAL),
            ", a box ",
            Checkbox(),
            " and ",
            Checkbox(checked=True),
            LineBreak(),
            "The ",
            Abbreviation("WAL", "write-ahead log"),
            "s, ",
            Strong((Text("any "), Abbreviation("WAL", "write-ahead log"))),
            LineBreak(),
            "Ωμέγα, Привет, naïve – “quoted” … → ☐ ⚠ ✓ <b>not bold</b> &amp; {{ 7*7 }}",
        ),
        paragraph("a" * 180 + " https://example.com/" + "path/" * 30),
        paragraph("A run-in title", role=ParagraphRole.LABEL),
        paragraph("A source or a remark.", role=ParagraphRole.NOTE),
        paragraph("None recorded", role=ParagraphRole.EMPTY),
        ItemList(
            items=(
                ListItem((paragraph("First item"), nested)),
                ListItem((paragraph(WORDS.capitalize() + "."),)),
                ListItem((paragraph("Ticked"),), Marker.DONE),
                ListItem((paragraph("Open"),), Marker.OPEN),
                ListItem((paragraph("Worked"),), Marker.GOOD),
                ListItem((paragraph("Beware"),), Marker.CAUTION, anchor="beware"),
            )
        ),
        ItemList(
            items=(
                ListItem((paragraph("Third"), paragraph("Its second paragraph."), nested)),
                ListItem((paragraph("Fourth"), CodeBlock("restart --now"))),
            ),
            ordered=True,
            start=3,
        ),
        ItemList(items=(ListItem((paragraph("Counts from one again"),)),), ordered=True),
        heading(3, "Blocks", "blocks"),
        Callout(
            blocks=(paragraph("Times in this report are approximate."),),
            title="Precision",
            tone=Tone.CAUTION,
        ),
        KeyValues(items=facts, anchor="facts"),
        KeyValues(items=facts, head=("Field", "Value")),
        Table(
            grid=numbers,
            caption=_captioned(CaptionKind.TABLE, "Figures before and during"),
            anchor="figures",
        ),
        Figure(
            image=picture(),
            alternative="Bars that grow from left to right",
            caption=_captioned(CaptionKind.FIGURE, "Load on the database"),
            width=0.8,
            anchor="load",
        ),
        line_chart(),
        timeline_chart(),
        FigureRow(figures=(bar_chart(), replace(bar_chart(), anchor="second"))),
        FigureRow(
            figures=(
                Figure(image=picture(), alternative="The first", caption=(Text("Left"),)),
                Figure(image=picture(), alternative="The second", caption=(Text("Right"),)),
            )
        ),
        CodeBlock("ERROR  number of requested standby connections\n\tmax_wal_senders = 3\n" * 4),
        Quote((paragraph("A backup counts only after a restore has been tested."),)),
        HorizontalRule(),
        heading(1, "Timeline", "timeline", "2"),
        timeline(60),
        PageBreak(),
        heading(1, "Sign-off", "sign-off", "3"),
        sign_off(),
        heading(2, "Revision history", "revisions"),
        Revisions(grid=revisions),
        *blanks,
        paragraph("This report looks at systems, not at people.", role=ParagraphRole.CLOSING),
    )


def metadata(title: str = "Loss of the production database") -> Metadata:
    """Return metadata with every field filled in."""
    return Metadata(
        title=title,
        language="en",
        created=DAY,
        modified=DAY,
        subject="Post-mortem report",
        authors=("A. Author", "B. Author"),
        keywords=("incident", "database"),
        organization="Example Ltd",
        identifier="INC-2017-01-31",
        version="1.10",
        properties=(("Incident ID", "INC-2017-01-31"), ("TLP", "TLP:AMBER+STRICT")),
    )


def full_document() -> Document:
    """Return a document with every block and inline, a banner, a header and a footer."""
    return Document(
        metadata=metadata(),
        blocks=mark_keeps(full_blocks()),
        banner=Banner(
            label="Confidential",
            tlp=Tlp.AMBER_STRICT,
            privilege="Privileged and confidential",
            caveat="Do not forward",
        ),
        header=RunningLine(start=(Text("Example Ltd"),), end=(Text("INC-2017-01-31"),)),
        footer=RunningLine(
            start=(Text("Version "), Property("1.10", "Version"), Text(" · 10 February 2017")),
            end=(Text("Page "), PageNumber(), Text(" of "), PageCount()),
        ),
    )


def cover_document() -> Document:
    """Make a document of four pages: a cover, a summary, a wide table, a sign-off."""
    words = " ".join(WORDS.split()[:20]).capitalize() + "."
    title = TitleBlock(
        title="Loss of the production database",
        kicker="Post-mortem report",
        subtitle="What happened, why, and what we change",
        badges=(Badge("SEV-1", Tone.CRITICAL), Badge("Resolved", Tone.GOOD)),
        facts=(
            KeyValue("Incident", (paragraph("INC-2017-01-31"),)),
            KeyValue("Report date", (paragraph("10 February 2017"),)),
            KeyValue("Status", (paragraph("Final"),)),
            KeyValue("Classification", (paragraph("Confidential"),)),
        ),
        is_cover=True,
    )
    figures = KeyFigures(
        figures=(
            KeyFigure("Duration", "about 18 h", "estimate"),
            KeyFigure("Time to detect", "2 s"),
            KeyFigure("Users", "5,037"),
        )
    )
    note = Footnote((Paragraph((Text("The count of the night."),)),), 1)
    wide = Table(grid=_wide_grid(), caption=_captioned(CaptionKind.TABLE, "All that is known"))
    titles = (("Summary", "summary"), ("Register", "register"), ("Sign-off", "sign_off"))
    entries = tuple(ContentsEntry(1, (Text(words),), anchor) for words, anchor in titles)
    return replace(
        full_document(),
        blocks=(
            PageBreak(PageKind.COVER), title, PageBreak(),
            Contents(title="Contents", entries=entries),
            heading(1, "Summary", "summary"), paragraph(words, role=ParagraphRole.LEAD), figures,
            paragraph(words, note), Callout(blocks=(paragraph(words),), title="Beware"),
            timeline(2),
            PageBreak(PageKind.WIDE), heading(1, "Register", "register"), wide, PageBreak(),
            heading(1, "Sign-off", "sign_off"), sign_off(),
        ),
    )  # fmt: skip


def _wide_grid() -> Grid:
    """Make a grid with more columns than fit on a portrait page."""
    titles = ("ID", "Priority", "Owner", "Due", "Ticket", "Status", "Type")
    fit = tuple(Column(title, ColumnKind.FIT) for title in titles)
    row = ("A1", "High", "Sam Okafor", "10 February 2017", "PAY-5101", "In Progress", "Prevent")
    text = "Page on pool use above 80 % for two minutes"
    rows = tuple(Row((*(cell(part) for part in row), cell(text))) for _ in range(8))
    return Grid(columns=(*fit, Column("Action")), rows=rows)


def minimal_document() -> Document:
    """Return a document with a title and one paragraph; no banner, header or footer."""
    blocks = (TitleBlock(title="Outage"), paragraph("It went down."))
    return Document(metadata=metadata("Outage"), blocks=blocks)
