"""Temporary files: new ones before they are moved to their targets, and backups of old ones.

In → Out: a folder or a target in, a `PendingFile` or a `BackupFile` out.
Must not: remove a file that a running process still needs; such files are locked.
Source: Linux, O_TMPFILE in open(2), linkat(2) and flock(2).

On Linux a new file has no name (O_TMPFILE), so that it vanishes with the process, however that
ends. A hidden name is needed only on other systems, and while one file replaces another. If the
process is killed then, the hidden file remains, and the next run removes it.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress

if sys.platform != "win32":  # Windows has no such locks: abandoned files are not removed there
    import fcntl

PENDING_SUFFIX, BACKUP_SUFFIX = ".tmp", ".old"
_PREFIX = ".pmdoc-"
_NAMELESS = getattr(os, "O_TMPFILE", 0)
_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_DESCRIPTORS = "/proc/self/fd"
_CHUNK_BYTES = 1 << 20
_NO_NAMELESS_FILES = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT}


class PendingFile:
    """A new file in the folder of its target, without a name where possible."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._descriptor, self._name = _open_new(folder)

    def write(self, data: bytes | memoryview) -> None:
        """Append bytes; one system call may not write all of them."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]

    def finish(self, like: os.stat_result | None) -> None:
        """Flush to the disk, with the owner and permissions of `like`, or those of a new file."""
        if like is not None and hasattr(os, "fchown"):
            with suppress(OSError):  # only root may change the owner
                os.fchown(self._descriptor, like.st_uid, like.st_gid)
        mode = 0o666 & ~_umask() if like is None else stat.S_IMODE(like.st_mode)
        if hasattr(os, "fchmod"):
            os.fchmod(self._descriptor, mode)
        os.fsync(self._descriptor)

    def _give_name(self, name: str) -> None:
        """Link a nameless file to a path that does not exist yet."""
        folder = os.open(self._folder, os.O_RDONLY | _FLAGS)
        try:
            # with a folder's descriptor Python follows the link in /proc to the open file
            source = f"{_DESCRIPTORS}/{self._descriptor}"
            base = os.path.basename(name)  # noqa: PTH119 -- paths are text or descriptors in this module
            os.link(source, base, src_dir_fd=folder, dst_dir_fd=folder)
        finally:
            os.close(folder)

    def move_to(self, target: str, *, is_free: bool) -> None:
        """Move the file to its target atomically; `is_free` if nothing has been there."""
        if not self._name and is_free:
            with suppress(FileExistsError):
                self._give_name(target)
                return
        if not self._name:
            self._name = _hidden_name(self._folder, PENDING_SUFFIX)
            self._give_name(self._name)
        if sys.platform == "win32":
            self._close()  # an open file can't be renamed there
        os.replace(self._name, target)  # noqa: PTH105 -- see above
        self._name = ""

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def discard(self) -> None:
        """Remove the file, unless it was moved to its target."""
        with suppress(OSError):
            self._close()
        if self._name:
            with suppress(OSError):
                os.unlink(self._name)  # noqa: PTH108 -- see above


class BackupFile:
    """A second name for the old content of a target, or a copy of it, to restore it from."""

    def __init__(self, target: str, folder: str) -> None:
        self._target = target
        self._folder = folder
        self._name = ""
        self._copy: PendingFile | None = None
        self._descriptor = -1
        with suppress(PermissionError):  # an unreadable file can't be locked, but still linked
            self._descriptor = os.open(target, os.O_RDONLY | _FLAGS)
            _lock(self._descriptor)

    def keep(self) -> None:
        """Create the backup."""
        self._name = _hidden_name(self._folder, BACKUP_SUFFIX)
        try:
            os.link(self._target, self._name)
        except OSError:
            # some file systems have no hard links
            self._copy = PendingFile(self._folder)
            while chunk := os.read(self._descriptor, _CHUNK_BYTES):
                self._copy.write(chunk)
            self._copy.finish(os.fstat(self._descriptor))

    def restore(self) -> None:
        """Restore the old content of the target."""
        if self._copy is not None:
            self._copy.move_to(self._target, is_free=False)
        elif self._name:
            os.replace(self._name, self._target)  # noqa: PTH105 -- see above

    def discard(self) -> None:
        """Remove the backup."""
        if self._copy is not None:
            self._copy.discard()
        with suppress(OSError):
            os.unlink(self._name)  # noqa: PTH108 -- see above
        if self._descriptor >= 0:
            with suppress(OSError):
                os.close(self._descriptor)


def remove_abandoned(folder: str, suffix: str) -> None:
    """Remove hidden files of killed processes: those that no process has locked."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 -- see above
            if name.startswith(_PREFIX) and name.endswith(suffix):
                _remove_if_unlocked(f"{folder}/{name}")


def _hidden_name(folder: str, suffix: str) -> str:
    return f"{folder}/{_PREFIX}{os.urandom(8).hex()}{suffix}"


def _remove_if_unlocked(name: str) -> None:
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | _FLAGS)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(name)  # noqa: PTH108 -- see above
        finally:
            os.close(descriptor)


def _open_new(folder: str) -> tuple[int, str]:
    """Open and lock a new file; return its descriptor and its name, empty if it has none."""
    descriptor, name = _open_nameless(folder), ""
    if descriptor < 0:
        name = _hidden_name(folder, PENDING_SUFFIX)
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
    _lock(descriptor)
    return descriptor, name


def _open_nameless(folder: str) -> int:
    """Open a file without a name; return -1 if the system has no such files."""
    if not _NAMELESS or not os.path.isdir(_DESCRIPTORS):  # noqa: PTH112 -- see above
        return -1
    try:
        return os.open(folder, os.O_WRONLY | _NAMELESS | _FLAGS, 0o600)
    except OSError as error:
        if error.errno not in _NO_NAMELESS_FILES:
            raise
        return -1


def _lock(descriptor: int) -> None:
    """Lock a file against `remove_abandoned`; some network file systems can't."""
    if sys.platform != "win32":
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
