"""Recognize YAML files by their names.

In → Out: a path or name in; whether it has the suffix of a YAML file out.
Must not: open files, or load a parser: the command line and shell completion use it too.
"""

from __future__ import annotations

from pathlib import PurePath

_SUFFIXES = frozenset((".yaml", ".yml"))


def is_yaml_name(path: PurePath | str) -> bool:
    """Return whether a name ends in `.yaml` or `.yml`, in upper or lower case."""
    return PurePath(path).suffix.lower() in _SUFFIXES
