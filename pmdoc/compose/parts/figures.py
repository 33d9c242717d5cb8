"""Pictures with their captions and descriptions.

In → Out: the path of pictures in, one `Figure` each out, or a row of those side by side.
Must not: read a file; the pictures are loaded before composing.

    - part: figures
      value: appendices.screenshots
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_lines
from pmdoc.compose.part import Part
from pmdoc.compose.parts.items import find_records
from pmdoc.compose.reads import Reads, Records
from pmdoc.compose.values import to_blocks
from pmdoc.model.document import Block, Figure, FigureRow
from pmdoc.model.record import ImageEntry

_MOST_IN_A_ROW = 3
_WHOLE = 480
"""Pixels. A picture of fewer takes as much less of the text's width, not to be blown up."""
_SMALLEST = 0.02
_READ = ("file", "alt", "decorative", "caption", "width", "beside", "rotated")


class FiguresOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: records at `value` are pictures, or text to show as it is."""

    value: tuple[str, ...]


def compose(options: FiguresOptions, ctx: Context) -> tuple[Block, ...]:
    """Make one figure a picture; text between pictures stays in its place."""
    blocks: list[Block] = []
    for record in find_records(options.value, {}, ctx):
        if isinstance(record, ImageEntry) and record.key in ctx.images:
            made = figure(record, ctx)
            row = _row(blocks[-1], made) if record.beside and blocks else None
            if row is None:
                blocks.append(made)
            else:
                blocks[-1] = row
        elif not isinstance(record, ImageEntry):
            blocks.extend(to_blocks(record, ctx))
    return blank_lines() if ctx.is_form and not blocks else tuple(blocks)


def _row(before: Block, figure: Figure) -> FigureRow | None:
    """Set a picture beside those before it; None where there is no room, or no picture."""
    if isinstance(before, Figure):
        return FigureRow(figures=(before, figure))
    if isinstance(before, FigureRow) and len(before.figures) < _MOST_IN_A_ROW:
        return FigureRow(figures=(*before.figures, figure))
    return None


def figure(picture: ImageEntry, ctx: Context) -> Figure:
    """Make the figure of one picture."""
    image = ctx.images[picture.key]
    width = picture.width / 100 if picture.width else image.width_px / _WHOLE
    return Figure(
        image=image,
        alternative="" if picture.decorative else picture.alt,
        is_decorative=picture.decorative,
        caption=ctx.parse_inline(picture.caption) if picture.caption else (),
        width=min(1.0, max(_SMALLEST, width)),
        anchor=ctx.make_anchor(picture.file, "figure"),
    )


def _reads(options: FiguresOptions) -> Reads:
    inside = tuple((name,) for name in _READ)
    return Reads(records=(Records(lists=options.value, inside=inside),))


PART = Part(name="figures", options=FiguresOptions, compose=compose, reads=_reads)
