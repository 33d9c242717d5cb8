"""Folders for what is about to be written.

In → Out: paths of folders in; nothing out, the folders are there.
Must not: touch what is there already, or leave a folder behind for files that were not written.
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
    """Make folders for what is written in the block; if that fails, those that are new go again.

    Raises:
        InputError: one can't be made.
    """
    made: list[Path] = []
    try:
        for folder in folders:
            _make(folder, made)
        yield
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):  # somebody else has put something there, which stays
                folder.rmdir()
        raise


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those that it is in, and note each."""
    try:
        for step in reversed([folder, *folder.parents]):
            if not os.path.lexists(step):
                with suppress(FileExistsError):  # another process was faster
                    step.mkdir()
                    made.append(step)
        if not folder.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    except OSError as error:
        message = f"The folder {folder} can't be made: {error.strerror}."
        raise InputError(message, hint="Name another with -o.") from None
