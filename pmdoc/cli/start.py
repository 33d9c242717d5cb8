"""The entry point of the command, which owns its signals and streams from the first moment.

In → Out: the command line in, an exit code out.
Must not: import anything slow before it handles Ctrl-C: loading the rest takes 0.1 s, in which
Python would answer Ctrl-C with a traceback.

SIGTERM and SIGHUP end a run as Ctrl-C does: running code cleans up, and the exit code is 128 plus
the signal's number. Without a handler, `docker stop` would have no effect on the first process of a
container, and other processes would end without cleaning up.
"""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False  # importing `typing` takes too long
if TYPE_CHECKING:
    from typing import NoReturn

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    handled = _handled_signals() if arguments is None else ()
    for number in handled:
        signal.signal(number, _stop)
    from pmdoc.cli.commands import run  # noqa: PLC0415 -- see above
    from pmdoc.runtime.streams import secure_streams  # noqa: PLC0415 -- see above

    if arguments is None:
        secure_streams()
    try:
        for number in handled:  # from here on an exception lets running code clean up
            signal.signal(number, _interrupt)
        run(arguments)
    except KeyboardInterrupt as stopped:
        _stop(*stopped.args)
    finally:
        for number in handled:  # nothing is left to clean up
            signal.signal(number, signal.SIG_DFL)


def _handled_signals() -> tuple[int, ...]:
    """Return the signals that end a run, without those that are ignored, as under `nohup`."""
    numbers = (getattr(signal, name, None) for name in _SIGNALS)
    ordinary = (signal.SIG_DFL, signal.default_int_handler)
    return tuple(n for n in numbers if n is not None and signal.getsignal(n) in ordinary)


def _interrupt(number: int, _: object) -> NoReturn:
    from pmdoc.runtime.signals import Terminated  # noqa: PLC0415 -- see above

    raise KeyboardInterrupt if number == signal.SIGINT else Terminated(number)


def _stop(number: int = signal.SIGINT, _: object = None) -> NoReturn:
    """Exit at once; code that is being imported might catch an exception."""
    os.write(2, b"\nStopped.\n")  # the terminal has just echoed ^C
    os._exit(128 + number)
