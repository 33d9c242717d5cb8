"""Pictures in the text, alone or side by side.

In → Out: nothing in; the blocks `Figure` and `FigureRow` out.
Must not: read or measure a picture; `Image` carries its bytes and its size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pmdoc.model.document.chart_blocks import BarChart, LineChart
    from pmdoc.model.document.inline import Inline
    from pmdoc.model.image import Image


class Figure(Struct, frozen=True, kw_only=True):
    """A picture with its description for those who can't see it.

    Units: `width` is a share of the text width, over 0 to 1.
    Shape: what `is_decorative` says nothing and has no description.
    """

    image: Image
    alternative: str
    caption: tuple[Inline, ...] = ()
    width: float = 1.0
    anchor: str = ""
    is_decorative: bool = False


class FigureRow(Struct, frozen=True, kw_only=True):
    """Pictures or small charts side by side. Shape: two or three; each takes an equal share."""

    figures: tuple[Figure | LineChart | BarChart, ...]
