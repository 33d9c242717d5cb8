"""Terminal features: colour, width, and a progress bar for long runs.

In → Out: streams and the environment in; what the terminal supports out.
Must not: decorate output to a file or a pipe, unless the user asks for it.
Source: https://no-color.org; https://force-color.org
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from pmdoc.runtime.clock import stopwatch

_QUIET_SECONDS = 1.0
_BAR_WIDTH = 24


def is_terminal(stream: TextIO) -> bool:
    """Return whether a stream is a terminal that can move its cursor."""
    try:
        return stream.isatty() and os.environ.get("TERM") != "dumb"
    except ValueError:  # closed
        return False


def uses_color(stream: TextIO) -> bool:
    """Return whether to write colour codes to a stream."""
    if os.environ.get("NO_COLOR"):
        return False
    force = os.environ.get("FORCE_COLOR")
    return force not in {"0", "false"} if force else is_terminal(stream)


def terminal_width() -> int:
    """Return the number of columns, at least 40."""
    return max(shutil.get_terminal_size((100, 24)).columns, 40)


class Progress:
    """A progress bar on standard error that appears after one second, on a terminal only.

    Call `step` before each step. Print inside `paused`, so that output and bar don't mix.
    """

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._done = -1
        self._label = ""
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._start = stopwatch()
        self._is_shown = False
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Progress:
        if is_terminal(sys.stderr):
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        with self.paused():
            pass

    def step(self, label: str) -> None:
        """Begin the next step; the bar shows its label."""
        self._done += 1
        self._label = label

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Erase the bar for the duration of the block."""
        with self._lock:
            if self._is_shown:
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
                self._is_shown = False
            yield

    def _run(self) -> None:
        if self._ended.wait(_QUIET_SECONDS):
            return
        while not self._ended.wait(0.1):
            with self._lock:
                sys.stderr.write("\r" + self.line(stopwatch() - self._start) + "\x1b[K")
                sys.stderr.flush()
                self._is_shown = True

    def line(self, seconds: float) -> str:
        """Return the bar's text. Units: `seconds` since the start."""
        done = min(max(self._done, 0), self._steps)
        filled = round(_BAR_WIDTH * done / max(self._steps, 1))
        bar = "█" * filled + "░" * (_BAR_WIDTH - filled)
        return f"{bar} {done}/{self._steps}  {seconds:.0f} s  {self._label}"[: terminal_width() - 1]
