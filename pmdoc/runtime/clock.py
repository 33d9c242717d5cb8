"""The only place that may ask what time it is.

In → Out: the environment in, an aware datetime in UTC out.
Must not: be called by composing or rendering; a report's dates come from the report.
Source: https://reproducible-builds.org/specs/source-date-epoch/
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

from pmdoc.diagnostics.errors import InputError


def source_date() -> datetime | None:
    """Return the time that SOURCE_DATE_EPOCH names, or None when it is not set.

    Raises:
        InputError: it is set to something that is not a number of seconds.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise InputError(
            f"SOURCE_DATE_EPOCH is {text!r}, which is not a number of seconds.",
            hint="Give seconds since 1970-01-01, or unset it.",
        ) from None


def now() -> datetime:
    """Return the present moment in UTC: SOURCE_DATE_EPOCH if it is set, the clock otherwise."""
    return source_date() or datetime.now(UTC)


def stopwatch() -> float:
    """Return seconds since some moment, to tell how long a run takes; nothing else may use it."""
    return time.perf_counter()
