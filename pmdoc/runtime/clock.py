"""Return the current time; no other module may use the clock.

In → Out: the environment in, an aware datetime in UTC out.
Must not: be used for composing or rendering; a report's dates come from the incident.
Source: https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

from pmdoc.diagnostics.errors import InputError


def source_date() -> datetime | None:
    """Return the time in SOURCE_DATE_EPOCH, or None if it is not set.

    Raises:
        InputError: it is not a number of seconds.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise InputError(
            f"SOURCE_DATE_EPOCH is {text!r}, which is not a number of seconds.",
            hint="Set it to seconds since 1970-01-01, or unset it.",
        ) from None


def now() -> datetime:
    """Return the time in SOURCE_DATE_EPOCH if it is set, or else the current time, in UTC."""
    return source_date() or datetime.now(UTC)


def stopwatch() -> float:
    """Return a number of seconds, to measure durations by their difference."""
    return time.perf_counter()
