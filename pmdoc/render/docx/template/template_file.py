"""A house's own Word file, opened with care: its styles, lists, theme and page.

In → Out: the bytes of a .docx or .dotx in, a `Template` out.
Must not: take text, pictures, properties or settings from it; they are somebody's traces. Header
and footer are the house's letterhead (see `letterhead`).
Source: ECMA-376 part 2 (packages); part 1, 17.7 (styles), 17.9 (lists), 17.6.13 (page size).

The file comes from anywhere: whatever could run, load or blow up when it is opened is refused
before any of it is parsed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from pmdoc.diagnostics.errors import StyleError
from pmdoc.model.length import Length
from pmdoc.render.docx.template.letterhead import Letterhead, read_letterhead
from pmdoc.render.docx.template.template_lists import NUMBERED

_MOST_MEMBERS = 2000
_MOST_BYTES, _MOST_PART_BYTES = 200 << 20, 32 << 20
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How old .doc files begin, and those with a password."""
_RUNS = re.compile(r"vbaProject|vbaData|activeX|embeddings/|\.bin$|\.exe$|\.dll$", re.IGNORECASE)
_MACRO_TYPE = re.compile(r"macroEnabled|vbaProject|oleObject|activeX", re.IGNORECASE)
_SAFE_LINK = re.compile(r"^(?:https?://|mailto:|#)", re.IGNORECASE)
_READ = re.compile(
    r"word/(?:(styles|numbering|document|settings)|header\d*|footer\d*|theme/(theme)\d*)\.xml"
)
_MAIN = {"officeDocument": "word/document.xml"}
_BESIDE = {one: f"word/{one}.xml" for one in ("styles", "numbering", "settings")}
"""What Word calls the parts that relationships of these kinds lead to."""
_STRICT = "http://purl.oclc.org/ooxml/"
"""How namespaces begin in a strict file, of which no name is that of an ordinary one."""
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHORTEST, _LONGEST = Length.from_pt(144), Length.from_pt(1584)
"""Word's own limits for a sheet are wider below and the same above: 22 inches."""


class TemplatePage(Struct, frozen=True, kw_only=True):
    """The page of a template. Units: lengths; `top` and `bottom` as far as the text goes."""

    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    header: Length
    footer: Length


class Template(Struct, frozen=True, kw_only=True):
    """What a report takes from a house's file. Shape: XML parts, empty where there is none."""

    styles: bytes
    numbering: bytes = b""
    theme: bytes = b""
    sheet: TemplatePage | None = None
    letterhead: Letterhead | None = None


def read_template(data: bytes, name: str) -> Template:
    """Check and read a template; `name` is what messages call it.

    Raises:
        StyleError: it is no Word file, or holds what no report may carry.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive, name)
            letterhead = _letterhead(archive, parts)
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError
    ) as error:  # fmt: skip
        hint = "Save it as .docx or .dotx."
        if data.startswith(_COMPOUND):
            hint = "It is an old .doc file, or has a password. Save it as .docx without one."
        raise StyleError(f"The template {name} is no Word file.", hint=hint) from error
    if "word/styles.xml" not in parts or "word/document.xml" not in parts:
        raise StyleError(f"The template {name} is no Word file.", hint="Save it as .docx or .dotx.")
    theme = next((parts[one] for one in sorted(parts) if one.startswith("word/theme/theme")), b"")
    return Template(
        styles=parts["word/styles.xml"],
        numbering=parts.get("word/numbering.xml", b""),
        theme=theme,
        sheet=_sheet(parse_part(parts["word/document.xml"])),
        letterhead=letterhead,
    )


def _letterhead(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> Letterhead | None:
    def member(name: str) -> bytes:
        """Read a picture, as far as it says that it goes; nothing where there is none."""
        known = {one.filename: one.file_size for one in archive.infolist()}
        if known.get(name, _MOST_PART_BYTES + 1) > _MOST_PART_BYTES:
            return b""
        with archive.open(name) as stream:
            return stream.read(known[name])

    return read_letterhead(parts, member, parse_part) if "word/document.xml" in parts else None


def parse_part(data: bytes) -> etree._Element:
    """Parse a part of somebody else's. Source: no entity, no file and no network is asked."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)


def _parts(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """Return the XML parts, once everything in the archive has been looked at."""
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > _MOST_MEMBERS or sum(m.file_size for m in members) > _MOST_BYTES:
        raise _refused(name, "is too large when unpacked", "Take its pictures and text out.")
    if len(set(names)) != len(names) or any(".." in one or one.startswith("/") for one in names):
        raise _refused(name, "has members that no Word file has", "Save it anew from Word.")
    for one in names:
        if _RUNS.search(one):
            raise _refused(name, f"holds {one}: a macro, a control or an embedded object", _CLEAN)
    parts = {}
    for member in members:
        if not member.filename.endswith((".xml", ".rels")):
            continue
        if member.file_size > _MOST_PART_BYTES:
            raise _refused(name, f"holds a part of {member.file_size >> 20} MB", "Empty its text.")
        parts[member.filename] = _read(archive, member, name)
    _call_as_word_does(parts)
    for one in sorted(parts):
        _judge(one, parts[one], name)
    return parts


def _call_as_word_does(parts: dict[str, bytes]) -> None:
    """Find parts that go by other names, such as `document2.xml` of Word for the web.

    Source: ECMA-376 part 2, 9.3: a part is known by the relationship that leads to it.
    """
    places = (("_rels/.rels", _MAIN), ("word/_rels/document.xml.rels", _BESIDE))
    for relations, kinds in places:
        try:
            found = list(parse_part(parts.get(relations, b"")).iter(_REL))
        except etree.XMLSyntaxError:
            continue
        for one in found:
            usual = kinds.get(str(one.get("Type", "")).rpartition("/")[2], "")
            actual = "word/" + str(one.get("Target", "")).rpartition("/")[2]
            if usual and usual not in parts and actual in parts:
                parts[usual] = parts[actual]
                own = actual.replace("word/", "word/_rels/") + ".rels"
                if usual in _MAIN.values() and own in parts:
                    parts["word/_rels/document.xml.rels"] = parts[own]


_CLEAN = "Remove it, and save the file as .docx or .dotx."


def _refused(name: str, what: str, hint: str) -> StyleError:
    return StyleError(f"The template {name} {what}.", hint=hint)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack a member, no further than it says that it goes."""
    with archive.open(member) as stream:
        data = stream.read(member.file_size + 1)
    if len(data) > member.file_size or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _refused(name, f"holds {member.filename}, which no Word writes so", _CLEAN)
    return data


def _judge(part: str, data: bytes, name: str) -> None:
    """Refuse macros by their type, and whatever would be loaded from elsewhere."""
    if part == "[Content_Types].xml" and _MACRO_TYPE.search(data.decode("utf-8", "replace")):
        raise _refused(name, "may hold macros or embedded objects", _CLEAN)
    try:
        if part.endswith(".rels"):
            for target in _outside(parse_part(data)):
                raise _refused(name, f"loads {target} from elsewhere", _CLEAN)
        elif is_read := _READ.fullmatch(part):
            root = parse_part(data)
            if _STRICT in str(root.tag):
                hint = "Save it as a Word Document (.docx), not as a Strict Open XML Document."
                raise _refused(name, "is a Strict Open XML Document", hint)
            _hold_together(root, is_read[1] or is_read[2])
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused(name, f"holds {part}, which is broken", "Save it anew from Word.") from error


def _hold_together(root: etree._Element, tag: str | None) -> None:
    """Check what the part is, where its name says so, and that lists are told by whole numbers.

    Raises:
        ValueError: it is another part, or a number is none.
    """
    if tag and root.tag not in {f"{_W}{tag}", f"{_A}{tag}"}:
        raise ValueError(root.tag)
    for element, key in NUMBERED:
        for one in root.iter(f"{_W}{element}"):
            int(str(one.get(f"{_W}{key}", "0")))


def _outside(relations: etree._Element) -> Iterator[str]:
    """Yield the targets outside that are not mere links."""
    for one in relations.iter(_REL):
        if one.get("TargetMode") != "External":
            continue
        target, kind = str(one.get("Target", "")), str(one.get("Type", ""))
        if not kind.endswith("/hyperlink") or not _SAFE_LINK.match(target):
            yield target


def _sheet(document: etree._Element) -> TemplatePage | None:
    """Return the page of the last section, upright; nothing where it does not make sense."""
    section = document.find(f"{_W}body/{_W}sectPr")
    size = section.find(f"{_W}pgSz") if section is not None else None
    margins = section.find(f"{_W}pgMar") if section is not None else None
    if size is None or margins is None:
        return None
    try:
        width, height = (_twips(size, one) for one in ("w", "h"))
        top, right, bottom, left = (_twips(margins, o) for o in ("top", "right", "bottom", "left"))
        header, footer = (_twips(margins, one, "708") for one in ("header", "footer"))
    except ValueError:
        return None
    width, height = min(width, height), max(width, height)
    has_room = left + right < width * 2 // 3 and top + bottom < height * 2 // 3
    if not (has_room and width >= _SHORTEST and height <= _LONGEST):
        return None
    return TemplatePage(
        width=width, height=height, top=top, right=right, bottom=bottom, left=left,
        header=min(header, top), footer=min(footer, bottom),
    )  # fmt: skip


def _twips(element: etree._Element, name: str, default: str = "") -> Length:
    """Read a measure; a negative margin only means that it is exact. Source: 17.6.11."""
    return Length(abs(int(str(element.get(f"{_W}{name}", default)))) * 635)
