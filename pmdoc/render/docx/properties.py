"""Write the properties of a file (core, extended and custom), and its settings.

In → Out: `Metadata` in; docProps/core.xml, app.xml, custom.xml and word/settings.xml out.
Must not: use a clock, a user name or the machine's; only what the document says goes in.
Source: ECMA-376 part 2, 11 (core properties); part 1, 22.2, 22.3 (extended, custom), 17.15.1.
"""

from __future__ import annotations

from datetime import UTC, datetime

from pmdoc.model.document import Metadata
from pmdoc.render.docx.blocks.footnotes import footnote_settings
from pmdoc.render.docx.document_context import LONGEST_PROPERTY, DocumentContext
from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, W, attribute, escape
from pmdoc.render.docx.styles.proofing_language import language_element
from pmdoc.render.text.plain_text import unhyphenated

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
"""Only content controls can be edited. There is no password: this prevents slips, not intent."""


def core_properties(metadata: Metadata) -> bytes:
    """Return the core properties: title, authors, dates. Source: part 2, 11.1."""
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
    """Return the program and the company, without counts or dates. Source: 22.2."""
    company = f"<Company>{_cut(metadata.organization)}</Company>" if metadata.organization else ""
    return (
        f'{XML_DECLARATION}<Properties xmlns="{_EXTENDED}">'
        f"<Application>pmdoc</Application>{company}</Properties>"
    ).encode()


def custom_properties(metadata: Metadata) -> bytes:
    """Return the custom properties; of equal names, the first counts. Source: 22.3."""
    properties: dict[str, tuple[str, str]] = {}
    for name, value in metadata.properties:
        if name.strip():
            short = name.strip()[:LONGEST_PROPERTY]
            properties.setdefault(short.lower(), (short, value))
    body = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{attribute(name)}">'
        f"<vt:lpwstr>{_cut(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.values(), 2)
    )
    return (
        f'{XML_DECLARATION}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{body}</Properties>'
    ).encode()


def settings(context: DocumentContext, *, has_fonts: bool, has_footnotes: bool) -> bytes:
    """Return the document's settings, none of which prompts a reader. Source: 17.15.1.78."""
    pairs = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in _COMPATIBILITY
    )
    fonts = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if has_fonts else ""
    review = "<w:trackRevisions/>" if context.options.docx.is_review else ""
    locked = _LOCKED if context.options.is_fillable else ""
    return (
        f'{XML_DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>{fonts}'
        f"{review}{locked}"
        f'<w:defaultTabStop w:val="{max(context.style.indent.twips, 20)}"/>'
        f'<w:evenAndOddHeaders w:val="{int("even" in context.page_types)}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{footnote_settings() if has_footnotes else ''}"
        f"<w:compat>{pairs}</w:compat>"
        f"{language_element('themeFontLang', context.language)}"
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
        'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
        'w:followedHyperlink="followedHyperlink"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def _cut(text: str) -> str:
    return escape(unhyphenated(text)[:LONGEST_PROPERTY])


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
