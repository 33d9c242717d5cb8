"""A paragraph style: the type of a role, and what the role adds to it.

In → Out: a `TextStyle` and further properties in, the `w:style` element out.
Must not: hold a look of its own; every size, space and colour comes from the `Style`.
Source: ECMA-376 part 1, 17.7.4.17 (style), 17.3.1.26 (pPr) and 17.3.2.28 (rPr).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from pmdoc.model.document import Align
from pmdoc.model.length import Length
from pmdoc.render.docx.ooxml.xml import attribute, color, ordered
from pmdoc.render.docx.styles.proofing_language import language_element
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.style.style import TextStyle

PARAGRAPH_ORDER = (
    "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "autoSpaceDE", "autoSpaceDN", "bidi", "spacing", "ind",
    "contextualSpacing", "jc", "outlineLvl",
)  # fmt: skip
RUN_ORDER = (
    "rFonts", "b", "bCs", "i", "iCs", "strike", "noProof", "color", "spacing", "sz", "szCs", "u",
    "bdr", "shd", "vertAlign", "lang",
)  # fmt: skip
_JUSTIFICATION = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}
_TOGGLES = ("b", "bCs", "i", "iCs")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class ParagraphStyle(Struct, frozen=True, kw_only=True):
    """A paragraph style. Shape: `extra` maps names of further properties to their elements.

    Units: `indent`, `indent_end` and `exact_line` in twentieths of a point; a line is exactly as
    high only where no text will ever stand.
    """

    id: str
    name: str
    text: TextStyle
    based_on: str = "Normal"
    next_id: str = ""
    priority: int = 99
    is_quick: bool = False
    is_custom: bool = True
    indent: int = 0
    indent_end: int = 0
    exact_line: int = 0
    language: str = ""
    """The language of the text where it is not the document's."""
    extra: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def is_heading(self) -> bool:
        """Whether the style makes an entry in the outline."""
        return "outlineLvl" in self.extra

    def xml(self, parent: ParagraphStyle | None, faces: Typefaces) -> str:
        """Return the style, saying only what its parent does not say already."""
        own, above = self.paragraph_properties(faces), _NOTHING
        runs, runs_above = self._run_properties(), _NOTHING
        if parent is not None:
            above, runs_above = parent.paragraph_properties(faces), parent._run_properties()
        paragraph = ordered(_difference(own, above), PARAGRAPH_ORDER)
        run = ordered(_difference(runs, runs_above), RUN_ORDER)
        return "".join(
            (
                f'<w:style w:type="paragraph"{" w:customStyle=" + _ONE if self.is_custom else ""}'
                f'{" w:default=" + _ONE if self.id == "Normal" else ""} w:styleId="{self.id}">',
                f'<w:name w:val="{attribute(self.name)}"/>',
                f'<w:basedOn w:val="{parent.id}"/>' if parent is not None else "",
                f'<w:next w:val="{self.next_id}"/>' if self.next_id else "",
                f'<w:uiPriority w:val="{self.priority}"/>',
                "<w:qFormat/>" if self.is_quick else "",
                f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
                f"<w:rPr>{run}</w:rPr>" if run else "",
                "</w:style>",
            )
        )

    def paragraph_properties(self, faces: Typefaces) -> dict[str, str]:
        """Return the paragraph property elements by name."""
        text = self.text
        line, rule = faces.line_spacing(text)
        if self.exact_line:
            line, rule = self.exact_line, "exact"
        found = {
            "spacing": (
                f'<w:spacing w:before="{text.space_before.twips}" '
                f'w:after="{text.space_after.twips}" w:line="{line}" w:lineRule="{rule}"/>'
            ),
            "jc": f'<w:jc w:val="{_JUSTIFICATION[text.align]}"/>',
        }
        if text.keep_with_next:
            found["keepNext"] = "<w:keepNext/>"
        if self.indent or self.indent_end:
            found["ind"] = f'<w:ind w:left="{self.indent}" w:right="{self.indent_end}"/>'
        return found | dict(self.extra)

    def _run_properties(self) -> dict[str, str]:
        found = run_properties(self.text)
        if self.language:
            found["lang"] = language_element("lang", self.language)
        return found


_ONE = '"1"'


def named_style(
    name: str,
    text: TextStyle,
    *,
    priority: int = 40,
    is_quick: bool = False,
    is_custom: bool = True,
) -> ParagraphStyle:
    """Return the style of a role, filed under its name; Word's own names keep Word's own ids."""
    return ParagraphStyle(
        id=name.replace(" ", ""),
        name=name,
        text=text,
        priority=priority,
        is_quick=is_quick,
        is_custom=is_custom,
    )


def run_properties(text: TextStyle) -> dict[str, str]:
    """Return the run property elements of a type by name."""
    found = {
        "rFonts": fonts(text.family),
        "color": f'<w:color w:val="{color(text.color)}"/>',
        "sz": f'<w:sz w:val="{half_points(text.size)}"/>',
        "szCs": f'<w:szCs w:val="{half_points(text.size)}"/>',
    }
    if text.bold:
        found |= {"b": "<w:b/>", "bCs": "<w:bCs/>"}
    if text.italic:
        found |= {"i": "<w:i/>", "iCs": "<w:iCs/>"}
    if text.tracking:
        found["spacing"] = f'<w:spacing w:val="{text.tracking.twips}"/>'
    return found


def fonts(family: str) -> str:
    """Return the element that names a family for Latin and its kin. Source: 17.3.2.26.

    East Asian and complex scripts have the fonts of the document's defaults.
    """
    name = attribute(family)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def fonts_of_all_scripts(family: str, east_asian: str = "", complex_: str = "") -> str:
    """Return the element that names a family for all scripts, or others for some of them."""
    name, asian, other = (attribute(one or family) for one in (family, east_asian, complex_))
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{asian}" w:cs="{other}"/>'


def mirrored_frame(borders: str) -> str:
    """Return a paragraph's borders with left and right changed. Source: 17.3.1.24."""
    turned = {"left": "right", "right": "left"}
    sides = {
        turned.get(side, side): f"<w:{turned.get(side, side)} {rest}/>"
        for side, rest in re.findall(r"<w:(top|left|bottom|right) ([^>]*)/>", borders)
    }
    return f"<w:pBdr>{ordered(sides, ('top', 'left', 'bottom', 'right'))}</w:pBdr>"


def half_points(size: Length) -> int:
    """Return a type size in half points. Source: 17.3.2.38."""
    return max(2, round(size.pt * 2))


def _difference(own: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Drop what the parent says alike; switch off what only the parent switches on."""
    found = {name: xml for name, xml in own.items() if above.get(name) != xml}
    for name in (*_TOGGLES, "keepNext"):
        if name in above and name not in own:
            found[name] = f'<w:{name} w:val="0"/>'
    if "spacing" in above and "spacing" not in own:
        found["spacing"] = '<w:spacing w:val="0"/>'
    return found
