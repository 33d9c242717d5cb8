"""Which names are those of YAML files.

In → Out: a path or name in; whether it ends as a YAML file's does out.
Must not: open anything, or load a parser: command lines and completion ask here, too.
"""

from __future__ import annotations

from pathlib import PurePath

_SUFFIXES = frozenset((".yaml", ".yml"))


def is_yaml_name(path: PurePath | str) -> bool:
    """Say whether a file is YAML, by the end of its name, whatever the case."""
    return PurePath(path).suffix.lower() in _SUFFIXES
