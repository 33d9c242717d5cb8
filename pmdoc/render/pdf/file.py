"""The file around the pages: objects numbered, packed and cross-referenced.

In → Out: sheets, fonts, images and the structure tree in, the bytes of one PDF out.
Must not: look at a clock, leave an object that nothing uses, or write a second revision.
Source: ISO 32000-1, 7.5 (file structure, object and cross-reference streams).

reportlab keeps the register of objects and writes each one. The many small objects of the
structure tree are written here as text, packed into object streams: one Python object for each
of a long table's cells would cost ten times as much.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Sequence
from struct import pack

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from pmdoc.render.pdf.structure import Structure

_PACK = 200
"""Objects in one object stream."""
_LEVEL = 6


class Raw(pdfdoc.PDFObject):
    """An object written by a function when its turn comes, and all numbers are known."""

    __RefOnly__ = 1

    def __init__(self, write: Callable[[], str | bytes]) -> None:
        self._write = write

    def format(self, document: object) -> bytes:  # noqa: ARG002 - reportlab's signature
        """Write the object's body."""
        body = self._write()
        return body if isinstance(body, bytes) else body.encode("latin-1")


def stream(content: bytes, entries: str = "", *, is_packed: bool = True) -> bytes:
    """Write a stream object. Shape: `entries` are further ones of its dictionary."""
    if is_packed:
        content = zlib.compress(content, _LEVEL)
        entries += "/Filter/FlateDecode"
    head = f"<<{entries}/Length {len(content)}>>stream\n".encode("latin-1")
    return head + content + b"\nendstream"


class PdfFile:
    """The objects of one file."""

    def __init__(self) -> None:
        rl_config.invariant = 1  # no comments with class names, no times
        self._register = pdfdoc.PDFDocument(invariant=1, compression=1, pdfVersion=(1, 7))
        self._register.objectcounter = 0
        for name in list(self._register.idToObject):  # an empty dictionary of standard fonts
            del self._register.idToObject[name]
            del self._register.idToObjectNumberAndVersion[name]
        self._register.numberToId.clear()

    def add(self, name: str, write: Callable[[], str | bytes] | pdfdoc.PDFObject) -> int:
        """Register an object under a name and return its number."""
        body = write if isinstance(write, pdfdoc.PDFObject) else Raw(write)
        self._register.Reference(body, name)  # type: ignore[no-untyped-call]  # reportlab's stubs
        return self.number(name)

    def number(self, name: str) -> int:
        """Return the number of a registered object."""
        return int(self._register.idToObjectNumberAndVersion[name][0])

    def has(self, name: str) -> bool:
        """Say whether a name is registered."""
        return name in self._register.idToObject

    def ref(self, name: str) -> str:
        """Write a reference."""
        return f"{self.number(name)} 0 R"

    def write(
        self, structure: Structure, page_names: Sequence[str], catalog: Callable[[int], str]
    ) -> bytes:
        """Write the whole file. Shape: `catalog` gets the number of the structure tree's root."""
        out = _Output()
        names = self._register.numberToId
        for number in sorted(names):
            body = pdfdoc.format(
                self._register.idToObject[names[number]], self._register, toplevel=1
            )
            out.add(number, body)
        first = len(names) + 1
        objects, root = structure.write(
            first, lambda index: self.number(page_names[index]), self.number
        )
        number = first + len(objects)
        out.add(number, catalog(root).encode("latin-1"))
        out.pack(first, objects, number + 1)
        return out.finish(root=number, info=self.number("Info"))


class _Output:
    """Bytes so far, and where each object stands."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def _put(self, data: bytes) -> None:
        self._parts.append(data)
        self._size += len(data)

    def add(self, number: int, body: bytes) -> None:
        """Write one object."""
        self._places[number] = (1, self._size, 0)
        self._put(b"%d 0 obj\n" % number)
        self._put(body)
        self._put(b"\nendobj\n")

    def pack(self, first: int, objects: Sequence[str], number: int) -> None:
        """Write many small objects into object streams, numbered from `number` on."""
        for start in range(0, len(objects), _PACK):
            some = objects[start : start + _PACK]
            offsets, at = [], 0
            for place, body in enumerate(some):
                offsets.append(f"{first + start + place} {at}")
                self._places[first + start + place] = (2, number, place)
                at += len(body) + 1
            index = " ".join(offsets) + "\n"
            content = (index + "\n".join(some)).encode("latin-1")
            entries = f"/Type/ObjStm/N {len(some)}/First {len(index)}"
            self.add(number, stream(content, entries))
            number += 1

    def finish(self, *, root: int, info: int) -> bytes:
        """Write the cross-reference stream and the trailer's words."""
        number = max(self._places) + 1
        self._places[number] = (1, self._size, 0)
        table = b"".join(pack(">BIH", *self._places[at]) for at in range(number + 1))
        identity = _digest(self._parts)
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{identity}><{identity}>]"
        )
        start = self._size
        self._put(b"%d 0 obj\n" % number + stream(table, entries) + b"\nendobj\n")
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def _digest(parts: Iterable[bytes]) -> str:
    """Identify a file by its content, so that the same content has the same identity."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part)
    return sha.hexdigest()[:32]
