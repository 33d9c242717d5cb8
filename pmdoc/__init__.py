"""Build branded Word and PDF incident reports from one YAML file.

In → Out: an incident file in; report files out, by `build` at once, or by `load`, `compose` and
`render` step by step. `check` returns the problems of a file.
Must not: hold logic, or import what only one step needs.
"""

from pmdoc.version import __version__

# The first import of a sub-package makes it an attribute of `pmdoc`. So these two come before the
# functions of the same names, which they would replace later on.
__import__("pmdoc.compose")
__import__("pmdoc.render")

from pmdoc.api import build, check, compose, load, render  # noqa: E402 -- see above

TYPE_CHECKING = False  # as in `api`
if TYPE_CHECKING:
    from pmdoc.diagnostics.errors import PmdocError, ProblemsFound
    from pmdoc.diagnostics.problem import Level, Problem
    from pmdoc.pipeline.build import BuildResult
    from pmdoc.pipeline.compose import ComposedReport

__all__ = [
    "BuildResult",
    "ComposedReport",
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
_HOMES = {
    "BuildResult": "pmdoc.pipeline.build",
    "ComposedReport": "pmdoc.pipeline.compose",
    "Level": "pmdoc.diagnostics.problem",
    "PmdocError": "pmdoc.diagnostics.errors",
    "Problem": "pmdoc.diagnostics.problem",
    "ProblemsFound": "pmdoc.diagnostics.errors",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 -- slows down the start of the command

    return getattr(import_module(_HOMES[name]), name)
