"""Run pmdoc as `python -m pmdoc`.

In → Out: the command line in, an exit code out.
Must not: do anything that the `pmdoc` command does not, such as import what lies beside the input.
"""

import sys

if not sys.flags.safe_path:
    # Python has put the working folder first, where a module could lie that nobody asked for.
    del sys.path[0]

from pmdoc.cli import main

if __name__ == "__main__":
    main()
