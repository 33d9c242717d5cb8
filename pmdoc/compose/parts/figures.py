"""Images with their captions and descriptions.

In → Out: the path of images in, a `Figure` for each out, or a `FigureRow` of several.
Must not: read a file; the images are loaded before composing.

    - part: figures
      value: appendices.screenshots
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_lines
from pmdoc.compose.formatting.values import to_blocks
from pmdoc.compose.part import Part
from pmdoc.compose.parts.items import find_records
from pmdoc.compose.reads import records_reader
from pmdoc.model.document import Block, Figure, FigureRow
from pmdoc.model.record import ImageEntry

_MAX_IN_ROW = 3
_FULL_WIDTH = 480
"""Pixels. A narrower image gets a proportional share of the text width, to stay sharp."""
_MIN_SHARE = 0.02
_READ = ("file", "alt", "decorative", "caption", "width", "beside", "rotated")


class FiguresOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: records at `value` are images, or text to show as it is."""

    value: tuple[str, ...]


def _compose(options: FiguresOptions, ctx: Context) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for record in find_records(options.value, {}, ctx):
        if isinstance(record, ImageEntry) and record.key in ctx.images:
            figure = _make_figure(record, ctx)
            row = _add_to_row(blocks[-1], figure) if record.beside and blocks else None
            if row is None:
                blocks.append(figure)
            else:
                blocks[-1] = row
        elif not isinstance(record, ImageEntry):
            blocks.extend(to_blocks(record, ctx))
    return blank_lines() if ctx.is_form and not blocks else tuple(blocks)


def _add_to_row(before: Block, figure: Figure) -> FigureRow | None:
    """Put a figure beside those before it; None if the row is full, or if there is no figure."""
    if isinstance(before, Figure):
        return FigureRow(figures=(before, figure))
    if isinstance(before, FigureRow) and len(before.figures) < _MAX_IN_ROW:
        return FigureRow(figures=(*before.figures, figure))
    return None


def _make_figure(entry: ImageEntry, ctx: Context) -> Figure:
    image = ctx.images[entry.key]
    ctx.shown.add(entry)
    if not entry.decorative:
        ctx.shown.add(entry.alt)
    width = entry.width / 100 if entry.width else image.width_px / _FULL_WIDTH
    return Figure(
        image=image,
        alternative="" if entry.decorative else entry.alt,
        is_decorative=entry.decorative,
        caption=ctx.parse_inline(entry.caption) if entry.caption else (),
        width=min(1.0, max(_MIN_SHARE, width)),
        anchor=ctx.make_anchor(entry.file, "figure"),
    )


PART = Part(name="figures", options=FiguresOptions, compose=_compose, reads=records_reader(*_READ))
