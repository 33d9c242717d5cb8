"""The structure tree tags all content in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from pmdoc.model.document import (
    Abbreviation,
    Badge,
    Code,
    CrossReference,
    Emphasis,
    Figure,
    Grid,
    ItemList,
    Link,
    ListItem,
    Strong,
    Target,
    Text,
    Timeline,
    TitleBlock,
    Tone,
)
from pmdoc.model.length import Length
from pmdoc.render.pdf import RENDERER
from pmdoc.style.style import Logo, Style
from tests.documents import (
    full_blocks,
    full_document,
    heading,
    paragraph,
    picture,
    sign_off,
    timeline,
)
from tests.unit.render.pdf.conftest import Output

Make = Callable[..., Output]


def tags(made: Output) -> list[str]:
    return [tag for _, tag, _ in made.elements()]


def test_headings_open_nested_sections(make: Make) -> None:
    """A level 2 section is inside that of level 1; the heading is its first element."""
    made = make(heading(1, "One", "a"), heading(2, "Two", "b"), heading(1, "Three", "c"))

    assert [(d, t) for d, t, _ in made.elements()] == [
        (0, "Document"), (1, "Sect"), (2, "H1"), (2, "Sect"), (3, "H2"), (1, "Sect"), (2, "H1"),
    ]  # fmt: skip


def test_reference_element_holds_its_link(make: Make) -> None:
    """The target may be text within a paragraph."""
    made = make(
        paragraph("See ", CrossReference((Text("here"),), "place")),
        paragraph("Look: ", Target((Text("a place"),), "place")),
    )

    assert tags(made) == ["Document", "P", "Span", "Reference", "Link", "P"]
    (link,) = made.kept.pages[0].Annots
    assert float(link.Dest[3]) < 760


def test_inlines_have_elements_in_order(make: Make) -> None:
    """Each inline is an element; plain text beside them is a span."""
    made = make(
        paragraph(
            "a ", Strong((Text("b"),)), Emphasis((Text("c"),)), Code("d"), " e ",
            Link((Text("f"),), "https://example.com/"), Badge("g", Tone.GOOD),
        )
    )  # fmt: skip

    assert tags(made) == [
        "Document", "P", "Span", "Strong", "Em", "Code", "Span", "Link", "Badge",
    ]  # fmt: skip


def test_abbreviation_has_its_expansion(make: Make) -> None:
    """The text on the page is unchanged; the expansion is an entry of the element."""
    short = Abbreviation("WAL", "write-ahead log")
    made = make(paragraph("The ", short, "s, ", Strong((Text("no "), short)), "."))

    elements = made.elements()
    assert [tag for _, tag, _ in elements][1:] == [
        "P", "Span", "Span", "Span", "Strong", "Strong", "Span",
    ]  # fmt: skip
    expanded = [str(element.get("/E", "")) for _, _, element in elements]
    assert expanded == ["", "", "", "write-ahead log", "", "", "write-ahead log", ""]
    assert "The WALs, no WAL." in made.text()


def test_link_text_is_not_expanded(make: Make) -> None:
    """An abbreviation at its start must not replace the whole link."""
    short = Abbreviation("WAL", "write-ahead log")
    made = make(paragraph(Link((short, Text(" of the primary")), "https://example.com/")))

    assert all("/E" not in element for _, _, element in made.elements())


def test_link_over_two_lines_is_one_element(make: Make) -> None:
    """It holds an annotation for each line, each with the link text."""
    words = "many words that lead somewhere " * 5
    made = make(paragraph(Link((Text(words),), "https://example.com/")))

    (link,) = [element for _, tag, element in made.elements() if tag == "Link"]
    objects = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
    assert len(objects) == 2
    assert all(str(kid.Obj.A.URI) == "https://example.com/" for kid in objects)
    assert all(str(kid.Obj.Contents).strip() == words.strip() for kid in objects)


def test_reference_leads_to_its_anchor(make: Make) -> None:
    """The destination is the page of the heading with the anchor."""
    made = make(
        paragraph(CrossReference((Text("there"),), "far")),
        *[paragraph("line")] * 60,
        heading(1, "Far", "far"),
    )
    pdf = made.open()

    (annotation,) = pdf.pages[0].Annots

    assert annotation.Dest[0].objgen == pdf.pages[-1].objgen


@pytest.mark.parametrize(
    "words",
    [("",), (" ",), ("long words " * 30,), (Link((Text("out"),), "https://example.com/"),)],
    ids=["alone", "short", "lines", "link"],
)
def test_target_within_text_is_a_destination(make: Make, words: tuple[str | Link, ...]) -> None:
    """The link leads to the page and line of the text, however its paragraph is drawn."""
    made = make(
        paragraph(CrossReference((Text("there"),), "far")),
        *[paragraph("line")] * 60,
        paragraph(*words, " ", Target((Text("place"),), "far"), " and on"),
    )

    (annotation,) = made.kept.pages[0].Annots

    assert annotation.Dest[0].objgen == made.kept.pages[-1].objgen
    (top,) = [edges[1] for word, edges in made.words() if word == "place"]
    assert abs(842 - float(annotation.Dest[3]) - top) < 12


def test_tables_have_head_body_and_scopes(make: Make) -> None:
    """Every group of rows is a body of its own."""
    made = make(timeline(9))
    kinds = tags(made)

    assert kinds[:7] == ["Document", "Table", "Caption", "THead", "TR", "TH", "TH"]
    assert kinds.count("TBody") == 3
    heads = [element for _, tag, element in made.elements() if tag == "TH"]
    assert [str(head.A.Scope) for head in heads] == ["/Column"] * 3 + ["/Row"] * 3


def headers(made: Output) -> list[list[str]]:
    """Return the header cells that each data cell refers to."""
    tree = made.kept.Root.StructTreeRoot
    names = list(tree.get("/IDTree", {}).get("/Names", ()))
    found = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    assert sorted(found) == list(map(str, names[::2]))
    assert all(str(element.ID) == name for name, element in found.items())
    attributes = (element.get("/A", {}) for _, tag, element in made.elements() if tag == "TD")
    return [
        [
            str(found[str(name)].S)[1:] + str(found[str(name)].A.Scope)
            for name in one.get("/Headers", ())
        ]
        for one in attributes
    ]


def test_cells_below_a_group_row_refer_to_their_headers(make: Make) -> None:
    """A scope can't express that the group ends at the next group row."""
    made = make(timeline(9))

    group, entry = [[]], [["TH/Column", "TH/Row"]] * 3
    assert headers(made) == (group + entry * 3) * 3
    cells = [element for _, tag, element in made.elements() if tag == "TD"]
    shared = {cell.A.objgen for cell in cells if "/A" in cell}
    assert len(shared) == 9  # three columns in three groups, for any number of rows
    assert (0, 0) not in shared


def test_group_of_a_single_row_adds_no_header(make: Make) -> None:
    """A table with more headers than data is read as a mistake."""
    grid = timeline(9).grid
    made = make(Timeline(grid=Grid(columns=grid.columns, rows=grid.rows[:2])))

    assert (4, 4) == (tags(made).count("TH"), tags(made).count("TD"))
    assert headers(made) == [[], *[["TH/Column", "TH/Row"]] * 3]


def test_cells_refer_to_column_and_row_headers(make: Make) -> None:
    """A row header refers to its column header."""
    made = make(sign_off())

    assert headers(made) == [["TH/Column", "TH/Row"]] * 9
    heads = [element for _, tag, element in made.elements() if tag == "TH"]
    assert [len(head.A.get("/Headers", ())) for head in heads] == [0] * 4 + [1] * 3


def test_simple_table_needs_no_header_references(make: Make) -> None:
    """Column scopes suffice, even below a single group row."""
    grid = timeline(9).grid
    rows = tuple(row for row in grid.rows if not row.is_group)
    plain = make(Timeline(grid=Grid(columns=grid.columns, rows=rows)))
    dated = make(Timeline(grid=Grid(columns=grid.columns, rows=(grid.rows[0], *rows))))

    for made in (plain, dated):
        assert headers(made) == [[]] * 27
        assert "/IDTree" not in made.kept.Root.StructTreeRoot
    (head,) = [element for _, tag, element in dated.elements() if tag == "TH"][3:]
    assert (str(head.A.Scope), int(head.A.ColSpan)) == ("/Column", 3)


def test_repeated_table_head_is_an_artifact(make: Make) -> None:
    """The tree has the head once, for any number of pages."""
    made = make(timeline(200))

    assert made.page_count > 3
    assert tags(made).count("THead") == 1
    assert tags(made).count("TH") == 3 + 4  # columns and groups
    assert made.text().count("Time (UTC)") == made.page_count


def test_small_table_stays_whole(make: Make) -> None:
    """Six rows move to the next page together, so that a total stays with its parts."""
    made = make(*[paragraph("line")] * 27, timeline(3))

    assert made.page_count == 2
    assert "Time (UTC)" not in made.text("-f", "1", "-l", "1")


def test_lists_have_labels_and_bodies(make: Make) -> None:
    """A nested list is in the body of its item."""
    inner = ItemList(items=(ListItem((paragraph("inner"),)),))
    made = make(ItemList(items=(ListItem((paragraph("outer"), inner)),), ordered=True))

    assert tags(made) == [
        "Document", "L", "LI", "Lbl", "LBody", "P", "L", "LI", "Lbl", "LBody", "P",
    ]  # fmt: skip


def test_figures_have_a_description_and_a_box(make: Make) -> None:
    made = make(Figure(image=picture(), alternative="Bars (growing)", caption=(Text("C"),)))

    (figure,) = [element for _, tag, element in made.elements() if tag == "Figure"]
    assert str(figure.Alt) == "Bars (growing)"
    assert len(figure.A.BBox) == 4
    assert tags(made) == ["Document", "Div", "Figure", "Caption"]


def test_decorative_picture_is_an_artifact(make: Make) -> None:
    """A caption, which it should not have, is a paragraph."""
    made = make(
        Figure(image=picture(), alternative="", is_decorative=True),
        Figure(image=picture(), alternative="", caption=(Text("C"),), is_decorative=True),
    )

    assert tags(made) == ["Document", "P"]
    content = made.kept.pages[0].Contents.read_bytes()
    assert len(re.findall(rb"/Artifact<</Type/Layout>>BDC\s+q [\d. -]+ cm /Im\w+ Do", content)) == 2


@pytest.mark.parametrize(
    ("organization", "expected"), [("Acme Works Ltd", []), ("Another", ["Figure"])]
)
def test_logo_next_to_its_company_name_is_an_artifact(
    style: Style, tmp_path: Path, organization: str, expected: list[str]
) -> None:
    """Otherwise the logo is a figure with a description."""
    logo = Logo(image=picture(), alternative="Acme works", height=Length.from_mm(10))
    blocks = (TitleBlock(title="T", organization=organization),)
    document = replace(full_document(), blocks=blocks)
    done = RENDERER.render(document, replace(style, logo=logo))

    made = Output(done.data, done.problems, tmp_path)
    assert [tag for tag in tags(made) if tag == "Figure"] == expected


def test_all_marked_content_has_a_parent(full: Output) -> None:
    """The parent tree has each page's content and each annotation."""
    pdf = full.open()
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    entries = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}

    for page in pdf.pages:
        content = page.Contents.read_bytes()
        assert content.count(b"/MCID ") == len(entries[int(page.StructParents)])
        assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")
        for annotation in page.get("/Annots", []):
            assert str(entries[int(annotation.StructParent)].S) == "/Link"


def test_headers_and_footers_are_artifacts(full: Output) -> None:
    """They have the type Pagination on every page."""
    for page in full.open().pages:
        content = page.Contents.read_bytes()
        assert b"/Artifact<</Type/Pagination/Subtype/Header>>BDC" in content
        assert b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC" in content


def test_every_artifact_has_a_type(make: Make) -> None:
    """Rules are layout, a repeated head is pagination."""
    made = make(timeline(200))
    content = made.kept.pages[1].Contents.read_bytes()

    assert content.count(b"/Artifact") == content.count(b"/Artifact<</Type/")
    assert b"/Artifact<</Type/Layout>>BDC" in content
    assert b"/Artifact<</Type/Pagination>>BDC" in content


def test_outline_and_contents_follow_the_headings(full: Output) -> None:
    """Bookmarks nest like the headings; each line of the contents list has a link."""
    pdf = full.open()
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["1 Summary", "2 Timeline", "3 Sign-off"]
        assert [item.title for item in outline.root[0].children] == ["1.1 Inlines"]
    assert tags(full).count("TOCI") == 4


def test_bookmarks_are_linked_in_both_directions(full: Output) -> None:
    """Viewers go forwards and backwards through them."""
    marks = full.kept.Root.Outlines
    titles, one = [str(marks.First.Title)], marks.First
    while "/Next" in one:
        assert one.Next.Prev.objgen == one.objgen
        one = one.Next
        titles.append(str(one.Title))

    assert ["1 Summary", "2 Timeline", "3 Sign-off"] == titles
    assert one.objgen == marks.Last.objgen
    assert "/Prev" not in marks.First


def test_sign_off_stays_with_its_heading(make: Make) -> None:
    """Heading, statement and table move to the next page together."""
    made = make(*[paragraph("line")] * 24, heading(1, "Sign here", "s"), sign_off())

    second = made.text("-f", "2", "-l", "2")
    assert made.page_count == 2
    assert all(words in second for words in ("Sign here", "By signing", "Engineering Manager"))


def test_all_blocks_are_in_one_tree(full: Output) -> None:
    """Everything in `full_blocks` is below the document element."""
    assert len(full_blocks()) > 30
    wanted = {"Title", "L", "Table", "Figure", "BlockQuote", "Callout", "Code", "TOC", "Caption"}
    assert wanted <= set(tags(full))
