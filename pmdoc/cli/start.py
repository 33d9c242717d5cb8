"""The entry point of the command, which handles Ctrl-C from the first moment.

In → Out: the command line in, an exit code out.
Must not: import anything slow before it handles Ctrl-C: loading the rest takes 0.1 s, in which
Python would answer Ctrl-C with a traceback.
"""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False  # importing `typing` takes too long
if TYPE_CHECKING:
    from typing import NoReturn

_STOPPED = 130  # the exit code of a command that Ctrl-C ended: 128 plus the signal's number


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    # Leave Ctrl-C alone if it is ignored, as under `nohup`, or if a program calls this function.
    handler = signal.getsignal(signal.SIGINT)
    handles_interrupt = arguments is None and handler is signal.default_int_handler
    if handles_interrupt:
        signal.signal(signal.SIGINT, _stop)
    from pmdoc.cli.commands import run  # noqa: PLC0415 -- see above

    try:
        if handles_interrupt:  # from here on an exception lets running code clean up
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run(arguments)
    except KeyboardInterrupt:
        _stop()
    finally:
        if handles_interrupt:  # nothing is left to clean up
            signal.signal(signal.SIGINT, signal.SIG_DFL)


def _stop(*_: object) -> NoReturn:
    """Exit at once; code that is being imported might catch an exception."""
    os.write(2, b"\nStopped.\n")  # the terminal has just echoed ^C
    os._exit(_STOPPED)
