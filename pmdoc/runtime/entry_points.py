"""Find plug-ins: the modules of one of our packages, and the entry points of installed packages.

In → Out: a package's name, or an entry point group, in; module names or entry points out.
Must not: import a plug-in.
Source: https://packaging.python.org/en/latest/specifications/entry-points/

`importlib.metadata` takes 45 ms to load, a third of a whole check. So the files in which packages
declare their entry points are searched for the group's name first: 3 ms, once per process.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_METADATA_FOLDERS = (".dist-info", ".egg-info")


def module_names(package: str) -> tuple[str, ...]:
    """Return the names of a package's modules and sub-packages, sorted."""
    path = importlib.import_module(package).__path__
    return tuple(sorted(module.name for module in pkgutil.iter_modules(path)))


def find_entry_points(group: str) -> list[EntryPoint]:
    """Return the entry points of a group, sorted by name."""
    texts = [_entry_points_text(folder) for folder in dict.fromkeys(sys.path)]
    if not any(text is None or group.encode() in text for text in texts):
        return []
    from importlib.metadata import entry_points  # noqa: PLC0415 -- see above

    return sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value))


def package_name(entry: EntryPoint) -> str:
    """Return the name of the package that declares an entry point."""
    return entry.dist.name if entry.dist is not None else entry.module


@cache
def _entry_points_text(folder: str) -> bytes | None:
    """Return all `entry_points.txt` of a folder on `sys.path`, joined; None if it is an archive."""
    try:
        with os.scandir(folder or ".") as entries:
            names = [entry.path for entry in entries if entry.name.endswith(_METADATA_FOLDERS)]
    except FileNotFoundError:
        return b""
    except OSError:  # an archive may hold packages too, except for the standard library's
        is_library = folder.endswith(f"python{sys.version_info[0]}{sys.version_info[1]}.zip")
        return b"" if is_library else None
    return b"\n".join(map(_read_entry_points, names))


def _read_entry_points(folder: str) -> bytes:
    try:
        with open(f"{folder}/entry_points.txt", "rb") as file:  # noqa: PTH123 -- a hundred paths
            return file.read()
    except OSError:
        return b""
