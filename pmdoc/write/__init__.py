"""Writing of finished files: all files of a build or none.

In → Out: paths and bytes in, files on the disk out.
Must not: know what the files contain.
"""

from pmdoc.write.atomic import write_atomically
from pmdoc.write.folder import new_folders

__all__ = ["new_folders", "write_atomically"]
