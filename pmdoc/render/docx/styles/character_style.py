"""Character styles: every combination of marks that a document uses has one name.

In → Out: the marks around some words in, the style's id and its `w:style` element out.
Must not: let two marks be told apart by direct formatting; a run has one style, which says all.
Source: ECMA-376 part 1, 17.7.4.17 (style), 17.7.3 (toggle properties), 17.3.2.28 (rPr).
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.document import Tone
from pmdoc.model.length import Length
from pmdoc.model.tlp import BACKGROUND, Tlp
from pmdoc.render.docx.ooxml.xml import color, ordered
from pmdoc.render.docx.styles.paragraph_style import (
    RUN_ORDER,
    fonts,
    fonts_of_all_scripts,
    half_points,
)
from pmdoc.style.style import Style, TextRole, TextStyle

STRONG, EMPHASIS, STRIKE, CODE, LINK, REFERENCE, SYMBOL = (
    "Strong", "Emphasis", "Strike", "Code", "Hyperlink", "Reference", "Symbol",
)  # fmt: skip
LINKED = "Linked"
"""Words inside a link that looks like the text around it."""
CAVEAT = "Caveat"
"""What stands beside the class in the banner: privilege and handling, in smaller print."""
NOTE_MARK = "footnote reference"
"""Word's own name for the number of a footnote."""
_ORDER = (NOTE_MARK, REFERENCE, LINK, STRIKE, CODE, EMPHASIS, STRONG)
_LINE_NUMBER = "line number"
"""Word's own name for the numbers beside the lines."""
PLACEHOLDER = "PlaceholderText"
_PLACEHOLDER = "Placeholder Text"
"""Word's own name for what stands in a blank until it is filled in."""
_COMMENT_MARK = "annotation reference"
"""Word's own name for the mark of a comment."""
_BUILT_IN = {NOTE_MARK, STRONG, EMPHASIS, LINK, _LINE_NUMBER, _PLACEHOLDER, _COMMENT_MARK}
_UNLISTED = {NOTE_MARK, _LINE_NUMBER, _PLACEHOLDER, _COMMENT_MARK}
_FONT = "Font "
_BOLD = ("b", "bCs")
_TLP_SIZE = Length.from_pt(12)
"""The least size that the standard allows in a document's header and footer."""


class ParagraphContext(Struct, frozen=True):
    """The paragraph that a run stands in, as far as its character style depends on it."""

    family: str
    size: Length
    is_bold: bool

    @classmethod
    def from_text_style(cls, text: TextStyle) -> ParagraphContext:
        """Take what counts from a role's type."""
        return cls(text.family, text.size, text.bold)


NOWHERE = ParagraphContext("", Length(0), is_bold=False)
"""What surrounds a mark that looks the same everywhere."""


def font_mark(family: str) -> str:
    """Return the mark of characters that are in another family than the words around them."""
    return f"{_FONT}{family}"


def badge_mark(tone: Tone) -> str:
    """Return the mark of a badge."""
    return f"Badge {tone.value.title()}"


def tlp_mark(label: Tlp) -> str:
    """Return the mark of a TLP label."""
    return label.value.replace(":", " ").replace("+", " ").title().replace("Tlp", "TLP")


class CharacterStyles:
    """All character styles of one document, made when first used."""

    def __init__(self, style: Style, fallback: str) -> None:
        self._style = style
        self._fallback = fallback
        self._ids: dict[tuple[tuple[str, ...], ParagraphContext], str] = {}
        self._xml: dict[str, str] = {}
        body = ParagraphContext.from_text_style(style.text[TextRole.BODY])
        for mark in _ORDER:
            self.style_id((mark,), body)
        for tone in Tone:
            self.style_id((badge_mark(tone),), body)
        muted = f'<w:color w:val="{color(style.text[TextRole.NOTE].color)}"/>'
        self._xml[PLACEHOLDER] = _element(PLACEHOLDER, _PLACEHOLDER, muted)
        small = ordered(_sized(style.text[TextRole.NOTE].size), RUN_ORDER)
        self._xml["CommentReference"] = _element("CommentReference", _COMMENT_MARK, small)
        self._xml["LineNumber"] = _element("LineNumber", _LINE_NUMBER, _line_number(style))

    def style_id(self, marks: tuple[str, ...], around: ParagraphContext) -> str:
        """Return the style of words under all these marks; empty where they change nothing."""
        if not marks:
            return ""
        key = (marks, around)
        if key not in self._ids:
            self._ids[key] = self._add(marks, around)
        return self._ids[key]

    def xml(self) -> str:
        """Return the `w:style` elements, by id."""
        return "".join(self._xml[style_id] for style_id in sorted(self._xml))

    def _add(self, marks: tuple[str, ...], around: ParagraphContext) -> str:
        known = [mark for mark in _ORDER if mark in marks]
        names = [*known, *sorted(set(marks) - {*known, LINKED})]
        properties: dict[str, str] = {}
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
        self._xml[style_id] = _element(style_id, name, ordered(properties, RUN_ORDER))
        return style_id

    def _properties(self, mark: str, around: ParagraphContext) -> dict[str, str]:
        style = self._style
        if mark.startswith("Badge "):
            return self._badge(Tone(mark.removeprefix("Badge ").lower()))
        if mark.startswith(_FONT):
            return {"rFonts": fonts_of_all_scripts(mark.removeprefix(_FONT))}
        if mark.startswith("TLP "):
            return self._tlp(next(label for label in Tlp if tlp_mark(label) == mark))
        link = f'<w:color w:val="{color(style.link)}"/>'
        found: dict[str, dict[str, str]] = {
            STRONG: {"b": "<w:b/>", "bCs": "<w:bCs/>"},
            EMPHASIS: {"i": "<w:i/>", "iCs": "<w:iCs/>"},
            STRIKE: {"strike": "<w:strike/>"},
            LINK: {"color": link, "u": '<w:u w:val="single"/>'},
            REFERENCE: {"color": link},
            NOTE_MARK: {"color": link, "vertAlign": '<w:vertAlign w:val="superscript"/>'},
            SYMBOL: {"rFonts": fonts_of_all_scripts(self._fallback)},
            CODE: self._code(around),
            CAVEAT: _sized(self._style.text[TextRole.HEADER].size),
        }
        return found[mark]

    def _code(self, around: ParagraphContext) -> dict[str, str]:
        """A machine's words, in the same proportion to the words around as in body text."""
        code, body = self._style.text[TextRole.CODE], self._style.text[TextRole.BODY]
        size = half_points(Length(round(around.size * code.size / body.size)))
        return {
            "rFonts": fonts(code.family),
            "noProof": "<w:noProof/>",
            "sz": f'<w:sz w:val="{size}"/>',
            "szCs": f'<w:szCs w:val="{size}"/>',
            "shd": _shading(self._style.surface),
        }

    def _badge(self, tone: Tone) -> dict[str, str]:
        look, colors = self._style.text[TextRole.BADGE], self._style.tones[tone]
        edge = color(colors.edge)
        found = {
            "rFonts": fonts(look.family),
            "noProof": "<w:noProof/>",
            "color": f'<w:color w:val="{color(colors.text)}"/>',
            "sz": f'<w:sz w:val="{half_points(look.size)}"/>',
            "szCs": f'<w:szCs w:val="{half_points(look.size)}"/>',
            "bdr": f'<w:bdr w:val="single" w:sz="2" w:space="0" w:color="{edge}"/>',
            "shd": _shading(colors.fill),
        }
        return found | ({"b": "<w:b/>", "bCs": "<w:bCs/>"} if look.bold else {})

    def _tlp(self, label: Tlp) -> dict[str, str]:
        """A label in its colour on black, bold. Source: FIRST TLP 2.0, "TLP in documents"."""
        size = half_points(max(_TLP_SIZE, self._style.text[TextRole.BANNER].size))
        return {
            "b": "<w:b/>",
            "bCs": "<w:bCs/>",
            "noProof": "<w:noProof/>",
            "color": f'<w:color w:val="{color(label.color)}"/>',
            "sz": f'<w:sz w:val="{size}"/>',
            "szCs": f'<w:szCs w:val="{size}"/>',
            "shd": _shading(BACKGROUND),
        }


def _sized(size: Length) -> dict[str, str]:
    points = half_points(size)
    return {"sz": f'<w:sz w:val="{points}"/>', "szCs": f'<w:szCs w:val="{points}"/>'}


def _line_number(style: Style) -> str:
    """Return the type of line numbers: that of remarks, whatever the lines' own is."""
    note = style.text[TextRole.NOTE]
    found = {
        "rFonts": fonts(note.family),
        "color": f'<w:color w:val="{color(note.color)}"/>',
        **_sized(note.size),
    }
    return ordered(found, RUN_ORDER)


def _shading(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color(fill)}"/>'


def _element(style_id: str, name: str, properties: str) -> str:
    is_built_in = name in _BUILT_IN
    custom = "" if is_built_in else ' w:customStyle="1"'
    is_listed = is_built_in and name not in _UNLISTED
    quick = "<w:qFormat/>" if is_listed or name == CODE or name.startswith("Badge ") else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="20"/>{quick}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )
