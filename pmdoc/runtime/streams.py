"""Make the standard streams safe to write to, whatever they are connected to.

In → Out: the process's standard streams in; streams that never end a run out.
Must not: write anything, or hide an error other than a reader that has gone.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO


class _PipeWriter(io.FileIO):
    """An output whose reader may go away, as in `pmdoc list rules | head -1`; the run goes on."""

    def write(self, data: object, /) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            return memoryview(data).nbytes  # type: ignore[arg-type]


def secure_streams() -> None:
    """Replace closed streams by the null device, and output to pipes by one that may break.

    A closed stream's number would be given to the next file that is opened, and a message would be
    written into that file. File names that are not UTF-8 are written as the bytes they are.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 -- for good
    sys.stdout = _secure(sys.stdout, 1)
    sys.stderr = _secure(sys.stderr, 2)


def _secure(stream: TextIO | None, number: int) -> TextIO:
    if stream is not None and stream.isatty():
        return stream
    buffer = io.BufferedWriter(_PipeWriter(number, "wb", closefd=False))
    encoding = "utf-8" if stream is None else stream.encoding
    errors = stream.errors if stream is not None and number == 2 else "surrogateescape"
    return io.TextIOWrapper(buffer, encoding, errors, line_buffering=number == 2)
