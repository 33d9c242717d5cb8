"""The objects of a PDF file: numbered, compressed and cross-referenced.

In → Out: objects by name or number in, the bytes of one PDF out.
Must not: read the clock, or write a second revision.
Source: ISO 32000-1, 7.5 (file structure, object and cross-reference streams).

The many small objects of the structure tree go into object streams as they arrive, so that the
elements of a long table are never in memory all at once.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, count
from struct import Struct, pack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

_OBJECTS_PER_STREAM = 200
_LEVEL = 6
_FAST_LEVEL = 4
"""Compression level for numerous streams: a tenth larger than level 6, in half the time."""
_STREAMS_WITHOUT_THREAD = 40
"""Up to so many streams, a thread costs more time than it saves."""
_ENTRY = Struct(">BIH")
"""An entry of the cross-reference stream. Source: ISO 32000-1, 7.5.8.3."""


def stream(
    content: bytes, entries: str = "", *, is_packed: bool = True, level: int = _LEVEL
) -> bytes:
    """Return a stream object. Shape: `entries` are further entries of its dictionary."""
    if is_packed:
        content = zlib.compress(content, level)
        entries += "/Filter/FlateDecode"
    head = f"<<{entries}/Length {len(content)}>>stream\n".encode("latin-1")
    return head + content + b"\nendstream"


class PdfFile:
    """The objects of one file, each with a number and most with a name.

    A named object is written at the end, from a function; a small one is written when it is put.
    """

    def __init__(self) -> None:
        self.allocate: Callable[[], int] = count(1).__next__
        """Return the number of a new object, whose body is then passed to `put`."""
        self._numbers: dict[str, int] = {}
        self._bodies: dict[int, Callable[[], str | bytes]] = {}
        self._small_numbers: list[int] = []
        self._small_bodies: list[str] = []
        self._object_streams: list[tuple[list[int], Callable[[], bytes]]] = []
        self._stream_count = 0
        self._thread: Executor | None = None

    def number(self, name: str) -> int:
        if name not in self._numbers:
            self._numbers[name] = self.allocate()
        return self._numbers[name]

    def ref(self, name: str) -> str:
        return f"{self.number(name)} 0 R"

    def has(self, name: str) -> bool:
        return self._numbers.get(name) in self._bodies

    def add(self, name: str, write: Callable[[], str | bytes]) -> int:
        """Add an object and return its number. `write` is called when the file is written."""
        number = self.number(name)
        self._bodies[number] = write
        return number

    def compress(self, content: bytes, entries: str = "") -> Callable[[], bytes]:
        """Compress one of many streams, in a thread if there are many.

        Return a function that returns the stream object, which is the same either way.
        """
        self._stream_count += 1
        if self._stream_count <= _STREAMS_WITHOUT_THREAD:
            compressed = stream(content, entries, level=_FAST_LEVEL)
            return lambda: compressed
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 -- long files only

            self._thread = ThreadPoolExecutor(1)
        return self._thread.submit(stream, content, entries, level=_FAST_LEVEL).result

    def put(self, number: int, body: str) -> None:
        """Add the body of a small object, for an object stream. It must not be a stream itself."""
        self.put_all((number,), (f"{body}\n",))

    def put_all(self, numbers: Iterable[int], bodies: Iterable[str]) -> None:
        """Add the bodies of small objects. Shape: each ends with a newline."""
        self._small_numbers += numbers
        self._small_bodies += bodies
        while len(self._small_numbers) >= _OBJECTS_PER_STREAM:
            self._close_object_stream()

    def _close_object_stream(self) -> None:
        """Move the first small objects to an object stream, which begins with their index."""
        numbers, bodies = (
            self._small_numbers[:_OBJECTS_PER_STREAM],
            self._small_bodies[:_OBJECTS_PER_STREAM],
        )
        del self._small_numbers[:_OBJECTS_PER_STREAM], self._small_bodies[:_OBJECTS_PER_STREAM]
        offsets = accumulate(map(len, bodies), initial=0)
        index = ("%d %d " * len(numbers)) % tuple(
            chain.from_iterable(zip(numbers, offsets, strict=False))  # the last offset is the end
        )
        content = (index + "".join(bodies)).encode("latin-1")
        entries = f"/Type/ObjStm/N {len(numbers)}/First {len(index)}"
        self._object_streams.append((numbers, self.compress(content, entries)))

    def write(self, *, root: str, info: str) -> bytes:
        """Return the file. Shape: `root` and `info` name the catalogue and information objects."""
        out = _Output()
        for number in sorted(self._bodies):
            body = self._bodies[number]()
            out.add(number, body if isinstance(body, bytes) else body.encode("latin-1"))
        if self._small_numbers:
            self._close_object_stream()
        for numbers, compressed in self._object_streams:
            number = self.allocate()
            out.add(number, compressed())
            out.add_contained(numbers, number)
        if self._thread is not None:
            self._thread.shutdown()
        trailer = f"/Root {self.ref(root)}" + (f"/Info {self.ref(info)}" if info else "")
        return out.finish(self.allocate(), trailer)


class _Output:
    """The bytes written so far, and the cross-reference entry of each object."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._entries: dict[int, bytes] = {0: _ENTRY.pack(0, 0, 65535)}
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def _put(self, data: bytes) -> None:
        self._parts.append(data)
        self._size += len(data)

    def add(self, number: int, body: bytes) -> None:
        self._entries[number] = _ENTRY.pack(1, self._size, 0)
        self._put(b"%d 0 obj\n" % number)
        self._put(body)
        self._put(b"\nendobj\n")

    def add_contained(self, numbers: Sequence[int], stream_number: int) -> None:
        start = pack(">BI", 2, stream_number)
        ends = map(pack, [">H"] * len(numbers), range(len(numbers)))
        self._entries.update(zip(numbers, map(start.__add__, ends), strict=True))

    def finish(self, number: int, entries: str) -> bytes:
        self._entries[number] = _ENTRY.pack(1, self._size, 0)
        unused = bytes(_ENTRY.size)  # for a name that was referred to but never added
        table = b"".join([self._entries.get(index, unused) for index in range(number + 1)])
        identity = _digest(self._parts)
        entries = f"/Type/XRef/Size {number + 1}/W[1 4 2]{entries}/ID[<{identity}><{identity}>]"
        start = self._size
        self._put(
            b"%d 0 obj\n" % number + stream(table, entries, level=_FAST_LEVEL) + b"\nendobj\n"
        )
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def _digest(parts: Iterable[bytes]) -> str:
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part)
    return sha.hexdigest()[:32]
