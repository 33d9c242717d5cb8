"""Compare a stated duration with the one that follows from times, and name both in messages.

In → Out: durations in; whether they contradict, or words, out.
Must not: know where in the incident a duration stands.
"""

from __future__ import annotations

import datetime as dt

from pmdoc.model.amount import Duration
from pmdoc.model.choice import Basis
from pmdoc.model.durations import MONTH, YEAR
from pmdoc.model.moment import TimeResolution
from pmdoc.validate.text_value import rounding_of

_TENTH = 10
_NONE = dt.timedelta()
_UNCERTAIN = {
    TimeResolution.YEAR: YEAR,
    TimeResolution.MONTH: MONTH,
    TimeResolution.DAY: dt.timedelta(days=1),
}
"""How far a derived duration may be off, by its resolution."""
_MINUTE = dt.timedelta(minutes=1)


def contradicts(stated: Duration, derived: Duration) -> bool:
    """Return whether the durations differ by more than rounding and approximation explain."""
    if stated.value is None or derived.value is None or derived.derivation is None:
        return False
    resolution, rounding = derived.derivation.resolution, rounding_of(stated.text)
    if resolution is TimeResolution.MINUTE and rounding < _MINUTE / 2:  # stated in seconds
        rounding = _MINUTE
    allowed = max(rounding, _UNCERTAIN.get(resolution, _NONE))
    if stated.approximate or derived.approximate or stated.basis is Basis.ESTIMATE:
        allowed = max(allowed, derived.value / _TENTH)
    excess = stated.value - derived.value
    is_too_long = excess > allowed and not (stated.at_most or derived.at_least)
    return is_too_long or (-excess > allowed and not (stated.at_least or derived.at_most))


def in_words(duration: Duration) -> str:
    """Return a duration as it was stated, or in the units that the schema reads: `2 h 30 min`."""
    if duration.text:
        return duration.text
    seconds = round((duration.value or dt.timedelta()).total_seconds())
    units = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    parts = []
    for unit, size in units:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {unit}")
    text = " ".join(parts) or "0 s"
    bound = "at least " if duration.at_least else "at most " if duration.at_most else ""
    return f"{bound}about {text}" if duration.approximate else f"{bound}{text}"
