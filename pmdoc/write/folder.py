"""Folders for what is about to be written.

In → Out: a folder's path in; nothing out, the folder is there.
Must not: touch what is there already.
"""

from __future__ import annotations

from pathlib import Path

from pmdoc.errors import InputError


def make_folder(folder: Path) -> None:
    """Make the folder of a report, once there is something to put into it.

    Raises:
        InputError: it can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {folder} can't be made: {error.strerror}."
        raise InputError(message, hint="Name another with -o.") from None
