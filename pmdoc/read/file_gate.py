"""Ask the file system about paths, and remember which files a build looks at.

In → Out: a path in; what is there, or an `InputError`, out.
Must not: let an `OSError` through: a folder that may not be entered is an ordinary mistake.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from pmdoc.diagnostics.errors import InputError

_UNREADABLE = ("can't be read.", "Check the disk and the path.")
_NO_PERMISSION = ("can't be read: permission denied.", "Ask for permission to read it.")
_REASONS = {
    errno.ENOENT: ("does not exist.", "Check the spelling and the folder."),
    errno.ENOTDIR: ("does not exist.", "A part of the path is a file, not a folder."),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EISDIR: ("is a folder.", "Name a file inside it."),
    errno.ENAMETOOLONG: ("is too long for a file name.", "Check the path."),
    errno.ELOOP: ("is a link that can't be followed.", "Name the file itself."),
    errno.ENXIO: ("is a device or a pipe, not a file.", "Save the data to a file first."),
}
_MISSING = {errno.ENOENT, errno.ENOTDIR}
_inputs: ContextVar[dict[Path, None] | None] = ContextVar("_inputs", default=None)


@contextmanager
def recorded_inputs() -> Iterator[dict[Path, None]]:
    """Collect the paths of all files that the block reads or looks for, in order, as the keys."""
    paths: dict[Path, None] = {}
    token = _inputs.set(paths)
    try:
        yield paths
    finally:
        _inputs.reset(token)


def record_input(path: Path | str) -> None:
    """Record that a file is an input of the current build; no report may overwrite it."""
    paths = _inputs.get()
    if paths is not None:
        paths[Path(path)] = None


def explain_os_error(error: OSError) -> tuple[str, str]:
    """Return why a file can't be opened or read, to follow its name, and a hint."""
    return _REASONS.get(error.errno or 0, _UNREADABLE)


def input_error(path: Path | str, error: OSError | ValueError) -> InputError:
    """Return the error for a path that can't be looked at or opened."""
    if isinstance(error, ValueError):
        return InputError(f"{str(path)!r} is not a file name.", hint="Check the path.")
    fault, hint = explain_os_error(error)
    return InputError(f"{path} {fault}", hint=hint)


def is_file(path: Path) -> bool:
    """Return whether a path leads to a file. Raises InputError: that can't be seen."""
    status = _status(path)
    if status is None or not stat.S_ISREG(status.st_mode):
        return False
    record_input(path)
    return True


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder. Raises InputError: that can't be seen."""
    status = _status(path)
    return status is not None and stat.S_ISDIR(status.st_mode)


def exists(path: Path) -> bool:
    """Return whether there is anything at a path. Raises InputError: that can't be seen."""
    return _status(path, follows=False) is not None


def is_trusted(path: Path, incident: Path) -> bool:
    """Return whether a file that nobody named belongs to somebody whose files may count.

    That is the owner of the incident file, the user who runs pmdoc, or root. Anybody may put a
    file into a shared folder such as /tmp. Source: git's `safe.directory`, CVE-2022-24765.
    """
    status, own = _status(path, follows=False), _status(incident)
    if status is None or not hasattr(os, "geteuid"):
        return True
    return status.st_uid in {0, os.geteuid(), own.st_uid if own else 0}


def is_repository(folder: Path, incident: Path) -> bool:
    """Return whether a folder has a `.git` that is trusted as the incident's project."""
    repository = folder / ".git"
    return exists(repository) and is_trusted(repository, incident)


def absolute(path: Path) -> Path:
    """Return an absolute path. Raises InputError: the working folder was deleted."""
    try:
        return path.absolute()
    except OSError:
        raise _no_working_folder() from None


def real_path(path: Path | str) -> Path:
    """Return an absolute path without links. Raises InputError: the working folder was deleted."""
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:
        raise input_error(path, error) from None
    except OSError:
        raise _no_working_folder() from None


def _no_working_folder() -> InputError:
    message = "The working folder no longer exists."
    return InputError(message, hint="Change to another folder and try again.")


def _status(path: Path, *, follows: bool = True) -> os.stat_result | None:
    try:
        return path.stat(follow_symlinks=follows)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno in _MISSING:
            return None
        raise input_error(path, error) from None
