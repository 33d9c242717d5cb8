"""Putting finished files on the disk.

In → Out: paths and bytes in; nothing out, the files are on the disk.
Must not: know what the files are.
"""

from pmdoc.write.atomic import write_atomically
from pmdoc.write.folder import make_folder

__all__ = ["make_folder", "write_atomically"]
