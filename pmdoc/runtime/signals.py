"""Delay signals for a short time; the exception that a signal other than Ctrl-C raises.

In → Out: nothing in, a block of code that the signals do not interrupt out.
Must not: lose a signal; it takes effect after the block.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Terminated(KeyboardInterrupt):
    """A signal other than SIGINT ends the run. Shape: the argument is the signal's number."""


@contextmanager
def delayed_signals(*names: str) -> Iterator[None]:
    """Delay signals, such as SIGINT, until the end of the block; on Windows, do nothing."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    blocked = [getattr(signal, name) for name in names]
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, blocked)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)
