"""A figure with its unit and how reliable it is.

In → Out: nothing in; the frozen class `Amount` out.
Must not: format, convert units, or turn text into a number.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.choice import Basis


class Amount(Struct, frozen=True, kw_only=True):
    """A figure.

    Shape: `value` is a number, the author's Markdown text ("82 %"), or None if it is unknown.
    """

    value: int | float | str | None = None
    unit: str = ""
    basis: Basis = Basis.ACTUAL
    at_least: bool = False
    approximate: bool = False
    note: str = ""
    source: str = ""
