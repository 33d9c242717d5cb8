"""The text of the document can be extracted from the file, complete and in order."""

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
    ColumnKind,
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
from tests.unit.render.pdf.conftest import Output

Make = Callable[..., Output]
BODY = ("-y", "80", "-x", "0", "-W", "600", "-H", "675", "-nopgbrk")


def body(made: Output) -> str:
    return " ".join(made.text(*BODY).split())


def test_text_is_extracted_in_order(make: Make) -> None:
    """Nothing is lost or joined in long paragraphs with several styles."""
    words = [f"word{number}" for number in range(400)]
    half = len(words) // 2
    made = make(
        paragraph(" ".join(words[:half])),
        paragraph(" ".join(words[half:-1]) + " ", Strong((Text(words[-1]),))),
    )

    assert body(made).split() == words


def test_markup_is_only_text(make: Make) -> None:
    typed = r"<b>bold</b> &amp; {{ 7*7 }} <img src=x> \n (paren) [x] %s </para> <font color=x>"
    assert body(make(paragraph(typed))) == typed


def test_symbols_are_characters(make: Make) -> None:
    """Check boxes and markers are in the text layer, as they are in Word."""
    items = tuple(ListItem((paragraph("x"),), marker) for marker in Marker)
    made = make(paragraph(Checkbox(), " ", Checkbox(checked=True)), ItemList(items=items))

    assert [word for word, _ in made.words() if word in "☐☑"] == ["☐", "☑", "☐", "☑"]
    assert all(sign in body(made) for sign in "•☐☑✓⚠")
    assert made.problems == ()


def test_missing_glyph_is_a_box_that_reads_as_the_character(make: Make) -> None:
    """No text is lost; an error names the character."""
    made = make(paragraph("before 𒀀 after"))

    assert body(made) == "before 𒀀 after"
    (problem,) = made.problems
    assert (problem.id, problem.level) == ("glyph-missing", Level.ERROR)
    assert "U+12000 CUNEIFORM SIGN A" in problem.message


def test_control_characters_become_visible(make: Make) -> None:
    """They are drawn and read as boxes."""
    made = make(paragraph("a\x00b\x1b[31mc\ud800d"))

    assert body(made) == "a□b□[31mc□d"
    assert {problem.id for problem in made.problems} == {"glyph-missing"}


def test_soft_hyphens_show_only_at_line_ends(make: Make) -> None:
    made = make(
        paragraph("short\u00adword"), paragraph("x " * 90 + "super\u00adcalifragilistic" * 9)
    )

    assert body(made).startswith("shortword ")


def test_no_break_spaces_prevent_a_break(make: Make) -> None:
    made = make(paragraph(" ".join(["18\u00a0h\u00a047\u00a0min"] * 40)))

    lines = made.text(*BODY, "-layout").split("\n")
    assert all(not line.strip() or line.strip().startswith("18") for line in lines)


def test_code_keeps_leading_spaces_and_tabs(make: Make) -> None:
    made = make(CodeBlock("if x:\n    y = 1\n\tz = 2"))

    lines = [line for line in made.text(*BODY, "-layout").split("\n") if line.strip()]
    indents = [len(line) - len(line.lstrip()) for line in lines]
    assert [4, 8] == [indent - indents[0] for indent in indents[1:]]


def test_watermark_is_not_text(make: Make) -> None:
    plain, marked = make(paragraph("x")), make(paragraph("x"), watermark="DRAFT")

    assert len(marked.data) > len(plain.data)
    assert "DRAFT" not in marked.text()


def test_watermark_outlines_are_complete_and_on_the_page(make: Make) -> None:
    """With holes and accents D, R, Ä, F and T have ten outlines."""
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
    """No word of body, header or footer exceeds a margin."""
    made = make(*full_blocks())

    outside = [w for w, (left, _, right, _) in made.words() if left < 70 or right > 533.5]
    assert outside == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        # pdftotext drops a hyphen at the end of a line, so there is none here
        st.from_regex(r"[!-,.-~\u00c0-\u017f\u03a3-\u03a9\u0410-\u044f]{1,14}", fullmatch=True),
        min_size=1,
        max_size=60,
    )
)
def test_any_text_can_be_extracted(make: Make, words: list[str]) -> None:
    text = body(make(paragraph(" ".join(words))))

    assert re.sub(r"\s+", "", text) == "".join(words)


def test_blank_tables_are_read_row_by_row(make: Make) -> None:
    """Heads above each other must not be read as columns; the text in blanks is invisible."""
    columns = (Column("Time", ColumnKind.FIT), Column("Event"), Column("Notes"))
    blank = Cell((Paragraph((), ParagraphRole.BLANK),))
    rows = (Row((blank,) * 3), Row((blank,) * 3))
    tables = [Table(grid=Grid(columns=columns, rows=rows)) for _ in range(3)]

    made = make(*[part for one in tables for part in (heading(2, "Phase", "a"), one)])

    assert ["Phase", "Time", "Event", "Notes", "…", "…"] * 3 == [
        word for word in made.text().split() if word in {"Phase", "Time", "Event", "Notes", "…"}
    ]


def horizontal_rules(made: Output) -> list[tuple[float, ...]]:
    """Return the horizontal lines of the first page's body: left, height and right."""
    content = made.kept.pages[0].Contents.read_bytes().decode("latin-1")
    found = re.findall(r"^([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l$", content, re.MULTILINE)
    lines = [tuple(map(float, line)) for line in found]
    return [(x, y, end) for x, y, end, other in lines if y == other and 100 < y < 760]


def test_struck_text_and_external_links_have_a_line(make: Make) -> None:
    """Colour alone is not enough; a link within the document needs no line."""
    struck = make(paragraph(Strike((Text("gone"),)), " stays"))
    outward = make(paragraph(Link((Text("gone"),), "https://example.com/"), " stays"))
    inward = make(paragraph(CrossReference((Text("gone"),), "a"), " stays"), heading(1, "A", "a"))

    assert [] == horizontal_rules(inward)
    for made in (struck, outward):
        ((left, _, right),) = horizontal_rules(made)
        ((start, _, end, _),) = [box for word, box in made.words() if word == "gone"]
        assert abs(left - start) < 0.5
        assert abs(right - end) < 0.5
    assert horizontal_rules(outward)[0][1] < horizontal_rules(struck)[0][1]


def test_rows_have_rules_above_and_below(make: Make) -> None:
    """A table without a head has a rule at its top as well."""
    facts = tuple(KeyValue(name, (paragraph("a fact"),)) for name in ("One", "Two"))

    bare = horizontal_rules(make(KeyValues(items=facts)))
    headed = horizontal_rules(make(KeyValues(items=facts, head=("Field", "Value"))))

    assert (3, 3) == (len(bare), len(headed))
    assert len({(left, right) for left, _, right in bare + headed}) == 1


@pytest.mark.parametrize(
    "first", [Text("one"), Strong((Text("one"),)), Code("one")], ids=["plain", "strong", "code"]
)
def test_line_break_is_extracted_as_a_space(make: Make, first: Inline) -> None:
    """Screen readers must not join the words around it."""
    made = make(Paragraph((first, LineBreak(), Text("two"), LineBreak(), LineBreak(), Text("x"))))

    assert "".join(" ".join(structure_of(made.kept)).split('"')[1::2]) == "one two x"
