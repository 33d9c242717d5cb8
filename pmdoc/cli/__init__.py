"""The command line.

In → Out: arguments in; results on stdout, messages on stderr, an exit code out.
Must not: hold logic, or import the pipeline before `main` is called.
"""

from pmdoc.cli.start import main

__all__ = ["main"]
