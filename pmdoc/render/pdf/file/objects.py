"""The file around the pages: objects numbered, packed and cross-referenced.

In → Out: objects under names in, the bytes of one PDF out.
Must not: look at a clock, leave an object that nothing uses, or write a second revision.
Source: ISO 32000-1, 7.5 (file structure, object and cross-reference streams).

The many small objects of the structure tree are packed into object streams as they come, so that
a long table's elements never lie in memory all at once.
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

_PACK = 200
"""Objects in one object stream."""
_LEVEL = 6
_QUICK = 4
"""How hard to pack what there is much of: a tenth larger, in half the time."""
_FEW = 40
"""Streams that are not worth a thread."""
_PLACE = Struct(">BIH")


def stream(
    content: bytes, entries: str = "", *, is_packed: bool = True, level: int = _LEVEL
) -> bytes:
    """Write a stream object. Shape: `entries` are further ones of its dictionary."""
    if is_packed:
        content = zlib.compress(content, level)
        entries += "/Filter/FlateDecode"
    head = f"<<{entries}/Length {len(content)}>>stream\n".encode("latin-1")
    return head + content + b"\nendstream"


class PdfFile:
    """The objects of one file, each known by its number, most also by a name."""

    def __init__(self) -> None:
        self.allocate: Callable[[], int] = count(1).__next__
        """Returns a new object's number; `put` writes the object."""
        self._numbers: dict[str, int] = {}
        self._bodies: dict[int, Callable[[], str | bytes]] = {}
        self._small_numbers: list[int] = []
        self._small_bodies: list[str] = []
        self._packs: list[tuple[list[int], Callable[[], bytes]]] = []
        self._packed = 0
        self._thread: Executor | None = None

    def number(self, name: str) -> int:
        """Return the number of the object with a name, which may be added later."""
        if name not in self._numbers:
            self._numbers[name] = self.allocate()
        return self._numbers[name]

    def ref(self, name: str) -> str:
        """Write a reference."""
        return f"{self.number(name)} 0 R"

    def has(self, name: str) -> bool:
        """Say whether an object was added under a name."""
        return self._numbers.get(name) in self._bodies

    def add(self, name: str, write: Callable[[], str | bytes]) -> int:
        """Take an object, to be written when all is known; return its number."""
        number = self.number(name)
        self._bodies[number] = write
        return number

    def pack(self, content: bytes, entries: str = "") -> Callable[[], bytes]:
        """Pack a stream of which there are many; where there are, while the next is made.

        The result gives the stream object, which is the same either way.
        """
        self._packed += 1
        if self._packed <= _FEW:
            packed = stream(content, entries, level=_QUICK)
            return lambda: packed
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 -- long files only

            self._thread = ThreadPoolExecutor(1)
        return self._thread.submit(stream, content, entries, level=_QUICK).result

    def put(self, number: int, body: str) -> None:
        """Take a small object that is ready, to be packed with others. No stream may be one."""
        self.put_all((number,), (f"{body}\n",))

    def put_all(self, numbers: Iterable[int], bodies: Iterable[str]) -> None:
        """Take many small objects. Shape: each body ends with a newline."""
        self._small_numbers += numbers
        self._small_bodies += bodies
        while len(self._small_numbers) >= _PACK:
            self._pack()

    def _pack(self) -> None:
        """Pack the first small objects; each one's number and place stand in front of them all."""
        numbers, bodies = self._small_numbers[:_PACK], self._small_bodies[:_PACK]
        del self._small_numbers[:_PACK], self._small_bodies[:_PACK]
        offsets = accumulate(map(len, bodies), initial=0)
        index = ("%d %d " * len(numbers)) % tuple(
            chain.from_iterable(zip(numbers, offsets, strict=False))  # one more: where they end
        )
        content = (index + "".join(bodies)).encode("latin-1")
        entries = f"/Type/ObjStm/N {len(numbers)}/First {len(index)}"
        self._packs.append((numbers, self.pack(content, entries)))

    def write(self, *, root: str, info: str) -> bytes:
        """Write the whole file. Shape: `root` and `info` name the catalogue and the properties."""
        out = _Output()
        for number in sorted(self._bodies):
            body = self._bodies[number]()
            out.add(number, body if isinstance(body, bytes) else body.encode("latin-1"))
        if self._small_numbers:
            self._pack()
        for numbers, packed in self._packs:
            number = self.allocate()
            out.add(number, packed())
            out.place(numbers, number)
        if self._thread is not None:
            self._thread.shutdown()
        trailer = f"/Root {self.ref(root)}" + (f"/Info {self.ref(info)}" if info else "")
        return out.finish(self.allocate(), trailer)


class _Output:
    """Bytes so far, and where each object stands.

    Shape: a place is an entry of the cross-reference stream (ISO 32000-1, 7.5.8.3).
    """

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._places: dict[int, bytes] = {0: _PLACE.pack(0, 0, 65535)}
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def _put(self, data: bytes) -> None:
        self._parts.append(data)
        self._size += len(data)

    def add(self, number: int, body: bytes) -> None:
        """Write one object."""
        self._places[number] = _PLACE.pack(1, self._size, 0)
        self._put(b"%d 0 obj\n" % number)
        self._put(body)
        self._put(b"\nendobj\n")

    def place(self, numbers: Sequence[int], packed: int) -> None:
        """Note that objects lie in the object stream with the number `packed`."""
        start = pack(">BI", 2, packed)
        ends = map(pack, [">H"] * len(numbers), range(len(numbers)))
        self._places.update(zip(numbers, map(start.__add__, ends), strict=True))

    def finish(self, number: int, entries: str) -> bytes:
        """Write the cross-reference stream, which is the trailer as well."""
        self._places[number] = _PLACE.pack(1, self._size, 0)
        find, unused = self._places.get, bytes(_PLACE.size)  # a name asked for and never added
        table = b"".join([find(at, unused) for at in range(number + 1)])
        identity = _digest(self._parts)
        entries = f"/Type/XRef/Size {number + 1}/W[1 4 2]{entries}/ID[<{identity}><{identity}>]"
        start = self._size
        self._put(b"%d 0 obj\n" % number + stream(table, entries, level=_QUICK) + b"\nendobj\n")
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def _digest(parts: Iterable[bytes]) -> str:
    """Identify a file by its content, so that the same content has the same identity."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part)
    return sha.hexdigest()[:32]
