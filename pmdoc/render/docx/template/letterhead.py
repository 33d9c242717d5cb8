"""Read a template's letterhead: its headers and footers, without what no report may carry.

In → Out: a template that passed the gate, opened with python-docx, in; a `Letterhead` out.
Must not: keep anything that runs, loads, changes by itself or names a person; what is left out is
reported.
Source: ECMA-376 part 1, 17.10 (headers and footers), 17.16 (fields), 20.4 (drawings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.document import Document
from docx.opc.part import XmlPart
from docx.opc.rel import Relationships
from docx.section import Sections
from lxml import etree
from msgspec import Struct

from pmdoc.diagnostics.problem import Level, Problem
from pmdoc.render.docx.ooxml.xml import MC, A, R, W
from pmdoc.runtime import limits

_W, _R, _A, _MC = (f"{{{one}}}" for one in (W, R, A, MC))
_PROPERTIES = {
    ("header", "default"): "header",
    ("header", "first"): "first_page_header",
    ("header", "even"): "even_page_header",
    ("footer", "default"): "footer",
    ("footer", "first"): "first_page_footer",
    ("footer", "even"): "even_page_footer",
}
"""The properties of python-docx's `Section` by side and type of pages."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
"""The first bytes of PNG, JPEG and GIF files, which every reader shows."""
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF"})
"""Fields that count or repeat; others load something, name a person or change by the day."""
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""The extension of a drawing that marks it as decorative. Source: [MS-ODRAWXML], 2.24."""
_KNOWN_NAMESPACES = re.compile(
    "http://schemas.openxmlformats.org/(?:wordprocessingml|drawingml)/2006/|"
    "http://schemas.openxmlformats.org/markup-compatibility/2006$|"
    "http://schemas.microsoft.com/office/word/2010/wordprocessing(?:Shape|Group)$|"
    "http://schemas.microsoft.com/office/drawing/2017/decorative$"
)
_DROPPED = (
    "altChunk", "bookmarkEnd", "bookmarkStart", "commentRangeEnd", "commentRangeStart",
    "commentReference", "contentPart", "control", "del", "endnoteReference", "footnoteReference",
    "lastRenderedPageBreak", "moveFrom", "permEnd", "permStart", "pPrChange", "proofErr",
    "rPrChange", "sdtEndPr", "sdtPr", "sectPr", "subDoc", "tblPrChange", "tcPrChange", "trPrChange",
)  # fmt: skip
_UNWRAPPED = ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml")
_ATTRIBUTES = frozenset({None, W, R, "http://www.w3.org/XML/1998/namespace"})
_VISIBLE = (f"{_W}t", f"{_W}drawing", f"{_W}instrText", f"{_W}fldSimple", f"{_W}tbl")


class LetterheadPart(Struct, frozen=True, kw_only=True):
    """A header or footer.

    Shape: `blocks` are paragraphs and tables, at least one; the keys of `pictures` and `links` are
    relationship ids.
    """

    blocks: tuple[etree._Element, ...]
    pictures: Mapping[str, bytes]
    links: Mapping[str, str]


class Letterhead(Struct, frozen=True, kw_only=True):
    """The headers and footers of a template.

    Shape: the keys of `parts` are a side and a type of pages, such as `("header", "first")`;
    `page_types` are those with a header and footer of their own, `default` first.
    """

    parts: Mapping[tuple[str, str], LetterheadPart]
    page_types: tuple[str, ...] = ("default",)
    problems: tuple[Problem, ...] = ()

    def of(self, side: str, page_type: str) -> LetterheadPart | None:
        """Return the `header` or `footer` of the pages of a type."""
        return self.parts.get((side, page_type))


def read_letterhead(document: Document) -> Letterhead | None:
    """Read the headers and footers of the last section; None if nobody would see anything.

    Raises:
        PythonDocxError, ValueError: a property of the section has a value that does not exist.

    Problems: `letterhead-incomplete` for each kind of thing that is left out.
    """
    sections = document.sections
    page_types = ["default"]
    if sections and sections[-1].different_first_page_header_footer:
        page_types.append("first")
    if document.settings.odd_and_even_pages_header_footer:
        page_types.append("even")
    left_out: dict[str, None] = {}
    parts = {}
    for (side, page_type), name in _PROPERTIES.items():
        part = _find_part(sections, name) if page_type in page_types else None
        if part is not None:
            cleaned = _Cleaner(part.rels, left_out).clean(part.element)
            if cleaned is not None:
                parts[side, page_type] = cleaned
    problems = tuple(_incomplete(what) for what in left_out)
    if not parts and not problems:
        return None
    return Letterhead(parts=parts, page_types=tuple(page_types), problems=problems)


def _find_part(sections: Sections, name: str) -> XmlPart | None:
    for section in reversed(sections):
        line = getattr(section, name)
        if not line.is_linked_to_previous:
            try:
                part = line.part
            except KeyError:  # the part is missing
                return None
            return part if isinstance(part, XmlPart) else None
    return None


def _incomplete(what: str) -> Problem:
    return Problem(
        id="letterhead-incomplete",
        level=Level.WARNING,
        message=f"The template's letterhead holds {what}, which is left out.",
        hint="Use words, tables and PNG or JPEG pictures in its header and footer.",
    )


class _Cleaner:
    """Cleans one part. Adds what it leaves out to `left_out`, in the words of a message."""

    def __init__(self, relationships: Relationships, left_out: dict[str, None]) -> None:
        self._relationships = relationships
        self._left_out = left_out
        self._pictures: dict[str, bytes] = {}
        self._links: dict[str, str] = {}

    def clean(self, root: etree._Element) -> LetterheadPart | None:
        """Clean a part in place and return what is left; None if nobody would see anything."""
        self._remove_old_content(root)
        self._remove_fields(root)
        self._remove_drawings(root)
        self._check_relationships(root)
        _strip_attributes(root)
        blocks = [one for one in root if one.tag in {f"{_W}p", f"{_W}tbl"}]
        while blocks and not _is_visible(blocks[-1]):
            blocks.pop()
        while blocks and not _is_visible(blocks[0]):
            blocks.pop(0)
        if not blocks:
            return None
        return LetterheadPart(blocks=tuple(blocks), pictures=self._pictures, links=self._links)

    def _remove_old_content(self, root: etree._Element) -> None:
        """Remove placeholders, old versions and VML; keep the content of controls."""
        for sdt in list(root.iter(f"{_W}sdt")):
            if sdt.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
                _remove(sdt)
        for old in list(root.iter(f"{_MC}AlternateContent")):
            choice = old.find(f"{_MC}Choice")
            drawing = choice.find(f"{_W}drawing") if choice is not None else None
            if drawing is not None:
                old.addprevious(drawing)
            _remove(old)
        for one in list(root.iter(f"{_W}pict", f"{_W}object")):
            self._left_out["an old kind of drawing, text box or object (VML)"] = None
            _remove(one)
        _remove_marks(root)

    def _remove_fields(self, root: etree._Element) -> None:
        """Remove fields that load something or change by themselves, with their last results."""
        for one in list(root.iter(f"{_W}fldSimple")):
            if not self._is_safe(str(one.get(f"{_W}instr"))):
                _remove(one)
        for paragraph in list(root.iter(f"{_W}p")):
            for instruction, runs in _fields(paragraph):
                if not self._is_safe(instruction):
                    for run in runs:
                        _remove(run)

    def _is_safe(self, instruction: str) -> bool:
        names = instruction.split()
        is_safe = bool(names) and names[0].upper() in _FIELDS and "{" not in instruction
        if not is_safe:
            name = names[0].upper() if names and names[0].isalpha() else "of an unknown kind"
            self._left_out[f"a field {name}"] = None
        return is_safe

    def _remove_drawings(self, root: etree._Element) -> None:
        """Remove charts, diagrams and unusual pictures; keep shapes and ordinary pictures."""
        for data in list(root.iter(f"{_A}graphicData")):
            if not str(data.get("uri")).endswith(("/picture", "Shape", "Group")):
                self._left_out["a chart or diagram"] = None
                _remove(next(data.iterancestors(f"{_W}drawing"), data))
        for blip in list(root.iter(f"{_A}blip")):
            relation = str(blip.get(f"{_R}embed"))
            picture = self._picture(relation)
            if picture and blip.get(f"{_R}link") is None:
                self._pictures[relation] = picture
            else:
                self._left_out["a picture that is neither PNG, JPEG nor GIF"] = None
                _remove(next(blip.iterancestors(f"{_W}drawing"), blip))
        for one in list(root.iter(f"{_A}hlinkClick", f"{_A}hlinkHover")):
            _remove(one)

    def _picture(self, relation: str) -> bytes:
        """Return the bytes of a picture that every reader shows, or none."""
        found = self._relationships.get(relation)
        data = found.target_part.blob if found is not None and not found.is_external else b""
        return (
            data
            if data.startswith(_PICTURES) and len(data) <= limits.TEMPLATE_MEMBER_BYTES
            else b""
        )

    def _check_relationships(self, root: etree._Element) -> None:
        """Keep relationships to pictures and web addresses; remove elements with any other."""
        for one in list(root.iter()):
            for name in [name for name in one.attrib if name.startswith(_R)]:
                relation = str(one.get(name))
                found = self._relationships.get(relation)
                if one.tag == f"{_W}hyperlink" and found is not None and found.is_external:
                    self._links[relation] = found.target_ref
                elif relation not in self._pictures:
                    self._left_out["something that lies in another part of the file"] = None
                    _remove(one)
                    break


def _remove_marks(root: etree._Element) -> None:
    """Remove marks and what later versions of Word added; keep the content of wrappers."""
    for one in list(root.iter(*(f"{_W}{name}" for name in _DROPPED))):
        _remove(one)
    for one in list(root.iter(f"{_A}ext")):
        if one.get("uri") not in {None, _DECORATIVE}:
            _remove(one)
    for one in list(root.iter()):
        if not _KNOWN_NAMESPACES.match(etree.QName(one).namespace or ""):
            _remove(one)
    for one in list(root.iter(*(f"{_W}{name}" for name in _UNWRAPPED))):
        for inner in list(one):
            one.addprevious(inner)
        _remove(one)


def _strip_attributes(root: etree._Element) -> None:
    """Remove editing sessions, and attributes that only some versions of Word know."""
    for one in root.iter():
        for name in list(one.attrib):
            attribute = etree.QName(name)
            if attribute.namespace not in _ATTRIBUTES or attribute.localname.startswith("rsid"):
                del one.attrib[name]


def _fields(paragraph: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """Yield the instruction and the runs of each complex field in a paragraph.

    The runs of `Page 7` are

        Page␣ | begin | instrText " PAGE " | separate | 7 | end

    which yields `(" PAGE ", [begin … end])`. A field inside another adds its instruction to that of
    the outer one. The instruction is empty for a field that does not end in the paragraph.
    """
    depth, runs, instruction = 0, list[etree._Element](), ""
    for run in list(paragraph.iter(f"{_W}r")):
        marks = [str(mark.get(f"{_W}fldCharType")) for mark in run.iter(f"{_W}fldChar")]
        depth += marks.count("begin")
        if depth > 0 or marks:
            runs.append(run)
            instruction += "".join(str(one.text) for one in run.iter(f"{_W}instrText"))
        depth -= marks.count("end")
        if runs and depth <= 0:
            yield "" if depth < 0 else instruction, runs
            depth, runs, instruction = 0, [], ""
    if runs:
        yield "", runs


def _is_visible(block: etree._Element) -> bool:
    """Return whether a block has words, a drawing, a field, a border or a table."""
    if block.tag == f"{_W}tbl" or next(block.iter(*_VISIBLE), None) is not None:
        return True
    return block.find(f"{_W}pPr/{_W}pBdr") is not None


def _remove(one: etree._Element) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)
