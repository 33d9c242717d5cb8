"""What the file says of itself: properties, XMP, output intent, outline.

In → Out: a document's metadata in, the texts of the objects that hold it out.
Must not: look at a clock, or say more than the document does.
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
from pmdoc.render.pdf.file.structure import text_string
from pmdoc.render.renderer_protocol import PdfStandard

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

_NO_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = {
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


def _archive(part: int) -> str:
    return f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"


_UA = "<pdfuaid:part>1</pdfuaid:part>"
_CLAIMS = {
    PdfStandard.ARCHIVE: (_archive(2), _UA),
    PdfStandard.ARCHIVE_WITH_SOURCE: (_archive(3), _UA),
    PdfStandard.NONE: (),
}


def info(metadata: Metadata) -> str:
    """Write the information dictionary."""
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
    words = "".join(
        f"/{pdf_name(key)} {text_string(_clean(text))}" for key, text in entries.items() if text
    )
    return f"<<{words}/Trapped/False>>"


def xmp(metadata: Metadata, standard: PdfStandard) -> bytes:
    """Write the XMP packet; it says the same as the information dictionary."""
    parts = [
        *_CLAIMS[standard],
        "<dc:format>application/pdf</dc:format>",
        _many("dc:title", "Alt", (metadata.title,), ' xml:lang="x-default"'),
        _many("dc:creator", "Seq", metadata.authors),
        _many("dc:description", "Alt", _some(metadata.subject), ' xml:lang="x-default"'),
        _many("dc:subject", "Bag", metadata.keywords),
        _many("dc:publisher", "Bag", _some(metadata.organization)),
        _many("dc:language", "Bag", (metadata.language,)),
        _one("dc:identifier", metadata.identifier),
        _one("pdf:Keywords", ", ".join(metadata.keywords)),
        _one("pdf:Producer", _PRODUCER),
        _one("xmp:CreatorTool", _PRODUCER),
        _one("xmp:CreateDate", _xmp_date(metadata.created)),
        _one("xmp:ModifyDate", _xmp_date(metadata.modified)),
        _one("xmp:MetadataDate", _xmp_date(metadata.modified)),
        _one("xmpMM:VersionID", metadata.version),
        _UA_SCHEMA if standard is not PdfStandard.NONE else "",
    ]
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    body = "\n".join(part for part in parts if part)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {spaces}>\n{body}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def color_profile() -> bytes:
    """Return the sRGB profile that the output intent holds."""
    return files("pmdoc.render.pdf").joinpath("srgb.icc").read_bytes()


def outline(bookmarks: Sequence[Bookmark], first: int, pages: Sequence[int]) -> list[str]:
    """Write the outline: its root, then one object a heading, numbered from `first` on.

    Shape: `pages` are the page objects' numbers.
    """
    parents = _parents([bookmark.level for bookmark in bookmarks])
    kids: dict[int, list[int]] = {at: [] for at in range(-1, len(bookmarks))}
    for at, parent in enumerate(parents):
        kids[parent].append(at)

    def number(at: int) -> int:
        return first + 1 + at

    top = kids[-1]
    count = len(top)
    objects = [
        f"<</Type/Outlines/First {number(top[0])} 0 R/Last {number(top[-1])} 0 R/Count {count}>>"
    ]
    for at, bookmark in enumerate(bookmarks):
        siblings = kids[parents[at]]
        place = bisect_left(siblings, at)
        words = f"<</Title{text_string(bookmark.title)}/Parent {number(parents[at])} 0 R"
        if place:
            words += f"/Prev {number(siblings[place - 1])} 0 R"
        if place + 1 < len(siblings):
            words += f"/Next {number(siblings[place + 1])} 0 R"
        own = kids[at]
        if own:
            words += f"/First {number(own[0])} 0 R/Last {number(own[-1])} 0 R/Count -{len(own)}"
        words += f"/Dest[{pages[bookmark.page]} 0 R/XYZ 0 {bookmark.top:.1f} 0]>>"
        objects.append(words)
    return objects


def _parents(levels: Iterable[int]) -> list[int]:
    """Return each heading's parent: the last one before it on a higher level, or -1."""
    open_: list[tuple[int, int]] = []
    parents = []
    for at, level in enumerate(levels):
        while open_ and open_[-1][0] >= level:
            open_.pop()
        parents.append(open_[-1][1] if open_ else -1)
        open_.append((level, at))
    return parents


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _one(name: str, text: str) -> str:
    return f"<{name}>{_xml(text)}</{name}>" if text else ""


def _many(name: str, kind: str, texts: Sequence[str], attributes: str = "") -> str:
    items = "".join(f"<rdf:li{attributes}>{_xml(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _xml(text: str) -> str:
    return _clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clean(text: str) -> str:
    """Make what XML can't hold a space, in properties too: both have to say the same.

    Invisible characters stay: some join letters, as in Persian, or part them.
    Source: https://www.w3.org/TR/xml/#charsets.
    """
    return _NO_XML.sub(" ", text)


def pdf_name(key: str) -> str:
    """Write a name; all but letters and digits are escaped."""
    return "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 else f"#{byte:02x}"
        for byte in key.encode("utf-8", "replace")
    )


def pdf_date(when: datetime) -> str:
    """Write a date. Source: ISO 32000-1, 7.9.4."""
    offset = when.strftime("%z") or "+0000"
    return when.strftime("D:%Y%m%d%H%M%S") + f"{offset[:3]}'{offset[3:5]}'"


def _xmp_date(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
