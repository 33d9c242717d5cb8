"""Extract the files that a report was made from out of a PDF/A-3.

In → Out: a PDF's bytes in, the files inside it out; files and a folder in, new files out.
Must not: write outside the folder, replace an existing file, or return a file whose digest does
not match the one in the PDF.
Source: ISO 32000-1, 7.11.4; https://cwe.mitre.org/data/definitions/22.html (path traversal).

The PDF is untrusted: no name in it is used before it has been checked.
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
from pmdoc.runtime import limits
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
"""Raised by pypdf, besides its own errors, for malformed or unsupported files."""
_HEAD_BYTES = 1024  # A PDF's header must be within these bytes. Source: ISO 32000-1, annex H.3.
_DIGEST = re.compile(r"SHA-256 ([0-9a-f]{64})")
_PART = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|]{1,200}")
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\..*)?", re.IGNORECASE)


class Extracted(Struct, frozen=True, kw_only=True):
    """A file from inside a report. Shape: `parts` are its folders and its name."""

    parts: tuple[str, ...]
    data: bytes


def read_embedded(data: bytes, name: str = "The file") -> tuple[Extracted, ...]:
    """Read the files inside a PDF, in their order there; `name` is its name in messages.

    Raises:
        MissingExtra: pypdf is not installed.
        InputError: it is not a PDF, has no embedded files, a name is unsafe, or a file does not
            match its digest.
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
        raise InputError(f"{name} is not a PDF.", hint=hint)
    # pypdf logs warnings, which would be mixed with our messages; errors are raised anyway.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        found = tuple(_files(PdfReader(BytesIO(data))))
    except (PyPdfError, DependencyError, *_BROKEN):
        hint = "Use the file as written by pmdoc."
        raise InputError(f"{name} is encrypted or damaged.", hint=hint) from None
    if not found:
        hint = "Only reports built with --pdf-standard a-3a contain their source files."
        raise InputError(f"{name} contains no files.", hint=hint)
    names = [tuple(part.casefold() for part in one.parts) for one in found]
    if len(set(names)) < len(names):
        raise InputError("The PDF contains two files of the same name.", hint="Do not trust it.")
    return found


def _files(reader: PdfReader) -> Iterator[Extracted]:
    """Yield the files associated with the document as a whole."""
    specifications: Any = reader.root_object.get("/AF", ())
    specifications = getattr(specifications, "get_object", lambda: specifications)()
    size = 0
    for index, reference in enumerate(specifications):
        specification = reference.get_object()
        name = str(specification.get("/UF") or specification["/F"])
        stream = specification["/EF"]["/F"].get_object()
        content = bytes(stream.get_data())
        size += len(content)
        if size > limits.EXTRACTED_BYTES or index >= limits.EXTRACTED_FILES:
            megabytes = limits.EXTRACTED_BYTES // 1_000_000
            raise InputError(
                f"The PDF contains more than {limits.EXTRACTED_FILES} files or {megabytes} MB.",
                hint="Reports are never that large: do not trust the file.",
            )
        _verify(name, content, str(specification.get("/Desc", "")))
        yield Extracted(parts=_parts(name), data=content)


def _verify(name: str, content: bytes, description: str) -> None:
    digest = _DIGEST.fullmatch(description)
    if digest is None or digest[1] != hashlib.sha256(content).hexdigest():
        message = f"The file {name!r} in the PDF does not match its digest."
        raise InputError(message, hint="The PDF was changed, or was not made by pmdoc.")


def _parts(name: str) -> tuple[str, ...]:
    """Split a name, and refuse one that could lead out of the folder on any operating system."""
    parts = tuple(name.split("/"))
    for part in parts:
        is_plain = _PART.fullmatch(part) and part.strip(" .") == part.strip()
        if not is_plain or part in {".", ".."} or part != part.strip() or _DEVICE.fullmatch(part):
            message = f"The name {name!r} in the PDF is not safe."
            raise InputError(message, hint="Do not trust the file.")
    return parts


def write_new(files: Sequence[Extracted], folder: Path) -> tuple[Path, ...]:
    """Write files below a folder, which is created if necessary; write all or none.

    Raises:
        InputError: a file exists already, a folder is a link, or a file can't be written.
    """
    targets = [folder.joinpath(*one.parts) for one in files]
    for target in targets:
        if os.path.lexists(target):
            raise InputError(f"{target} exists already.", hint="Name another folder with -o.")
    for one in files:
        _refuse_links(folder, one.parts[:-1])
    with new_folders([folder, *dict.fromkeys(target.parent for target in targets)]):
        write_atomically({t: one.data for t, one in zip(targets, files, strict=True)})
    return tuple(targets)


def _refuse_links(folder: Path, parts: Sequence[str]) -> None:
    """Refuse existing subfolders that are links, as these may lead elsewhere."""
    for part in parts:
        folder = folder / part
        if folder.is_symlink():
            raise InputError(f"{folder} is a link.", hint="Name another folder with -o.")
