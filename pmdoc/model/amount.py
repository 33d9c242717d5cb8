"""Figures and durations, with how reliable they are.

In → Out: nothing in; the frozen classes `Amount` and `Duration` out.
Must not: format, convert units, or turn text into a number.
"""

from __future__ import annotations

import datetime as dt

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
    at_most: bool = False
    approximate: bool = False
    note: str = ""
    source: str = ""


class Duration(Struct, frozen=True, kw_only=True):
    """How long something took.

    Shape: `value` is None if it is unknown; `text` is what the author wrote, empty if the duration
    was derived from moments.
    """

    value: dt.timedelta | None = None
    basis: Basis = Basis.ACTUAL
    approximate: bool = False
    text: str = ""
    note: str = ""
    source: str = ""
