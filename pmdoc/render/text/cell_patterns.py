"""What cells have in common, and the words that differ: long tables are alike in all their rows.

In → Out: a cell's blocks in; its pattern and its words out, where it holds nothing but paragraphs
of plain and marked words.
Must not: know WordprocessingML, a type or a width; who does something once for a pattern does.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.document import (
    Block,
    Code,
    Emphasis,
    Grid,
    Inline,
    Paragraph,
    Strike,
    Strong,
    Text,
)
from pmdoc.render.text.plain_text import PlainLine, lines


class CellPattern:
    """Paragraphs without their words; what is alike is one object.

    Shape: `stretches` says which of a wording's texts make up each paragraph, and how a line of
    them is measured; `roles` are those of the paragraphs,
    `codes` say which texts are a machine's.
    """

    __slots__ = ("_like", "codes", "roles", "stretches")

    def __init__(self, like: tuple[Paragraph, ...]) -> None:
        self._like = like
        self.roles = tuple(paragraph.role for paragraph in like)
        self.codes = tuple(isinstance(one, Code) for own in like for one in own.children)
        ends = [0]
        for paragraph in like:
            ends.append(ends[-1] + len(paragraph.children))
        measured = (line._replace(text="") for line in lines(self.blocks("x")))
        self.stretches: tuple[tuple[int, int, PlainLine], ...] = tuple(
            zip(ends, ends[1:], measured, strict=False)
        )

    def blocks(self, word: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs with one word wherever a wording has its texts."""
        return tuple(
            replace(paragraph, children=tuple(_said(one, word) for one in paragraph.children))
            for paragraph in self._like
        )


class CellText(Struct, frozen=True):
    """What a cell says. Shape: the texts in reading order; none is empty or has a line's end."""

    pattern: CellPattern
    texts: tuple[str, ...]


def _said(inline: Inline, word: str) -> Inline:
    if isinstance(inline, Strong | Emphasis | Strike):
        return replace(inline, children=(Text(word),))
    return Code(word) if isinstance(inline, Code) else Text(word)


class CellPatterns:
    """The patterns of one document, each made when it is first met."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], CellPattern] = {}

    def rows(self, grid: Grid) -> list[list[CellText | None]]:
        """Return what each cell of a grid says; nothing for cells that hold more than words."""
        return [[self.wording(cell.blocks) for cell in row.cells] for row in grid.rows]

    def wording(self, blocks: tuple[Block, ...]) -> CellText | None:
        """Return what blocks say, if they are paragraphs of words."""
        shape: list[object] = []
        texts: list[str] = []
        for block in blocks:
            if type(block) is not Paragraph:
                return None
            shape += (block.role, block.language)
            for inline in block.children:
                text = inline.text if type(inline) is Text else _marked(inline)
                if not text or "\n" in text:
                    return None
                shape.append(type(inline))
                texts.append(text)
        key = tuple(shape)
        pattern = self._known.get(key)
        if pattern is None:
            pattern = self._known[key] = CellPattern(blocks)  # type: ignore[arg-type]
        return CellText(pattern, tuple(texts))


def _marked(inline: Inline) -> str:
    """Return the words of a text that is marked as a whole; nothing for anything else."""
    if type(inline) is Code:
        return inline.text
    if type(inline) is Strong or type(inline) is Emphasis or type(inline) is Strike:
        children = inline.children
        if len(children) == 1 and type(children[0]) is Text:
            return children[0].text
    return ""
