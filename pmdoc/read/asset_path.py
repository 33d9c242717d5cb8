"""The one way from a path that an author wrote to an open file in the incident's folder.

In → Out: a path as text and a folder in, an open file out.
Must not: leave the folder, not by `..`, not by a link, not by a swap between check and use.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pmdoc.diagnostics.errors import AssetError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(\..*)?", re.IGNORECASE)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)
_OUTSIDE = "Copy the file into the incident's folder and give its path from there."


@contextmanager
def open_asset(path_text: str, folder: Path, *, within: Path | None = None) -> Iterator[int]:
    """Open a file below `folder` for reading, as a descriptor that is closed at the end.

    With `within`, a folder above it, the path may lead anywhere below that.

    Raises:
        AssetError: the path is not a relative path below the folder, or can't be opened.
    """
    _check_text(path_text)
    root = Path(os.path.realpath(within or folder))
    parts = _parts_inside(path_text, folder, root)
    try:
        descriptor = _open_below(root, parts)
    except OSError as error:
        raise _explain(path_text, error) from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _check_text(path_text: str) -> None:
    """Refuse what is no plain relative path on any system."""
    shown = repr(path_text)
    if not path_text.strip():
        raise AssetError("The path is empty.", hint="Name a file beside the incident.")
    if not path_text.isprintable():
        raise AssetError(f"The path {shown} holds control characters.", hint="Delete them.")
    if _SCHEME.match(path_text):
        raise AssetError(f"{shown} is an address or a drive, not a path.", hint=_OUTSIDE)
    if "\\" in path_text:
        raise AssetError(f"The path {shown} holds a backslash.", hint="Write / between folders.")
    if path_text.startswith(("/", "~")):
        raise AssetError(f"The path {shown} leads out of the incident's folder.", hint=_OUTSIDE)
    if any(_DEVICE.fullmatch(part.rstrip(" .")) for part in PurePosixPath(path_text).parts):
        hint = "Windows keeps this name for a device; rename the file."
        raise AssetError(f"The path {shown} names a device.", hint=hint)


def _parts_inside(path_text: str, folder: Path, root: Path) -> tuple[str, ...]:
    """Follow links and `..`, and give what remains below the root."""
    start = os.path.realpath(folder)
    try:
        real = os.path.realpath(Path(start, path_text), strict=True)
    except OSError as error:
        raise _explain(path_text, error) from None
    if os.path.commonpath([root, real]) != str(root):
        whose = "incident" if str(root) == start else "project"
        message = f"The path {path_text!r} leads out of the {whose}'s folder."
        raise AssetError(message, hint=_OUTSIDE)
    return Path(real).relative_to(root).parts


def _open_below(root: Path, parts: tuple[str, ...]) -> int:
    """Open folder after folder without following links: nobody can swap one in meanwhile."""
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
    """Say in plain words why a file could not be opened."""
    reasons = {
        errno.ENOENT: ("does not exist", "Check the spelling, capitals included."),
        errno.ENOTDIR: ("does not exist", "A part of the path is a file, not a folder."),
        errno.EACCES: ("may not be read", "Ask for permission to read it."),
        errno.EPERM: ("may not be read", "Ask for permission to read it."),
        errno.ENAMETOOLONG: ("is too long for a file name", "Check the path."),
        errno.ELOOP: ("is a link", "Put the file itself there."),
        errno.ENXIO: ("is a device or a pipe", "Put a file there."),
    }
    what, hint = reasons.get(error.errno or 0, ("can't be read", "Check the disk and the path."))
    return AssetError(f"The file {path_text!r} {what}.", hint=hint)
