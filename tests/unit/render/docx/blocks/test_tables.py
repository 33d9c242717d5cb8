"""Table cells written from a shared pattern keep all of their content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

from pmdoc.model.document import (
    Block,
    Cell,
    Code,
    Column,
    Emphasis,
    Grid,
    Inline,
    Paragraph,
    ParagraphRole,
    Row,
    Strike,
    Strong,
    Table,
    Text,
)
from pmdoc.render.text.cell_patterns import CellPatterns
from tests.unit.render.docx.conftest import Output, W

_OTHERS: dict[str, Any] = {
    "children": (Strong((Text("Rolled back."),)),),
    "role": ParagraphRole.NOTE,
    "language": "de",
    "keep_with_next": True,
}
_WORDS = (
    "Rolled back.",
    " spaces around ",
    "100% of <b> & %s",
    "naïve – „Größe“",
    "tab\there",
    "עברית",
)


def _table(cells: list[tuple[Block, ...]]) -> Table:
    rows = tuple(Row((Cell(blocks),)) for blocks in cells)
    return Table(grid=Grid(columns=(Column("Event"),), rows=rows))


def _cells(made: Output) -> list[list[tuple[str, str]]]:
    """Return style and text of the runs of each cell, except the head."""
    rows = made.part().iterfind(f".//{W}tbl/{W}tr/{W}tc")
    return [
        [
            (str(next((s.get(f"{W}val") for s in run.iter(f"{W}rStyle")), "")), _text(run))
            for run in cell.iter(f"{W}r")
        ]
        for cell in list(rows)[1:]
    ]


def _text(run: Any) -> str:
    return "".join(one.text or "" for one in run)


@pytest.mark.parametrize("mark", [None, Strong, Emphasis, Strike, Code])
def test_cells_of_one_pattern_keep_their_own_text(
    make: Callable[..., Output], mark: Callable[[Any], Inline] | None
) -> None:
    """Equal rows before and after a cell make no difference."""

    def children(word: str) -> tuple[Inline, ...]:
        if mark is None:
            return (Text(word),)
        return (mark(word if mark is Code else (Text(word),)), Text(" "), Text(word))

    cells: list[tuple[Block, ...]] = [(Paragraph(children(word)),) for word in _WORDS]
    together = _cells(make(_table([*cells, *cells])))
    alone = [_cells(make(_table([cell])))[0] for cell in cells]
    assert [*alone, *alone] == together
    words = [word.replace("\t", " ") for word in _WORDS]
    texts = [word if mark is None else f"{word} {word}" for word in words]
    assert texts == ["".join(text for _, text in runs) for runs in alone]


def test_cell_text_is_split_into_runs_like_any_other(make: Callable[..., Output]) -> None:
    """Direction and font may change within a row, even if other rows need no change."""
    texts = ("Rolled back.", "then עברית came", "\u2610 open", "\u4e2d", "Rolled back.")
    cells: list[tuple[Block, ...]] = [(Paragraph((Text(one),)),) for one in texts]
    made = make(_table(cells), *(Paragraph((Text(one),)) for one in texts))

    body = made.part()[0]
    inside = [list(p.iter(f"{W}r")) for p in body.find(f"{W}tbl").iter(f"{W}p")][1:]
    outside = [list(p.iter(f"{W}r")) for p in body.findall(f"{W}p")[: len(texts)]]
    assert [len(runs) for runs in outside] == [len(runs) for runs in inside]
    assert [etree.tostring(run) for runs in outside for run in runs] == [
        etree.tostring(run) for runs in inside for run in runs
    ]
    assert [0, 1, 0, 0, 0] == [
        sum(run.find(f"{W}rPr/{W}rtl") is not None for run in runs) for runs in inside
    ]
    assert "Symbol" == inside[2][0].find(f"{W}rPr/{W}rStyle").get(f"{W}val")


def test_pattern_depends_on_every_field_of_a_paragraph() -> None:
    """Paragraphs that differ in anything but their text have different patterns."""
    assert set(_OTHERS) == set(Paragraph.__struct_fields__)
    patterns, usual = CellPatterns(), Paragraph((Text("Rolled back."),))
    known = patterns.cell_text((usual,))
    for name, value in _OTHERS.items():
        other = patterns.cell_text((replace(usual, **{name: value}),))
        assert known is not None
        assert other is not None
        assert known.pattern is not other.pattern


def test_column_of_numbers_has_the_width_of_one(make: Callable[..., Output]) -> None:
    """A thousand times of day take the width of one."""
    few, many = (
        make(_table([(Paragraph((Text(f"{n // 60:02}:{n % 60:02}"),)),) for n in range(count)]))
        for count in (1, 1000)
    )
    widths = [[one.get(f"{W}w") for one in made.part().iter(f"{W}gridCol")] for made in (few, many)]
    assert widths[0] == widths[1]
