"""Character styles: one for every combination of marks that a document uses.

In → Out: the marks of some words in, the style's id and its `w:style` element out.
Must not: need formatting beside the style of a run.
Source: ECMA-376 part 1, 17.7.4.17 (style), 17.7.3 (toggle properties), 17.3.2.28 (rPr).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from pmdoc.model.document import Tone
from pmdoc.model.length import Length
from pmdoc.model.tlp import BACKGROUND, Tlp
from pmdoc.render.docx.ooxml.word_element import WordElement, ordered, w
from pmdoc.render.docx.ooxml.xml import color
from pmdoc.render.docx.styles.property_elements import (
    RUN_ORDER,
    border,
    font_size,
    fonts,
    fonts_of_all_scripts,
    half_points,
    shading,
    toggles,
)
from pmdoc.style.style import Style, TextRole, TextStyle

STRONG, EMPHASIS, STRIKE, CODE, LINK, REFERENCE, SYMBOL = (
    "Strong", "Emphasis", "Strike", "Code", "Hyperlink", "Reference", "Symbol",
)  # fmt: skip
LINKED = "Linked"
"""Words inside a link that looks like the text around it."""
CAVEAT = "Caveat"
"""Privilege and handling, beside the class in the banner, in smaller print."""
NOTE_MARK = "footnote reference"
"""Word's own name for the number of a footnote."""
_ORDER = (NOTE_MARK, REFERENCE, LINK, STRIKE, CODE, EMPHASIS, STRONG)
_LINE_NUMBER = "line number"
"""Word's own name for the numbers beside the lines."""
PLACEHOLDER = "PlaceholderText"
_PLACEHOLDER = "Placeholder Text"
"""Word's own name for the text of a blank until it is filled in."""
_COMMENT_MARK = "annotation reference"
"""Word's own name for the mark of a comment."""
_BUILT_IN = {NOTE_MARK, STRONG, EMPHASIS, LINK, _LINE_NUMBER, _PLACEHOLDER, _COMMENT_MARK}
_UNLISTED = {NOTE_MARK, _LINE_NUMBER, _PLACEHOLDER, _COMMENT_MARK}
_FONT = "Font "
_BOLD = ("b", "bCs")
_TLP_SIZE = Length.from_pt(12)
"""The least size that the standard allows in a document's header and footer."""


class ParagraphContext(Struct, frozen=True):
    """What the character style of a run depends on in its paragraph."""

    family: str
    size: Length
    is_bold: bool

    @classmethod
    def from_text_style(cls, text: TextStyle) -> ParagraphContext:
        """Make a context from a paragraph's type."""
        return cls(text.family, text.size, text.bold)


NOWHERE = ParagraphContext("", Length(0), is_bold=False)
"""For marks that look the same in every paragraph."""


def font_mark(family: str) -> str:
    """Return the mark of characters in another font family than the words around them."""
    return f"{_FONT}{family}"


def badge_mark(tone: Tone) -> str:
    """Return the mark of a badge."""
    return f"Badge {tone.value.title()}"


def tlp_mark(label: Tlp) -> str:
    """Return the mark of a TLP label."""
    return label.value.replace(":", " ").replace("+", " ").title().replace("Tlp", "TLP")


class CharacterStyles:
    """All character styles of one document, added when first used."""

    def __init__(self, style: Style, fallback: str) -> None:
        self._style = style
        self._fallback = fallback
        self._ids: dict[tuple[tuple[str, ...], ParagraphContext], str] = {}
        self._elements: dict[str, WordElement] = {}
        body, note = style.text[TextRole.BODY], style.text[TextRole.NOTE]
        for mark in (*_ORDER, *map(badge_mark, Tone)):
            self.style_id((mark,), ParagraphContext.from_text_style(body))
        muted, small = {"color": w("color", val=color(note.color))}, font_size(note.size)
        for style_id, name, properties in (
            (PLACEHOLDER, _PLACEHOLDER, muted),
            ("CommentReference", _COMMENT_MARK, small),
            ("LineNumber", _LINE_NUMBER, {"rFonts": fonts(note.family), **muted, **small}),
        ):
            self._elements[style_id] = _element(style_id, name, properties)

    def style_id(self, marks: tuple[str, ...], around: ParagraphContext) -> str:
        """Return the id of the style with all these marks; "" if they change nothing."""
        if not marks:
            return ""
        key = (marks, around)
        if key not in self._ids:
            self._ids[key] = self._add(marks, around)
        return self._ids[key]

    def elements(self) -> list[WordElement]:
        """Return the `w:style` elements, sorted by id."""
        return [self._elements[style_id] for style_id in sorted(self._elements)]

    def _add(self, marks: tuple[str, ...], around: ParagraphContext) -> str:
        """Add the style of a combination of marks and return its id.

        Strong and code in a table cell of 9 pt become the style "Code Strong 9", `CodeStrong9`.
        """
        known = [mark for mark in _ORDER if mark in marks]
        names = [*known, *sorted(set(marks) - {*known, LINKED})]
        properties: dict[str, WordElement] = {}
        for mark in names:
            properties |= self._properties(mark, around)
        if around.is_bold and _BOLD[0] in properties:
            # Bold is a toggle: a bold style in a bold paragraph would come out plain.
            for name in _BOLD:
                del properties[name]
            names.append("in Bold")
        if not properties:
            return ""
        if CODE in names and around.size != self._style.text[TextRole.BODY].size:
            names.append(f"{half_points(around.size) / 2:g}")
        name = " ".join(names)
        style_id = "".join(part for part in name.title() if part.isalnum())
        self._elements[style_id] = _element(style_id, name, properties)
        return style_id

    def _properties(self, mark: str, around: ParagraphContext) -> dict[str, WordElement]:
        style = self._style
        if mark.startswith("Badge "):
            return self._badge(Tone(mark.removeprefix("Badge ").lower()))
        if mark.startswith(_FONT):
            return {"rFonts": fonts_of_all_scripts(mark.removeprefix(_FONT))}
        if mark.startswith("TLP "):
            return self._tlp(next(label for label in Tlp if tlp_mark(label) == mark))
        link = w("color", val=color(style.link))
        properties: dict[str, dict[str, WordElement]] = {
            STRONG: toggles(*_BOLD),
            EMPHASIS: toggles("i", "iCs"),
            STRIKE: toggles("strike"),
            LINK: {"color": link, "u": w("u", val="single")},
            REFERENCE: {"color": link},
            NOTE_MARK: {"color": link, "vertAlign": w("vertAlign", val="superscript")},
            SYMBOL: {"rFonts": fonts_of_all_scripts(self._fallback)},
            CODE: self._code(around),
            CAVEAT: font_size(style.text[TextRole.HEADER].size),
        }
        return properties[mark]

    def _code(self, around: ParagraphContext) -> dict[str, WordElement]:
        """Return the type of code, in the same proportion to the words around as in body text."""
        code, body = self._style.text[TextRole.CODE], self._style.text[TextRole.BODY]
        return {
            "rFonts": fonts(code.family),
            "noProof": w("noProof"),
            **font_size(Length(round(around.size * code.size / body.size))),
            "shd": shading(self._style.surface),
        }

    def _badge(self, tone: Tone) -> dict[str, WordElement]:
        look, colors = self._style.text[TextRole.BADGE], self._style.tones[tone]
        properties = {
            "rFonts": fonts(look.family),
            "noProof": w("noProof"),
            "color": w("color", val=color(colors.text)),
            **font_size(look.size),
            "bdr": border("bdr", 2, 0, colors.edge),
            "shd": shading(colors.fill),
        }
        return properties | (toggles(*_BOLD) if look.bold else {})

    def _tlp(self, label: Tlp) -> dict[str, WordElement]:
        """Return a bold label in its colour on black. Source: FIRST TLP 2.0, "TLP in documents"."""
        return {
            **toggles(*_BOLD, "noProof"),
            "color": w("color", val=color(label.color)),
            **font_size(max(_TLP_SIZE, self._style.text[TextRole.BANNER].size)),
            "shd": shading(BACKGROUND),
        }


def _element(style_id: str, name: str, properties: Mapping[str, WordElement]) -> WordElement:
    is_built_in = name in _BUILT_IN
    is_listed = is_built_in and name not in _UNLISTED
    attributes = {"type": "character"} | ({} if is_built_in else {"customStyle": "1"})
    children = [w("name", val=name), w("basedOn", val="DefaultParagraphFont")]
    children.append(w("uiPriority", val=20))
    if is_listed or name == CODE or name.startswith("Badge "):
        children.append(w("qFormat"))
    children.append(w("rPr", ordered(properties, RUN_ORDER)))
    return w("style", children, **attributes, styleId=style_id)
