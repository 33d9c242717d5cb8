"""Merge a template's styles and lists with ours: the template's where it has one of that name.

In → Out: a template, our styles and lists in; the merged parts, and what the template lacks, out.
Must not: change how a style of the template looks.
Source: ECMA-376 part 1, 17.7.4 (styles are told apart by name), 17.9 (lists).

Word knows a style by its name, and its id is only how a file refers to it. So the template's
styles get our ids, and body text is the same with and without a template:

    template      heading 1, id "berschrift1"      →  id "Heading1"
    template      Intro Text, id "Lead"            →  id "TemplateLead", as Lead is one of our ids
    ours          Lead, id "Lead"                  →  added, as the template has no style "Lead"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from msgspec.structs import replace

from pmdoc.model.length import Length
from pmdoc.render.docx.styles.proofing_language import language_attributes
from pmdoc.render.docx.styles.stylesheet import POSITIONAL
from pmdoc.render.docx.styles.theme_links import ThemeScheme
from pmdoc.render.docx.template.letterhead import Letterhead
from pmdoc.render.docx.template.template_file import Template, read_template
from pmdoc.render.docx.template.template_gate import parse_part
from pmdoc.render.docx.template.template_lists import (
    FIRST_TEMPLATE_LIST,
    fix_alignments,
    renumber_lists,
)
from pmdoc.render.renderer_protocol import TemplateFile
from pmdoc.style.contrast import contrast
from pmdoc.style.style import Style

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REFERENCES = ("basedOn", "next", "link", "pStyle", "styleLink", "numStyleLink")
"""Elements that refer to a style by its id."""
_AFTER_LANGUAGE = ("eastAsianLayout", "specVanish", "oMath")
"""Run properties that follow the language. Source: ECMA-376 part 1, 17.3.2.28."""
_BEFORE_NUMBER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
"""Paragraph properties that precede the list. Source: 17.3.1.26."""
_SESSIONS = ("rsid", "rsidR", "rsidRPr")
"""Elements that identify editing sessions. Source: 17.15.1.72."""
_OURS = frozenset(("paragraph", name) for name in POSITIONAL)
_LETTERHEAD_STYLES = ("header", "footer")
"""Styles that a letterhead is set in. They stay under another name, beside ours."""
_LEGIBLE = 4.5
"""The least contrast of text on white. Source: WCAG 2.2, 1.4.3."""
_SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)))

_StyleKey = tuple[str, str]
"""The type and the name, in lower case, of a style."""


def open_template(file: TemplateFile, style: Style) -> TemplateStyles:
    """Open a template. The style's `word_styles` say which of its styles ours are to follow.

    Raises:
        StyleError: it can't be used.
    """
    followed = {ours.lower(): theirs for ours, theirs in style.word_styles}
    return TemplateStyles(read_template(file.data, file.name), followed)


@dataclass(slots=True)
class TemplateStyles:
    """A template while a document is written with its styles.

    Shape: `followed` gives the name of a template's style for that of ours, in lower case;
    `style_ids` the new ids of the template's styles by their old ones, once they are merged.
    """

    template: Template
    followed: Mapping[str, str] = field(default_factory=dict)
    style_ids: dict[str, str] = field(init=False, default_factory=dict)
    _styles: etree._Element = field(init=False)
    _by_name: dict[_StyleKey, etree._Element] = field(init=False)

    def __post_init__(self) -> None:
        self._styles = self.template.styles
        self._by_name = self._index_styles()
        for key in [key for key in self._by_name if key in _OURS]:
            style = self._by_name.pop(key)
            name = f"Template {key[1]}"
            if self.letterhead is None or key[1] not in _LETTERHEAD_STYLES:
                self._styles.remove(style)
            elif ("paragraph", name.lower()) not in self._by_name:
                style.find(f"{_W}name").set(f"{_W}val", name)
                self._by_name["paragraph", name.lower()] = style
        renumber_lists(self._styles)

    def _index_styles(self) -> dict[_StyleKey, etree._Element]:
        """Index the styles by name; remove those without a name or id, or with one twice."""
        found: dict[_StyleKey, etree._Element] = {}
        ids: dict[str | None, str] = {}
        for style in list(self._styles.iter(f"{_W}style")):
            key, own = _key(style), style.get(f"{_W}styleId")
            if own and key[1] and key not in found and own not in ids:
                found[key] = style
            else:
                self._styles.remove(style)
            if own and key in found:
                ids.setdefault(own, str(found[key].get(f"{_W}styleId")))
        _rename_references(self._styles, {own: kept for own, kept in ids.items() if own})
        return found

    @property
    def letterhead(self) -> Letterhead | None:
        """The template's headers and footers."""
        return self.template.letterhead

    def has(self, name: str) -> bool:
        """Return whether the template has a paragraph style of a name."""
        return ("paragraph", name.lower()) in self._by_name

    def has_list(self, name: str) -> bool:
        """Return whether a style of the template brings a list, or a number."""
        style = self._by_name.get(("paragraph", name.lower()))
        return style is not None and _list_number(style) != 0

    def accent(self, ours: str) -> str:
        """Return the template's first accent colour; ours if theirs is illegible as text."""
        if not self.template.theme:
            return ours
        theme = parse_part(self.template.theme)
        accent = theme.find(f".//{_A}accent1/{_A}srgbClr")
        theirs = f"#{accent.get('val')}" if accent is not None else ours
        is_color = re.fullmatch("#[0-9A-Fa-f]{6}", theirs) is not None
        return theirs if is_color and contrast(theirs, "#ffffff") >= _LEGIBLE else ours

    def apply_page(self, style: Style) -> Style:
        """Return a style with the template's page and margins, and room for our header and footer.

        Below a letterhead, whose room is the template's own margin, ours gets as much as ever:

            edge ─ 12 mm ─ letterhead ─ 40 mm: end of the template's margin ─ our header ─ text
        """
        theirs, page = self.template.page, style.page
        if theirs is None:
            return style
        top, bottom = max(theirs.top, page.top), max(theirs.bottom, page.bottom)
        header, footer = page.header, page.footer
        letterhead = self.letterhead
        if letterhead is not None and letterhead.of("header", "default") is not None:
            top, header = Length(theirs.top + page.top - page.header), theirs.header
        if letterhead is not None and letterhead.of("footer", "default") is not None:
            bottom, footer = Length(theirs.bottom + page.bottom - page.footer), theirs.footer
        page = replace(
            page,
            width=theirs.width,
            height=theirs.height,
            left=theirs.left,
            right=theirs.right,
            top=top,
            bottom=bottom,
            header=header,
            footer=footer,
        )
        # A cover's band keeps its distance from the upper edge.
        above = max(Length(style.cover.above - (top - style.page.top)), style.cover.above // 4)
        return replace(style, page=page, cover=replace(style.cover, above=Length(above)))

    def scheme(self) -> ThemeScheme | None:
        """Return the colours and fonts of the template's theme; None if one is missing."""
        elements = parse_part(self.template.theme).find(f"{_A}themeElements")
        if elements is None:
            return None
        colors = {
            etree.QName(slot).localname: str(one.get(value) or "").upper()
            for kind, value in (("srgbClr", "val"), ("sysClr", "lastClr"))
            for slot in elements.iterfind(f"{_A}clrScheme/*")
            for one in slot.iterfind(f"{_A}{kind}")
        }
        major, minor = (
            elements.find(f"{_A}fontScheme/{_A}{kind}/{_A}latin")
            for kind in ("majorFont", "minorFont")
        )
        if (
            not {"dk1", "lt1", "accent1", "hlink"} <= colors.keys()
            or major is None
            or minor is None
        ):
            return None
        return ThemeScheme(
            colors=dict(sorted(colors.items(), key=_rank)),
            major=str(major.get("typeface")),
            minor=str(minor.get("typeface")),
        )

    def merge(self, ours: bytes, language: str) -> tuple[bytes, list[str]]:
        """Return the merged style sheet, and the names of ours that the template does not have."""
        own = parse_part(ours)
        self.style_ids = self._new_ids(own)
        for style in self._styles.iter(f"{_W}style"):
            style.set(f"{_W}styleId", self.style_ids[str(style.get(f"{_W}styleId"))])
        _rename_references(self._styles, self.style_ids)
        for session in list(self._styles.iter(*(f"{_W}{one}" for one in _SESSIONS))):
            session.getparent().remove(session)
        _set_language(self._styles, language)
        missing = []
        names = {str(one.get(f"{_W}styleId")): _name(one) for one in self._by_name.values()}
        for style in list(own.iter(f"{_W}style")):
            kind, name = _key(style)
            if (kind, name) in self._by_name:
                self._number_heading(style, self._by_name[kind, name])
                continue
            followed = self._by_name.get((kind, self.followed.get(name, "").lower()))
            if followed is not None:
                _follow(style, followed)
            else:
                _drop_shared_spacing(style, names)
                missing.append(_name(style))
            if style.get(f"{_W}default") is not None:
                _clear_default(self._styles, kind)
            self._styles.append(style)
        return _to_bytes(self._styles), missing

    def _new_ids(self, own: etree._Element) -> dict[str, str]:
        """Assign an id to each style of the template: ours for our names, else an unused one."""
        ours = {_key(one): str(one.get(f"{_W}styleId")) for one in own.iter(f"{_W}style")}
        taken, new_ids = set(ours.values()), {}
        for key, style in self._by_name.items():
            old = str(style.get(f"{_W}styleId"))
            new = ours.get(key, old)
            while key not in ours and new in taken:
                new = f"Template{new}"
            taken.add(new)
            new_ids[old] = new
        return new_ids

    def _number_heading(self, ours: etree._Element, theirs: etree._Element) -> None:
        """Number a heading of the template if the layout numbers it and the template does not."""
        number = ours.find(f"{_W}pPr/{_W}numPr")
        if number is None or self.has_list(_name(theirs)):
            return
        properties = theirs.find(f"{_W}pPr")
        if properties is None:
            properties = etree.SubElement(theirs, f"{_W}pPr")
            runs = theirs.find(f"{_W}rPr")
            if runs is not None:
                runs.addprevious(properties)
        old = properties.find(f"{_W}numPr")
        if old is not None:
            properties.remove(old)
        before = sum(1 for one in properties if etree.QName(one).localname in _BEFORE_NUMBER)
        properties.insert(before, number)

    def numbering(self, ours: bytes) -> bytes:
        """Return our lists and the template's, whose numbers are out of the way of ours."""
        own, theirs = parse_part(ours), self.template.numbering
        lists_by_style = {
            style.get(f"{_W}styleId"): _list_number(style) for style in self._by_name.values()
        }
        for level in own.iter(f"{_W}lvl"):
            link = level.find(f"{_W}pStyle")
            style_id = link.get(f"{_W}val") if link is not None else None
            if lists_by_style.get(style_id, 0) >= FIRST_TEMPLATE_LIST:
                level.remove(link)
        if theirs is None:
            return _to_bytes(own)
        _rename_references(theirs, self.style_ids)
        for picture in list(theirs.iter(f"{_W}numPicBullet", f"{_W}lvlPicBulletId")):
            picture.getparent().remove(picture)
        renumber_lists(theirs)
        fix_alignments(theirs)
        abstract, numbers = list(theirs.iter(f"{_W}abstractNum")), list(theirs.iter(f"{_W}num"))
        first = own.find(f"{_W}num")
        for one in abstract:
            first.addprevious(one)
        own.extend(numbers)
        return _to_bytes(own)


def _rank(slot: tuple[str, str]) -> int:
    return _SLOTS.index(slot[0]) if slot[0] in _SLOTS else len(_SLOTS)


def _name(style: etree._Element) -> str:
    name = style.find(f"{_W}name")
    return str(name.get(f"{_W}val")) if name is not None else ""


def _key(style: etree._Element) -> _StyleKey:
    return str(style.get(f"{_W}type", "paragraph")), _name(style).lower()


def _list_number(style: etree._Element) -> int:
    """Return the number of a style's list; 0 for none."""
    number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    return int(str(number.get(f"{_W}val", "0"))) if number is not None else 0


def _rename_references(root: etree._Element, new_ids: Mapping[str, str]) -> None:
    for one in root.iter(*(f"{_W}{tag}" for tag in _REFERENCES)):
        old = str(one.get(f"{_W}val"))
        one.set(f"{_W}val", new_ids.get(old, old))


def _clear_default(styles: etree._Element, kind: str) -> None:
    for style in styles.iterfind(f"{_W}style"):
        if _key(style)[0] == kind:
            style.attrib.pop(f"{_W}default", None)


def _follow(style: etree._Element, followed: etree._Element) -> None:
    for tag in ("basedOn", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"):
        for one in style.findall(f"{_W}{tag}"):
            style.remove(one)
    parent = etree.Element(f"{_W}basedOn", {f"{_W}val": str(followed.get(f"{_W}styleId"))})
    style.find(f"{_W}name").addnext(parent)


def _drop_shared_spacing(style: etree._Element, names: Mapping[str, str]) -> None:
    """Reduce the spacing of a style derived from one of the template's to what it is named for.

    "Normal After 6", based on the template's Normal, keeps its space after; the space before and
    the line are those of Normal.
    """
    parent, spacing = style.find(f"{_W}basedOn"), style.find(f"{_W}pPr/{_W}spacing")
    above = names.get(str(parent.get(f"{_W}val"))) if parent is not None else None
    if above is None or spacing is None or not _name(style).lower().startswith(f"{above.lower()} "):
        return
    change = _name(style)[len(above) :]
    kept = {word.lower() for word in ("Before", "After") if word in change}
    for key in {"before", "after", "line", "lineRule"} - kept:
        spacing.attrib.pop(f"{_W}{key}", None)


def _set_language(styles: etree._Element, language: str) -> None:
    for one in list(styles.iter(f"{_W}lang")):
        one.getparent().remove(one)
    runs = styles
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        found = runs.find(f"{_W}{tag}")
        if found is None:
            found = etree.Element(f"{_W}{tag}")
            runs.insert(0, found)
        runs = found
    attributes = {f"{_W}{key}": value for key, value in language_attributes(language).items()}
    after = [one for one in runs if etree.QName(one).localname in _AFTER_LANGUAGE]
    runs.insert(len(runs) - len(after), etree.Element(f"{_W}lang", attributes))


def _to_bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
