"""A duration with how reliable it is.

In → Out: nothing in; the frozen class `Duration` out.
Must not: parse or format.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import Basis


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
