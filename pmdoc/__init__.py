"""pmdoc makes branded Word and PDF reports of incidents from one YAML file.

In → Out: an incident file in, report files out: `build` at once, or `load`, `compose`, `render` one
by one; `check` says what is wrong. What stops a run is a `PmdocError`, what is wrong a `Problem`.
Must not: hold logic, the steps are those of `api`; or import what only a step needs.
"""

import sys
from types import ModuleType

from pmdoc.api import build, check, compose, load, render
from pmdoc.version import __version__

TYPE_CHECKING = False  # as in `api`
if TYPE_CHECKING:
    from pmdoc.diagnostics.errors import PmdocError, ProblemsFound
    from pmdoc.diagnostics.problem import Level, Problem

__all__ = [
    "Level",
    "PmdocError",
    "Problem",
    "ProblemsFound",
    "__version__",
    "build",
    "check",
    "compose",
    "load",
    "render",
]
_LATER = {
    "Level": "pmdoc.diagnostics.problem",
    "PmdocError": "pmdoc.diagnostics.errors",
    "Problem": "pmdoc.diagnostics.problem",
    "ProblemsFound": "pmdoc.diagnostics.errors",
}


def __getattr__(name: str) -> object:
    """Import a class when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- as for the steps

    return getattr(import_module(_LATER[name]), name)


class _Package(ModuleType):
    """Keeps the steps' names: Python would give two of them to the packages that are called so."""

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, unless it is a step that a package of its name would hide."""
        if name not in __all__ or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
