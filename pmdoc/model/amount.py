"""A figure with its unit and how far it can be trusted.

In → Out: nothing in; the frozen class `Amount` out.
Must not: format, convert units, or turn text into a number.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.choice import Basis


class Amount(Struct, frozen=True, kw_only=True):
    """How much of something.

    Shape: `value` is a number, or Markdown text where the author wrote words ("82 %"), or `None`
    where the figure is unknown. `at_least` and `approximate` qualify it.
    """

    value: int | float | str | None = None
    unit: str = ""
    basis: Basis = Basis.ACTUAL
    at_least: bool = False
    approximate: bool = False
    note: str = ""
    source: str = ""
