"""How long to look for inputs that break something.

In → Out: a check and a strategy in; the check run on example after example.
Must not: make an ordinary run of the suite depend on chance: without a budget the examples are
the same each time.

PMDOC_FUZZ_SECONDS=600 gives each search ten minutes of new examples.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from tests.judges import IN_CI

T = TypeVar("T")

SECONDS = float(os.environ.get("PMDOC_FUZZ_SECONDS", "0"))


def search(check: Callable[[T], None], examples: SearchStrategy[T], *, at_least: int) -> None:
    """Run the check on so many examples, and on more until the budget is used up.

    Without a budget, and outside CI, a quarter of them has to do.
    """
    limits = settings(
        max_examples=at_least if IN_CI or SECONDS else max(at_least // 4, 3),
        deadline=None,  # the cage has a watchdog of its own
        database=None,
        derandomize=not SECONDS,
        phases=(Phase.generate, Phase.target, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    end = time.monotonic() + SECONDS
    while True:
        limits(given(examples)(check))()
        if time.monotonic() >= end:
            return
