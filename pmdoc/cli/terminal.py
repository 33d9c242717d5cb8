"""What a terminal can show: colours, quoted lines, a bar while something takes long.

In → Out: streams and the environment in; whether and how to decorate out.
Must not: decorate what goes to a file or a pipe, unless the user asks for it.
Source: https://no-color.org; https://force-color.org
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TextIO

from pmdoc.runtime.clock import stopwatch

_QUIET_SECONDS = 1.0
_BAR_WIDTH = 24


def is_terminal(stream: TextIO) -> bool:
    """Say whether a person is looking at what is written there."""
    try:
        return stream.isatty() and os.environ.get("TERM") != "dumb"
    except ValueError:  # closed
        return False


def wants_color(stream: TextIO) -> bool:
    """Say whether to write in colours."""
    if os.environ.get("NO_COLOR"):
        return False
    force = os.environ.get("FORCE_COLOR")
    return force not in {"0", "false"} if force else is_terminal(stream)


def width() -> int:
    """Tell how many columns a line has."""
    return max(shutil.get_terminal_size((100, 24)).columns, 40)


class Progress:
    """A bar on standard error that appears once the work takes longer than a second.

    Without a terminal it never appears. `step` is called before each step; everything that is
    printed meanwhile goes through `paused`, so that the bar is never in the way.
    """

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._done = -1
        self._what = ""
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._start = stopwatch()
        self._is_shown = False
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Progress:
        """Begin to wait."""
        if is_terminal(sys.stderr):
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        with self.paused():
            pass

    def step(self, what: str) -> None:
        """Say what is done next."""
        self._done += 1
        self._what = what

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Make room for lines, and draw nothing between them; the bar comes back by itself."""
        with self._lock:
            if self._is_shown:
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
                self._is_shown = False
            yield

    def _run(self) -> None:
        """Draw the bar ten times a second, once the first second is over."""
        if self._ended.wait(_QUIET_SECONDS):
            return
        while not self._ended.wait(0.1):
            with self._lock:
                sys.stderr.write("\r" + self.line(stopwatch() - self._start) + "\x1b[K")
                sys.stderr.flush()
                self._is_shown = True

    def line(self, seconds: float) -> str:
        """Draw the bar. Units: `seconds` since the beginning."""
        done = min(max(self._done, 0), self._steps)
        full = round(_BAR_WIDTH * done / max(self._steps, 1))
        bar = "█" * full + "░" * (_BAR_WIDTH - full)
        return f"{bar} {done}/{self._steps}  {seconds:.0f} s  {self._what}"[: width() - 1]
