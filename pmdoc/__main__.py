"""Run pmdoc as `python -m pmdoc`.

In → Out: the command line in, an exit code out.
Must not: do anything that the `pmdoc` command does not.
"""

from pmdoc.cli import main

main()
