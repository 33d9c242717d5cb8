"""Extreme documents neither stop the build nor break the Word file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from pmdoc.diagnostics.errors import RenderError
from pmdoc.model.document import (
    Badge,
    Banner,
    Block,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Column,
    ColumnKind,
    Contents,
    ContentsEntry,
    Figure,
    Grid,
    Image,
    ItemList,
    KeyFigure,
    KeyFigures,
    KeyValue,
    KeyValues,
    Link,
    ListItem,
    PageBreak,
    Quote,
    Revisions,
    Row,
    RunningLine,
    SignOffTable,
    Table,
    Text,
    TitleBlock,
)
from tests.documents import cell, full_document, heading, metadata, paragraph, picture, timeline
from tests.judges import run_judge
from tests.timing import assert_linear
from tests.unit.render.docx.conftest import Output, words

HOSTILE = {
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "surrogates": "\ud800 \udfff \ufffe \uffff \U0001fffe",
    "markup": "]]> <w:p> & &amp; <!-- --> <?x?> <![CDATA[ ' \"",
    "template": "{{ 7*7 }} {% raw %} ${x} %s \\o",
    "bidi": "\u202e\u2066abc\u2069 שלום مرحبا \u200b\u00ad",
    "emoji": "🙂🏳️‍🌈 漢字 ☐⚠",
    "long": "x" * 100_000,
    "spaces": "  \t two  \r\n lines \u2028\u2029 ",
}


def hostile_blocks(text: str) -> tuple[Block, ...]:
    """Put a text into every field that takes one."""
    inline = (Text(text), Code(text), Badge(text), Link((Text(text),), text))
    grid = Grid(
        columns=(Column(text), Column(text, ColumnKind.FIT)),
        rows=(Row((cell(text),), is_group=True), Row((cell(text), cell(Badge(text))))),
    )
    return (
        TitleBlock(
            title=text,
            kicker=text,
            subtitle=text,
            badges=(Badge(text),),
            facts=(KeyValue(text, (paragraph(text),)),),
        ),
        Contents(title=text, entries=(ContentsEntry(1, inline, "a", text),)),
        heading(1, text, "a", text),
        paragraph(*inline),
        KeyFigures(figures=(KeyFigure(text, text, text), KeyFigure(text, text))),
        KeyValues(items=(KeyValue(text, (paragraph(text),)),), head=(text, text)),
        Table(grid=grid, caption=inline),
        SignOffTable(grid=grid, statement=inline),
        Revisions(grid=grid),
        Callout(blocks=(paragraph(*inline),), title=text),
        Figure(image=picture(), alternative=text, caption=inline),
        CodeBlock(text, text),
        Quote((paragraph(text),)),
        ItemList(items=(ListItem((paragraph(text),)),), ordered=True),
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_in_every_field(render: Callable[..., Output], name: str) -> None:
    """The file is valid, and the text is there as far as XML can hold it."""
    text = HOSTILE[name]
    document = replace(
        full_document(),
        metadata=replace(
            metadata(text),
            subject=text,
            authors=(text,),
            keywords=(text,),
            organization=text,
            identifier=text,
            version=text,
            properties=((text, text), ("x", text)),
        ),
        blocks=hostile_blocks(text),
        banner=Banner(label=text[:200], privilege=text[:200], caveat=text[:200]),
        header=RunningLine(start=(Text(text[:500]),), end=(Text(text[:500]),)),
        watermark=text[:50],
    )
    made = render(document)

    result = run_judge("docx_check.py", made.path)
    assert result.returncode == 0, result.stdout[:2000]
    if name in {"markup", "template", "bidi", "emoji", "long"}:
        assert made.text().count(text.replace("\u00ad", "")) >= 20


def _grid(columns: int, rows: int) -> Grid:
    row = Row(tuple(cell(f"word {n} and more") for n in range(columns)))
    return Grid(columns=tuple(Column(f"Title {n}") for n in range(columns)), rows=(row,) * rows)


def _nested(depth: int, *, ordered: bool) -> ItemList:
    inner: tuple[Block, ...] = (paragraph(f"level {depth}"),)
    for level in range(depth - 1, 0, -1):
        items = (ListItem(inner),)
        inner = (paragraph(f"level {level}"), ItemList(items=items, ordered=ordered))
    return ItemList(items=(ListItem(inner),), ordered=ordered)


def _one_cell(text: str) -> Grid:
    return Grid(columns=(Column("A"),), rows=(Row((cell(text),)),))


_EMPTY_GRID = Grid(columns=(), rows=())
_LADDER: dict[str, tuple[Block, ...]] = {
    "cell of 6,000 words": (Table(grid=_one_cell("word " * 6000)),),
    "word of 50,000 characters": (paragraph("x" * 50_000), Table(grid=_grid(1, 1))),
    "50 columns": (Table(grid=_grid(50, 3)), timeline(3)),
    "one column of numbers": (
        Table(grid=Grid(columns=(Column("", ColumnKind.FIT),), rows=(Row((cell("1"),)),))),
    ),
    "nothing in anything": (
        ItemList(items=()),
        ItemList(items=(ListItem(()),)),
        Table(grid=_EMPTY_GRID),
        Table(grid=_grid(2, 0)),
        SignOffTable(grid=_EMPTY_GRID),
        KeyValues(items=()),
        KeyFigures(figures=()),
        Callout(blocks=()),
        Quote(()),
        CodeBlock(""),
        Contents(title="", entries=()),
        paragraph(),
        paragraph(""),
        TitleBlock(title=""),
    ),
    "nothing at all": (),
    "only a page break": (PageBreak(),),
    "short and long rows": (
        Table(
            grid=Grid(
                columns=(Column("A"), Column("B")),
                rows=(Row((cell("1"),)), Row(()), Row((cell("1"), cell("2"), cell("3")))),
            )
        ),
        Table(grid=Grid(columns=(Column("A"),), rows=(Row((), is_group=True),))),
    ),
    "bullets 20 deep": (_nested(20, ordered=False),),
    "numbers 20 deep": (_nested(20, ordered=True),),
    "tall picture": (Figure(image=picture(1, 20000), alternative="x", width=1.0),),
    "wide picture": (Figure(image=picture(20000, 1), alternative="x", width=0.001),),
    "picture without words": (Figure(image=picture(), alternative=" "),),
    "500 headings": tuple(heading(1 + n % 6, f"Heading {n}", f"h-{n}") for n in range(500)),
    "same anchor twice": (heading(1, "A", "a-b"), heading(1, "B", "a_b"), heading(1, "C", "a-b")),
    "strange anchors": (heading(1, "A", "1 ä/" * 30), heading(1, "B", "1 ä/" * 31)),
    "table after page break": (paragraph("a"), PageBreak(), Table(grid=_grid(2, 2))),
    "everything in a cell": (
        Table(
            grid=Grid(
                columns=(Column("A"),),
                rows=(Row((Cell((*hostile_blocks("x")[2:], PageBreak())),)),),
            )
        ),
    ),
    "everything in a list": (ItemList(items=(ListItem(hostile_blocks("x")),)),),
    "everything in a callout": (Callout(blocks=hostile_blocks("x"), title="t"),),
    "everything in a quote": (Quote((Quote(hostile_blocks("x")),)),),
    "figure of one": (KeyFigures(figures=(KeyFigure("a", "b"),) * 9),),
    "list from 100,000": (
        ItemList(items=(ListItem((paragraph("a"),)),), ordered=True, start=10**5),
    ),
}


@pytest.mark.parametrize("blocks", _LADDER.values(), ids=_LADDER.keys())
def test_any_size_and_shape(make: Callable[..., Output], blocks: tuple[Block, ...]) -> None:
    """The file is valid."""
    made = make(*blocks)

    result = run_judge("docx_check.py", made.path)
    assert result.returncode == 0, result.stdout[:2000]


def test_no_picture_is_higher_than_a_page(make: Callable[..., Output]) -> None:
    """It fits on a page with its caption."""
    made = make(Figure(image=picture(1, 20000), alternative="x", caption=(Text("Caption"),)))
    extent = next(e for e in made.part().iter() if e.tag.endswith("}extent"))

    assert 0 < int(extent.get("cx"))
    assert int(extent.get("cy")) < 297 * 36000


def test_picture_of_an_unknown_kind_is_refused() -> None:
    """Word could not show it; the error has a next step."""
    from pmdoc.render.docx import RENDERER
    from pmdoc.style import resolve_style

    image = Image(b"RIFF....WEBP", "image/webp", 10, 10)
    document = replace(full_document(), blocks=(Figure(image=image, alternative="x"),))

    with pytest.raises(RenderError, match="PNG or JPEG"):
        RENDERER.render(document, resolve_style())


_GROWING: dict[str, tuple[Callable[[int], Block], int]] = {
    "rows": (timeline, 1_000),
    "columns": (lambda n: Table(grid=_grid(n, 3)), 25),
    "words in a cell": (lambda n: Table(grid=_one_cell("word " * n)), 3_000),
    "characters in a word": (lambda n: Table(grid=_one_cell("x" * n)), 25_000),
    "paragraphs in a callout": (lambda n: Callout(blocks=(paragraph("a b c"),) * n), 250),
    "items of a list": (lambda n: ItemList(items=(ListItem((paragraph("a"),)),) * n), 250),
}


@pytest.mark.parametrize(("block", "size"), _GROWING.values(), ids=_GROWING)
def test_time_grows_linearly_with_the_document(
    make: Callable[..., Output], block: Callable[[int], Block], size: int
) -> None:
    """A report of four times the rows takes about four times as long."""
    assert_linear(lambda n: make(block(n)), size)


def test_headings_take_linear_time(make: Callable[..., Output]) -> None:
    """Anchors and outline levels are looked up, not searched for."""
    headings = [heading(1 + n % 6, f"Heading {n}", f"h-{n}") for n in range(1000)]

    assert_linear(lambda n: make(*headings[:n]), 250)


def test_ten_thousand_rows_are_all_there(make: Callable[..., Output]) -> None:
    assert len(words(make(timeline(10_000)).text())) > 100_000
