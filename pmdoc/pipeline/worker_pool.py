"""Run a function on many items in several processes, and survive the loss of a process.

In → Out: a function and items in; a result or a `LostItem` for each, in their order, out.
Must not: leave a process running after its parent, or let one item end the others.

A process that dies while it works on an item is replaced. The item is tried once more, alone, since
the others may have used up the memory; if its process dies again, the item is lost.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from pmdoc.runtime.signals import delayed_signals

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")
_COLLECT_EVERY = 8
"""Items between two garbage collections of a process."""
_GRACE_SECONDS = 5
"""How long a process may clean up before it is killed."""
_MEMORY_SECONDS = 0.05
"""How often the memory of a process is measured, if it has a limit."""
_OVER_LIMIT = 99
"""The exit code of a process that used more memory than it may."""


class LostItem(Struct, frozen=True):
    """An item that its process did not survive.

    Shape: `cause` is a signal's name or an exit code, which happened twice; empty if the process
    was ended because it used more memory than it may.
    """

    cause: str = ""


class _Worker(Struct, eq=False):
    process: BaseProcess
    connection: Connection
    item: int | None = None
    """The index of the item that it works on; None while it is idle."""


class WorkerPool(Generic[T, R]):
    """Processes that run `function`, each with at most `memory_bytes`, if it is not 0."""

    def __init__(self, function: Callable[[T], R], workers: int, *, memory_bytes: int = 0) -> None:
        from multiprocessing import get_context  # noqa: PLC0415 -- few runs need it

        # A forked process need not import everything again; but forking a process that has threads,
        # such as the progress bar's, may hang it.
        can_fork = sys.platform == "linux" and threading.active_count() == 1
        self._context = get_context("fork") if can_fork else get_context("spawn")
        self._function = function
        self._limit = workers
        self._memory_bytes = memory_bytes
        self._workers: list[_Worker] = []
        self._suspects: set[int] = set()
        """Indices of items whose process died once."""

    def map(self, items: Sequence[T]) -> Iterator[R | LostItem]:
        """Run the function on all items; yield the results in order, as soon as each is known.

        Raises:
            Exception: the function raised it for the next item.
        """
        waiting = deque(range(len(items)))
        results: dict[int, R | LostItem | Exception] = {}
        try:
            for index in range(len(items)):
                while index not in results:
                    self._assign(waiting, items)
                    self._collect(waiting, results)
                result = results.pop(index)
                if isinstance(result, Exception):
                    raise result
                yield result
        finally:
            self._stop()

    def _assign(self, waiting: deque[int], items: Sequence[T]) -> None:
        """Assign items to idle workers; a suspect runs alone."""
        while waiting:
            busy = [worker for worker in self._workers if worker.item is not None]
            is_alone = any(worker.item in self._suspects for worker in busy)
            if is_alone or len(busy) >= self._limit or (busy and waiting[0] in self._suspects):
                return
            idle = next((worker for worker in self._workers if worker.item is None), None)
            worker = idle or self._start()
            worker.item = waiting.popleft()
            try:
                worker.connection.send(items[worker.item])
            except OSError:  # it has just died: `_collect` notices
                return

    def _collect(self, waiting: deque[int], results: dict[int, Any]) -> None:
        """Wait until a worker has a result or dies, and note what happened."""
        from multiprocessing.connection import wait  # noqa: PLC0415 -- see above

        ready = wait([worker.connection for worker in self._workers if worker.item is not None])
        for worker in [worker for worker in self._workers if worker.connection in ready]:
            item = worker.item
            if item is None:
                continue
            try:
                results[item] = worker.connection.recv()
                worker.item = None
            except (EOFError, OSError):
                self._workers.remove(worker)
                cause = _end(worker)
                if item in self._suspects or not cause:
                    results[item] = LostItem(cause)
                else:
                    self._suspects.add(item)
                    waiting.appendleft(item)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        arguments = (theirs, self._function, self._memory_bytes)
        process = self._context.Process(target=_serve, args=arguments, daemon=True)
        with delayed_signals("SIGINT", "SIGTERM", "SIGHUP"):  # not before it handles them itself
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _stop(self) -> None:
        """End all processes. After Ctrl-C nobody waits for what they are doing."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            _end(worker)
        self._workers.clear()


def collect_garbage(done: int) -> None:
    """Collect garbage after every few items, as the automatic collector is off. `done` is a count.

    What the first item loaded (modules, fonts) is kept for good, and never examined again.
    """
    if done == 1:
        gc.freeze()
    elif done % _COLLECT_EVERY == 0:
        gc.collect()


def _end(worker: _Worker) -> str:
    """Wait until a process has ended, and return why; "" if it used too much memory."""
    worker.connection.close()
    worker.process.join(_GRACE_SECONDS)
    if worker.process.exitcode is None:
        worker.process.kill()
        worker.process.join()
    code = worker.process.exitcode or 0
    if code == _OVER_LIMIT:
        return ""
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _serve(connection: Connection, function: Callable[[Any], Any], memory_bytes: int) -> None:
    """Run the function on each item that arrives, until the parent ends this process or dies.

    Ctrl-C goes to all processes of a terminal at once; the parent alone handles it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _exit)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    threading.Thread(target=_guard, args=(memory_bytes,), daemon=True).start()
    done = 0
    while True:
        try:
            item = connection.recv()
        except (EOFError, OSError):
            return
        try:
            result = function(item)
        except Exception as error:  # the parent raises it
            result = error
        try:
            connection.send(result)
        except OSError:
            return
        del item, result
        done += 1
        collect_garbage(done)


def _exit(*_: object) -> None:
    """End this process after running code has cleaned up."""
    sys.exit(128 + signal.SIGTERM)


def _guard(memory_bytes: int) -> None:
    """End this process with its parent, even if that is killed, or when it uses too much memory.

    A limit of the operating system (RLIMIT_AS) would make `malloc` fail, on which libyaml 0.2.5
    loops for ever.
    """
    from multiprocessing import parent_process  # noqa: PLC0415 -- few runs need it
    from multiprocessing.connection import wait  # noqa: PLC0415 -- see above

    parent = parent_process()
    if parent is None:
        return
    while not wait([parent.sentinel], timeout=_MEMORY_SECONDS if memory_bytes else None):
        if _used_bytes() > memory_bytes:
            os._exit(_OVER_LIMIT)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)


def _used_bytes() -> int:
    """Return the memory that this process uses."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:  # not Linux: the most that it has used
        import resource  # noqa: PLC0415 -- not on Windows

        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used if sys.platform == "darwin" else used * 1024
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
