"""Blocks of the document become Word styles, fields, lists and tables with the same text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from pmdoc.compose.keeps import mark_keeps
from pmdoc.model.document import (
    Badge,
    Banner,
    Callout,
    CaptionKind,
    CaptionLabel,
    Cell,
    Code,
    CodeBlock,
    Column,
    ColumnKind,
    Contents,
    ContentsEntry,
    CrossReference,
    Emphasis,
    Figure,
    Footnote,
    Grid,
    Heading,
    HorizontalRule,
    ItemList,
    KeyFigure,
    KeyFigures,
    KeyValue,
    KeyValues,
    Link,
    ListItem,
    PageBreak,
    PageKind,
    Paragraph,
    ParagraphRole,
    Property,
    Quote,
    Row,
    RunningLine,
    Strong,
    Table,
    Text,
    TitleBlock,
    Tone,
)
from pmdoc.model.tlp import Tlp
from pmdoc.style.style import Style, TextRole
from tests.documents import (
    cell,
    cover_document,
    full_document,
    heading,
    minimal_document,
    paragraph,
    picture,
    sign_off,
    timeline,
)
from tests.judges import run_judge
from tests.unit.render.docx.conftest import Output, W, paragraph_text, words


def test_captions_and_references_are_fields(make: Callable[..., Output]) -> None:
    """A SEQ field counts, a REF field repeats, and both contain their result."""
    caption = (Strong((CaptionLabel(CaptionKind.TABLE, "Table 3", "3"),)), Text(": Loads"))
    table = Table(grid=timeline(3).grid, caption=caption, anchor="loads")
    listed = Contents(
        title="Tables",
        kind=CaptionKind.TABLE,
        entries=(ContentsEntry(1, (Text("Table 3: Loads"),), "loads"),),
    )

    made = make(
        listed, paragraph("See ", CrossReference((Text("Table 3"),), "loads", is_label=True)), table
    )

    fields = [e.text.strip() for e in made.part().iter(f"{W}instrText") if "IF" not in e.text]
    assert fields == [
        'TOC \\h \\z \\c "Table"', "PAGEREF loads \\h",
        "REF loads \\h \\* MERGEFORMAT", "SEQ Table \\* ARABIC",
    ]  # fmt: skip
    assert ["Tables", "Table 3: Loads 1", "See Table 3", "Table 3: Loads"] == [
        " ".join(line.split()) for line in made.text().splitlines()[:4]
    ]
    start = made.part().find(f".//{W}bookmarkStart[@{W}name='loads']")
    assert start.getparent().find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "TableCaption"


def test_footnotes_are_native(make: Callable[..., Output]) -> None:
    """Word numbers the reference; the text is in the footnotes part."""
    note = Footnote((Paragraph((Text("See "), Link((Text("this"),), "https://example.com/"))),), 1)

    made = make(paragraph("Here", note, "."))

    mark = made.part().find(f".//{W}footnoteReference")
    notes = {n.get(f"{W}id"): n for n in made.part("word/footnotes.xml").iter(f"{W}footnote")}
    assert ["-1", "0", "1"] == list(notes)
    assert mark.get(f"{W}id") == "1"
    assert made.text("word/footnotes.xml").split() == ["See", "this"]
    assert b"https://example.com/" in made.archive.read("word/_rels/footnotes.xml.rels")


def test_document_without_footnotes_has_no_footnotes_part(
    make: Callable[..., Output],
) -> None:
    assert "word/footnotes.xml" not in make(paragraph("Here.")).archive.namelist()


def test_landscape_pages_have_their_own_header_and_footer(
    make: Callable[..., Output],
) -> None:
    """The tab stops of the marking fit the wide page; portrait pages follow."""
    made = make(
        paragraph("Before"), PageBreak(PageKind.WIDE), paragraph("Wide"), PageBreak(),
        paragraph("After"),
    )  # fmt: skip

    sections = list(made.part().iter(f"{W}sectPr"))
    sheets = [section.find(f"{W}pgSz") for section in sections]
    assert [None, "landscape", None] == [sheet.get(f"{W}orient") for sheet in sheets]
    heads = [section.find(f"{W}headerReference").values()[-1] for section in sections]
    assert heads[0] == heads[2] != heads[1]
    assert "TLP:AMBER" in made.text("word/header2.xml")
    styles = made.part("word/styles.xml").iter(f"{W}style")
    wide = next(one for one in styles if one.get(f"{W}styleId").startswith("BannerEdge"))
    assert ["clear", "right"] == [tab.get(f"{W}val") for tab in wide.iter(f"{W}tab")]


def test_cover_has_a_band_and_only_the_marking(make: Callable[..., Output]) -> None:
    """The band is as wide as the page; there is no running line."""
    title = TitleBlock(title="The title", kicker="A kind", is_cover=True)

    made = make(PageBreak(PageKind.COVER), title, PageBreak(), paragraph("After"))

    assert made.part().find(f".//{W}tbl/{W}tblPr/{W}tblW").get(f"{W}w") == "11906"
    assert ["CoverKicker", "CoverTitle"] == [s for s in made.styles() if s.startswith("Cover")]
    assert "Page" not in made.text("word/footer1.xml")
    assert "TLP:AMBER" in made.text("word/footer1.xml")
    assert "Page" in made.text("word/footer2.xml")


def test_text_is_complete_and_in_order(make: Callable[..., Output]) -> None:
    items = ItemList(
        items=(
            ListItem((paragraph("two & <b>"), paragraph("three"))),
            ListItem((paragraph("four"), ItemList(items=(ListItem((paragraph("five"),)),)))),
        )
    )
    grid = Grid(
        columns=(Column("six"), Column("seven", ColumnKind.FIT)),
        rows=(Row((cell("eight"),), is_group=True), Row((cell("nine"), cell("ten")))),
    )
    made = make(
        TitleBlock(title="zero", kicker="kick", subtitle="sub"),
        paragraph("one ", Strong((Text("bold"),)), Code(" {{ 7*7 }} ")),
        items,
        Table(grid=grid),
        CodeBlock("  eleven\n\ttwelve\n"),
        Callout(blocks=(paragraph("fourteen"),), title="thirteen"),
        Quote((paragraph("fifteen"),)),
        KeyValues(items=(KeyValue("sixteen", (paragraph("seventeen"),)),)),
    )

    expected = (
        "kick zero sub one bold {{ 7*7 }} two & <b> three four five six seven eight nine ten "
        "eleven twelve thirteen fourteen fifteen sixteen seventeen"
    )
    assert words(made.text()) == expected.split()
    assert "  eleven\n        twelve" in made.text()


def test_no_direct_formatting(full: Output) -> None:
    """Runs have only a style; paragraphs have a style, a list or a page break."""
    root = full.part()

    assert {c.tag for r in root.iter(f"{W}rPr") for c in r} <= {f"{W}rStyle"}
    assert {c.tag for p in root.iter(f"{W}pPr") for c in p} <= {
        f"{W}pStyle",
        f"{W}numPr",
        f"{W}pageBreakBefore",
    }


def test_headings_are_native(full: Output) -> None:
    """They have built-in styles with outline levels, and bookmarks for references."""
    styles = {s.get(f"{W}styleId"): s for s in full.part("word/styles.xml").iter(f"{W}style")}
    for level in range(1, 7):
        style = styles[f"Heading{level}"]
        assert style.find(f"{W}name").get(f"{W}val") == f"heading {level}"
        assert style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == str(level - 1)
    outlined = [name for name, one in styles.items() if one.find(f".//{W}outlineLvl") is not None]
    assert sorted(outlined) == [f"Heading{level}" for level in range(1, 7)]

    root = full.part()
    names = {b.get(f"{W}name") for b in root.iter(f"{W}bookmarkStart")}
    anchors = {h.get(f"{W}anchor") for h in root.iter(f"{W}hyperlink")} - {None}
    assert "sign_off" in names
    assert anchors <= names


def test_table_before_a_heading_keeps_the_heading_style(make: Callable[..., Output]) -> None:
    """A style with other spacing would drop the heading from the outline."""
    table = KeyValues(items=(KeyValue("Key", (paragraph("Value"),)),))

    made = make(table, heading(4, "Next", "next"), table, heading(1, "Last", "last"))
    assert [s for s in made.styles() if s.startswith("Heading")] == ["Heading4", "Heading1"]


def test_contents_list_is_a_toc_field_with_its_result(full: Output) -> None:
    """The result links to the headings."""
    xml = full.archive.read("word/document.xml").decode()

    assert 'TOC \\o "1-2" \\h \\z' in xml
    assert re.findall(r"PAGEREF (\w+) \\h", xml) == ["summary", "inlines", "timeline", "sign_off"]
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"')
    assert "1 Summary\t1" in full.text()


def test_every_page_is_marked(full: Output) -> None:
    """Header and footer have banner, label and running lines on all pages."""
    for part in ("word/header1.xml", "word/footer1.xml"):
        text = full.text(part).replace("\xa0", " ")
        assert "Confidential  ·  Privileged and confidential  ·  Do not forward" in text
        assert "TLP:AMBER+STRICT" in text
    assert "Page 1 of " in full.text("word/footer1.xml")
    assert "INC-2017-01-31" in full.text("word/header1.xml")
    footer = full.archive.read("word/footer1.xml").decode()
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    section = full.part().find(f".//{W}sectPr")
    pages = [e.get(f"{W}type") for e in section if "Reference" in e.tag]
    assert pages == ["even", "default", "first"] * 2
    assert section.find(f"{W}titlePg") is None


@pytest.mark.parametrize("label", list(Tlp))
def test_tlp_label_follows_the_standard(render: Callable[..., Output], label: Tlp) -> None:
    """It is in its colour on black, bold, and at least 12 pt."""
    made = render(replace(minimal_document(), banner=Banner(tlp=label)))
    run = next(
        r for r in made.part("word/header1.xml").iter(f"{W}r") if r.find(f"{W}rPr") is not None
    )
    name = run.find(f"{W}rPr/{W}rStyle").get(f"{W}val")
    styles = {s.get(f"{W}styleId"): s for s in made.part("word/styles.xml").iter(f"{W}style")}
    look = styles[name].find(f"{W}rPr")

    assert look.find(f"{W}color").get(f"{W}val") == label.color.lstrip("#").upper()
    assert look.find(f"{W}shd").get(f"{W}fill") == "000000"
    assert int(look.find(f"{W}sz").get(f"{W}val")) >= 24
    # Bold is a toggle: in a paragraph style that is bold, the run must not set it again.
    assert styles["Banner"].find(f"{W}rPr/{W}b") is not None
    assert look.find(f"{W}b") is None


def test_long_marking_does_not_overlap_the_tlp_label(render: Callable[..., Output]) -> None:
    """Text that does not fit next to the label goes to a line of its own."""
    banner = Banner(label="Confidential", tlp=Tlp.RED, privilege="P" * 30, caveat="Q" * 30)
    lines = render(replace(minimal_document(), banner=banner)).text("word/header1.xml").split("\n")

    assert lines[0].startswith("Confidential")
    assert "TLP:RED" in lines[0]
    assert lines[-1].endswith("Q" * 30)
    assert len(lines) >= 2


def test_lists_are_native(full: Output) -> None:
    """Ordered lists restart, or start at their number; markers are list levels, not text."""
    numbering = full.part("word/numbering.xml")
    starts = [
        int(o.get(f"{W}val"))
        for o in numbering.iterfind(f"{W}num/{W}lvlOverride[@{W}ilvl='0']/{W}startOverride")
    ]
    signs = {t.get(f"{W}val") for t in numbering.iter(f"{W}lvlText")}

    assert starts == [3, 1]
    assert {"•", "◦", "–", "☐", "☑", "✓", "⚠", "%1.", "%2."} <= signs
    body = full.styles()
    assert {"ListBullet", "ListBullet2", "ListNumberKept", "ListContinue"} <= set(body)


def test_tables_repeat_heads_and_keep_rows_whole(make: Callable[..., Output]) -> None:
    """Widths are fixed and fill the page."""
    made = make(timeline(40))
    root = made.part()
    rows = list(root.iter(f"{W}tr"))

    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert root.find(f".//{W}tblLayout").get(f"{W}type") == "fixed"
    assert root.find(f".//{W}tblDescription").get(f"{W}val") == "Time (UTC), Event, Actor"
    assert root.find(f".//{W}tblCaption").get(f"{W}val") == "Events of the night"
    grid = [int(c.get(f"{W}w")) for c in root.iter(f"{W}gridCol")]
    page = root.find(f".//{W}pgSz"), root.find(f".//{W}pgMar")
    width = int(page[0].get(f"{W}w")) - sum(int(page[1].get(f"{W}{s}")) for s in ("left", "right"))
    assert abs(sum(grid) - width) <= 1
    assert grid[0] < grid[2] < grid[1]


def test_sign_off_stays_on_one_page(make: Callable[..., Output], style: Style) -> None:
    """Rows have room for a signature, and all but the last are kept with the next."""
    made = make(heading(1, "Sign-off", "s"), sign_off())
    styles = {s.get(f"{W}styleId"): s for s in made.part("word/styles.xml").iter(f"{W}style")}
    rows = list(made.part().iter(f"{W}tr"))

    for row in rows[1:]:
        height = row.find(f"{W}trPr/{W}trHeight")
        assert int(height.get(f"{W}val")) >= style.signature_height.twips
        assert height.get(f"{W}hRule") == "atLeast"
    for row in rows[:-1]:
        for one in row.iter(f"{W}pStyle"):
            assert styles[one.get(f"{W}val")].find(f"{W}pPr/{W}keepNext") is not None
    statement = styles["Statement"].find(f"{W}pPr/{W}keepNext")
    assert statement is not None


def test_adjacent_tables_stay_apart(make: Callable[..., Output]) -> None:
    """Word joins tables without a paragraph between; cells and bodies must end in one, too."""
    table = Table(grid=Grid(columns=(Column("A"),), rows=(Row((cell("a"),)),)))
    nested = Table(grid=Grid(columns=(Column("B"),), rows=(Row((Cell((table,)),)),)))
    body = make(table, table, nested).part().find(f"{W}body")
    tags = [child.tag.removeprefix(W) for child in body]

    assert "tbl tbl" not in " ".join(tags)
    assert tags[-2:] == ["p", "sectPr"]
    for one in body.iter(f"{W}tc"):
        assert one[-1].tag == f"{W}p"


def test_only_web_and_mail_addresses_are_links(make: Callable[..., Output]) -> None:
    targets = (
        "https://example.com/a b?c=ü&d",
        "mailto:a@example.com",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "\\\\host\\share",
        "http://[",
        "https://example.com/" + "x" * 5000,
        "HTTP://EXAMPLE.COM",
        "data:text/html,x",
        "https://example.com/\x00",
    )
    made = make(*(paragraph(Link((Text(f"word{n}"),), t)) for n, t in enumerate(targets)))
    relations = made.part("word/_rels/document.xml.rels")

    assert [r.get("Target") for r in relations if r.get("TargetMode") == "External"] == [
        "https://example.com/a%20b?c=%C3%BC&d",
        "mailto:a@example.com",
        "HTTP://EXAMPLE.COM",
    ]
    assert all(f"word{n}" in made.text() for n in range(len(targets)))


def test_links_do_not_nest(make: Callable[..., Output]) -> None:
    """This includes the contents list."""
    inner = Link((Text("inner"),), "https://example.com")
    entry = ContentsEntry(1, (inner,), "a")
    made = make(
        Contents(title="C", entries=(entry,)),
        heading(1, "H", "a"),
        paragraph(Link((inner, CrossReference((Text("b"),), "a")), "https://example.org")),
    )

    assert not made.part().findall(f".//{W}hyperlink//{W}hyperlink")


def test_pictures_have_descriptions_and_unique_ids(
    render: Callable[..., Output], style: Style
) -> None:
    """Equal pictures are stored once, without a file name."""
    figure = Figure(image=picture(), alternative="A <chart>", width=0.5)
    made = render(replace(full_document(), blocks=(figure, figure)))
    root = made.part()
    drawings = [e for e in root.iter() if e.tag.endswith("}docPr")]
    extents = [int(e.get("cx")) for e in root.iter() if e.tag.endswith("}extent")]

    assert [d.get("id") for d in drawings] == ["1", "2"]
    assert {d.get("descr") for d in drawings} == {"A <chart>"}
    assert [n for n in made.archive.namelist() if "media" in n] == ["word/media/image1.png"]
    assert extents[0] == pytest.approx(style.page.text_width / 2, rel=0.001)


def test_sizes_and_spacing_are_those_of_the_style(full: Output, style: Style) -> None:
    styles = {s.get(f"{W}styleId"): s for s in full.part("word/styles.xml").iter(f"{W}style")}
    for name, role in (
        ("Heading1", TextRole.HEADING_1),
        ("Title", TextRole.TITLE),
        ("Note", TextRole.NOTE),
        ("TableCell", TextRole.TABLE_CELL),
    ):
        look, found = style.text[role], styles[name]
        spacing = found.find(f"{W}pPr/{W}spacing")
        assert int(spacing.get(f"{W}before")) == look.space_before.twips
        assert int(spacing.get(f"{W}after")) == look.space_after.twips
        assert int(found.find(f"{W}rPr/{W}sz").get(f"{W}val")) == round(look.size.pt * 2)
        line = int(spacing.get(f"{W}line"))
        if spacing.get(f"{W}lineRule") == "auto":
            assert line / 240 * 1.3 * look.size.pt == pytest.approx(look.leading.pt, rel=0.005)
        else:
            assert line == look.leading.twips


def test_bold_in_bold_stays_bold(make: Callable[..., Output]) -> None:
    """Bold is a toggle in Word: marks in bold paragraphs must not turn it off."""
    title = heading(1, "x", "x")
    made = make(
        replace(title, children=(Strong((Text("strong"),)), Badge("High", Tone.SERIOUS))),
        paragraph(Strong((Emphasis((Text("both"),)),))),
    )
    styles = {s.get(f"{W}styleId"): s for s in made.part("word/styles.xml").iter(f"{W}style")}
    used = {
        paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"): [
            r.get(f"{W}val") for r in paragraph.iter(f"{W}rStyle")
        ]
        for paragraph in made.part().iter(f"{W}p")
    }

    assert all(styles[name].find(f"{W}rPr/{W}b") is None for name in used["Heading1"])
    both = styles[used["Normal"][0]].find(f"{W}rPr")
    assert both.find(f"{W}b") is not None
    assert both.find(f"{W}i") is not None


def test_symbols_use_a_font_that_has_them(make: Callable[..., Output], style: Style) -> None:
    """The text around them keeps its font."""
    made = make(paragraph("naïve ☐ Ω"))
    runs = {
        "".join(t.text for t in r.iter(f"{W}t")): r.find(f"{W}rPr") is not None
        for r in made.part().iter(f"{W}r")
    }
    styles = {s.get(f"{W}styleId"): s for s in made.part("word/styles.xml").iter(f"{W}style")}

    assert runs == {"naïve ": False, "☐": True, " Ω": False}
    font = styles["Symbol"].find(f"{W}rPr/{W}rFonts").get(f"{W}ascii")
    assert font == style.fallback[0].name


def test_key_figures_stay_on_one_line(make: Callable[..., Output]) -> None:
    """Values that are too long for their share of the strip shrink, all by the same factor."""
    figures = [
        KeyFigure("Label", value) for value in ("5", "18 h 47 min", "99,999 of 100,000 orders")
    ]
    made = make(KeyFigures(figures=tuple(figures)), KeyFigures(figures=(*figures, *figures[:2])))
    looks = [s for s in made.styles() if re.fullmatch(r"KeyFigure[\dp]*", s)]

    assert ["KeyFigure"] * 3 == looks[:3]
    assert 1 == len(set(looks[3:]))
    assert "KeyFigure" != looks[3]


def test_page_break_is_set_on_the_next_paragraph(make: Callable[..., Output]) -> None:
    """A break at the end of a document is dropped."""
    made = make(paragraph("a"), PageBreak(), heading(1, "b", "b"), PageBreak())

    assert made.styles() == ["Normal", "Heading1"]
    assert len(list(made.part().iter(f"{W}pageBreakBefore"))) == 1


def test_watermark_is_a_shape_behind_the_text(make: Callable[..., Output]) -> None:
    """It is in the header, and is not text."""
    made = make(paragraph("a"), HorizontalRule(), watermark='Draft "1" & <2>')
    header = made.archive.read("word/header1.xml").decode()

    assert 'string="Draft &quot;1&quot; &amp; &lt;2&gt;"' in header
    assert "z-index:-" in header
    assert "Draft" not in made.text("word/header1.xml")


def test_word_can_remove_the_watermark(render: Callable[..., Output]) -> None:
    """Word looks for shapes with a certain name; each header's has its own id."""
    made = render(replace(cover_document(), watermark="Draft"))

    parts = [name for name in made.archive.namelist() if name.startswith("word/header")]
    shapes = [
        re.search(r'<v:shape id="(\w+)" o:spid="(\w+)"', made.archive.read(name).decode())
        for name in parts
    ]
    known = [shape for shape in shapes if shape is not None]
    assert len(parts) > len(known) > 1, "all but the cover's"
    assert all(re.fullmatch(r"PowerPlusWaterMarkObject\d+", shape[1]) for shape in known)
    assert len({shape[2] for shape in known}) == len(known)


def test_right_to_left_document_is_set_from_the_right(render: Callable[..., Output]) -> None:
    """This affects paragraphs, tables and the section."""
    document = full_document()
    known = replace(document.metadata, is_right_to_left=True, language="ar")
    made = render(replace(document, metadata=known))

    assert made.part("word/styles.xml").find(f".//{W}pPrDefault//{W}bidi") is not None
    assert made.part().find(f".//{W}sectPr/{W}bidi") is not None
    assert made.part().find(f".//{W}tblPr/{W}bidiVisual") is not None


def test_headings_are_numbered_by_word(make: Callable[..., Output]) -> None:
    """A number that Word would count differently is text."""

    def numbered(level: int, number: str) -> Heading:
        anchor = f"h_{level}_{number.replace('.', '_')}"
        return Heading(level=level, children=(Text("Title"),), anchor=anchor, number=number)

    wanted = ((1, "1"), (2, "1.1"), (1, ""), (1, "2"), (2, "2.1"), (2, "2.7"), (2, "2.2"))
    made = make(*(numbered(level, number) for level, number in wanted))

    shown = []
    for line in made.part().iter(f"{W}p"):
        style = line.find(f"{W}pPr/{W}pStyle")
        if style is None or not str(style.get(f"{W}val")).startswith("Heading"):
            continue
        is_counted = line.find(f"{W}pPr/{W}numPr") is None
        shown.append(("counted " if is_counted else "") + paragraph_text(line))
    counted, plain = "counted Title", "Title"
    assert [counted, counted, plain, counted, counted, "2.7 Title", counted] == shown
    levels = made.part("word/numbering.xml").iterfind(f".//{W}lvl/{W}pStyle")
    assert {f"Heading{level}" for level in range(1, 7)} <= {one.get(f"{W}val") for one in levels}


def test_references_repeat_the_number_of_the_heading(make: Callable[..., Output]) -> None:
    """The field uses the paragraph number if Word counts it, otherwise the bookmarked text."""
    counted = Heading(level=1, children=(Text("Title"),), anchor="counted", number="1")
    typed = Heading(level=1, children=(Text("Title"),), anchor="typed", number="A")
    ways = (
        CrossReference((Text(number),), anchor, is_label=True)
        for number, anchor in (("1", "counted"), ("A", "typed"))
    )

    made = make(counted, typed, paragraph(*ways))

    instructions = [one.text for one in made.part().iter(f"{W}instrText")]
    assert [
        " REF counted \\r \\h \\* MERGEFORMAT ",
        " REF typed \\h \\* MERGEFORMAT ",
    ] == [one for one in instructions if "REF" in one]


def test_document_properties_on_the_page_are_fields(render: Callable[..., Output]) -> None:
    document = full_document()
    known = replace(
        document.metadata, properties=(("Version", "1.1"), ("Classification", "Secret"))
    )
    footer = RunningLine(start=(Text("Version "), Property("1.1", "Version")))
    made = render(replace(document, metadata=known, footer=footer, banner=Banner(label="Secret")))

    instructions = [
        one.text.split()[:2] for one in made.part("word/footer1.xml").iter(f"{W}instrText")
    ]
    assert [["DOCPROPERTY", '"Version"'], ["DOCPROPERTY", '"Classification"']] == instructions
    assert "Version 1.1" in made.text("word/footer1.xml")
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_list_items_are_kept_together_as_in_the_pdf(
    render: Callable[..., Output],
) -> None:
    """A title stays with its text, and a text with its remark; the next item may break."""
    remark = paragraph("Remark", role=ParagraphRole.NOTE)
    item = ListItem((paragraph("Title"), paragraph("Text"), paragraph("More"), remark))
    document = replace(minimal_document(), blocks=mark_keeps((ItemList(items=(item, item)),)))

    made = render(document)
    kept = {
        style.get(f"{W}styleId")
        for style in made.part("word/styles.xml").iter(f"{W}style")
        if style.find(f"{W}pPr/{W}keepNext") is not None
    }

    assert [True, False, True, False] * 2 == [one in kept for one in made.styles()]


def test_many_key_figures_take_two_rows(render: Callable[..., Output]) -> None:
    """The rows share their columns."""
    figure = KeyFigure("A label of some length here", "12 hours 34 minutes")
    document = replace(minimal_document(), blocks=(KeyFigures(figures=(figure,) * 5),))

    rows = [
        [paragraph_text(cell) for cell in row.iter(f"{W}tc")]
        for row in render(document).part().iter(f"{W}tr")
    ]

    assert [3, 3] == [len(row) for row in rows]
    assert "" == rows[1][2]
