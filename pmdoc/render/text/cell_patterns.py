"""The patterns of table cells: long tables repeat the same few in all their rows.

In → Out: the blocks of a cell in; its pattern and its texts out, if it holds nothing but paragraphs
of plain and marked text.
Must not: know WordprocessingML, a font or a width; callers compute those once a pattern.

Example: the cells `**12:40** Alert fired` and `**13:05** Mitigated` have one pattern, a paragraph
of a `Strong` and a `Text`, and the texts ("12:40", " Alert fired") and ("13:05", " Mitigated").
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from msgspec import Struct

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
from pmdoc.render.text.plain_text import plain_lines


class CellPattern:
    """What cells have in common besides their texts. Patterns are compared by identity.

    Shape: `sample` holds the paragraphs of the first cell of the pattern, `inlines` the inlines of
    each. `lines` has an entry for each paragraph: texts[start:end] make up its text, and the line,
    whose own text is empty, says how to measure it. In the module's example that is
    ((0, 2, PlainLine("", is_bold=True)),).
    """

    __slots__ = ("has_code", "inlines", "lines", "sample")

    def __init__(self, sample: tuple[Paragraph, ...]) -> None:
        self.sample = sample
        self.inlines = tuple(paragraph.children for paragraph in sample)
        self.has_code = any(isinstance(one, Code) for inlines in self.inlines for one in inlines)
        ranges = pairwise(accumulate(map(len, self.inlines), initial=0))
        self.lines = tuple(
            (start, end, line._replace(text=""))
            for (start, end), line in zip(ranges, plain_lines(sample), strict=True)
        )


class CellText(Struct, frozen=True):
    """The text of a cell. Shape: `texts` are in reading order; none is empty or has a newline."""

    pattern: CellPattern
    texts: tuple[str, ...]


class CellPatterns:
    """The patterns of one document, each made when it first occurs."""

    def __init__(self) -> None:
        self._patterns: dict[tuple[object, ...], CellPattern] = {}

    def rows(self, grid: Grid) -> list[list[CellText | None]]:
        """Return the text of each cell of a grid; None for cells that hold more than text."""
        return [[self.cell_text(cell.blocks) for cell in row.cells] for row in grid.rows]

    def cell_text(self, blocks: tuple[Block, ...]) -> CellText | None:
        """Return the text of blocks; None if they are not all paragraphs of text."""
        key: list[object] = []
        texts: list[str] = []
        for block in blocks:
            if type(block) is not Paragraph:
                return None
            key += (block.role, block.language, block.keep_with_next)
            for inline in block.children:
                text = inline.text if type(inline) is Text else _marked_text(inline)
                if not text or "\n" in text:
                    return None
                key.append(type(inline))
                texts.append(text)
        pattern = self._patterns.get(tuple(key))
        if pattern is None:
            pattern = self._patterns[tuple(key)] = CellPattern(blocks)  # type: ignore[arg-type]
        return CellText(pattern, tuple(texts))


def _marked_text(inline: Inline) -> str:
    """Return the text of an inline that marks it as a whole; "" for anything else."""
    if type(inline) is Code:
        return inline.text
    if type(inline) is Strong or type(inline) is Emphasis or type(inline) is Strike:
        children = inline.children
        if len(children) == 1 and type(children[0]) is Text:
            return children[0].text
    return ""
