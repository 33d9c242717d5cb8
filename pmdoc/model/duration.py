"""A length of time with how far it can be trusted.

In → Out: nothing in; the frozen class `Duration` out.
Must not: parse or format.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.choice import Basis


class Duration(Struct, frozen=True, kw_only=True):
    """How long something took.

    Shape: `value` is `None` where the length is unknown; `approximate` says "about"; `text` is what
    the author wrote, empty where the length was worked out from moments.
    """

    value: dt.timedelta | None = None
    basis: Basis = Basis.ACTUAL
    approximate: bool = False
    text: str = ""
    note: str = ""
    source: str = ""
