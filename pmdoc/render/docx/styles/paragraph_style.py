"""A paragraph style: the type of a role, and what the role adds to it.

In → Out: a `TextStyle` and further properties in, the `w:style` element out.
Must not: decide looks; every size, space and colour comes from the `Style`.
Source: ECMA-376 part 1, 17.7.4.17 (style), 17.3.1.26 (pPr) and 17.3.2.28 (rPr).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from pmdoc.model.document import Align
from pmdoc.render.docx.ooxml.word_element import WordElement, ordered, w
from pmdoc.render.docx.styles.proofing_language import language_element
from pmdoc.render.docx.styles.property_elements import RUN_ORDER, run_properties
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.style.style import TextStyle

PARAGRAPH_ORDER = (
    "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "autoSpaceDE", "autoSpaceDN", "bidi", "spacing", "ind",
    "contextualSpacing", "jc", "outlineLvl",
)  # fmt: skip
_JUSTIFICATION = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}
_SIDES = ("top", "left", "bottom", "right", "between")
_TOGGLES = ("b", "bCs", "i", "iCs", "keepNext")
_NOTHING: Mapping[str, WordElement] = MappingProxyType({})


class StyleProperties(Struct, frozen=True):
    """The paragraph and run properties of a style, by name."""

    paragraph: Mapping[str, WordElement]
    runs: Mapping[str, WordElement]


NO_PROPERTIES = StyleProperties(_NOTHING, _NOTHING)


class ParagraphStyle(Struct, frozen=True, kw_only=True):
    """A paragraph style. Shape: `extra` maps names of further properties to their elements.

    Units: `indent`, `indent_end`, `hanging` and `exact_line` in twips. All lines but the first are
    `hanging` further in. `exact_line` is for paragraphs that never have text.
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
    hanging: int = 0
    exact_line: int = 0
    language: str = ""
    """The language of the text if it is not the document's."""
    extra: Mapping[str, WordElement] = field(default_factory=lambda: _NOTHING)

    @property
    def is_heading(self) -> bool:
        """Whether paragraphs of the style are entries of the outline."""
        return "outlineLvl" in self.extra

    def element(
        self, own: StyleProperties, parent_id: str = "", above: StyleProperties = NO_PROPERTIES
    ) -> WordElement:
        """Return the style with only those of its `own` properties that its parent's differ from.

        The style of a callout's title, based on that of its text, is no more than:

            <w:style w:type="paragraph" w:customStyle="1" w:styleId="CalloutNoteTitle">
              <w:name w:val="Callout Note Title"/><w:basedOn w:val="CalloutNote"/> …
              <w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/> …</w:rPr>
            </w:style>
        """
        attributes = {"type": "paragraph"}
        if self.is_custom:
            attributes["customStyle"] = "1"
        if self.id == "Normal":
            attributes["default"] = "1"
        children = [w("name", val=self.name)]
        if parent_id:
            children.append(w("basedOn", val=parent_id))
        if self.next_id:
            children.append(w("next", val=self.next_id))
        children.append(w("uiPriority", val=self.priority))
        if self.is_quick:
            children.append(w("qFormat"))
        if paragraph := _difference(own.paragraph, above.paragraph):
            children.append(w("pPr", ordered(paragraph, PARAGRAPH_ORDER)))
        if runs := _difference(own.runs, above.runs):
            children.append(w("rPr", ordered(runs, RUN_ORDER)))
        return w("style", children, **attributes, styleId=self.id)

    def properties(self, faces: Typefaces) -> StyleProperties:
        """Return all properties, including those that the parent has too."""
        runs = run_properties(self.text)
        if self.language:
            runs["lang"] = language_element("lang", self.language)
        return StyleProperties(self._paragraph_properties(faces), runs)

    def _paragraph_properties(self, faces: Typefaces) -> dict[str, WordElement]:
        text = self.text
        line, rule = faces.line_spacing(text)
        if self.exact_line:
            line, rule = self.exact_line, "exact"
        properties = {
            "spacing": w(
                "spacing",
                before=text.space_before.twips,
                after=text.space_after.twips,
                line=line,
                lineRule=rule,
            ),
            "jc": w("jc", val=_JUSTIFICATION[text.align]),
        }
        if text.keep_with_next:
            properties["keepNext"] = w("keepNext")
        if self.indent or self.indent_end:
            ends = {"left": self.indent + self.hanging, "right": self.indent_end}
            hanging = {"hanging": self.hanging} if self.hanging else {}
            properties["ind"] = w("ind", **ends, **hanging)
        return properties | dict(self.extra)


def named_style(
    name: str,
    text: TextStyle,
    *,
    priority: int = 40,
    is_quick: bool = False,
    is_custom: bool = True,
) -> ParagraphStyle:
    """Return the style of a role with an id made from its name, as Word does."""
    return ParagraphStyle(
        id=name.replace(" ", ""),
        name=name,
        text=text,
        priority=priority,
        is_quick=is_quick,
        is_custom=is_custom,
    )


def mirrored_frame(borders: WordElement) -> WordElement:
    """Return a paragraph's borders with left and right swapped. Source: 17.3.1.24."""
    mirrored = {"left": "right", "right": "left"}
    sides = {
        (name := mirrored.get(side.name, side.name)): WordElement(name, side.attributes)
        for side in borders.children or ()
    }
    return w("pBdr", ordered(sides, _SIDES))


def _difference(
    own: Mapping[str, WordElement], above: Mapping[str, WordElement]
) -> dict[str, WordElement]:
    """Drop what the parent has too; switch off what only the parent switches on."""
    changed = {name: element for name, element in own.items() if above.get(name) != element}
    for name in _TOGGLES:
        if name in above and name not in own:
            changed[name] = w(name, val=0)
    if "spacing" in above and "spacing" not in own:
        changed["spacing"] = w("spacing", val=0)
    return changed
