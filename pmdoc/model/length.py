"""Lengths as a type of their own, so that no bare number leaves its unit open.

In → Out: points, millimetres or text such as "18mm" in, a `Length` out.
Must not: know pages or output formats, other than their units.
Source: 1 in = 72 pt = 914,400 EMU (ECMA-376 part 1, 20.1.10.16); 1 pt = 20 twentieths.
"""

from __future__ import annotations

import re

_EMU_PER = {"pt": 12700.0, "mm": 36000.0, "cm": 360000.0, "in": 914400.0}
_TEXT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(pt|mm|cm|in)")


class Length(int):
    """A length in whole English Metric Units, which avoids accumulated rounding errors.

    Units: the integer itself is in EMU; use `pt`, `mm`, `emu` or `twips` to convert it.
    """

    __slots__ = ()

    @classmethod
    def from_pt(cls, points: float) -> Length:
        """Make a length from points."""
        return cls(round(points * _EMU_PER["pt"]))

    @classmethod
    def from_mm(cls, millimetres: float) -> Length:
        """Make a length from millimetres."""
        return cls(round(millimetres * _EMU_PER["mm"]))

    @classmethod
    def from_text(cls, text: str) -> Length:
        """Make a length from text such as "18mm", "10.5 pt" or "1in".

        Raises:
            ValueError: the text is not a number with one of the units pt, mm, cm, in.
        """
        match = _TEXT.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a length such as 18mm or 10.5pt")
        return cls(round(float(match[1]) * _EMU_PER[match[2]]))

    @property
    def pt(self) -> float:
        """The length in points."""
        return self / _EMU_PER["pt"]

    @property
    def mm(self) -> float:
        """The length in millimetres."""
        return self / _EMU_PER["mm"]

    @property
    def emu(self) -> int:
        """The length in English Metric Units."""
        return int(self)

    @property
    def twips(self) -> int:
        """The length in twentieths of a point, rounded, as WordprocessingML uses them."""
        return round(self / 635)


NO_LENGTH = Length(0)
