"""Writing a set of files so that either all of them are new or none is.

In → Out: paths and bytes in; nothing out, the files are on the disk.
Must not: leave a half-written or temporary file behind, or overwrite an input, a folder or a link.
Source: rename() of POSIX.1-2017 is atomic; what it needs to last is in fsync(2) of Linux.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pmdoc.errors import InputError


@dataclass(slots=True)
class _Draft:
    """A target, the finished file that waits beside it, and what the target held before."""

    target: Path
    temporary: Path
    is_new: bool
    former: Path | None = None
    is_in_place: bool = False


def write_atomically(files: Mapping[Path, bytes], *, inputs: Iterable[Path] = ()) -> None:
    """Write files, all or none. `inputs` are files that no target may be.

    Every file is complete on the disk under a temporary name before the first takes its place. A
    file that was there keeps its permissions; if a later one can't take its place, it comes back.

    Raises:
        InputError: a target is a folder, a link, an input, or can't be written; all targets are
            then as they were.
    """
    known = [path.absolute() for path in inputs]
    for target in files:
        _check(target, known)
    drafts: list[_Draft] = []
    target = Path()
    try:
        for target, data in files.items():
            drafts.append(_Draft(target, _reserve(target), is_new=not target.exists()))
            _fill(drafts[-1].temporary, data, target)
        for draft in drafts if len(drafts) > 1 else ():
            target = draft.target
            draft.former = _keep_former(target)
        for draft in drafts:
            target = draft.target
            draft.is_in_place = True
            draft.temporary.replace(target)
        for folder in dict.fromkeys(draft.target.parent for draft in drafts):
            _sync_folder(folder)
    except OSError as error:
        _undo(drafts)
        raise _explain(target, error) from None
    except BaseException:
        _undo(drafts)
        raise
    _remove(draft.former for draft in drafts)


def _check(target: Path, inputs: Iterable[Path]) -> None:
    """Refuse a target that must not be replaced."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        mode = 0
    except (OSError, ValueError) as error:
        raise _explain(target, error) from None
    if stat.S_ISLNK(mode):
        hint = "Name the file that it leads to, or delete the link."
        raise InputError(f"{target} is a link to another place.", hint=hint)
    if stat.S_ISDIR(mode):
        raise InputError(f"{target} is a folder.", hint="Name a file inside it.")
    if mode and not stat.S_ISREG(mode):
        raise InputError(f"{target} is a device or a pipe.", hint="Name a file.")
    if any(_is_same(target, path) for path in inputs):
        hint = "Give the report another name."
        raise InputError(f"{target} is the input itself.", hint=hint)


def _is_same(one: Path, other: Path) -> bool:
    """Compare by name and, for links and other spellings, by what lies there."""
    if one.absolute() == other:
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def _reserve(target: Path) -> Path:
    """Make an empty file with a unique name beside the target, which a rename can then replace."""
    handle, name = tempfile.mkstemp(prefix=".pmdoc-", suffix=".tmp", dir=target.parent)
    os.close(handle)
    return Path(name)


def _fill(path: Path, data: bytes, target: Path) -> None:
    """Put the bytes on the disk, with the permissions that the target has or would get."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(_mode(target))


def _mode(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def _keep_former(target: Path) -> Path | None:
    """Give the target's present content a second name, to bring it back if need be."""
    if not target.exists():
        return None
    former = _reserve(target)
    former.unlink()
    try:
        former.hardlink_to(target)
    except OSError:
        # Some file systems have no second names; a copy does as well.
        _fill(former, target.read_bytes(), target)
    return former


def _undo(drafts: Iterable[_Draft]) -> None:
    """Bring every target back to what it was and remove what was made."""
    for draft in drafts:
        _remove([draft.temporary])
        # What can't be brought back stays under its second name rather than being lost.
        with suppress(OSError):
            if draft.former:
                if draft.is_in_place:
                    draft.former.replace(draft.target)
                # Still there if both names already meant the same file.
                draft.former.unlink(missing_ok=True)
            elif draft.is_in_place and draft.is_new:
                draft.target.unlink(missing_ok=True)


def _remove(paths: Iterable[Path | None]) -> None:
    for path in paths:
        if path:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new names last through a power cut, where the system lets us."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _explain(target: Path, error: OSError | ValueError) -> InputError:
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
