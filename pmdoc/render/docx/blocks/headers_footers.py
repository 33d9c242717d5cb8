"""Write the headers and footers: banner and running header above, running footer and banner below.

In → Out: a document's banner, header and footer in, the header and footer parts out.
Must not: leave a page unmarked, or let a long marking run into the TLP label.
Source: ECMA-376 part 1, 17.10 (headers and footers); FIRST TLP 2.0, "TLP in documents".
"""

from __future__ import annotations

from msgspec.structs import replace

from pmdoc.model.document import Banner, Document, RunningLine
from pmdoc.model.tlp import Tlp
from pmdoc.render.docx.blocks.inlines import (
    add_text,
    property_field,
    write_boxed,
    write_inlines,
    write_text,
)
from pmdoc.render.docx.blocks.watermark import watermark
from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.xml import STORY_NAMESPACES, XML_DECLARATION
from pmdoc.render.docx.styles.character_style import CAVEAT, tlp_mark
from pmdoc.render.docx.styles.stylesheet import StyleChange
from pmdoc.style.style import Page, TextRole

_TAB = "<w:r><w:tab/></w:r>"
_BETWEEN = "  ·  "
_GAP = 360
"""Between the marking at the start and the label at the end of a line. Units: twips."""


def write_header(context: DocumentContext, document: Document, page: Page) -> FlowWriter:
    """Write the banner, then the running header, in front of the watermark."""
    flow = FlowWriter(context)
    mark = watermark(document.watermark, context)
    _write_banner(flow, document.banner, mark, page)
    mark = "" if flow.parts else mark
    flow.ensure_space_before(context.style.table.padding_y)
    _write_running(flow, document.header, _for_width(context, "Header", page), mark)
    if not flow.parts:
        flow.add_paragraph("Header", mark)
    return flow


def write_footer(context: DocumentContext, document: Document, page: Page) -> FlowWriter:
    """Write the style's footer text and the running footer, then the banner."""
    flow = FlowWriter(context)
    style_id = _for_width(context, "Footer", page)
    if context.style.footer_text:
        add_text(flow, style_id, context.style.footer_text)
    _write_running(flow, document.footer, style_id)
    flow.ensure_space_before(context.style.table.padding_y)
    _write_banner(flow, document.banner, "", page)
    flow.end("Footer")
    return flow


def header_footer_part(flow: FlowWriter, *, is_header: bool, letterhead: str = "") -> bytes:
    """Return a header or footer part. Source: 17.10.4 and 17.10.3.

    A template's letterhead is on the outside: above our header, below our footer.
    """
    ours = flow.xml()
    body = letterhead + ours if is_header else ours + letterhead
    element = "hdr" if is_header else "ftr"
    return f"{XML_DECLARATION}<w:{element} {STORY_NAMESPACES}>{body}</w:{element}>".encode()


def _for_width(context: DocumentContext, style_id: str, page: Page) -> str:
    width = page.text_width.twips
    if width == context.style.page.text_width.twips:
        return style_id
    return context.stylesheet.derive(style_id, StyleChange(edge=width))


def _write_running(flow: FlowWriter, running: RunningLine, style_id: str, mark: str = "") -> None:
    if not running.start and not running.end:
        return
    paragraph = flow.context.stylesheet.paragraph_context(style_id)
    start = write_inlines(flow, running.start, paragraph)
    end = write_inlines(flow, running.end, paragraph)
    flow.add_paragraph(style_id, f"{mark}{start}{_TAB + end if end else ''}")


def _write_banner(flow: FlowWriter, banner: Banner | None, mark: str, page: Page) -> None:
    if banner is None:
        return
    for index, line in enumerate(_banner_lines(flow.context, banner, page)):
        runs = "".join(_banner_text(flow, text, is_label=text is banner.label) for text in line)
        if index == 0:
            runs = mark + _with_tlp_label(flow, runs, banner.tlp)
        flow.add_paragraph(_for_width(flow.context, "Banner", page), runs)


def _banner_text(flow: FlowWriter, text: str, *, is_label: bool) -> str:
    paragraph = flow.context.stylesheet.paragraph_context("Banner")
    if not is_label:
        return write_text(flow, text, paragraph, (CAVEAT,))
    properties = flow.context.metadata.properties
    name = next((name for name, _ in properties if flow.context.has_property(name, text)), "")
    runs = write_text(flow, text, paragraph)
    return property_field(name, runs) if name else runs


def _with_tlp_label(flow: FlowWriter, runs: str, label: Tlp | None) -> str:
    """Put the TLP label at the right, which is the start of a line that runs to the left."""
    if label is None:
        return runs
    paragraph = flow.context.stylesheet.paragraph_context("Banner")
    box = write_boxed(flow, label.value, paragraph, tlp_mark(label))
    if flow.context.is_right_to_left:
        return box + (_TAB + runs if runs else "")
    return runs + _TAB + box


def _banner_lines(context: DocumentContext, banner: Banner, page: Page) -> list[list[str]]:
    """Break the marking between its texts. Shape: at least one line, of texts in order.

    Example: [["CONFIDENTIAL", "  ·  Legally privileged"], ["Do not forward outside the company"]]
    if the caveat does not fit beside the first two and the TLP label.
    """
    large = context.style.text[TextRole.BANNER]
    small = replace(large, size=context.style.text[TextRole.HEADER].size)
    available = page.text_width.twips
    left: float = available
    if banner.tlp:
        left -= context.faces.width(banner.tlp.value, large, bold=True) + _GAP
    lines: list[list[str]] = [[banner.label]] if banner.label else [[]]
    left -= context.faces.width(banner.label, large, bold=True)
    for words in (banner.privilege, banner.caveat):
        if not words:
            continue
        text = _BETWEEN + words if lines[-1] else words
        width = context.faces.width(text, small, bold=True)
        if lines[-1] and width > left:
            lines.append([])
            left, text = available, words
        lines[-1].append(text)
        left -= width
    return lines
