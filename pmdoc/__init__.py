"""Build branded Word and PDF incident reports from one YAML file.

In → Out: an incident file in; report files out, by `build` at once, or by `load`, `compose` and
`render` step by step. `check` returns the problems of a file.
Must not: hold logic, or import what only one step needs.
"""

from pmdoc.runtime.lazy_exports import lazy_exports
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

__getattr__ = lazy_exports(
    __name__,
    {
        "diagnostics.errors": "PmdocError ProblemsFound",
        "diagnostics.problem": "Level Problem",
        "pipeline.build": "BuildResult",
        "pipeline.compose": "ComposedReport",
    },
)
