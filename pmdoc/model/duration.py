"""A length of time with how far it can be trusted.

In → Out: nothing in; the frozen class `Duration` out.
Must not: parse or format.
"""

from __future__ import annotations

import datetime as dt

from pmdoc.model.choice import Basis
from pmdoc.model.value import value


@value
class Duration:
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
