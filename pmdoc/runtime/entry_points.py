"""Find plug-ins: the modules of one of our packages, and the entry points of others.

In → Out: a package's name, or an entry point group, in; module names or entry points out.
Must not: import a plug-in, or anything from the folder of the input.
Source: https://packaging.python.org/en/latest/specifications/entry-points/

Importing `importlib.metadata` takes 45 ms, a third of a whole check. So the entry_points.txt files
on the path are searched for the group's name first, which takes 3 ms; `importlib.metadata` is used
only if one of them has it.
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

_METADATA_SUFFIXES = (".dist-info", ".egg-info")


@cache
def module_names(package: str) -> tuple[str, ...]:
    """Return the names of a package's modules and sub-packages, sorted."""
    path = importlib.import_module(package).__path__
    return tuple(sorted(module.name for module in pkgutil.iter_modules(path)))


@cache
def entry_points(group: str) -> tuple[EntryPoint, ...]:
    """Return the entry points of a group in all installed packages, sorted by name."""
    if not any(_folder_has_group(folder, group) for folder in dict.fromkeys(sys.path)):
        return ()
    from importlib import metadata  # noqa: PLC0415 -- see above

    return tuple(sorted(metadata.entry_points(group=group), key=lambda e: (e.name, e.value)))


def _folder_has_group(folder: str, group: str) -> bool:
    """Return whether a package in a folder of the path may have the group."""
    try:
        with os.scandir(folder or ".") as entries:
            packages = [e.path for e in entries if e.name.endswith(_METADATA_SUFFIXES)]
    except FileNotFoundError:
        return False
    except OSError:  # a zip file, which may hold packages; the standard library's does not
        return not folder.endswith(f"python{sys.version_info[0]}{sys.version_info[1]}.zip")
    return any(_package_has_group(package, group) for package in packages)


def _package_has_group(package: str, group: str) -> bool:
    try:
        with open(f"{package}/entry_points.txt", "rb") as file:  # noqa: PTH123 -- faster than Path
            return group.encode() in file.read()
    except OSError:
        return False
