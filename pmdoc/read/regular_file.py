"""Reading a file without hanging, whatever kind of thing lies at its path.

In → Out: a path and a size limit in, the file's bytes out.
Must not: read devices, pipes or folders, or more bytes than the limit.
"""

from __future__ import annotations

import difflib
import errno
import os
import stat
from pathlib import Path

from pmdoc.diagnostics.errors import InputError
from pmdoc.read.yaml_names import is_yaml_name

# Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_regular_file(path: Path, *, limit_bytes: int) -> bytes:
    """Read a file's bytes.

    Raises:
        InputError: nothing is there, it is no regular file, it may not be read, or it is larger
            than `limit_bytes`.
    """
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError) as error:
        raise _explain(path, error) from None
    try:
        return read_open_file(descriptor, name=str(path), limit_bytes=limit_bytes)
    finally:
        os.close(descriptor)


def read_open_file(descriptor: int, *, name: str, limit_bytes: int) -> bytes:
    """Read an open file's bytes; `name` is what messages call it.

    Raises:
        InputError: it is no regular file, it can't be read, or it is larger than `limit_bytes`.
    """
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        raise InputError(f"{name} is a folder.", hint="Name a file inside it.")
    if not stat.S_ISREG(mode):
        raise InputError(
            f"{name} is a device or a pipe, not a file.", hint="Save the data to a file first."
        )
    pieces: list[bytes] = []
    size = 0
    try:
        while size <= limit_bytes and (piece := os.read(descriptor, 1 << 20)):
            pieces.append(piece)
            size += len(piece)
    except OSError as error:
        raise _explain(Path(name), error) from None
    if size > limit_bytes:
        raise InputError(
            f"{name} is larger than {limit_bytes // 1_000_000} MB.",
            hint="Move raw data such as logs into a file of its own and refer to it.",
        )
    return b"".join(pieces)


def _nearby(path: Path) -> str:
    """Say which file beside a missing one was probably meant, or nothing.

    Beside the name of a YAML file only such files count; a name without an end may be one.
    """
    is_yaml = not path.suffix or is_yaml_name(path)
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in entries if not is_yaml or is_yaml_name(entry.name)]
    except (OSError, ValueError):
        return ""
    near = difflib.get_close_matches(path.name, sorted(names)[:1000], n=1, cutoff=0.7)
    return f"Did you mean {path.with_name(near[0])}?" if near else ""


def _explain(path: Path, error: OSError | ValueError) -> InputError:
    """Say in plain words why a file could not be opened."""
    code = error.errno if isinstance(error, OSError) else errno.EINVAL
    reasons = {
        errno.ENOENT: ("does not exist.", "Check the spelling and the folder."),
        errno.ENOTDIR: ("does not exist.", "A part of the path is a file, not a folder."),
        errno.EACCES: ("may not be read.", "Ask for permission to read it."),
        errno.EPERM: ("may not be read.", "Ask for permission to read it."),
        errno.EISDIR: ("is a folder.", "Name a file inside it."),
        errno.ENAMETOOLONG: ("is too long for a file name.", "Check the path."),
        errno.ELOOP: ("is a link that leads back to itself.", "Name the file itself."),
        errno.ENXIO: ("is a device or a pipe, not a file.", "Save the data to a file first."),
        errno.EINVAL: ("is not a file name.", "Check the path."),
    }
    what, hint = reasons.get(code or 0, ("can't be read.", "Check the disk and the path."))
    if code == errno.ENOENT:
        hint = _nearby(path) or hint
    return InputError(
        f"{str(path)!r} {what}" if code == errno.EINVAL else f"{path} {what}", hint=hint
    )
