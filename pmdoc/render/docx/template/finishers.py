"""Apply the finishers of installed packages to a Word file, with python-docx.

In → Out: the bytes of a .docx and the report's `Document` in, the bytes of the finished .docx out.
Must not: load python-docx unless a finisher is installed, or let a clock into the file.

A package declares a function under the entry point group `pmdoc.docx`:

    def finish(document: docx.document.Document, report: pmdoc.model.document.Document) -> None:
        document.core_properties.category = "Incident report"

All finishers are applied in the order of their names, each to what the one before it left.
"""

from __future__ import annotations

import inspect
import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pmdoc.render.docx.ooxml.zip import write_archive
from pmdoc.runtime.entry_points import find_entry_points, package_name
from pmdoc.runtime.plugin_cage import call_plugin, fail_plugin

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from docx.document import Document as WordDocument

    from pmdoc.model.document import Document

GROUP = "pmdoc.docx"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TASK = "finish the Word file"
_CONTENT_TYPES = "[Content_Types].xml"


def apply_finishers(data: bytes, report: Document) -> bytes:
    """Return the file after all installed finishers; the same bytes where there is none.

    Raises:
        PluginError: a finisher can't be loaded or fails, or its result can't be saved.
    """
    entries = find_entry_points(GROUP)
    if not entries:
        return data
    import docx  # noqa: PLC0415 -- takes as long as writing a short report

    document = docx.Document(io.BytesIO(data))
    properties = document.core_properties
    dates = properties.created, properties.modified
    own_comments = set(_comments(document))
    for entry in entries:
        package = package_name(entry)
        result = call_plugin(package, _TASK, _finish, entry, document, report)
        if result is not None:
            if inspect.iscoroutine(result):
                result.close()
            fault = f"it returned {type(result).__name__}; it has to change the document in place"
            fail_plugin(package, _TASK, fault)
    properties.created, properties.modified = dates
    for comment in _comments(document):
        if comment not in own_comments:  # its date is the time at which the finisher ran
            comment.attrib.pop(f"{_W}date", None)
    return call_plugin(package, _TASK, _save, document)


def _finish(entry: EntryPoint, document: WordDocument, report: Document) -> object:
    return entry.load()(document, report)


def _comments(document: WordDocument) -> Iterator[Any]:
    for part in document.part.package.iter_parts():
        if part.partname == "/word/comments.xml":
            yield from getattr(part, "element", ())


def _save(document: WordDocument) -> bytes:
    """Save a document with sorted members and fixed dates, so that its bytes repeat."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        names = sorted(archive.namelist(), key=lambda name: (name != _CONTENT_TYPES, name))
        return write_archive((name, archive.read(name)) for name in names)
