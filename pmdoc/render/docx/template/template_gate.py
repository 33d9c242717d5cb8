"""Check a template before it is opened, and refuse whatever could run, load or blow up.

In → Out: the bytes of a .docx or .dotx from anywhere in, those of a clean copy out.
Must not: let anything unchecked into the copy.
Source: ECMA-376 part 2, 8 and 9 (parts, relationships), annex C (ZIP); part 1, 11.2 (Word files).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Container

from lxml import etree

from pmdoc.diagnostics.errors import StyleError
from pmdoc.render.docx.template.template_lists import LIST_NUMBERS
from pmdoc.runtime import limits

_ACTIVE_NAMES = re.compile(
    r"vbaProject|vbaData|activeX|embeddings/|\.bin$|\.exe$|\.dll$", re.IGNORECASE
)
_ACTIVE_TYPES = re.compile(rb"macroEnabled|vbaProject|oleObject|activeX", re.IGNORECASE)
_SAFE_LINK = re.compile(r"^(?:https?://|mailto:|#)", re.IGNORECASE)
_CONTENT_TYPES = "[Content_Types].xml"
_STRICT = "http://purl.oclc.org/ooxml/"
"""The namespaces of a Strict Open XML Document begin with it; ours all differ from them."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CLEAN = "Remove it, and save the file as .docx or .dotx."
SAVE_AGAIN = "Save it again from Word."


def clean_template(data: bytes, name: str) -> bytes:
    """Return a copy of a template that is safe to open; `name` is used in messages.

    The copy has no comments, no processing instructions and no relationships to missing parts, and
    its main part is a document, even if that of the original is a template.

    Raises:
        StyleError: the template contains something that no report may carry.
        Exception: it is not a ZIP file, or a damaged one; see `zipfile`.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_members(archive.infolist(), name)
        members = {
            member.filename: _read(archive, member, name)
            for member in archive.infolist()
            if _is_xml(member.filename) or member.file_size <= limits.TEMPLATE_MEMBER_BYTES
        }
    for part in sorted(filter(_is_xml, members)):
        members[part] = _clean_xml(part, members, name)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as copy:
        for part, content in members.items():
            copy.writestr(part, content)
    return buffer.getvalue()


def parse_part(data: bytes) -> etree._Element:
    """Parse an untrusted XML part: entities, DTDs and network access are off."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def refusal(name: str, reason: str, hint: str) -> StyleError:
    """Return the error that refuses a template for a reason."""
    return StyleError(f"The template {name} {reason}.", hint=hint)


def _is_xml(member: str) -> bool:
    return member.endswith((".xml", ".rels"))


def _check_members(members: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse a file by the names and sizes of its members, before any of them is unpacked."""
    names = [member.filename for member in members]
    if (
        len(members) > limits.TEMPLATE_MEMBERS
        or sum(member.file_size for member in members) > limits.TEMPLATE_UNPACKED_BYTES
    ):
        raise refusal(name, "is too large when unpacked", "Take its pictures and text out.")
    if len(set(names)) != len(names) or any(".." in one or one.startswith("/") for one in names):
        raise refusal(name, "has members that no Word file has", SAVE_AGAIN)
    for member in members:
        if _ACTIVE_NAMES.search(member.filename):
            reason = f"holds {member.filename}: a macro, a control or an embedded object"
            raise refusal(name, reason, _CLEAN)
        if _is_xml(member.filename) and member.file_size > limits.TEMPLATE_MEMBER_BYTES:
            reason = f"holds a part of {member.file_size >> 20} MB"
            raise refusal(name, reason, "Empty its text.")


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack a member, but no more than its declared size."""
    with archive.open(member) as stream:
        data = stream.read(member.file_size + 1)
    has_entities = _is_xml(member.filename) and (b"<!DOCTYPE" in data or b"<!ENTITY" in data)
    if len(data) > member.file_size or has_entities:
        raise refusal(name, f"holds {member.filename}, which Word never writes that way", _CLEAN)
    return data


def _clean_xml(part: str, members: dict[str, bytes], name: str) -> bytes:
    """Check an XML part and return it without comments, instructions and broken relationships."""
    data = members[part]
    if part == _CONTENT_TYPES:
        if _ACTIVE_TYPES.search(data):
            raise refusal(name, "may hold macros or embedded objects", _CLEAN)
        return data.replace(b"wordprocessingml.template.main", b"wordprocessingml.document.main")
    try:
        root = parse_part(data)
        for element, key in LIST_NUMBERS:
            for one in root.iter(f"{_W}{element}"):
                int(str(one.get(f"{_W}{key}", "0")))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refusal(name, f"holds {part}, which is broken", SAVE_AGAIN) from error
    if _STRICT in str(root.tag):
        hint = "Save it as a Word Document (.docx), not as a Strict Open XML Document."
        raise refusal(name, "is a Strict Open XML Document", hint)
    if part.endswith(".rels"):
        _clean_relationships(root, part, members, name)
    elif b"<!--" not in data and data.count(b"<?") == data.count(b"<?xml "):
        return data  # nothing to remove
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _clean_relationships(
    root: etree._Element, part: str, members: Container[str], name: str
) -> None:
    """Refuse relationships that load something, and remove those to parts that are missing.

    The targets of `word/_rels/document.xml.rels` are relative to `word/`.
    """
    folder = posixpath.dirname(posixpath.dirname(part))
    for one in list(root):
        target, kind = str(one.get("Target", "")), str(one.get("Type", ""))
        if one.get("TargetMode") == "External":
            if not kind.endswith("/hyperlink") or not _SAFE_LINK.match(target):
                raise refusal(name, f"loads {target} from elsewhere", _CLEAN)
        elif posixpath.normpath(posixpath.join("/", folder, target))[1:] not in members:
            root.remove(one)
