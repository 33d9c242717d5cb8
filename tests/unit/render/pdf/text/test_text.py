"""What stands in the document can be read out of the file, whole and in order."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmdoc.diagnostics.problem import Level
from pmdoc.model.document import (
    Cell,
    Checkbox,
    Code,
    CodeBlock,
    Column,
    ColumnWidth,
    CrossReference,
    Grid,
    Inline,
    ItemList,
    KeyValue,
    KeyValues,
    LineBreak,
    Link,
    ListItem,
    Marker,
    Paragraph,
    ParagraphRole,
    Row,
    Strike,
    Strong,
    Table,
    Text,
)
from tests.documents import full_blocks, heading, paragraph
from tests.structure import structure_of
from tests.unit.render.pdf.conftest import Made

Make = Callable[..., Made]
BODY = ("-y", "80", "-x", "0", "-W", "600", "-H", "675", "-nopgbrk")


def body(made: Made) -> str:
    return " ".join(made.text(*BODY).split())


def test_words_come_back_in_order(make: Make) -> None:
    """Two paragraphs of many lines, with looks between: nothing lost, nothing joined."""
    words = [f"word{number}" for number in range(400)]
    half = len(words) // 2
    made = make(
        paragraph(" ".join(words[:half])),
        paragraph(" ".join(words[half:-1]) + " ", Strong((Text(words[-1]),))),
    )

    assert body(made).split() == words


def test_markup_is_only_text(make: Make) -> None:
    """What a user typed is printed as it was typed."""
    typed = r"<b>bold</b> &amp; {{ 7*7 }} <img src=x> \n (paren) [x] %s </para> <font color=x>"
    assert body(make(paragraph(typed))) == typed


def test_signs_are_characters(make: Make) -> None:
    """Check boxes and marks are in the text layer, as they are in Word."""
    items = tuple(ListItem((paragraph("x"),), marker) for marker in Marker)
    made = make(paragraph(Checkbox(), " ", Checkbox(checked=True)), ItemList(items=items))

    assert [word for word, _ in made.words() if word in "☐☑"] == ["☐", "☑", "☐", "☑"]
    assert all(sign in body(made) for sign in "•☐☑✓⚠")
    assert made.problems == ()


def test_a_missing_glyph_is_a_box_that_reads_as_the_character(make: Make) -> None:
    """No text is lost; an error names the character."""
    made = make(paragraph("before 𒀀 after"))

    assert body(made) == "before 𒀀 after"
    (problem,) = made.problems
    assert (problem.id, problem.level) == ("glyph-missing", Level.ERROR)
    assert "U+12000 CUNEIFORM SIGN A" in problem.message


def test_control_characters_become_visible(make: Make) -> None:
    """They are drawn as boxes and read as boxes."""
    made = make(paragraph("a\x00b\x1b[31mc\ud800d"))

    assert body(made) == "a□b□[31mc□d"
    assert {problem.id for problem in made.problems} == {"glyph-missing"}


def test_soft_hyphens_show_only_where_a_line_ends(make: Make) -> None:
    """A word with soft hyphens is whole where it fits."""
    made = make(
        paragraph("short\u00adword"), paragraph("x " * 90 + "super\u00adcalifragilistic" * 9)
    )

    assert body(made).startswith("shortword ")


def test_no_break_spaces_hold(make: Make) -> None:
    """Words joined by one stand on one line."""
    made = make(paragraph(" ".join(["18\u00a0h\u00a047\u00a0min"] * 40)))

    lines = made.text(*BODY, "-layout").split("\n")
    assert all(not line.strip() or line.strip().startswith("18") for line in lines)


def test_code_keeps_leading_spaces_and_tabs(make: Make) -> None:
    """Lines stay lines, and start where they started."""
    made = make(CodeBlock("if x:\n    y = 1\n\tz = 2"))

    lines = [line for line in made.text(*BODY, "-layout").split("\n") if line.strip()]
    indents = [len(line) - len(line.lstrip()) for line in lines]
    assert indents[1] == indents[2] == indents[0] + 4


def test_watermark_is_not_text(make: Make) -> None:
    """It is drawn, and nobody copies it by mistake."""
    plain, marked = make(paragraph("x")), make(paragraph("x"), watermark="DRAFT")

    assert len(marked.data) > len(plain.data)
    assert "DRAFT" not in marked.text()


def test_a_watermark_has_all_of_its_outlines_on_the_sheet(make: Make) -> None:
    """Holes of letters and their accents too: D, R, Ä, F and T have ten, and none is cut off."""
    made = make(paragraph("words"), watermark="DRÄFT")
    content = made.kept.pages[0].Contents.read_bytes().decode("latin-1")

    drawn = re.search(r"/Subtype/Watermark>>BDC(.*?)EMC", content, re.DOTALL)

    assert drawn is not None
    path = [line.split() for line in re.findall(r"[-\d. ]+ [mlc]\b", drawn[1])]
    points = [tuple(map(float, step[-3:-1])) for step in path]
    assert 10 == sum(step[-1] == "m" for step in path)
    assert all(0 < x < 596 and 0 < y < 842 for x, y in points)
    assert max(x for x, _ in points) - min(x for x, _ in points) > 200


def test_full_document_stays_inside_the_margins(make: Make) -> None:
    """No word of the body or the furniture crosses a margin."""
    made = make(*full_blocks())

    outside = [w for w, (left, _, right, _) in made.words() if left < 70 or right > 533.5]
    assert outside == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.from_regex(r"[!-~\u00c0-\u017f\u03a3-\u03a9\u0410-\u044f]{1,14}", fullmatch=True),
        min_size=1,
        max_size=60,
    )
)
def test_any_words_come_back(make: Make, words: list[str]) -> None:
    """Whatever is typed can be read again."""
    text = body(make(paragraph(" ".join(words))))

    assert re.sub(r"\s+", "", text) == "".join(words)


def test_blank_tables_are_read_row_by_row(make: Make) -> None:
    """Heads below one another, with nothing between, are no columns; nothing is to be seen."""
    columns = (Column("Time", ColumnWidth.FIT), Column("Event"), Column("Notes"))
    blank = Cell((Paragraph((), ParagraphRole.BLANK),))
    rows = (Row((blank,) * 3), Row((blank,) * 3))
    tables = [Table(grid=Grid(columns=columns, rows=rows)) for _ in range(3)]

    made = make(*[part for one in tables for part in (heading(2, "Phase", "a"), one)])

    assert ["Phase", "Time", "Event", "Notes", "…", "…"] * 3 == [
        word for word in made.text().split() if word in {"Phase", "Time", "Event", "Notes", "…"}
    ]


def rules(made: Made) -> list[tuple[float, ...]]:
    """Return the level lines of the first page's body: left, height and right."""
    content = made.kept.pages[0].Contents.read_bytes().decode("latin-1")
    found = re.findall(r"^([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l$", content, re.MULTILINE)
    lines = [tuple(map(float, line)) for line in found]
    return [(x, y, end) for x, y, end, other in lines if y == other and 100 < y < 760]


def test_what_is_struck_out_or_leads_out_has_a_line(make: Make) -> None:
    """Colour alone does not say it; a place in the document itself needs no line."""
    struck = make(paragraph(Strike((Text("gone"),)), " stays"))
    outward = make(paragraph(Link((Text("gone"),), "https://example.com/"), " stays"))
    inward = make(paragraph(CrossReference((Text("gone"),), "a"), " stays"), heading(1, "A", "a"))

    assert [] == rules(inward)
    for made in (struck, outward):
        ((left, _, right),) = rules(made)
        ((start, _, end, _),) = [box for word, box in made.words() if word == "gone"]
        assert abs(left - start) < 0.5
        assert abs(right - end) < 0.5
    assert rules(outward)[0][1] < rules(struck)[0][1]


def test_rows_have_lines_above_and_below(make: Make) -> None:
    """A table without a head is closed at its top as well."""
    facts = tuple(KeyValue(name, (paragraph("a fact"),)) for name in ("One", "Two"))

    bare = rules(make(KeyValues(items=facts)))
    headed = rules(make(KeyValues(items=facts, head=("Field", "Value"))))

    assert (3, 3) == (len(bare), len(headed))
    assert len({(left, right) for left, _, right in bare + headed}) == 1


@pytest.mark.parametrize(
    "first", [Text("one"), Strong((Text("one"),)), Code("one")], ids=["plain", "strong", "code"]
)
def test_a_line_break_is_a_space_to_who_sees_no_lines(make: Make, first: Inline) -> None:
    """The words around it are not one word to a screen reader."""
    made = make(Paragraph((first, LineBreak(), Text("two"), LineBreak(), LineBreak(), Text("x"))))

    assert "".join(" ".join(structure_of(made.kept)).split('"')[1::2]) == "one two x"
