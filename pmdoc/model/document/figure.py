"""Images in the text, alone or side by side.

In → Out: nothing in; the blocks `Figure` and `FigureRow` out.
Must not: read or measure an image; `Image` has its bytes and its size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pmdoc.model.document.chart_blocks import BarChart, LineChart
    from pmdoc.model.document.inline import Inline
    from pmdoc.model.image import Image


class Figure(Struct, frozen=True, kw_only=True):
    """An image with its description for readers who can't see it.

    Units: `width` is a share of the text width, above 0 and up to 1.
    Shape: a decorative image has no description.
    """

    image: Image
    alternative: str
    caption: tuple[Inline, ...] = ()
    width: float = 1.0
    anchor: str = ""
    is_decorative: bool = False


class FigureRow(Struct, frozen=True, kw_only=True):
    """Two or three images or small charts side by side, each with the same share of the width."""

    figures: tuple[Figure | LineChart | BarChart, ...]
