"""Python's search for garbage, held where it would find none.

In → Out: nothing in, a stretch of code without the search out.
Must not: switch on what somebody else has switched off.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """Hold the garbage collector while many objects are made and none is garbage.

    Why: it looks through all of them again and again, a third of the time that a long file takes.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
