"""pmdoc makes branded Word and PDF reports of incidents from one YAML file.

In → Out: an incident file in, report files out, by the steps `load`, `check`, `compose`, `render`.
Must not: hold logic; the steps are those of `api`.
"""

import pmdoc.compose
import pmdoc.render  # noqa: F401 -- known by now, the two don't take their functions' names later
from pmdoc.api import check, compose, load, render
from pmdoc.version import __version__

__all__ = ["__version__", "check", "compose", "load", "render"]
