"""Create the folders for new files.

In → Out: paths of folders in, folders on the disk out.
Must not: change existing folders, or leave a folder behind for files that were not written.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pmdoc.diagnostics.errors import InputError


@contextmanager
def new_folders(folders: Iterable[Path]) -> Iterator[None]:
    """Create missing folders; remove the new ones if the block raises.

    Raises:
        InputError: a folder can't be created.
    """
    created: list[Path] = []
    try:
        for folder in folders:
            _create(folder, created)
        yield
    except BaseException:
        for folder in reversed(created):
            with suppress(OSError):  # another process may have put files there
                folder.rmdir()
        raise


def _create(folder: Path, created: list[Path]) -> None:
    try:
        for path in reversed([folder, *folder.parents]):
            if not os.path.lexists(path):
                with suppress(FileExistsError):  # another process was faster
                    path.mkdir()
                    created.append(path)
        if not folder.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    except OSError as error:
        message = f"The folder {folder} can't be created: {error.strerror}."
        raise InputError(message, hint="Name another with -o.") from None
