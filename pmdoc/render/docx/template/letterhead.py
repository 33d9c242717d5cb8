"""The letterhead of a house: header and footer of its template, cleaned of what no report carries.

In → Out: the parts of a template, already judged by `template`, in; a `Letterhead` out.
Must not: let anything run, load, count or tell of somebody; what can't be carried is named.
Source: ECMA-376 part 1, 17.10 (headers and footers), 17.16 (fields), 20.4 (drawings).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree
from msgspec import Struct

from pmdoc.diagnostics.problem import Level, Problem
from pmdoc.render.docx.ooxml.xml import MC, A, R, W

PAGES = ("default", "first", "even")
"""The pages that may have lines of their own, as WordprocessingML calls them."""
_W, _R, _A, _MC = (f"{{{one}}}" for one in (W, R, A, MC))
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF"})
"""Fields that count or repeat; others load something, tell of somebody or change by the day."""
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_KNOWN = re.compile(
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
_ATTRIBUTES = frozenset({None, W, R, "http://www.w3.org/XML/1998/namespace"})
_UNWRAPPED = ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml")
_SHOWN = (f"{_W}t", f"{_W}drawing", f"{_W}instrText", f"{_W}fldSimple", f"{_W}tbl")

Relations = Mapping[str, tuple[str, bool]]
"""Targets by relationship id, and whether they lie outside."""


class LetterheadPart(Struct, frozen=True, kw_only=True):
    """Header or footer of some pages. Shape: `blocks` are paragraphs and tables, never none."""

    blocks: tuple[etree._Element, ...]
    pictures: Mapping[str, bytes]
    links: Mapping[str, str]


class Letterhead(Struct, frozen=True, kw_only=True):
    """What stands on the pages of a house. Shape: by kind and pages, such as (header, first)."""

    running: Mapping[tuple[str, str], LetterheadPart]
    pages: tuple[str, ...] = ("default",)
    """The pages that have lines of their own."""
    problems: tuple[Problem, ...] = ()

    def of(self, what: str, pages: str) -> LetterheadPart | None:
        """Return what a `header` or `footer` of some pages says."""
        return self.running.get((what, pages))


def read_letterhead(
    parts: Mapping[str, bytes],
    member: Callable[[str], bytes],
    parse: Callable[[bytes], etree._Element],
) -> Letterhead | None:
    """Read what stands on the pages of the last section; nothing where nothing does.

    Problems: `letterhead-incomplete` for each kind of thing that is left out.
    """
    document = parse(parts["word/document.xml"])
    relations = _relations(parts, "word/document.xml", parse)
    settings = parse(parts["word/settings.xml"]) if "word/settings.xml" in parts else None
    pages = ["default"]
    sections = list(document.iter(f"{_W}sectPr"))
    if sections and _is_on(sections[-1], "titlePg"):
        pages.append("first")
    if settings is not None and _is_on(settings, "evenAndOddHeaders"):
        pages.append("even")
    left_out: dict[str, None] = {}
    running = {}
    for (what, kind), relation in _references(sections).items():
        name, is_outside = relations.get(relation, ("", True))
        if kind in pages and not is_outside and name in parts:
            cleaner = _Cleaner(_relations(parts, name, parse), member, left_out)
            found = cleaner.running(parse(parts[name]))
            if found is not None:
                running[what, kind] = found
    problems = tuple(_left_out(one) for one in left_out)
    if not running and not problems:
        return None
    return Letterhead(running=running, pages=tuple(pages), problems=problems)


def _references(sections: list[etree._Element]) -> dict[tuple[str, str], str]:
    """Map kinds of lines to relationships; a section has what the one before it has."""
    found = {}
    for section in sections:
        for what in ("header", "footer"):
            for one in section.iterfind(f"{_W}{what}Reference"):
                found[what, str(one.get(f"{_W}type"))] = str(one.get(f"{_R}id"))
    return found


def _is_on(parent: etree._Element, name: str) -> bool:
    found = parent.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _relations(
    parts: Mapping[str, bytes], name: str, parse: Callable[[bytes], etree._Element]
) -> dict[str, tuple[str, bool]]:
    folder, base = posixpath.split(name)
    data = parts.get(f"{folder}/_rels/{base}.rels")
    if data is None:
        return {}
    found = {}
    for one in parse(data):
        target, is_outside = str(one.get("Target")), one.get("TargetMode") == "External"
        if not is_outside:
            target = posixpath.normpath(posixpath.join(f"/{folder}", target))[1:]
        found[str(one.get("Id"))] = (target, is_outside)
    return found


def _left_out(what: str) -> Problem:
    return Problem(
        id="letterhead-incomplete",
        level=Level.WARNING,
        message=f"The template's letterhead holds {what}, which is left out.",
        hint="Use words, tables and PNG or JPEG pictures in its header and footer.",
    )


class _Cleaner:
    """Cleans one part. What it leaves out is noted in words of the template's author."""

    def __init__(
        self, relations: Relations, member: Callable[[str], bytes], left_out: dict[str, None]
    ) -> None:
        self._relations = relations
        self._member = member
        self._left_out = left_out
        self._pictures: dict[str, bytes] = {}
        self._links: dict[str, str] = {}

    def running(self, root: etree._Element) -> LetterheadPart | None:
        """Return what is left of a part; nothing where nobody would see anything."""
        self._take_out(root)
        self._judge_fields(root)
        self._judge_drawings(root)
        self._tie(root)
        _strip(root)
        blocks = [one for one in root if one.tag in {f"{_W}p", f"{_W}tbl"}]
        while blocks and not _shows(blocks[-1]):
            blocks.pop()
        while blocks and not _shows(blocks[0]):
            blocks.pop(0)
        if not blocks:
            return None
        return LetterheadPart(blocks=tuple(blocks), pictures=self._pictures, links=self._links)

    def _take_out(self, root: etree._Element) -> None:
        """Drop marks, old versions and what is drawn the old way; keep what controls hold."""
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
        _thin_out(root)

    def _judge_fields(self, root: etree._Element) -> None:
        """Leave out fields that load or change by themselves, with what they last showed."""
        for one in list(root.iter(f"{_W}fldSimple")):
            if not self._may_stay(str(one.get(f"{_W}instr"))):
                _remove(one)
        for paragraph in list(root.iter(f"{_W}p")):
            for words, runs in _fields(paragraph):
                if not self._may_stay(words):
                    for run in runs:
                        _remove(run)

    def _may_stay(self, instruction: str) -> bool:
        names = instruction.split()
        is_safe = bool(names) and names[0].upper() in _FIELDS and "{" not in instruction
        if not is_safe:
            name = names[0].upper() if names and names[0].isalpha() else "of an unknown kind"
            self._left_out[f"a field {name}"] = None
        return is_safe

    def _judge_drawings(self, root: etree._Element) -> None:
        """Keep pictures that every reader shows, and shapes; leave out charts and the like."""
        for data in list(root.iter(f"{_A}graphicData")):
            if not str(data.get("uri")).endswith(("/picture", "Shape", "Group")):
                self._left_out["a chart or diagram"] = None
                _remove(next(data.iterancestors(f"{_W}drawing"), data))
        for blip in list(root.iter(f"{_A}blip")):
            target, is_outside = self._relations.get(str(blip.get(f"{_R}embed")), ("", True))
            data = b"" if is_outside else self._member(target)
            if data.startswith(_PICTURES) and blip.get(f"{_R}link") is None:
                self._pictures[str(blip.get(f"{_R}embed"))] = data
            else:
                self._left_out["a picture that is neither PNG, JPEG nor GIF"] = None
                _remove(next(blip.iterancestors(f"{_W}drawing"), blip))
        for one in list(root.iter(f"{_A}hlinkClick", f"{_A}hlinkHover")):
            _remove(one)

    def _tie(self, root: etree._Element) -> None:
        """Keep relationships to pictures and addresses; whatever asks for more goes."""
        for one in list(root.iter()):
            for name in [name for name in one.attrib if name.startswith(_R)]:
                relation = str(one.get(name))
                target, is_outside = self._relations.get(relation, ("", False))
                if one.tag == f"{_W}hyperlink" and is_outside:
                    self._links[relation] = target
                elif relation not in self._pictures:
                    self._left_out["something that lies in another part of the file"] = None
                    _remove(one)
                    break


def _thin_out(root: etree._Element) -> None:
    """Drop marks and what later versions of Word added; keep what wrappers hold."""
    for one in list(root.iter(*(f"{_W}{name}" for name in _DROPPED))):
        _remove(one)
    for one in list(root.iter(f"{_A}ext")):
        if one.get("uri") not in {None, _DECORATIVE}:
            _remove(one)
    for one in list(root.iter()):
        if isinstance(one.tag, str) and not _KNOWN.match(etree.QName(one).namespace or ""):
            _remove(one)
    for one in list(root.iter(*(f"{_W}{name}" for name in _UNWRAPPED))):
        _unwrap(one)


def _strip(root: etree._Element) -> None:
    """Drop the traces of who edited, and attributes that only some versions of Word know."""
    for one in root.iter():
        for name in list(one.attrib):
            space, local = etree.QName(name).namespace, etree.QName(name).localname
            if space not in _ATTRIBUTES or local.startswith("rsid"):
                del one.attrib[name]


def _fields(paragraph: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """Yield the fields of a paragraph: what each asks for, and its runs.

    Shape: one that does not end where it begins asks for nothing.
    """
    depth, held, words = 0, list[etree._Element](), ""
    for run in list(paragraph.iter(f"{_W}r")):
        marks = [str(m.get(f"{_W}fldCharType")) for m in run.iter(f"{_W}fldChar")]
        depth += marks.count("begin")
        if depth > 0 or marks:
            held.append(run)
            words += "".join(str(one.text) for one in run.iter(f"{_W}instrText"))
        depth -= marks.count("end")
        if held and depth <= 0:
            yield "" if depth < 0 else words, held
            depth, held, words = 0, [], ""
    if held:
        yield "", held


def _shows(block: etree._Element) -> bool:
    """Say whether anybody would see a block: words, a drawing, a field, a rule or a table."""
    if block.tag == f"{_W}tbl" or next(block.iter(*_SHOWN), None) is not None:
        return True
    return block.find(f"{_W}pPr/{_W}pBdr") is not None


def _remove(one: etree._Element) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _unwrap(one: etree._Element) -> None:
    for inner in list(one):
        one.addprevious(inner)
    _remove(one)
