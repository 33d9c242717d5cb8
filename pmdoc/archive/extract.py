"""Getting back what a report was made from, out of a PDF/A-3 that holds it.

In → Out: a PDF's bytes in, the files inside it out; files and a folder in, new files out.
Must not: write outside the folder, replace a file that is there, or give out a file whose digest
is not what the report says.
Source: ISO 32000-1, 7.11.4; https://cwe.mitre.org/data/definitions/22.html (names that lead away).

A PDF may come from anybody: its names are only words until they are proved harmless.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pmdoc.diagnostics.errors import InputError, MissingExtra
from pmdoc.write import new_folders, write_atomically

if TYPE_CHECKING:
    from pypdf import PdfReader

_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pypdf says of a file that is not built as it expects, or in a way that it does not know."""
LIMIT_BYTES = 100_000_000
LIMIT_FILES = 1_000
_HEAD_BYTES = 1024
"""Readers look for a PDF's first line in so many bytes. Source: ISO 32000-1, annex H.3."""
_DIGEST = re.compile(r"SHA-256 ([0-9a-f]{64})")
_PART = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|]{1,200}")
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\..*)?", re.IGNORECASE)


class Extracted(Struct, frozen=True, kw_only=True):
    """A file that travelled inside a report. Shape: `parts` are its folders and its name."""

    parts: tuple[str, ...]
    data: bytes


def read_embedded(data: bytes, name: str = "The file") -> tuple[Extracted, ...]:
    """Read the files inside a PDF, in the order in which it names them; messages call it `name`.

    Raises:
        MissingExtra: the package that reads PDF files is not installed.
        InputError: this is no PDF, it holds no files, a name leads elsewhere, or a file is not
            what it was.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415 -- an extra
        from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415 -- likewise
    except ModuleNotFoundError as error:
        raise MissingExtra(
            "Reading PDF files needs the package 'pypdf', which is not installed.",
            hint="Run: pip install 'pmdoc[extract]'",
        ) from error
    from io import BytesIO  # noqa: PLC0415 -- beside its only use

    if b"%PDF-" not in data[:_HEAD_BYTES]:
        hint = "Name a PDF made by pmdoc with --pdf-standard a-3a."
        raise InputError(f"{name} is no PDF.", hint=hint)
    # What pypdf remarks on the way is no line of ours; what matters is in the exception.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        found = tuple(_files(PdfReader(BytesIO(data))))
    except (PyPdfError, DependencyError, *_BROKEN):
        raise InputError(
            f"{name} is locked or damaged.", hint="Take the file as pmdoc wrote it."
        ) from None
    if not found:
        raise InputError(
            f"{name} holds no files.",
            hint="Only reports built with --pdf-standard a-3a hold what they were made from.",
        )
    names = [tuple(part.casefold() for part in one.parts) for one in found]
    if len(set(names)) < len(names):
        raise InputError("The PDF holds two files of one name.", hint="Do not trust it.")
    return found


def _files(reader: PdfReader) -> Iterator[Extracted]:
    """Yield the associated files of the whole document."""
    specifications: Any = reader.root_object.get("/AF", ())
    specifications = getattr(specifications, "get_object", lambda: specifications)()
    size = 0
    for at, reference in enumerate(specifications):
        specification = reference.get_object()
        name = str(specification.get("/UF") or specification["/F"])
        stream = specification["/EF"]["/F"].get_object()
        content = bytes(stream.get_data())
        size += len(content)
        if size > LIMIT_BYTES or at >= LIMIT_FILES:
            raise InputError(
                f"The PDF holds more than {LIMIT_FILES} files or {LIMIT_BYTES // 1_000_000} MB.",
                hint="Reports hold less; do not trust it.",
            )
        _prove(name, content, str(specification.get("/Desc", "")))
        yield Extracted(parts=_parts(name), data=content)


def _prove(name: str, content: bytes, description: str) -> None:
    """Compare a file with the digest that the report gives for it."""
    digest = _DIGEST.fullmatch(description)
    if digest is None or digest[1] != hashlib.sha256(content).hexdigest():
        raise InputError(
            f"The file {name!r} in the PDF is not what the report was made from.",
            hint="The PDF was changed, or another program made it.",
        )


def _parts(name: str) -> tuple[str, ...]:
    """Take a name apart and refuse one that could lead out of a folder, on any system."""
    parts = tuple(name.split("/"))
    for part in parts:
        is_plain = _PART.fullmatch(part) and part.strip(" .") == part.strip()
        if not is_plain or part in {".", ".."} or part != part.strip() or _DEVICE.fullmatch(part):
            raise InputError(
                f"The name {name!r} in the PDF is not safe.", hint="Do not trust the file."
            )
    return parts


def write_new(files: Sequence[Extracted], folder: Path) -> tuple[Path, ...]:
    """Write files below a folder, which is made if need be; all of them are new, or none.

    Raises:
        InputError: one is there already, a link stands in the way, or it can't be written.
    """
    targets = [folder.joinpath(*one.parts) for one in files]
    for target in targets:
        if os.path.lexists(target):
            raise InputError(f"{target} is there already.", hint="Name another folder with -o.")
    for one in files:
        _refuse_links(folder, one.parts[:-1])
    with new_folders([folder, *dict.fromkeys(target.parent for target in targets)]):
        write_atomically({t: one.data for t, one in zip(targets, files, strict=True)})
    return tuple(targets)


def _refuse_links(folder: Path, parts: Sequence[str]) -> None:
    """Look at the folders below a folder, one in the other; a link leads elsewhere."""
    for part in parts:
        folder = folder / part
        if folder.is_symlink():
            raise InputError(
                f"{folder} is a link to another place.", hint="Name another folder with -o."
            )
