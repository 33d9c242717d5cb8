"""Figures and durations, with how reliable they are.

In → Out: nothing in; the frozen classes `Amount`, `Duration` and `Derivation` out.
Must not: format, convert units, or turn text into a number.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import Basis
from pmdoc.model.moment import TimeResolution


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


class Derivation(Struct, frozen=True, kw_only=True):
    """What a duration was derived from.

    Shape: the moments of the incident at its ends, such as "detected" and "mitigated"; or the
    number of outages, or of stated durations, that it is the sum of; or neither, beside the times
    that it follows from. `has_overlaps` is true if some of the outages were at the same time, which
    counts once. `resolution` is that of the
    coarser end: the duration is known to whole days if one of its ends is a day.
    """

    resolution: TimeResolution
    starts: str = ""
    ends: str = ""
    outages: int = 0
    has_overlaps: bool = False
    durations: int = 0


class Duration(Struct, frozen=True, kw_only=True):
    """How long something took.

    Shape: `value` is None if it is unknown; `text` is what the author wrote, empty if the duration
    was derived, which then has a `derivation`.
    """

    value: dt.timedelta | None = None
    basis: Basis = Basis.ACTUAL
    at_least: bool = False
    at_most: bool = False
    approximate: bool = False
    text: str = ""
    note: str = ""
    source: str = ""
    derivation: Derivation | None = None
