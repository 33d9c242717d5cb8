"""pmdoc makes branded Word and PDF reports of incidents from one YAML file.

In → Out: an incident file in, report files out, by the steps `load`, `check`, `compose`, `render`.
Must not: hold logic, the steps are those of `api`; or import what only a step needs.
"""

import sys
from types import ModuleType

from pmdoc.api import check, compose, load, render
from pmdoc.version import __version__

__all__ = ["__version__", "check", "compose", "load", "render"]


class _Package(ModuleType):
    """Keeps the steps' names: Python would give two of them to the packages that are called so."""

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, unless it is a step that a package of its name would hide."""
        if name not in __all__ or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
