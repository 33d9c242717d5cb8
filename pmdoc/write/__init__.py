"""Putting finished files on the disk.

In → Out: paths and bytes in; nothing out, the files are on the disk.
Must not: know what the files are.
"""

from pmdoc.write.atomic import write_atomically
from pmdoc.write.folder import new_folders

__all__ = ["new_folders", "write_atomically"]
