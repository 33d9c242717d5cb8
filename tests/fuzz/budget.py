"""Search for inputs that break something, for as long as the budget allows.

In → Out: a check and a strategy in; the check is run on generated examples.
Must not: make an ordinary run of the suite random: without a budget the examples are the same each
time.

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
    """Run the check on `at_least` examples, and on more until the budget is used up.

    Without a budget, and outside CI, a quarter of them is enough.
    """
    limits = settings(
        max_examples=at_least if IN_CI or SECONDS else max(at_least // 4, 3),
        deadline=None,  # the cage has its own time limit
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
