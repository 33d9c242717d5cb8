"""Space comes from styles, margins and borders, never from empty paragraphs."""

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
from tests.unit.render.docx.conftest import Output, W, paragraph_text

_SHOWN = (
    f"{W}drawing",
    f"{W}pict",
    f"{W}sdt",
    f"{W}fldChar",
    f"{W}commentReference",
)
"""Elements that are visible without text."""
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
    """Yield the paragraphs that show nothing, except the only one of an empty cell."""
    for one in body.iter(f"{W}p"):
        if paragraph_text(one).strip() or next(one.iter(*_SHOWN), None) is not None:
            continue
        is_alone = len(one.getparent().findall(f"{W}p")) == 1 and (
            one.getparent().find(f"{W}tbl") is None
        )
        if not (one.getparent().tag == f"{W}tc" and is_alone):
            yield one


def is_required(one: etree._Element) -> bool:
    """Return whether the format requires it: ECMA-376 part 1, 17.2.2, 17.4.66, 17.6.18."""
    above, below = one.getprevious(), one.getnext()
    if above is None or above.tag != f"{W}tbl":
        return False
    ends_section = one.find(f"{W}pPr/{W}sectPr") is not None
    return ends_section or below is None or below.tag in {f"{W}tbl", f"{W}sectPr"}


def style_of(one: etree._Element) -> str:
    """Return the id of a paragraph's style."""
    return str(one.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


@pytest.mark.parametrize("name", BUILDS)
def test_only_required_paragraphs_are_empty(name: str) -> None:
    """They are between two tables or after the last one, and as small as possible."""
    file, options = BUILDS[name]
    data = build_reports(file, ["docx"], options)[".docx"]
    archive = zipfile.ZipFile(io.BytesIO(data))
    body = etree.fromstring(archive.read("word/document.xml"))
    styles = etree.fromstring(archive.read("word/styles.xml"))

    for one in empty_paragraphs(body):
        assert style_of(one).startswith("TableGap"), etree.tostring(one)
        assert is_required(one), etree.tostring(one)
    spacing = styles.find(f'{W}style[@{W}styleId="TableGap"]/{W}pPr/{W}spacing')
    assert ("exact", "2") == (spacing.get(f"{W}lineRule"), spacing.get(f"{W}line"))


def _table(text: str = "x") -> Table:
    return Table(grid=Grid(columns=(Column("A"),), rows=(Row((Cell((paragraph(text),)),)),)))


def test_rule_is_a_border_of_its_neighbour(make: Callable[..., Output]) -> None:
    """It is on the paragraph above if that can have a border, otherwise on the one below."""
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
def test_rule_without_a_suitable_neighbour_is_a_paragraph(
    blocks: tuple[Block, ...], make: Callable[..., Output]
) -> None:
    made = make(*blocks)

    assert made.styles().count("Rule") == 1
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_section_ends_in_the_last_paragraph(make: Callable[..., Output]) -> None:
    """After a table it ends in the smallest possible paragraph."""
    turn, back = PageBreak(PageKind.WIDE), PageBreak(PageKind.NORMAL)
    made = make(paragraph("last words"), turn, _table(), back, paragraph("end"))

    ends = [p for p in made.part().iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    assert [("last words", "Normal"), ("", "TableGap")] == [
        (paragraph_text(p), style_of(p)) for p in ends
    ]
    assert run_judge("docx_check.py", made.path).returncode == 0


@pytest.mark.parametrize("title", ["A", ""], ids=["head", "no head"])
def test_table_can_start_a_page(title: str, make: Callable[..., Output]) -> None:
    """The page break is in its first paragraph."""
    grid = Grid(columns=(Column(title),), rows=(Row((Cell((paragraph("x"),)),)),))
    made = make(paragraph("before"), PageBreak(), Table(grid=grid), paragraph("after"))

    (broken,) = [
        p for p in made.part().iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert (title or "x") == paragraph_text(broken)
    assert [] == list(empty_paragraphs(made.part()))
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_cell_ending_in_a_table_gets_the_smallest_paragraph(
    make: Callable[..., Output],
) -> None:
    """A line of text would make the row taller than its content."""
    inner = Cell((paragraph("before"), _table()))
    made = make(Table(grid=Grid(columns=(Column("A"),), rows=(Row((inner,)),))))

    assert ["TableGap", "TableGap"] == [style_of(p) for p in empty_paragraphs(made.part())]


@pytest.fixture
def logo() -> Logo:
    """Return a logo 20 mm high."""
    image = picture(40, 20)
    return Logo(image=image, alternative="Acme works", height=Length.from_mm(20))


def _bar(made: Output) -> etree._Element:
    (paragraph_with_bar,) = [
        p for p in made.part().iter(f"{W}p") if any("wrapTopAndBottom" in e.tag for e in p.iter())
    ]
    return paragraph_with_bar


def test_bar_is_in_the_paragraph_below_it(
    style: Style, logo: Logo, render: Callable[..., Output]
) -> None:
    """It is a decorative shape, and no text flows beside it."""
    document = replace(full_document(), blocks=(TitleBlock(kicker="Report", title="Title"),))
    for look in (style, replace(style, logo=logo)):
        made = render(document, look)

        assert "Report" == paragraph_text(_bar(made))
        assert b"decorative" in etree.tostring(_bar(made))
        assert [] == list(empty_paragraphs(made.part()))
        assert run_judge("docx_check.py", made.path).returncode == 0


@pytest.mark.parametrize("has_fill", [True, False], ids=["band", "white"])
@pytest.mark.parametrize("has_logo", [True, False], ids=["logo", "no logo"])
def test_cover_starts_at_the_height_of_the_style(
    logo: Logo, render: Callable[..., Output], *, has_fill: bool, has_logo: bool
) -> None:
    """By the page's margin, or by the space after the logo or before the bar."""
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
