"""Archives that are the same whenever they are written: Word files, and the workbooks inside them.

In → Out: members by name in, the bytes of a ZIP file out.
Must not: date a member, or take anything from the machine.
Source: ECMA-376 part 2, annex C (ZIP); PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16 and 4.4 (records).

Python's own writer deflates each member while everything else waits; zlib itself needs no
interpreter, so that large members are deflated beside what is written meanwhile.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from threading import Thread

_VERSION = 20
"""What a reader must know: deflated members."""
_STORED, _DEFLATED = 0, 8
_NAMED_IN_UTF_8 = 0x0800
_FIRST_DAY = 0x0021
"""1 January 1980, the earliest date there is; a real one would change with every build."""
_ARCHIVE_BIT = 0x20
"""An ordinary file, as DOS says it."""
_LEVELS = {"gif": 0, "jpg": 0, "odttf": 1, "png": 0, "xlsx": 0}
"""How hard zlib tries by what a member is; 0 stores what is packed already."""
_USUAL_LEVEL = 6
_RAW = -15
_MANY = 65536
"""Bytes. What is fewer is deflated sooner than a thread has begun."""
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


class Content:
    """The bytes of a member. If they are many, they are deflated from now on, and only once."""

    def __init__(self, data: bytes, suffix: str = "xml") -> None:
        self.data = data
        self._level = _LEVELS.get(suffix, _USUAL_LEVEL)
        self._deflated = b""
        self._thread: Thread | None = None
        if self.is_deflated and len(data) >= _MANY:
            self._thread = Thread(target=self._deflate)
            self._thread.start()

    @property
    def is_deflated(self) -> bool:
        """Whether an archive holds the bytes in another form."""
        return self._level > 0

    @property
    def packed(self) -> bytes:
        """The bytes as they stand in an archive."""
        if not self.is_deflated:
            return self.data
        if self._thread is not None:
            self._thread.join()
        if not self._deflated:
            self._deflate()
        return self._deflated

    def _deflate(self) -> None:
        self._deflated = zlib.compress(self.data, self._level, _RAW)


def write_archive(members: Iterable[tuple[str, Content]]) -> bytes:
    """Return an archive of members, in the order in which they are given."""
    local: list[bytes] = []
    central: list[bytes] = []
    at = 0
    for name, content in members:
        data, encoded = content.packed, name.encode()
        known = (
            0 if name.isascii() else _NAMED_IN_UTF_8,
            _DEFLATED if content.is_deflated else _STORED,
            0,
            _FIRST_DAY,
            zlib.crc32(content.data),
            len(data),
            len(content.data),
            len(encoded),
        )
        local += (_LOCAL.pack(b"PK\3\4", _VERSION, *known, 0), encoded, data)
        where = (0, 0, 0, 0, _ARCHIVE_BIT, at)
        central += (_CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *known, *where), encoded)
        at += _LOCAL.size + len(encoded) + len(data)
    listed, count = b"".join(central), len(central) // 2
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), at, 0)
    return b"".join((*local, listed, end))
