"""A package of parts with their content types and the relationships between them.

In → Out: parts with their bytes in, the bytes of an archive out; the same for the same parts.
Must not: know what a part contains, or take anything from a clock or a machine.
Source: ECMA-376 part 2 (Open Packaging Conventions), 8.3 (relationships), 10.1.2 (content types);
part 1, 11.3 and 15.2 (the types of parts and relationships).

python-docx has such a layer too, but loading it takes as long as writing a short report.
"""

from __future__ import annotations

import posixpath
from enum import StrEnum

from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, attribute
from pmdoc.render.docx.ooxml.zip import write_archive

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OPEN = "application/vnd.openxmlformats-officedocument"


class ContentType(StrEnum):
    """The media type of a part."""

    CHART = f"{_OPEN}.drawingml.chart+xml"
    CHART_SHAPES = f"{_OPEN}.drawingml.chartshapes+xml"
    COMMENTS = f"{_WORD}.comments+xml"
    CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
    CUSTOM_PROPERTIES = f"{_OPEN}.custom-properties+xml"
    CUSTOM_XML_PROPERTIES = f"{_OPEN}.customXmlProperties+xml"
    DOCUMENT = f"{_WORD}.document.main+xml"
    EXTENDED_PROPERTIES = f"{_OPEN}.extended-properties+xml"
    FONT = f"{_OPEN}.obfuscatedFont"
    FONT_TABLE = f"{_WORD}.fontTable+xml"
    FOOTER = f"{_WORD}.footer+xml"
    FOOTNOTES = f"{_WORD}.footnotes+xml"
    GIF = "image/gif"
    GLOSSARY = f"{_WORD}.document.glossary+xml"
    HEADER = f"{_WORD}.header+xml"
    JPEG = "image/jpeg"
    NUMBERING = f"{_WORD}.numbering+xml"
    PNG = "image/png"
    RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
    SETTINGS = f"{_WORD}.settings+xml"
    STYLES = f"{_WORD}.styles+xml"
    THEME = f"{_OPEN}.theme+xml"
    WORKBOOK = f"{_OPEN}.spreadsheetml.sheet"
    XML = "application/xml"


class Relation(StrEnum):
    """The type of a relationship from one part to another."""

    CHART = f"{_OFFICE}/chart"
    CHART_SHAPES = f"{_OFFICE}/chartUserShapes"
    COMMENTS = f"{_OFFICE}/comments"
    CORE_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"
    CUSTOM_PROPERTIES = f"{_OFFICE}/custom-properties"
    CUSTOM_XML = f"{_OFFICE}/customXml"
    CUSTOM_XML_PROPERTIES = f"{_OFFICE}/customXmlProps"
    DOCUMENT = f"{_OFFICE}/officeDocument"
    EXTENDED_PROPERTIES = f"{_OFFICE}/extended-properties"
    FONT = f"{_OFFICE}/font"
    FONT_TABLE = f"{_OFFICE}/fontTable"
    FOOTER = f"{_OFFICE}/footer"
    FOOTNOTES = f"{_OFFICE}/footnotes"
    GLOSSARY = f"{_OFFICE}/glossaryDocument"
    HEADER = f"{_OFFICE}/header"
    HYPERLINK = f"{_OFFICE}/hyperlink"
    IMAGE = f"{_OFFICE}/image"
    NUMBERING = f"{_OFFICE}/numbering"
    PACKAGE = f"{_OFFICE}/package"
    SETTINGS = f"{_OFFICE}/settings"
    STYLES = f"{_OFFICE}/styles"
    THEME = f"{_OFFICE}/theme"


_BY_SUFFIX = {
    "gif": ContentType.GIF,
    "jpg": ContentType.JPEG,
    "odttf": ContentType.FONT,
    "png": ContentType.PNG,
    "rels": ContentType.RELATIONSHIPS,
    "xlsx": ContentType.WORKBOOK,
    "xml": ContentType.XML,
}


class PackagePart:
    """One part. Shape: the name begins with a slash; `relations` are `Relationship` elements."""

    def __init__(self, name: str, content_type: ContentType, data: bytes) -> None:
        self.name = name
        self.content_type = content_type
        self.data = data
        self.relations: list[str] = []

    def relate(
        self, kind: Relation, target: PackagePart | str, id: str, *, is_external: bool = False
    ) -> None:
        """Add a relationship to another part or to an external address.

        The target of another part is relative to the folder of this one: `media/image1.png` from
        `/word/document.xml`.
        """
        if isinstance(target, PackagePart):
            target = posixpath.relpath(target.name, posixpath.dirname(self.name))
        mode = ' TargetMode="External"' if is_external else ""
        attributes = f'Id="{id}" Type="{kind}" Target="{attribute(target)}"{mode}'
        self.relations.append(f"<Relationship {attributes}/>")

    @property
    def relations_name(self) -> str:
        """The name of the member with the part's relationships. Source: part 2, 8.3.4."""
        folder, name = posixpath.split(self.name)
        return posixpath.join(folder, "_rels", f"{name}.rels")


class Package:
    """All parts of a file."""

    def __init__(self) -> None:
        self._root = PackagePart("/", ContentType.XML, b"")
        self._parts: list[PackagePart] = []

    def add(self, name: str, content_type: ContentType, data: bytes) -> PackagePart:
        """Add a part."""
        part = PackagePart(name, content_type, data)
        self._parts.append(part)
        return part

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the order they were added."""
        return [part.name for part in self._parts]

    def relate(self, part: PackagePart, kind: Relation) -> None:
        """Add a relationship from the package itself to a part."""
        self._root.relate(kind, part, f"rId{len(self._root.relations) + 1}")

    def save(self) -> bytes:
        """Write the archive: content types first, then members by name, none dated."""
        members = {part.name: part.data for part in self._parts}
        for part in (self._root, *self._parts):
            if part.relations:
                members[part.relations_name] = _relationships(part)
        types = ("[Content_Types].xml", self._content_types())
        return write_archive([types, *((name[1:], members[name]) for name in sorted(members))])

    def _content_types(self) -> bytes:
        used = {"rels", "xml", *(_suffix(part) for part in self._parts)}
        body = "".join(
            f'<Default Extension="{suffix}" ContentType="{_BY_SUFFIX[suffix]}"/>'
            for suffix in sorted(used)
        )
        body += "".join(
            f'<Override PartName="{attribute(part.name)}" ContentType="{part.content_type}"/>'
            for part in sorted(self._parts, key=lambda part: part.name)
            if _BY_SUFFIX[_suffix(part)] != part.content_type
        )
        return f'{XML_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{body}</Types>'.encode()


def _suffix(part: PackagePart) -> str:
    return part.name.rsplit(".", 1)[-1]


def _relationships(part: PackagePart) -> bytes:
    body = "".join(part.relations)
    opening = f'{XML_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    return f"{opening}{body}</Relationships>".encode()
