"""The command line.

In → Out: arguments in; results on stdout, talk on stderr, an exit code out.
Must not: hold logic, it calls the pipeline and words what comes back; or import any of that before
`main` is called.
"""

from pmdoc.cli.start import main

__all__ = ["main"]
