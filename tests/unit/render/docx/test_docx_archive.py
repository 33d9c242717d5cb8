"""The archive writer against Python's own: the same bytes, however many threads deflate them.

In → Out: members in, archives out.
Must not: look at how a member is deflated.
"""

from __future__ import annotations

import io
import zipfile

from pmdoc.render.docx.archive import Content, write_archive

_MEMBERS = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": b"<w:t>Rolled back.</w:t>" * 50_000,
    "word/fonts/font1.odttf": bytes(range(256)) * 1_000,
    "word/media/image1.png": b"\x89PNG" * 50_000,
    "word/empty.xml": b"",
    "word/größe.xml": b"<a/>",
}
_LEVELS = {"odttf": 1, "png": 0}


def _suffix(name: str) -> str:
    return name.rsplit(".", 1)[-1]


def test_an_archive_is_that_of_pythons_own_writer() -> None:
    """A reader meets nothing that it has not met in a million other files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in _MEMBERS.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system, member.external_attr = 0, 0x20
            level = _LEVELS.get(_suffix(name), 6)
            kind = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
            archive.writestr(member, data, compress_type=kind, compresslevel=level)
    contents = [(name, Content(data, _suffix(name))) for name, data in _MEMBERS.items()]
    assert buffer.getvalue() == write_archive(contents)
    assert buffer.getvalue() == write_archive(contents), "contents may go into several archives"
