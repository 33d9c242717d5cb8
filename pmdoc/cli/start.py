"""The start of the command: Ctrl-C ends it in one word, however early it comes.

In → Out: the command line in, an exit code out.
Must not: import anything of weight before Ctrl-C is looked after; the rest takes a tenth of a
second to load, in which Python would answer with a traceback.
"""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False  # as `typing` has it, which takes too long to load
if TYPE_CHECKING:
    from typing import NoReturn

_STOPPED = 130
"""What shells say of a command that Ctrl-C ended: 128, and the number of the signal."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and end with its exit code."""
    # Not where it is to be ignored, as behind `nohup`, or is heard by the program that calls this.
    is_heard = arguments is None and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_heard:
        signal.signal(signal.SIGINT, _stop)
    from pmdoc.cli.commands import run  # noqa: PLC0415 -- see above

    try:
        if is_heard:  # from here on what is under way is tidied up
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run(arguments)
    except KeyboardInterrupt:
        _stop()
    finally:
        if is_heard:  # all is done, and nothing is left to say
            signal.signal(signal.SIGINT, signal.SIG_DFL)


def _stop(*_: object) -> NoReturn:
    """End at once. An exception would be met by whatever is being imported, and be changed."""
    os.write(2, b"\nStopped.\n")  # a terminal has written ^C
    os._exit(_STOPPED)
