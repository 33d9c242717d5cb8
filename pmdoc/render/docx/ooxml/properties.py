"""What the file says of itself: core, extended and custom properties, and the settings.

In → Out: `Metadata` in, docProps/core.xml, app.xml, custom.xml and word/settings.xml out.
Must not: ask a clock, a user name or a machine; only what the document says goes in.
Source: ECMA-376 part 2, 11 (core properties); part 1, 22.2, 22.3 (extended, custom), 17.15.1.
"""

from __future__ import annotations

from datetime import UTC, datetime

from pmdoc.model.document import Metadata
from pmdoc.render.docx.blocks.footnotes import footnote_settings
from pmdoc.render.docx.document_context import LONGEST_PROPERTY, DocumentContext
from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, W, attribute, escape
from pmdoc.render.docx.styles.proofing_language import language_element

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_COMPATIBILITY = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)

_LOCKED = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
"""Only blanks can be filled in. There is no password: it keeps from slips, not from intent."""


def core_properties(metadata: Metadata) -> bytes:
    """Return title, authors, dates and the like. Source: part 2, 11.1."""
    texts = (
        ("dc:title", metadata.title),
        ("dc:subject", metadata.subject),
        ("dc:creator", "; ".join(metadata.authors)),
        ("cp:keywords", ", ".join(metadata.keywords)),
        ("dc:identifier", metadata.identifier),
        ("dc:language", metadata.language),
        ("cp:version", metadata.version),
    )
    body = "".join(f"<{tag}>{_cut(text)}</{tag}>" for tag, text in texts if text)
    for tag, moment in (("created", metadata.created), ("modified", metadata.modified)):
        body += f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{_moment(moment)}</dcterms:{tag}>'
    return (
        f'{XML_DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{body}</cp:coreProperties>"
    ).encode()


def extended_properties(metadata: Metadata) -> bytes:
    """Return the program and the company, and nothing that counts or dates. Source: 22.2."""
    company = f"<Company>{_cut(metadata.organization)}</Company>" if metadata.organization else ""
    return (
        f'{XML_DECLARATION}<Properties xmlns="{_EXTENDED}">'
        f"<Application>pmdoc</Application>{company}</Properties>"
    ).encode()


def custom_properties(metadata: Metadata) -> bytes:
    """Return further names and values; of two alike, the first counts. Source: 22.3."""
    found: dict[str, tuple[str, str]] = {}
    for name, value in metadata.properties:
        if name.strip():
            known = name.strip()[:LONGEST_PROPERTY]
            found.setdefault(known.lower(), (known, value))
    body = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{attribute(name)}">'
        f"<vt:lpwstr>{_cut(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(found.values(), 2)
    )
    return (
        f'{XML_DECLARATION}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{body}</Properties>'
    ).encode()


def settings(metadata: Metadata, book: DocumentContext, *, has_fonts: bool) -> bytes:
    """Return the document's settings. Source: 17.15.1.78; nothing here prompts a reader."""
    pairs = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in _COMPATIBILITY
    )
    fonts = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if has_fonts else ""
    review = "<w:trackRevisions/>" if book.options.docx.is_review else ""
    locked = _LOCKED if book.options.is_fillable else ""
    return (
        f'{XML_DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>{fonts}'
        f"{review}{locked}"
        f'<w:defaultTabStop w:val="{max(book.style.indent.twips, 20)}"/>'
        f'<w:evenAndOddHeaders w:val="{int("even" in book.running_pages)}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{footnote_settings() if book.has_notes else ''}"
        f"<w:compat>{pairs}</w:compat>"
        f"{language_element('themeFontLang', metadata.language)}"
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
        'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
        'w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def _cut(text: str) -> str:
    return escape(text[:LONGEST_PROPERTY])


def _moment(moment: datetime) -> str:
    """Write a time as core properties have it, in UTC. Source: W3C date and time formats."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
