"""Measure how running time grows with the input, reliably on slow and busy machines.

In → Out: a function of a size, or two functions to compare; an assertion error where one is slow.
Must not: compare processor time with a fixed number of seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable

_ROUNDS = 3
_MORE_ROUNDS = 5
_TOO_SHORT = 0.002  # seconds; below that, clock resolution and caches dominate


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Assert that four times the size takes at most eight times as long.

    Quadratic work takes sixteen times as long. The quickest round of each size counts; a busy
    machine gets more rounds before the assertion fails.
    """
    small = large = float("inf")
    work(size)  # imports, caches
    for done in range(_ROUNDS + _MORE_ROUNDS):
        small = min(small, _seconds(lambda: work(size)))
        large = min(large, _seconds(lambda: work(4 * size)))
        if large < 8 * max(small, _TOO_SHORT) and (done >= _ROUNDS - 1 or large < 5 * small):
            return
    raise AssertionError(f"{4 * size} takes {large:.3f} s, {size} takes {small:.3f} s")


def assert_faster(fast: Callable[[], object], slow: Callable[[], object], times: float) -> None:
    """Assert that `fast` is more than `times` times as fast as `slow`.

    Both are measured in turn in this process; the quickest round of each counts.
    """
    first = second = float("inf")
    for done in range(_ROUNDS + _MORE_ROUNDS):
        first = min(first, _seconds(fast))
        second = min(second, _seconds(slow))
        if times * first < second and done >= 1:
            return
    raise AssertionError(f"{first:.3f} s is not {times} times as fast as {second:.3f} s")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
