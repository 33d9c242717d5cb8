"""A house's styles and ours in one sheet: theirs where they have one of the name, else ours.

In → Out: a `Template`, our styles and lists in; the merged parts out, and what the house lacks.
Must not: change how a house's own style looks.
Source: ECMA-376 part 1, 17.7.4 (styles are told apart by name), 17.9 (lists).

Word knows a style by its name and only files it under its id, so the house's styles get our ids,
and what we write needs no other names.
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
from pmdoc.render.docx.template.template_lists import FIRST_HOUSE_LIST, name_sides, shift_lists
from pmdoc.render.renderer_protocol import TemplateFile
from pmdoc.style.contrast import contrast
from pmdoc.style.style import Style

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REFERENCES = ("basedOn", "next", "link", "pStyle", "styleLink", "numStyleLink")
_BEHIND_LANGUAGE = ("eastAsianLayout", "specVanish", "oMath")
"""What stands behind the language in run properties. Source: ECMA-376 part 1, 17.3.2.28."""
_TRACES = ("rsid", "rsidR", "rsidRPr")
_OURS = frozenset(("paragraph", name) for name in POSITIONAL)
_LETTERS = ("header", "footer")
"""Styles of the house that its letterhead is set in, beside ours of that name."""
_LEGIBLE = 4.5
_FONTS = 2
_SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)))


@dataclass(slots=True)
class TemplateStyles:
    """A template while a document is written under it.

    Shape: `mapping` gives the house's name of a style for ours, in lower case.
    """

    template: Template
    mapping: Mapping[str, str] = field(default_factory=dict)
    _styles: etree._Element = field(init=False)
    _by_name: dict[tuple[str, str], etree._Element] = field(init=False)
    _ids: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._styles = self.template.styles
        self._by_name = self._told_apart()
        for key in [key for key in self._by_name if key in _OURS]:
            style = self._by_name.pop(key)
            name = f"House {key[1]}"
            if self.letterhead is None or key[1] not in _LETTERS:
                self._styles.remove(style)
            elif ("paragraph", name.lower()) not in self._by_name:
                style.find(f"{_W}name").set(f"{_W}val", name)
                self._by_name["paragraph", name.lower()] = style
        shift_lists(self._styles)

    def _told_apart(self) -> dict[tuple[str, str], etree._Element]:
        """Return the styles by name; what has no name or id, or one for the second time, goes."""
        found: dict[tuple[str, str], etree._Element] = {}
        ids: dict[str | None, str] = {}
        for style in list(self._styles.iter(f"{_W}style")):
            key, own = _key(style), style.get(f"{_W}styleId")
            if own and key[1] and key not in found and own not in ids:
                found[key] = style
            else:
                self._styles.remove(style)
            if own and key in found:
                ids.setdefault(own, str(found[key].get(f"{_W}styleId")))
        _rename(self._styles, {own: kept for own, kept in ids.items() if own})
        return found

    @property
    def letterhead(self) -> Letterhead | None:
        """What stands on the house's own pages."""
        return self.template.letterhead

    @property
    def style_ids(self) -> Mapping[str, str]:
        """The new ids of the template's styles by their old ones, once `merge` has given them."""
        return self._ids

    def has(self, name: str, kind: str = "paragraph") -> bool:
        """Say whether the house has a style of a name."""
        return (kind, name.lower()) in self._by_name

    def has_list(self, name: str) -> bool:
        """Say whether a style of the house brings a list, or a number, along."""
        style = self._by_name.get(("paragraph", name.lower()))
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId") if style is not None else None
        return number is not None and number.get(f"{_W}val") != "0"

    def accent(self, ours: str) -> str:
        """Return the house's first accent colour; ours where theirs is illegible as text."""
        if not self.template.theme:
            return ours
        theme = parse_part(self.template.theme)
        found = theme.find(f".//{_A}accent1/{_A}srgbClr")
        theirs = f"#{found.get('val')}" if found is not None else ours
        is_color = re.fullmatch("#[0-9A-Fa-f]{6}", theirs) is not None
        return theirs if is_color and contrast(theirs, "#ffffff") >= _LEGIBLE else ours

    def dress(self, style: Style) -> Style:
        """Return a style on the house's page; room for our header and footer stays.

        The style's own mapping names the house's styles that ours are to follow.
        """
        self.mapping = {ours.lower(): theirs for ours, theirs in style.word_styles}
        sheet, page = self.template.page, style.page
        if sheet is None:
            return style
        top, bottom = max(sheet.top, page.top), max(sheet.bottom, page.bottom)
        head, foot = page.header, page.footer
        letterhead = self.letterhead
        if letterhead is not None and letterhead.of("header", "default") is not None:
            # Theirs ends where their text began; below it ours has as much room as ever.
            top, head = Length(sheet.top + page.top - page.header), sheet.header
        if letterhead is not None and letterhead.of("footer", "default") is not None:
            bottom, foot = Length(sheet.bottom + page.bottom - page.footer), sheet.footer
        page = replace(
            page,
            width=sheet.width,
            height=sheet.height,
            left=sheet.left,
            right=sheet.right,
            top=top,
            bottom=bottom,
            header=head,
            footer=foot,
        )
        # A cover's band stays where it is on the sheet.
        above = max(Length(style.cover.above - (top - style.page.top)), style.cover.above // 4)
        return replace(style, page=page, cover=replace(style.cover, above=Length(above)))

    def scheme(self) -> ThemeScheme | None:
        """Return what the house's theme holds; nothing where it is not a whole one."""
        theme = parse_part(self.template.theme)
        colors = {
            etree.QName(slot).localname: str(one.get("val") or "").upper()
            for one in theme.iterfind(f"{_A}themeElements/{_A}clrScheme/*/{_A}srgbClr")
            if (slot := one.getparent()) is not None
        }
        colors |= {
            etree.QName(slot).localname: str(one.get("lastClr") or "").upper()
            for one in theme.iterfind(f"{_A}themeElements/{_A}clrScheme/*/{_A}sysClr")
            if (slot := one.getparent()) is not None
        }
        fonts = [
            str(one.get("typeface"))
            for kind in ("majorFont", "minorFont")
            for one in theme.iterfind(f"{_A}themeElements/{_A}fontScheme/{_A}{kind}/{_A}latin")
        ]
        if not {"dk1", "lt1", "accent1", "hlink"} <= colors.keys() or len(fonts) != _FONTS:
            return None
        major, minor = fonts
        return ThemeScheme(colors=dict(sorted(colors.items(), key=_rank)), major=major, minor=minor)

    def merge(self, ours: bytes, language: str) -> tuple[bytes, list[str]]:
        """Return the style sheet, and the names of ours that the house does not have."""
        own = parse_part(ours)
        self._ids = self._renamed(own)
        for style in self._styles.iter(f"{_W}style"):
            style.set(f"{_W}styleId", self._ids[str(style.get(f"{_W}styleId"))])
        _rename(self._styles, self._ids)
        for trace in list(self._styles.iter(*(f"{_W}{one}" for one in _TRACES))):
            trace.getparent().remove(trace)
        _speak(self._styles, language)
        missing = []
        names = {str(one.get(f"{_W}styleId")): _name(one) for one in self._by_name.values()}
        for style in list(own.iter(f"{_W}style")):
            kind, name = _key(style)
            if (kind, name) in self._by_name:
                self._number(style, self._by_name[kind, name])
                continue
            wanted = self._by_name.get((kind, self.mapping.get(name, "").lower()))
            if wanted is not None:
                _follow(style, wanted)
            else:
                _ease(style, names)
                missing.append(_name(style))
            if style.get(f"{_W}default") is not None:
                _yield_default(self._styles, kind)
            self._styles.append(style)
        return _part(self._styles), missing

    def _renamed(self, own: etree._Element) -> dict[str, str]:
        """Give each of the house's styles an id: ours where the name is ours, else a free one."""
        ours = {_key(one): str(one.get(f"{_W}styleId")) for one in own.iter(f"{_W}style")}
        taken, renamed = set(ours.values()), {}
        for key, style in self._by_name.items():
            theirs = str(style.get(f"{_W}styleId"))
            new = ours.get(key, theirs)
            while key not in ours and new in taken:
                new = f"House{new}"
            taken.add(new)
            renamed[theirs] = new
        return renamed

    def _number(self, ours: etree._Element, theirs: etree._Element) -> None:
        """Let a heading of the house be numbered where the layout numbers and it is not."""
        number = ours.find(f"{_W}pPr/{_W}numPr")
        if number is None or self.has_list(_name(theirs)):
            return
        properties = theirs.find(f"{_W}pPr")
        if properties is None:
            properties = etree.SubElement(theirs, f"{_W}pPr")
            runs = theirs.find(f"{_W}rPr")
            if runs is not None:
                runs.addprevious(properties)
        before = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
        old = properties.find(f"{_W}numPr")
        if old is not None:
            properties.remove(old)
        place = sum(1 for one in properties if etree.QName(one).localname in before)
        properties.insert(place, number)

    def numbering(self, ours: bytes) -> bytes:
        """Return our lists and the house's, told apart by their numbers."""
        own = parse_part(ours)
        for level in list(own.iter(f"{_W}lvl")):
            link = level.find(f"{_W}pStyle")
            if link is not None and self._is_theirs(str(link.get(f"{_W}val"))):
                level.remove(link)
        theirs = self.template.numbering
        if theirs is None:
            return _part(own)
        _rename(theirs, self._ids)
        for picture in list(theirs.iter(f"{_W}numPicBullet", f"{_W}lvlPicBulletId")):
            picture.getparent().remove(picture)
        shift_lists(theirs)
        name_sides(theirs)
        abstract, numbers = list(theirs.iter(f"{_W}abstractNum")), list(theirs.iter(f"{_W}num"))
        first = own.find(f"{_W}num")
        for one in abstract:
            first.addprevious(one)
        for one in numbers:
            own.append(one)
        return _part(own)

    def _is_theirs(self, style_id: str) -> bool:
        """Say whether a style of this id is the house's and brings its own list."""
        for style in self._by_name.values():
            if style.get(f"{_W}styleId") == style_id:
                number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
                value = str(number.get(f"{_W}val")) if number is not None else "0"
                return int(value) >= FIRST_HOUSE_LIST
        return False


def open_house(file: TemplateFile) -> TemplateStyles:
    """Open a house's template.

    Raises:
        StyleError: it can't be used.
    """
    return TemplateStyles(read_template(file.data, file.name))


def _rank(slot: tuple[str, str]) -> int:
    """Order slots: of two alike, text and ground come before accents."""
    return _SLOTS.index(slot[0]) if slot[0] in _SLOTS else len(_SLOTS)


def _name(style: etree._Element) -> str:
    name = style.find(f"{_W}name")
    return str(name.get(f"{_W}val")) if name is not None else ""


def _key(style: etree._Element) -> tuple[str, str]:
    return str(style.get(f"{_W}type", "paragraph")), _name(style).lower()


def _rename(root: etree._Element, renamed: Mapping[str, str]) -> None:
    """Let styles and lists refer to styles by their new ids."""
    for one in root.iter(*(f"{_W}{tag}" for tag in _REFERENCES)):
        old = str(one.get(f"{_W}val"))
        one.set(f"{_W}val", renamed.get(old, old))


def _yield_default(styles: etree._Element, kind: str) -> None:
    """Let no style of the house be the default of a kind, as ours is it."""
    for style in styles.iterfind(f"{_W}style"):
        if _key(style)[0] == kind:
            style.attrib.pop(f"{_W}default", None)


def _follow(style: etree._Element, wanted: etree._Element) -> None:
    """Make one of our styles look like the house's that it is mapped onto."""
    for tag in ("basedOn", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"):
        for one in style.findall(f"{_W}{tag}"):
            style.remove(one)
    parent = etree.Element(f"{_W}basedOn", {f"{_W}val": str(wanted.get(f"{_W}styleId"))})
    style.find(f"{_W}name").addnext(parent)


def _ease(style: etree._Element, names: Mapping[str, str]) -> None:
    """Keep from a place's version of a house's style all but what the place changes."""
    parent, spacing = style.find(f"{_W}basedOn"), style.find(f"{_W}pPr/{_W}spacing")
    above = names.get(str(parent.get(f"{_W}val"))) if parent is not None else None
    if above is None or spacing is None or not _name(style).lower().startswith(f"{above.lower()} "):
        return
    change = _name(style)[len(above) :]
    kept = {word.lower() for word in ("Before", "After") if word in change}
    for key in ("before", "after", "line", "lineRule"):
        if key not in kept:
            spacing.attrib.pop(f"{_W}{key}", None)


def _speak(styles: etree._Element, language: str) -> None:
    """Say the report's language where all styles take it from, and the house's nowhere."""
    for one in list(styles.iter(f"{_W}lang")):
        one.getparent().remove(one)
    runs = styles
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        found = runs.find(f"{_W}{tag}")
        if found is None:
            found = etree.Element(f"{_W}{tag}")
            runs.insert(0, found)
        runs = found
    said = etree.Element(f"{_W}lang")
    for script, value in language_attributes(language).items():
        said.set(f"{_W}{script}", value)
    behind = [one for one in runs if etree.QName(one).localname in _BEHIND_LANGUAGE]
    runs.insert(len(runs) - len(behind), said)


def _part(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
