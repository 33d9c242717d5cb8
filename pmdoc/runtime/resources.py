"""Where the data files are that pmdoc ships: schemas, styles, layouts, languages.

In → Out: a kind of data in, its folder out.
Must not: read the files, or look anywhere else than inside pmdoc's own installation.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def schema_folder() -> Path:
    """Return the folder with the JSON Schemas."""
    return _shared_folder("schema")


def styles_folder() -> Path:
    """Return the folder with the shipped style files and their fonts."""
    return _shared_folder("styles")


def layouts_folder() -> Path:
    """Return the folder with the shipped layout files."""
    return _PACKAGE / "layout" / "layouts"


def languages_folder() -> Path:
    """Return the folder with the shipped language files."""
    return _PACKAGE / "lang" / "languages"


def explanations_folder() -> Path:
    """Return the folder with the explanations of problems that are no rule's."""
    return _PACKAGE / "explanations"


def _shared_folder(name: str) -> Path:
    """Find a top-level folder: inside the wheel it lies in `_data`, in a checkout beside us."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
