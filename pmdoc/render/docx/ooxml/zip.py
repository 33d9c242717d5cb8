"""Write archives whose bytes repeat: Word files, and the workbooks inside them.

In → Out: members by name in, the bytes of a ZIP file out.
Must not: take anything from the clock or the machine.
Source: ECMA-376 part 2, annex C (ZIP), PKWARE APPNOTE 4.4 (attributes).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP file can hold; a real one would change with every build."""
_ARCHIVE_BIT = 0x20
"""DOS's attribute of an ordinary file; `zipfile` replaces a zero by Unix permissions."""
_TEXT_LEVEL, _FONT_LEVEL = 6, 1
_COMPRESSED = (".png", ".jpg", ".gif", ".xlsx")


def write_archive(members: Iterable[tuple[str, bytes | str]]) -> bytes:
    """Return an archive with the members in the given order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = 0
            member.external_attr = _ARCHIVE_BIT
            level = _FONT_LEVEL if name.endswith(".odttf") else _TEXT_LEVEL
            method = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
            archive.writestr(member, data, compress_type=method, compresslevel=level)
    return buffer.getvalue()
