"""Styles, margins and borders make room; empty paragraphs never do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

import pytest
from lxml import etree
from msgspec.structs import replace

from pmdoc.model.document import (
    Block,
    Callout,
    Cell,
    Column,
    Grid,
    HorizontalRule,
    ItemList,
    ListItem,
    PageBreak,
    PageKind,
    Row,
    Table,
    TitleBlock,
    Tone,
)
from pmdoc.model.length import Length
from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from pmdoc.render.renderer_protocol import RenderOptions
from pmdoc.style import resolve_style
from pmdoc.style.style import Logo, Style
from tests.documents import cover_document, full_document, heading, paragraph, picture
from tests.judges import ROOT, example, example_names, run_judge
from tests.unit.render.docx.conftest import Made, W, paragraph_text

_SHOWN = (
    f"{W}drawing",
    f"{W}pict",
    f"{W}sdt",
    f"{W}fldChar",
    f"{W}commentReference",
)
"""What a reader sees of a paragraph without a word."""
BUILDS = {
    **{name: (example(name), Options()) for name in example_names()},
    **{
        f"{layout} layout": (example("payments-outage"), Options(layout=layout))
        for layout in ("comprehensive", "concise", "operations", "governance", "formal")
    },
    "cover and wide pages": (
        example("payments-outage"),
        Options(layout=str(ROOT / "examples" / "payments-outage" / "layout.yaml")),
    ),
    "cover without a logo": (
        example("payments-outage"),
        Options(layout=str(ROOT / "examples" / "payments-outage" / "layout.yaml"), style="modern"),
    ),
    "fillable": (
        example("gitlab-2017"),
        Options(render=RenderOptions(is_fillable=True)),
    ),
    "right to left": (ROOT / "examples" / "languages" / "he.yaml", Options()),
}


def empty_paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs that show nothing, but for those that make a cell an empty cell."""
    for one in body.iter(f"{W}p"):
        if paragraph_text(one).strip() or next(one.iter(*_SHOWN), None) is not None:
            continue
        is_alone = len(one.getparent().findall(f"{W}p")) == 1 and (
            one.getparent().find(f"{W}tbl") is None
        )
        if not (one.getparent().tag == f"{W}tc" and is_alone):
            yield one


def is_demanded(one: etree._Element) -> bool:
    """Say whether the format wants a paragraph here: ECMA-376 part 1, 17.2.2, 17.4.66, 17.6.18."""
    above, below = one.getprevious(), one.getnext()
    if above is None or above.tag != f"{W}tbl":
        return False
    ends_section = one.find(f"{W}pPr/{W}sectPr") is not None
    return ends_section or below is None or below.tag in {f"{W}tbl", f"{W}sectPr"}


def style_of(one: etree._Element) -> str:
    """Return the id of a paragraph's style."""
    return str(one.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


@pytest.mark.parametrize("name", BUILDS)
def test_no_paragraph_is_empty_but_where_the_format_demands_one(name: str) -> None:
    """Between two tables and behind the last one; there it is the smallest there can be."""
    file, options = BUILDS[name]
    data = build_reports(file, ["docx"], options)[".docx"]
    archive = zipfile.ZipFile(io.BytesIO(data))
    body = etree.fromstring(archive.read("word/document.xml"))
    styles = etree.fromstring(archive.read("word/styles.xml"))

    for one in empty_paragraphs(body):
        assert style_of(one).startswith("TableGap"), etree.tostring(one)
        assert is_demanded(one), etree.tostring(one)
    spacing = styles.find(f'{W}style[@{W}styleId="TableGap"]/{W}pPr/{W}spacing')
    assert ("exact", "2") == (spacing.get(f"{W}lineRule"), spacing.get(f"{W}line"))


def _table(text: str = "x") -> Table:
    return Table(grid=Grid(columns=(Column("A"),), rows=(Row((Cell((paragraph(text),)),)),)))


def test_a_rule_is_the_border_of_its_neighbour(make: Callable[..., Made]) -> None:
    """Of the paragraph above where that can have one, else of the one below."""
    items = ItemList(items=(ListItem((paragraph("item"),)),))
    made = make(
        paragraph("one"),
        HorizontalRule(),
        paragraph("two"),
        items,
        HorizontalRule(),
        paragraph("three"),
    )

    assert made.styles() == ["NormalRuleBelow", "Normal", made.styles()[2], "NormalRuleAbove"]
    for style_id, side in (("NormalRuleBelow", "bottom"), ("NormalRuleAbove", "top")):
        style = made.part("word/styles.xml").find(f'{W}style[@{W}styleId="{style_id}"]')
        assert style.find(f"{W}pPr/{W}pBdr/{W}{side}") is not None
    assert run_judge("docx_check.py", made.path).returncode == 0


@pytest.mark.parametrize(
    "blocks",
    [
        (_table(), HorizontalRule(), heading(2, "Next", "next")),
        (HorizontalRule(), _table()),
        (_table(), HorizontalRule()),
        (Callout(blocks=(_table(), HorizontalRule(), _table()), tone=Tone.INFO),),
        (_table(), HorizontalRule(), PageBreak(PageKind.WIDE), paragraph("wide")),
    ],
    ids=["heading", "table", "end", "callout", "section"],
)
def test_a_rule_between_what_can_have_no_border_is_still_drawn(
    blocks: tuple[Block, ...], make: Callable[..., Made]
) -> None:
    """Then, and only then, it is a paragraph of its own."""
    made = make(*blocks)

    assert made.styles().count("Rule") == 1
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_pages_of_another_kind_begin_behind_the_last_words(make: Callable[..., Made]) -> None:
    """The section ends in the paragraph that says something; behind a table in the smallest."""
    turn, back = PageBreak(PageKind.WIDE), PageBreak(PageKind.NORMAL)
    made = make(paragraph("last words"), turn, _table(), back, paragraph("end"))

    ends = [p for p in made.part().iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    assert [("last words", "Normal"), ("", "TableGap")] == [
        (paragraph_text(p), style_of(p)) for p in ends
    ]
    assert run_judge("docx_check.py", made.path).returncode == 0


@pytest.mark.parametrize("title", ["A", ""], ids=["head", "no head"])
def test_a_table_may_begin_a_page(title: str, make: Callable[..., Made]) -> None:
    """Its own first line breaks the page."""
    grid = Grid(columns=(Column(title),), rows=(Row((Cell((paragraph("x"),)),)),))
    made = make(paragraph("before"), PageBreak(), Table(grid=grid), paragraph("after"))

    (broken,) = [
        p for p in made.part().iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert (title or "x") == paragraph_text(broken)
    assert [] == list(empty_paragraphs(made.part()))
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_a_cell_ends_in_the_smallest_paragraph_behind_a_table(make: Callable[..., Made]) -> None:
    """A line of text would leave the row taller than its content."""
    inner = Cell((paragraph("before"), _table()))
    made = make(Table(grid=Grid(columns=(Column("A"),), rows=(Row((inner,)),))))

    assert ["TableGap", "TableGap"] == [style_of(p) for p in empty_paragraphs(made.part())]


@pytest.fixture
def logo() -> Logo:
    """Return a mark 20 mm high."""
    image = picture(40, 20)
    return Logo(image=image, alternative="The house", height=Length.from_mm(20))


def _bar(made: Made) -> etree._Element:
    (paragraph_with_bar,) = [
        p for p in made.part().iter(f"{W}p") if any("wrapTopAndBottom" in e.tag for e in p.iter())
    ]
    return paragraph_with_bar


def test_the_bar_stands_in_the_paragraph_that_it_is_above(
    style: Style, logo: Logo, render: Callable[..., Made]
) -> None:
    """It is a shape that says nothing, and words do not flow beside it."""
    document = replace(full_document(), blocks=(TitleBlock(kicker="Report", title="Title"),))
    for look in (style, replace(style, logo=logo)):
        made = render(document, look)

        assert "Report" == paragraph_text(_bar(made))
        assert b"decorative" in etree.tostring(_bar(made))
        assert [] == list(empty_paragraphs(made.part()))
        assert run_judge("docx_check.py", made.path).returncode == 0


@pytest.mark.parametrize("has_fill", [True, False], ids=["band", "white"])
@pytest.mark.parametrize("has_logo", [True, False], ids=["logo", "no logo"])
def test_a_cover_begins_as_far_down_as_the_style_says(
    logo: Logo, render: Callable[..., Made], *, has_fill: bool, has_logo: bool
) -> None:
    """By the page's margin, or behind the logo by its space or the bar's."""
    style = resolve_style("corporate")
    cover = style.cover if has_fill else replace(style.cover, fill="")
    look = replace(style, logo=logo if has_logo else None, cover=cover)
    made = render(cover_document(), look)

    section = next(made.part().iter(f"{W}sectPr"))
    lowered = int(section.find(f"{W}pgMar").get(f"{W}top")) - style.page.top.twips
    assert (0 if has_logo else cover.above.twips) == lowered
    if has_logo and has_fill:
        gap = Length(cover.above - logo.height)
        assert f"LogoAfter{gap.twips / 20:g}".replace(".", "p") == made.styles()[0]
    elif has_logo:
        aside, above = (int(offset.text) for offset in _bar(made).iter("{*}posOffset"))
        assert (0, cover.above - logo.height) == (aside, above)
    assert run_judge("docx_check.py", made.path).returncode == 0
