"""Locate the data files that pmdoc ships: schemas, styles, layouts, languages.

In → Out: nothing in, paths of folders out.
Must not: read the files, or look outside pmdoc's installation.
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
    """Return the folder with explanations of problems other than those of lint rules."""
    return _PACKAGE / "explanations"


def lint_words_folder() -> Path:
    """Return the folder with the word lists of lint rules."""
    return _PACKAGE / "lint" / "words"


def _shared_folder(name: str) -> Path:
    """Return a folder beside the package in a checkout, or in `_data` in an installed wheel."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
