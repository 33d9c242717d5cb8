"""Check where a file may be written, and explain why it can't be.

In → Out: a target in, an error with a message and hint out.
Must not: change anything on the disk.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from pmdoc.diagnostics.errors import InputError

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def check_target(target: Path, inputs: Iterable[Path]) -> os.stat_result | None:
    """Refuse a target that must not be replaced; return its status, or None if it does not exist.

    Raises:
        InputError: it is a folder, a link, a device, write-protected, or one of the inputs.
    """
    try:
        status = os.lstat(target)
    except FileNotFoundError:
        status = None
    except (OSError, ValueError) as error:
        raise explain_write_error(target, error) from None
    if status is not None:
        _check_kind(target, status.st_mode)
    if any(_is_same(target, path) for path in inputs):
        hint = "Give the report another name, or write it to another folder with -o."
        raise InputError(f"{target} is a file that the report is made from.", hint=hint)
    return status


def _check_kind(target: Path, mode: int) -> None:
    if stat.S_ISLNK(mode):
        hint = "Name the file that it links to, or delete the link."
        raise InputError(f"{target} is a link.", hint=hint)
    if stat.S_ISDIR(mode):
        raise InputError(f"{target} is a folder.", hint="Name a file inside it.")
    if not stat.S_ISREG(mode):
        raise InputError(f"{target} is a device or a pipe.", hint="Name a file.")
    if not mode & _WRITABLE:
        hint = "Give the report another name, or make the file writable."
        raise InputError(f"{target} is write-protected.", hint=hint)


def _is_same(one: Path, other: Path) -> bool:
    """Compare paths and, because of links and other spellings, the files themselves."""
    try:
        return one.absolute() == other.absolute() or one.samefile(other)
    except OSError:
        return False


def explain_write_error(target: Path, error: OSError | ValueError) -> InputError:
    """Return an error that explains why a file can't be written."""
    folder = target.parent
    code = error.errno if isinstance(error, OSError) else errno.EINVAL
    not_writable = (f"The folder {folder} is not writable.", "Name another folder.")
    full = (f"The disk is full: {target} was not written.", "Free some space and try again.")
    reasons = {
        errno.ENOENT: (f"The folder {folder} does not exist.", "Create it, or name another."),
        errno.ENOTDIR: (f"{folder} is a file, not a folder.", "Name a folder."),
        errno.EACCES: not_writable,
        errno.EPERM: not_writable,
        errno.EROFS: not_writable,
        errno.ENOSPC: full,
        errno.EDQUOT: full,
        errno.EFBIG: (f"{target} is too large for this disk.", "Name another disk."),
        errno.ENAMETOOLONG: (f"The name {target.name[:40]}... is too long.", "Shorten it."),
        errno.EINVAL: (f"{str(target)!r} is not a file name.", "Give another name."),
    }
    general = (f"{target} can't be written.", "Check the disk and the path.")
    what, hint = reasons.get(code or 0, general)
    return InputError(what, hint=hint)
