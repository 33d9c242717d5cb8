"""Open files that an incident refers to, safely.

In → Out: a path as text and the incident's folder in, an open file or its bytes out.
Must not: leave the folder, whether by `..`, by a link, or by a swap between check and use.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pmdoc.diagnostics.errors import AssetError, InputError
from pmdoc.read.file_gate import explain_os_error, real_path, record_input
from pmdoc.read.regular_file import read_open_file

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(\..*)?", re.IGNORECASE)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)
_OUTSIDE = "Copy the file into the incident's folder and give its path from there."


def read_asset(
    path_text: str,
    folder: Path,
    *,
    limit_bytes: int,
    within: Path | None = None,
    expected: str = "",
) -> bytes:
    """Read a file below `folder`, or below `within`, a folder above it.

    Shape: `expected` is the kind of file for hints, such as "a CSV file".

    Raises:
        AssetError: the path leads elsewhere, or the file is missing, unreadable or too large.
    """
    with _open_asset(path_text, folder, within) as descriptor:
        try:
            return read_open_file(descriptor, name=repr(path_text), limit_bytes=limit_bytes)
        except InputError as error:
            hint = f"Put {expected} there." if expected else error.hint
            raise AssetError(error.message, hint=hint) from None


@contextmanager
def _open_asset(path_text: str, folder: Path, within: Path | None) -> Iterator[int]:
    _check_text(path_text)
    root = real_path(within or folder)
    parts = _parts_inside(path_text, folder, root)
    try:
        descriptor = _open_below(root, parts)
    except OSError as error:
        raise _explain(path_text, error) from None
    record_input(root.joinpath(*parts))
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _check_text(path_text: str) -> None:
    """Refuse anything that is not a plain relative path on every operating system."""
    shown = repr(path_text)
    if not path_text.strip():
        raise AssetError("The path is empty.", hint="Name a file beside the incident.")
    if not path_text.isprintable():
        raise AssetError(f"The path {shown} contains control characters.", hint="Delete them.")
    if _SCHEME.match(path_text):
        raise AssetError(f"{shown} is an address or a drive, not a path.", hint=_OUTSIDE)
    if "\\" in path_text:
        raise AssetError(f"The path {shown} contains a backslash.", hint="Use / between folders.")
    if path_text.startswith(("/", "~")):
        raise AssetError(f"The path {shown} leads out of the incident's folder.", hint=_OUTSIDE)
    if any(_DEVICE.fullmatch(part.rstrip(" .")) for part in PurePosixPath(path_text).parts):
        hint = "Windows reserves this name for a device; rename the file."
        raise AssetError(f"The path {shown} names a device.", hint=hint)


def _parts_inside(path_text: str, folder: Path, root: Path) -> tuple[str, ...]:
    """Resolve links and `..`, and return the parts of the path below the root."""
    start = real_path(folder)
    try:
        real = os.path.realpath(Path(start, path_text), strict=True)
    except OSError as error:
        raise _explain(path_text, error) from None
    if os.path.commonpath([root, real]) != str(root):
        whose = "incident" if root == start else "project"
        message = f"The path {path_text!r} leads out of the {whose}'s folder."
        raise AssetError(message, hint=_OUTSIDE)
    return Path(real).relative_to(root).parts


def _open_below(root: Path, parts: tuple[str, ...]) -> int:
    """Open one folder after the other without following links, so that none can be swapped."""
    if os.open not in os.supports_dir_fd or not parts:
        return os.open(root.joinpath(*parts), _FLAGS | _NO_FOLLOW)
    descriptor = os.open(root, os.O_RDONLY | _FOLDER)
    for index, part in enumerate(parts):
        kind = _FOLDER if index < len(parts) - 1 else 0
        try:
            below = os.open(part, _FLAGS | _NO_FOLLOW | kind, dir_fd=descriptor)
        finally:
            os.close(descriptor)
        descriptor = below
    return descriptor


def _explain(path_text: str, error: OSError) -> AssetError:
    fault, hint = explain_os_error(error)
    return AssetError(f"The file {path_text!r} {fault}", hint=hint)
