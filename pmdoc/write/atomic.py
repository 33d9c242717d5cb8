"""Writing a set of files so that either all of them are new or none is.

In → Out: paths and bytes in; nothing out, the files are on the disk.
Must not: leave a half-written or temporary file behind, or overwrite an input, a folder or a link.
Source: rename() of POSIX.1-2017 is atomic; what it needs to last is in fsync(2) of Linux.

Each file is complete on the disk before the first takes its place. What then follows are a few
system calls a file, during which signals wait. A process that is killed in their midst can leave
some files new and some old, each of them whole; the next run makes all of them new.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from pmdoc.write.draft import DRAFT, FORMER, BackupFile, PendingFile, clear_away
from pmdoc.write.target import check_target, explain

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_ENDS = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]


class _Change(Struct, kw_only=True):
    """A target, what is there before, and the new file that waits for its place."""

    target: Path
    before: os.stat_result | None
    draft: PendingFile | None = None
    former: BackupFile | None = None
    is_in_place: bool = False

    @property
    def folder(self) -> str:
        """The folder of the target."""
        return str(self.target.parent)


def write_atomically(files: Mapping[Path, bytes], *, inputs: Iterable[Path] = ()) -> None:
    """Write files, all or none. `inputs` are files that no target may be.

    A file that was there keeps its permissions and owner; if a later one can't take its place, it
    comes back.

    Raises:
        InputError: a target is a folder, a link, an input, write-protected, or can't be written;
            all targets are then as they were.
    """
    known = list(inputs)
    changes = [_Change(target=t, before=check_target(t, known)) for t in files]
    folders = tuple(dict.fromkeys(change.folder for change in changes))
    for folder in folders:
        clear_away(folder, DRAFT)
    at = Path()
    try:
        for change in changes:
            at = change.target
            change.draft = PendingFile(change.folder)
            change.draft.write(files[at])
            change.draft.finish(change.before)
        with _undisturbed():
            for change in changes:
                at = change.target
                _exchange(change, is_alone=len(changes) == 1)
            for folder in folders:
                _sync(folder)
            _settle(changes)
    except OSError as error:
        _undo(changes)
        raise explain(at, error) from None
    except BaseException:
        _undo(changes)
        raise
    for folder in folders:
        clear_away(folder, FORMER)


def _exchange(change: _Change, *, is_alone: bool) -> None:
    """Put a new file in its place; among several the old one is kept until all are there."""
    target = str(change.target)
    if change.before is not None and not is_alone:
        change.former = BackupFile(target, change.folder)
        change.former.keep()
    if change.draft is not None:
        change.is_in_place = True
        change.draft.put(target, is_free=change.before is None)


def _settle(changes: list[_Change]) -> None:
    """Let go of what was kept; from here on there is nothing to undo."""
    settled = tuple(changes)
    changes.clear()
    for change in settled:
        if change.draft is not None:
            change.draft.discard()
        if change.former is not None:
            change.former.forget()


def _undo(changes: list[_Change]) -> None:
    """Bring every target back to what it was and remove what was made."""
    with _undisturbed():
        for change in changes:
            try:
                if change.is_in_place and change.former is not None:
                    change.former.bring_back()
                elif change.is_in_place and change.before is None:
                    change.target.unlink(missing_ok=True)
            except OSError:
                # What can't be brought back stays under its second name rather than being lost.
                change.former = None
        _settle(changes)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals that end the process wait for the end of the block."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _sync(folder: str) -> None:
    """Make the new names last through a power cut, where the system lets us."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
