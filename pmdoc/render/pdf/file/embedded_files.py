"""Embed a report's sources in the PDF, for archives.

In → Out: files in, their objects and the catalogue's entries out.
Must not: decide what is embedded, or write a path of the user's machine.
Source: ISO 32000-1, 7.11.4 (embedded files); ISO 19005-3, 6.8 and annex E (associated files).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from pmdoc.render.pdf.file.metadata import pdf_date, pdf_name
from pmdoc.render.pdf.file.objects import PdfFile, stream
from pmdoc.render.pdf.file.structure import text_string
from pmdoc.render.renderer_protocol import EmbeddedFile


def embed_files(file: PdfFile, files: Sequence[EmbeddedFile], modified: datetime) -> str:
    """Add files and return their entries in the catalogue; an empty string for no files."""
    if not files:
        return ""
    names = [f"Embedded {index}" for index in range(len(files))]
    for name, embedded in zip(names, files, strict=True):
        _add(file, name, embedded, modified)
    references = [file.ref(name) for name in names]
    # the keys of a name tree are sorted byte by byte
    keys = sorted(
        (embedded.name.encode("utf-16-be", "replace"), embedded.name, reference)
        for embedded, reference in zip(files, references, strict=True)
    )
    tree = "".join(f"<feff{key.hex()}>{reference} " for key, _, reference in keys)
    return f"/AF[{' '.join(references)}]/Names<</EmbeddedFiles<</Names[{tree}]>>>>"


def _add(file: PdfFile, name: str, embedded: EmbeddedFile, modified: datetime) -> None:
    # PDF demands MD5 here
    checksum = hashlib.md5(embedded.data, usedforsecurity=False).hexdigest()
    entries = (
        f"/Type/EmbeddedFile/Subtype/{pdf_name(embedded.media_type)}/Params<<"
        f"/Size {len(embedded.data)}/ModDate({pdf_date(modified)})/CheckSum<{checksum}>>>"
    )
    file.add(f"{name} data", lambda: stream(embedded.data, entries))
    file.add(
        name,
        lambda: (
            f"<</Type/Filespec/F{text_string(embedded.name)}/UF{text_string(embedded.name)}"
            f"/Desc{text_string(f'SHA-256 {embedded.sha256}')}"
            f"/AFRelationship/{embedded.relationship.value}"
            f"/EF<</F {file.ref(f'{name} data')}/UF {file.ref(f'{name} data')}>>>>"
        ),
    )
