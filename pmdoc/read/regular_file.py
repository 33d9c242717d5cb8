"""Read files without hanging on devices and pipes.

In → Out: a path and a size limit in, the file's bytes out.
Must not: read devices, pipes or folders, or more bytes than the limit.
"""

from __future__ import annotations

import difflib
import os
import stat
from pathlib import Path

from pmdoc.diagnostics.errors import InputError
from pmdoc.read.file_gate import input_error, record_input
from pmdoc.read.yaml_names import is_yaml_name

# Without O_NONBLOCK, opening a pipe that nobody writes to would block forever.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_regular_file(path: Path, *, limit_bytes: int) -> bytes:
    """Read a file's bytes.

    Raises:
        InputError: it does not exist, is not a regular file, can't be read, or is larger than
            `limit_bytes`.
    """
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError) as error:
        unreadable = input_error(path, error)
        if isinstance(error, FileNotFoundError):
            unreadable.hint = _suggest_neighbour(path) or unreadable.hint
        raise unreadable from None
    record_input(path)
    try:
        return read_open_file(descriptor, name=str(path), limit_bytes=limit_bytes)
    finally:
        os.close(descriptor)


def read_open_file(descriptor: int, *, name: str, limit_bytes: int) -> bytes:
    """Read an open file's bytes; `name` is its name in messages.

    Raises:
        InputError: it is not a regular file, can't be read, or is larger than `limit_bytes`.
    """
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        raise InputError(f"{name} is a folder.", hint="Name a file inside it.")
    if not stat.S_ISREG(mode):
        raise InputError(
            f"{name} is a device or a pipe, not a file.", hint="Save the data to a file first."
        )
    chunks: list[bytes] = []
    size = 0
    try:
        while size <= limit_bytes and (chunk := os.read(descriptor, 1 << 20)):
            chunks.append(chunk)
            size += len(chunk)
    except OSError as error:
        raise input_error(name, error) from None
    if size > limit_bytes:
        raise InputError(
            f"{name} is larger than {limit_bytes // 1_000_000} MB.",
            hint="Move raw data such as logs into a separate file and refer to it.",
        )
    return b"".join(chunks)


def _suggest_neighbour(path: Path) -> str:
    """Suggest a file with a similar name in the folder; for a YAML name, only YAML files."""
    is_yaml = not path.suffix or is_yaml_name(path)
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in entries if not is_yaml or is_yaml_name(entry.name)]
    except (OSError, ValueError):
        return ""
    near = difflib.get_close_matches(path.name, sorted(names)[:1000], n=1, cutoff=0.7)
    return f"Did you mean {path.with_name(near[0])}?" if near else ""
