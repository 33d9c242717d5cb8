"""The marks that a drawing consists of.

In → Out: nothing in; the frozen classes `Rectangle`, `Stroke`, `Dot`, `Label` and `Drawing` out.
Must not: know what a chart is.

Units: points; `x` from the left, `y` downwards from the upper edge. Colours are `#rrggbb`.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from pmdoc.model.document import Align
from pmdoc.style.style import TextStyle


class Dash(StrEnum):
    """The dash pattern of a line, by DrawingML name. Source: ECMA-376 part 1, 20.1.10.48."""

    SOLID = "solid"
    DASH = "dash"
    DOT = "sysDot"
    DASH_DOT = "dashDot"
    LONG = "lgDash"
    LONG_DOT = "lgDashDot"


DASHES: dict[Dash, tuple[int, ...]] = {
    Dash.SOLID: (),
    Dash.DASH: (4, 3),
    Dash.DOT: (1, 1),
    Dash.DASH_DOT: (4, 3, 1, 3),
    Dash.LONG: (8, 3),
    Dash.LONG_DOT: (8, 3, 1, 3),
}
"""The lengths of dashes and gaps in turn. Units: width of the line."""


class Rectangle(Struct, frozen=True):
    """A rectangle with a fill, an edge or both."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    thickness: float = 0.0


class Stroke(Struct, frozen=True):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    color: str
    thickness: float
    dash: Dash = Dash.SOLID


class Dot(Struct, frozen=True):
    """A filled circle around a point."""

    x: float
    y: float
    radius: float
    fill: str
    edge: str = ""


class Label(Struct, frozen=True):
    """Text on one line. Shape: `x` is its start, centre or end by `align`, `y` its baseline."""

    text: str
    x: float
    y: float
    look: TextStyle
    align: Align = Align.START


Mark = Rectangle | Stroke | Dot | Label


class Drawing(Struct, frozen=True):
    """A drawing with its marks in drawing order."""

    width: float
    height: float
    marks: tuple[Mark, ...]
