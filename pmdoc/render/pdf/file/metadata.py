"""Metadata of the file: information dictionary, XMP, colour profile, outline.

In → Out: a document's metadata in, the objects that hold it out.
Must not: read the clock, or add information that the document does not have.
Source: ISO 32000-1, 14.3; ISO 19005-2, 6.6 (XMP and its extension schemas); ISO 14289-1, 5.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.resources import files

from pmdoc.model.document import Metadata
from pmdoc.render.pdf.file.page_resources import Bookmark
from pmdoc.render.pdf.file.structure import text_attribute, text_string
from pmdoc.render.renderer_protocol import PdfStandard
from pmdoc.render.text.plain_text import unhyphenated

_PRODUCER = "pmdoc"
_UA_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""

_NOT_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


def _pdfa_claim(part: int) -> str:
    return f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"


_UA = "<pdfuaid:part>1</pdfuaid:part>"
_CLAIMS = {
    PdfStandard.ARCHIVE: (_pdfa_claim(2), _UA),
    PdfStandard.ARCHIVE_WITH_SOURCE: (_pdfa_claim(3), _UA),
    PdfStandard.NONE: (),
}


def info_dictionary(metadata: Metadata) -> str:
    """Return the information dictionary."""
    entries = {
        "Title": metadata.title,
        "Author": "; ".join(metadata.authors),
        "Subject": metadata.subject,
        "Keywords": ", ".join(metadata.keywords),
        "Creator": _PRODUCER,
        "Producer": _PRODUCER,
        "CreationDate": pdf_date(metadata.created),
        "ModDate": pdf_date(metadata.modified),
    }
    for name, value in metadata.properties:
        entries.setdefault(name, value)
    body = "".join(
        f"/{pdf_name(key)} {text_string(_clean(text))}" for key, text in entries.items() if text
    )
    return f"<<{body}/Trapped/False>>"


def xmp_packet(metadata: Metadata, standard: PdfStandard) -> bytes:
    """Return the XMP packet, which agrees with the information dictionary."""
    parts = [
        *_CLAIMS[standard],
        "<dc:format>application/pdf</dc:format>",
        _list_property("dc:title", "Alt", (metadata.title,), ' xml:lang="x-default"'),
        _list_property("dc:creator", "Seq", metadata.authors),
        _list_property(
            "dc:description", "Alt", filter(None, (metadata.subject,)), ' xml:lang="x-default"'
        ),
        _list_property("dc:subject", "Bag", metadata.keywords),
        _list_property("dc:publisher", "Bag", filter(None, (metadata.organization,))),
        _list_property("dc:language", "Bag", (metadata.language,)),
        _text_property("dc:identifier", metadata.identifier),
        _text_property("pdf:Keywords", ", ".join(metadata.keywords)),
        _text_property("pdf:Producer", _PRODUCER),
        _text_property("xmp:CreatorTool", _PRODUCER),
        _text_property("xmp:CreateDate", _xmp_date(metadata.created)),
        _text_property("xmp:ModifyDate", _xmp_date(metadata.modified)),
        _text_property("xmp:MetadataDate", _xmp_date(metadata.modified)),
        _text_property("xmpMM:VersionID", metadata.version),
        _UA_SCHEMA if standard is not PdfStandard.NONE else "",
    ]
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    body = "\n".join(part for part in parts if part)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {namespaces}>\n{body}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def color_profile() -> bytes:
    """Return the sRGB profile of the output intent."""
    return files("pmdoc.render.pdf").joinpath("srgb.icc").read_bytes()


def outline(bookmarks: Sequence[Bookmark], first: int, pages: Sequence[int]) -> list[str]:
    """Return the outline's objects: its root, then one a heading, numbered from `first` on.

    Shape: `pages` are the object numbers of the pages.
    """
    parents = _parents([bookmark.level for bookmark in bookmarks])
    kids: dict[int, list[int]] = {index: [] for index in range(-1, len(bookmarks))}
    for index, parent in enumerate(parents):
        kids[parent].append(index)

    def number(index: int) -> int:
        return first + 1 + index

    top = kids[-1]
    count = len(top)
    objects = [
        f"<</Type/Outlines/First {number(top[0])} 0 R/Last {number(top[-1])} 0 R/Count {count}>>"
    ]
    for index, bookmark in enumerate(bookmarks):
        siblings = kids[parents[index]]
        rank = bisect_left(siblings, index)
        item = f"<<{text_attribute('Title', bookmark.title)}/Parent {number(parents[index])} 0 R"
        if rank:
            item += f"/Prev {number(siblings[rank - 1])} 0 R"
        if rank + 1 < len(siblings):
            item += f"/Next {number(siblings[rank + 1])} 0 R"
        own = kids[index]
        if own:
            item += f"/First {number(own[0])} 0 R/Last {number(own[-1])} 0 R/Count -{len(own)}"
        item += f"/Dest[{pages[bookmark.page]} 0 R/XYZ 0 {bookmark.top:.1f} 0]>>"
        objects.append(item)
    return objects


def _parents(levels: Iterable[int]) -> list[int]:
    """Return the index of each heading's parent, or -1.

    Example: levels 1, 2, 3, 2, 1 have the parents -1, 0, 1, 0, -1.
    """
    ancestors: list[tuple[int, int]] = []
    parents = []
    for index, level in enumerate(levels):
        while ancestors and ancestors[-1][0] >= level:
            ancestors.pop()
        parents.append(ancestors[-1][1] if ancestors else -1)
        ancestors.append((level, index))
    return parents


def _text_property(name: str, text: str) -> str:
    return f"<{name}>{_xml(text)}</{name}>" if text else ""


def _list_property(name: str, kind: str, texts: Iterable[str], attributes: str = "") -> str:
    items = "".join(f"<rdf:li{attributes}>{_xml(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _xml(text: str) -> str:
    return _clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clean(text: str) -> str:
    """Replace characters that XML forbids by spaces, in XMP and the dictionary alike.

    Soft hyphens are dropped. Other invisible characters are kept: some join letters or keep them
    apart, as in Persian.
    Source: https://www.w3.org/TR/xml/#charsets.
    """
    return _NOT_XML.sub(" ", unhyphenated(text))


def pdf_name(key: str) -> str:
    """Return a name object's text; everything but ASCII letters and digits is escaped."""
    return "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 else f"#{byte:02x}"
        for byte in key.encode("utf-8", "replace")
    )


def pdf_date(when: datetime) -> str:
    """Return a date string's text. Source: ISO 32000-1, 7.9.4."""
    offset = when.strftime("%z") or "+0000"
    return when.strftime("D:%Y%m%d%H%M%S") + f"{offset[:3]}'{offset[3:5]}'"


def _xmp_date(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
