"""Files on their way: new ones that are not in their place yet, old ones that may have to return.

In → Out: a folder or a target in, a `PendingFile` or a `BackupFile` out.
Must not: remove a file that a living run still needs; such a file is locked.
Source: O_TMPFILE in open(2), linkat(2) and flock(2) of Linux.

A file without a name vanishes with the process that opened it, however that ends. Only where there
are no such files, and for the moment in which one file takes another's place, a hidden name is
needed; a process that is killed just then leaves it behind, and the next run clears it away.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress

if sys.platform != "win32":  # which has no locks of this kind; nothing is cleared away there
    import fcntl

DRAFT, FORMER = ".tmp", ".old"
"""How hidden names end."""
_PREFIX = ".pmdoc-"
_NAMELESS = getattr(os, "O_TMPFILE", 0)
_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_DESCRIPTORS = "/proc/self/fd"
_PIECE = 1 << 20
_NO_NAMELESS_FILES = {errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT}


class PendingFile:
    """A new file in the folder of its target, without a name wherever that can be."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._descriptor, self._name = _open_new(folder)

    def write(self, data: bytes | memoryview) -> None:
        """Append bytes; the system may take them in several pieces."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]

    def finish(self, like: os.stat_result | None) -> None:
        """Bring the bytes to the disk, with the rights of an older file, or of any new one."""
        if like is not None and hasattr(os, "fchown"):
            with suppress(OSError):  # only an administrator may give files away
                os.fchown(self._descriptor, like.st_uid, like.st_gid)
        mode = 0o666 & ~_umask() if like is None else stat.S_IMODE(like.st_mode)
        if hasattr(os, "fchmod"):
            os.fchmod(self._descriptor, mode)
        os.fsync(self._descriptor)

    def _give_name(self, name: str) -> None:
        """Give a file without a name one, which must be free."""
        place = os.open(self._folder, os.O_RDONLY | _FLAGS)
        try:
            # naming the folder by a descriptor makes Python follow the link to the open file
            source = f"{_DESCRIPTORS}/{self._descriptor}"
            end = os.path.basename(name)  # noqa: PTH119 -- all is text and descriptors here
            os.link(source, end, src_dir_fd=place, dst_dir_fd=place)
        finally:
            os.close(place)

    def put(self, target: str, *, is_free: bool) -> None:
        """Put the file in its place, in one step."""
        if not self._name and is_free:
            with suppress(FileExistsError):
                self._give_name(target)
                return
        if not self._name:
            self._name = _hidden_name(self._folder, DRAFT)
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
        """Remove the file if it is not in its place."""
        with suppress(OSError):
            self._close()
        if self._name:
            with suppress(OSError):
                os.unlink(self._name)  # noqa: PTH108 -- see above


class BackupFile:
    """What a target holds before it is replaced: a second name, by which it can come back."""

    def __init__(self, target: str, folder: str) -> None:
        self._target = target
        self._folder = folder
        self._name = ""
        self._copy: PendingFile | None = None
        self._descriptor = -1
        with suppress(PermissionError):  # a file that can't be read can't be locked, but kept
            self._descriptor = os.open(target, os.O_RDONLY | _FLAGS)
            _lock(self._descriptor)

    def keep(self) -> None:
        """Make sure that the content outlives the target."""
        self._name = _hidden_name(self._folder, FORMER)
        try:
            os.link(self._target, self._name)
        except OSError:
            # Some file systems have no second names; a copy does as well.
            self._copy = PendingFile(self._folder)
            while piece := os.read(self._descriptor, _PIECE):
                self._copy.write(piece)
            self._copy.finish(os.fstat(self._descriptor))

    def bring_back(self) -> None:
        """Put the former content in its place again."""
        if self._copy is not None:
            self._copy.put(self._target, is_free=False)
        elif self._name:
            os.replace(self._name, self._target)  # noqa: PTH105 -- see above

    def forget(self) -> None:
        """Remove the second name, which is still there if both names mean the same file."""
        if self._copy is not None:
            self._copy.discard()
        with suppress(OSError):
            os.unlink(self._name)  # noqa: PTH108 -- see above
        if self._descriptor >= 0:
            with suppress(OSError):
                os.close(self._descriptor)


def clear_away(folder: str, ending: str) -> None:
    """Remove the hidden files of runs that were killed."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 -- see above
            if name.startswith(_PREFIX) and name.endswith(ending):
                _remove_if_abandoned(f"{folder}/{name}")


def _hidden_name(folder: str, ending: str) -> str:
    """Make up a name that no other file has."""
    return f"{folder}/{_PREFIX}{os.urandom(8).hex()}{ending}"


def _remove_if_abandoned(name: str) -> None:
    """Remove a file that no living process has locked."""
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
    """Open a new file, locked; return its descriptor, and its name if it needs one."""
    descriptor, name = _open_nameless(folder), ""
    if descriptor < 0:
        name = _hidden_name(folder, DRAFT)
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)
    _lock(descriptor)
    return descriptor, name


def _open_nameless(folder: str) -> int:
    """Open a file without a name; -1 where there is no such thing."""
    if not _NAMELESS or not os.path.isdir(_DESCRIPTORS):  # noqa: PTH112 -- see above
        return -1
    try:
        return os.open(folder, os.O_WRONLY | _NAMELESS | _FLAGS, 0o600)
    except OSError as error:
        if error.errno not in _NO_NAMELESS_FILES:
            raise
        return -1


def _lock(descriptor: int) -> None:
    """Let other runs know that somebody is at the file; some network disks can't."""
    if sys.platform != "win32":
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
