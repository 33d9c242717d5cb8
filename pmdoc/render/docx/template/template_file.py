"""Read a Word template: its styles, lists, theme, page and letterhead.

In → Out: the bytes of a .docx or .dotx in, a `Template` out.
Must not: take text, properties or settings from it, or open bytes that `template_gate` has not
checked.
Source: ECMA-376 part 1, 17.7 (styles), 17.9 (lists), 17.6.11 (margins), 17.6.13 (page size).
"""

from __future__ import annotations

import io
import zipfile
import zlib

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.section import Section
from lxml import etree
from msgspec import Struct

from pmdoc.diagnostics.errors import StyleError
from pmdoc.model.length import Length
from pmdoc.render.docx.template.letterhead import Letterhead, read_letterhead
from pmdoc.render.docx.template.template_gate import SAVE_AGAIN, clean_template, parse_part, refusal

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""The first bytes of old .doc files, and of those with a password."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROOTS = {
    RELATIONSHIP_TYPE.STYLES: f"{_W}styles",
    RELATIONSHIP_TYPE.NUMBERING: f"{_W}numbering",
    RELATIONSHIP_TYPE.SETTINGS: f"{_W}settings",
    RELATIONSHIP_TYPE.THEME: "{http://schemas.openxmlformats.org/drawingml/2006/main}theme",
}
_SHORTEST, _LONGEST = Length.from_pt(144), Length.from_pt(1584)
"""The sides of a page that makes sense: 2 to 22 inches, which is Word's own upper limit."""
_EDGE = Length.from_pt(35.4)
"""Word's distance of a header or footer from the edge, where a template does not have one."""


class TemplatePage(Struct, frozen=True, kw_only=True):
    """The page of a template, upright. `top` and `bottom` are where its text begins and ends."""

    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    header: Length
    footer: Length


class Template(Struct, frozen=True, kw_only=True):
    """What a report takes from a template. Shape: `theme` is XML, empty if there is none."""

    styles: etree._Element
    numbering: etree._Element | None = None
    theme: bytes = b""
    page: TemplatePage | None = None
    letterhead: Letterhead | None = None


def read_template(data: bytes, name: str) -> Template:
    """Check and read a template; `name` is used in messages.

    Raises:
        StyleError: it is not a Word file, or contains something that no report may carry.
    """
    try:
        document = docx.Document(io.BytesIO(clean_template(data, name)))
        return _read(document, name)
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, LookupError,
        ValueError, PythonDocxError,
    ) as error:  # fmt: skip
        hint = "Save it as .docx or .dotx."
        if data.startswith(_COMPOUND_FILE):
            hint = "It is an old .doc file, or has a password. Save it as .docx without one."
        raise StyleError(f"The template {name} is not a Word file.", hint=hint) from error


def _read(document: Document, name: str) -> Template:
    """Read an open template.

    Raises:
        StyleError: a part is not what its relationship says.
        LookupError: there are no styles, which every Word file has.
    """
    main = document.part
    _check_root(main, f"{_W}document", name)
    parts = {rel.reltype: rel.target_part for rel in main.rels.values() if not rel.is_external}
    for kind, root in _ROOTS.items():
        if kind in parts:
            _check_root(parts[kind], root, name)
    numbering, theme = parts.get(RELATIONSHIP_TYPE.NUMBERING), parts.get(RELATIONSHIP_TYPE.THEME)
    return Template(
        styles=parts[RELATIONSHIP_TYPE.STYLES].element,
        numbering=numbering.element if numbering is not None else None,
        theme=theme.blob if theme is not None else b"",
        page=_read_page(document.sections[-1]) if document.sections else None,
        letterhead=read_letterhead(document),
    )


def _check_root(part: Part, tag: str, name: str) -> None:
    root = part.element if isinstance(part, XmlPart) else parse_part(part.blob)
    if root.tag != tag:
        raise refusal(name, f"holds {part.partname[1:]}, which is broken", SAVE_AGAIN)


def _read_page(section: Section) -> TemplatePage | None:
    """Return the page of a section, upright; None if it does not make sense.

    A negative margin means the same as a positive one, only that it never grows. Source: 17.6.11.
    """
    try:
        sizes = (section.page_width, section.page_height)
        margins = (
            section.top_margin, section.right_margin, section.bottom_margin, section.left_margin,
        )  # fmt: skip
        edges = (section.header_distance, section.footer_distance)
    except (ValueError, LookupError, ArithmeticError):
        return None
    if None in sizes + margins:
        return None
    width, height = sorted(Length(size or 0) for size in sizes)
    top, right, bottom, left = (Length(abs(margin or 0)) for margin in margins)
    header, footer = (_EDGE if edge is None else Length(abs(edge)) for edge in edges)
    has_room = left + right < width * 2 // 3 and top + bottom < height * 2 // 3
    if not (has_room and width >= _SHORTEST and height <= _LONGEST):
        return None
    return TemplatePage(
        width=width, height=height, top=top, right=right, bottom=bottom, left=left,
        header=min(header, top), footer=min(footer, bottom),
    )  # fmt: skip
