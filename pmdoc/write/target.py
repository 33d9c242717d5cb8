"""Where a file may be put, and why it could not be.

In → Out: a target in; an error in plain words out, or nothing.
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
    """Refuse a target that must not be replaced; return what is there already, if anything is.

    Raises:
        InputError: it is a folder, a link, a device, write-protected, or one of the inputs.
    """
    try:
        found = os.lstat(target)
    except FileNotFoundError:
        found = None
    except (OSError, ValueError) as error:
        raise explain(target, error) from None
    if found is not None:
        _check_kind(target, found.st_mode)
    if any(_is_same(target, path) for path in inputs):
        hint = "Give the report another name."
        raise InputError(f"{target} is the input itself.", hint=hint)
    return found


def _check_kind(target: Path, mode: int) -> None:
    if stat.S_ISLNK(mode):
        hint = "Name the file that it leads to, or delete the link."
        raise InputError(f"{target} is a link to another place.", hint=hint)
    if stat.S_ISDIR(mode):
        raise InputError(f"{target} is a folder.", hint="Name a file inside it.")
    if not stat.S_ISREG(mode):
        raise InputError(f"{target} is a device or a pipe.", hint="Name a file.")
    if not mode & _WRITABLE:
        hint = "Somebody wants to keep it: give the report another name, or allow writing."
        raise InputError(f"{target} is write-protected.", hint=hint)


def _is_same(one: Path, other: Path) -> bool:
    """Compare by name and, for links and other spellings, by what lies there."""
    if one.absolute() == other.absolute():
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def explain(target: Path, error: OSError | ValueError) -> InputError:
    """Say in plain words why a file could not be written."""
    folder = target.parent
    code = error.errno if isinstance(error, OSError) else errno.EINVAL
    reasons = {
        errno.ENOENT: (f"The folder {folder} does not exist.", "Make it, or name another."),
        errno.ENOTDIR: (f"{folder} is a file, not a folder.", "Name a folder."),
        errno.EACCES: (f"The folder {folder} may not be written to.", "Name another folder."),
        errno.EPERM: (f"The folder {folder} may not be written to.", "Name another folder."),
        errno.EROFS: (f"The folder {folder} may not be written to.", "Name another folder."),
        errno.ENOSPC: (f"The disk is full: {target} was not written.", "Make room and repeat."),
        errno.EDQUOT: (f"The disk is full: {target} was not written.", "Make room and repeat."),
        errno.EFBIG: (f"{target} is too large for this disk.", "Name another disk."),
        errno.ENAMETOOLONG: (f"The name {target.name[:40]}... is too long.", "Shorten it."),
        errno.EINVAL: (f"{str(target)!r} is not a file name.", "Give another name."),
    }
    general = (f"{target} can't be written.", "Check the disk and the path.")
    what, hint = reasons.get(code or 0, general)
    return InputError(what, hint=hint)
