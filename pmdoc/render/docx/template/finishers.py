"""Apply the finishers of installed packages to a Word file, with python-docx.

In → Out: the bytes of a .docx and the report's `Document` in, the bytes of the finished .docx out.
Must not: load python-docx unless a finisher is installed, or let a clock into the file.

A package declares a function under the entry point group `pmdoc.docx`:

    def finish(document: docx.document.Document, report: pmdoc.model.document.Document) -> None:
        document.core_properties.category = "Incident report"

All finishers are applied in the order of their names, each to what the one before it left.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from pmdoc.diagnostics.errors import RenderError
from pmdoc.render.docx.ooxml.zip import write_archive
from pmdoc.runtime.entry_points import find_entry_points, package_name

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from pmdoc.model.document import Document

GROUP = "pmdoc.docx"
_CONTENT_TYPES = "[Content_Types].xml"


def apply_finishers(data: bytes, report: Document) -> bytes:
    """Return the file after all installed finishers; the same bytes where there is none.

    Raises:
        RenderError: a finisher can't be loaded or fails, or its result can't be saved.
    """
    entries = find_entry_points(GROUP)
    if not entries:
        return data
    import docx  # noqa: PLC0415 -- takes as long as writing a short report

    document = docx.Document(io.BytesIO(data))
    package = ""
    try:
        for entry in entries:
            package = package_name(entry)
            entry.load()(document, report)
        return _save(document)
    except Exception as error:  # a finisher may raise anything
        fault = f"{type(error).__name__}: {error}".rstrip(": ")
        raise RenderError(
            f"The package {package} can't finish the Word file: {fault}.",
            hint=f"Update or uninstall {package}, or report the error to its maintainers.",
        ) from error


def _save(document: WordDocument) -> bytes:
    """Save a document with sorted members and fixed dates, so that its bytes repeat."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        names = sorted(archive.namelist(), key=lambda name: (name != _CONTENT_TYPES, name))
        return write_archive((name, archive.read(name)) for name in names)
