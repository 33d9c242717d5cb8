"""Files inside the file: what a report was made from, for an archive.

In → Out: embedded files in, their objects and the catalogue's entries out.
Must not: decide what is embedded, or say where a file lay.
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
    """Add files and return the catalogue's entries for them; nothing for no files."""
    if not files:
        return ""
    names = [f"Embedded {at}" for at in range(len(files))]
    for name, one in zip(names, files, strict=True):
        _add(file, name, one, modified)
    references = [file.ref(name) for name in names]
    # a name tree is sorted by its keys, which are compared byte by byte
    keys = sorted(
        (one.name.encode("utf-16-be", "replace"), one.name, reference)
        for one, reference in zip(files, references, strict=True)
    )
    tree = "".join(f"<feff{key.hex()}>{reference} " for key, _, reference in keys)
    return f"/AF[{' '.join(references)}]/Names<</EmbeddedFiles<</Names[{tree}]>>>>"


def _add(file: PdfFile, name: str, one: EmbeddedFile, modified: datetime) -> None:
    checksum = hashlib.md5(one.data, usedforsecurity=False).hexdigest()  # what the format asks for
    entries = (
        f"/Type/EmbeddedFile/Subtype/{pdf_name(one.media_type)}/Params<</Size {len(one.data)}"
        f"/ModDate({pdf_date(modified)})/CheckSum<{checksum}>>>"
    )
    file.add(f"{name} data", lambda: stream(one.data, entries))
    file.add(
        name,
        lambda: (
            f"<</Type/Filespec/F{text_string(one.name)}/UF{text_string(one.name)}"
            f"/Desc{text_string(f'SHA-256 {one.sha256}')}"
            f"/AFRelationship/{one.relationship.value}"
            f"/EF<</F {file.ref(f'{name} data')}/UF {file.ref(f'{name} data')}>>>>"
        ),
    )
