"""Write a set of files atomically: all or none.

In → Out: paths and bytes in, files on the disk out.
Must not: leave an incomplete or temporary file behind, or overwrite an input, a folder or a link.
Source: POSIX.1-2017, rename(), which is atomic; Linux fsync(2) for durability.

All files are completely on the disk before the first is renamed. The renames take a few system
calls for each file, during which signals are blocked. A process that is killed between them leaves
some new and some old files, each of them complete; the next run replaces them all:

    .pmdoc-1.tmp, .pmdoc-2.tmp written      a.docx and a.pdf are old
    a.docx kept as .pmdoc-3.old, replaced   a.docx is new
    a.pdf kept as .pmdoc-4.old, replaced    a.pdf is new
    .old files removed                      or, after an error, renamed back
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from pmdoc.runtime.signals import delayed_signals
from pmdoc.write import draft
from pmdoc.write.target import check_target, explain_write_error

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")  # the signals that end the process


class _Change(Struct, kw_only=True):
    target: Path
    before: os.stat_result | None
    pending: draft.PendingFile | None = None
    backup: draft.BackupFile | None = None
    is_in_place: bool = False

    @property
    def folder(self) -> str:
        return str(self.target.parent)


def write_atomically(files: Mapping[Path, bytes], *, inputs: Iterable[Path] = ()) -> None:
    """Write files, all or none. None of them may be one of `inputs`.

    An existing file is replaced and keeps its permissions and owner.

    Raises:
        InputError: a target is a folder, a link, an input, write-protected, or can't be written.
            All targets are then as before.
    """
    all_inputs = list(inputs)
    changes = [_Change(target=t, before=check_target(t, all_inputs)) for t in files]
    folders = tuple(dict.fromkeys(change.folder for change in changes))
    for folder in folders:
        draft.remove_abandoned(folder, draft.PENDING_SUFFIX)
    target = Path()
    try:
        for change in changes:
            target = change.target
            change.pending = draft.PendingFile(change.folder)
            change.pending.write(files[target])
            change.pending.finish(change.before)
        with delayed_signals(*_SIGNALS):
            for change in changes:
                target = change.target
                _replace(change, has_backup=len(changes) > 1)
            for folder in folders:
                _sync(folder)
            _clean_up(changes)
    except OSError as error:
        _undo(changes)
        raise explain_write_error(target, error) from None
    except BaseException:
        _undo(changes)
        raise
    for folder in folders:
        draft.remove_abandoned(folder, draft.BACKUP_SUFFIX)


def _replace(change: _Change, *, has_backup: bool) -> None:
    target = str(change.target)
    if change.before is not None and has_backup:
        change.backup = draft.BackupFile(target, change.folder)
        change.backup.keep()
    if change.pending is not None:
        change.is_in_place = True
        change.pending.move_to(target, is_free=change.before is None)


def _clean_up(changes: list[_Change]) -> None:
    done = tuple(changes)
    changes.clear()
    for change in done:
        if change.pending is not None:
            change.pending.discard()
        if change.backup is not None:
            change.backup.discard()


def _undo(changes: list[_Change]) -> None:
    with delayed_signals(*_SIGNALS):
        for change in changes:
            try:
                if change.is_in_place and change.backup is not None:
                    change.backup.restore()
                elif change.is_in_place and change.before is None:
                    change.target.unlink(missing_ok=True)
            except OSError:
                change.backup = None  # keep its hidden file, which has the only copy
        _clean_up(changes)


def _sync(folder: str) -> None:
    """Flush the names in a folder to the disk, where the operating system supports it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
