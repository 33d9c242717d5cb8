"""Run pmdoc as `python -m pmdoc`.

In → Out: the command line in, an exit code out.
Must not: import a module from the working folder, which `python -m` puts on the path.
"""

import sys

if not sys.flags.safe_path:
    del sys.path[0]  # the working folder

from pmdoc.cli import main

if __name__ == "__main__":
    main()
