"""The style sheet: every paragraph, character and table style, and the document's defaults.

In → Out: a `Style` and the styles that the document asks for in, `word/styles.xml` out.
Must not: decide looks, or let a paragraph need formatting beside its style.
Source: ECMA-376 part 1, 17.7 (styles), 17.7.5.1 (docDefaults), 17.7.4.5 (latentStyles).

Styles that Word knows keep Word's names, so that its contents list, navigation pane and style
gallery find them. Where a paragraph differs from its role (in a cell, in a list, after a table), a
style is derived from that of the role: "Normal After 6 Kept", `NormalAfter6Kept`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.document import Align, Metadata, ParagraphRole, Tone
from pmdoc.model.length import Length
from pmdoc.render.docx.ooxml.word_element import WordElement, ordered, w
from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, W
from pmdoc.render.docx.styles.character_style import CharacterStyles, ParagraphContext
from pmdoc.render.docx.styles.frame_styles import callout_style, rule_line
from pmdoc.render.docx.styles.paragraph_style import PARAGRAPH_ORDER, ParagraphStyle, mirrored_frame
from pmdoc.render.docx.styles.proofing_language import language_element
from pmdoc.render.docx.styles.property_elements import (
    RUN_ORDER,
    font_size,
    fonts_of_all_scripts,
    half_points,
    word_default,
)
from pmdoc.render.docx.styles.role_styles import end_tab, role_styles
from pmdoc.render.docx.styles.table_style import table_styles
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.style.style import Style, TextRole

PARAGRAPH_STYLES = {
    ParagraphRole.BODY: "Normal",
    ParagraphRole.LEAD: "Lead",
    ParagraphRole.LABEL: "Label",
    ParagraphRole.NOTE: "Note",
    ParagraphRole.EMPTY: "Empty",
    ParagraphRole.CLOSING: "ClosingStatement",
    ParagraphRole.BLANK: "Blank",
}
SEPARATOR = "TableGap"
"""The smallest possible paragraph, for places where the format demands one."""
_ALIGN_NAMES = {Align.START: "Left", Align.CENTER: "Center", Align.END: "Right"}
_LATENT = w(
    "latentStyles",
    defLockedState=0,
    defUIPriority=99,
    defSemiHidden=1,
    defUnhideWhenUsed=1,
    defQFormat=0,
    count=376,
)
POSITIONAL = ("header", "footer", "toc 1", "toc 2", "toc 3")
"""Styles that stay ours with a template, which can't know where their tab stops must be."""


class BorderSide(StrEnum):
    """The side of a paragraph that a rule is on."""

    ABOVE = "above"
    BELOW = "below"


class StyleChange(Struct, frozen=True, kw_only=True):
    """A difference from a role's style. Units of all numbers: twips."""

    before: int | None = None
    after: int | None = None
    indent: int | None = None
    hanging: int | None = None
    align: Align | None = None
    is_kept: bool | None = None
    edge: int | None = None
    """The position of the tab stop at the line's end."""
    rule: BorderSide | None = None
    """The side with a rule between the paragraph and its neighbour."""
    language: str = ""
    """The language of the text if it is not the document's."""

    @property
    def words(self) -> str:
        """The change as the end of a style's name, such as "Kept Indent 18"."""
        words = []
        if self.align is not None:
            words.append(_ALIGN_NAMES[self.align])
        if self.is_kept is not None:
            words.append("Kept" if self.is_kept else "Loose")
        if self.rule is not None:
            words.append(f"Rule {self.rule.title()}")
        if self.language:
            words.append(f"In {self.language}")
        for word, value in (
            ("Indent", self.indent),
            ("Hanging", self.hanging),
            ("Before", self.before),
            ("After", self.after),
            ("Edge", self.edge),
        ):
            if value is not None:
                words.append(f"{word} {value / 20:g}")
        return " ".join(words)


class StyleSheet:
    """All styles of one document."""

    def __init__(
        self, style: Style, metadata: Metadata, faces: Typefaces, *, is_numbered: bool = False
    ) -> None:
        self._style = style
        self._metadata = metadata
        self._faces = faces
        roles = role_styles(style, is_numbered=is_numbered)
        self._styles = {one.id: self._mirrored(one) for one in roles}
        self.roles = {one.name: one.id for one in self._styles.values()}
        """The ids of the styles that every document has, by name."""
        self._derived: dict[tuple[str, StyleChange], str] = {}
        self._in_cells: dict[tuple[ParagraphRole, str], str] = {}
        self._paragraph_contexts: dict[str, ParagraphContext] = {}
        self.characters = CharacterStyles(style, faces.fallback_name)

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """Return a paragraph style by its id."""
        return self._styles[style_id]

    def paragraph_context(self, style_id: str) -> ParagraphContext:
        """Return what character styles inside a paragraph of this style depend on."""
        if style_id not in self._paragraph_contexts:
            self._paragraph_contexts[style_id] = ParagraphContext.from_text_style(
                self._styles[style_id].text
            )
        return self._paragraph_contexts[style_id]

    def derive(self, style_id: str, change: StyleChange) -> str:
        """Return the id of the style with a change, which is added if it is new."""
        key = (style_id, change)
        if key not in self._derived:
            self._derived[key] = self._derive(self._styles[style_id], change)
        return self._derived[key]

    def unlisted(self, style_id: str) -> str:
        """Return the style of a heading that Word's contents list leaves out."""
        base = self._styles[style_id]
        return self._add(base, f"{base.name} Unlisted")

    def in_language(self, style_id: str, language: str) -> str:
        """Return the style of a paragraph in a language, "" for that of the document."""
        return self.derive(style_id, StyleChange(language=language)) if language else style_id

    def written_on(self, style_id: str) -> str:
        """Return the style of a list item that is a line for handwriting."""
        base, line = self._styles[style_id], self._styles["Blank"]
        text = replace(base.text, leading=line.text.leading)
        extra = {**base.extra, "pBdr": line.extra["pBdr"]}
        return self._add(base, f"{base.name} Blank", text=text, extra=extra)

    def scaled(self, style_id: str, fraction: float) -> str:
        """Return the style at a fraction of its size, rounded down to half points."""
        base = self._styles[style_id]
        size = Length.from_pt(half_points(Length(int(base.text.size * fraction))) / 2)
        if size >= base.text.size:
            return style_id
        leading = Length(base.text.leading * size // base.text.size)
        text = replace(base.text, size=size, leading=leading)
        return self._add(base, f"{base.name} {size.pt:g}", text=text)

    def can_be_ruled(self, style_id: str) -> bool:
        """Return whether a paragraph of this style can have a rule above or below."""
        style = self._styles[style_id]
        return not style.is_heading and not {"pBdr", "numPr"} & style.extra.keys()

    def in_cell(self, role: ParagraphRole, cell_id: str) -> str:
        """Return the style of a role inside a cell: the role's type without its spaces."""
        if role is ParagraphRole.BODY:
            return cell_id
        if (role, cell_id) not in self._in_cells:
            self._in_cells[role, cell_id] = self._in_cell(role, cell_id)
        return self._in_cells[role, cell_id]

    def _in_cell(self, role: ParagraphRole, cell_id: str) -> str:
        cell, own = self._styles[cell_id], self._styles[PARAGRAPH_STYLES[role]]
        text = replace(
            cell.text,
            size=min(cell.text.size, own.text.size),
            leading=min(cell.text.leading, own.text.leading),
            color=own.text.color,
            bold=own.text.bold,
            italic=own.text.italic,
        )
        if role is ParagraphRole.BLANK:  # the rule of the row is the line to write on
            text = replace(text, leading=own.text.leading)
        return self._add(cell, f"{cell.name} {own.name}", text=text)

    def with_box(self, style_id: str, level: int) -> str:
        """Return the style of an item whose box is part of its text and not a list's sign.

        Shape: box, tab, text, with the indents that a list of this level has.
        """
        base, step = self._styles[style_id], self._style.indent.twips
        left = step * (level + 1)
        indents = {
            "numPr": w("numPr", [w("numId", val=0)]),
            "tabs": w("tabs", [w("tab", val="left", pos=left)]),
            "ind": w("ind", left=left, right=0, hanging=step),
        }
        return self._add(base, f"{base.name} Box", extra=dict(base.extra) | indents)

    def in_callout(self, role: ParagraphRole, tone: Tone) -> str:
        """Return the style of a role inside a callout."""
        base = self._styles[f"Callout{tone.value.title()}"]
        if role is ParagraphRole.BODY:
            return base.id
        own = self._styles[PARAGRAPH_STYLES[role]]
        made = callout_style(self._style, tone, own.text, own.name)
        return self._add(made, made.name, based_on=base.id)

    def elements(self) -> list[WordElement]:
        """Return the children of the part, in the order of the schema. Source: 17.7.4.18."""
        own = {one.id: one.properties(self._faces) for one in self._styles.values()}
        normal, *others = self._styles.values()
        return [
            self._defaults(),
            _LATENT,
            normal.element(own[normal.id]),
            *(one.element(own[one.id], one.based_on, own[one.based_on]) for one in others),
            word_default("character", "DefaultParagraphFont", "Default Paragraph Font", 1),
            *self.characters.elements(),
            *table_styles(self._style),
            word_default("numbering", "NoList", "No List", 99),
        ]

    def _defaults(self) -> WordElement:
        """Return the type of text that names no style. Source: 17.7.5.1."""
        body = self._style.text[TextRole.BODY]
        runs = {
            "rFonts": self._fonts(body.family),
            **font_size(body.size),
            "lang": language_element("lang", self._metadata.language),
        }
        paragraph = {}
        if self._metadata.is_right_to_left:
            paragraph["bidi"] = w("bidi")
        if "eastAsia" in self._faces.slots:  # no space between scripts: we don't measure any
            paragraph |= {name: w(name, val=0) for name in ("autoSpaceDE", "autoSpaceDN")}
        run_defaults = w("rPrDefault", [w("rPr", ordered(runs, RUN_ORDER))])
        paragraph_defaults = w("pPrDefault", [w("pPr", ordered(paragraph, PARAGRAPH_ORDER))])
        return w("docDefaults", [run_defaults, paragraph_defaults])

    def _fonts(self, family: str) -> WordElement:
        slots = self._faces.slots
        return fonts_of_all_scripts(family, slots.get("eastAsia", ""), slots.get("cs", ""))

    def _derive(self, base: ParagraphStyle, change: StyleChange) -> str:
        text = base.text
        if change.before is not None:
            text = replace(text, space_before=Length(change.before * 635))
        if change.after is not None:
            text = replace(text, space_after=Length(change.after * 635))
        if change.align is not None:
            text = replace(text, align=change.align)
        if change.is_kept is not None:
            text = replace(text, keep_with_next=change.is_kept)
        gap = self._style.table.space_after
        extra: dict[str, WordElement] = {}
        if change.rule is not None:
            extra["pBdr"] = rule_line(self._style, change.rule.value, gap)
        if change.rule is BorderSide.BELOW:
            text = replace(text, space_after=gap)
        elif change.rule is BorderSide.ABOVE:
            text = replace(text, space_before=gap)
        if change.edge is not None:
            extra["tabs"] = end_tab(change.edge, self._style.page.text_width.twips)
        is_same = text == base.text and not extra and not change.language
        if is_same and change.indent is None and change.hanging is None:
            return base.id
        return self._add(
            base,
            f"{base.name} {change.words}",
            text=text,
            priority=99,
            indent=base.indent + (change.indent or 0),
            hanging=base.hanging + (change.hanging or 0),
            language=change.language or base.language,
            extra={**base.extra, **extra},
        )

    def _add(self, base: ParagraphStyle, name: str, **changes: Any) -> str:
        style_id = _identifier(name)
        if style_id not in self._styles:
            own = {"based_on": base.id, "is_custom": True, "is_quick": False, **changes}
            self._styles[style_id] = self._mirrored(replace(base, id=style_id, name=name, **own))
        return style_id

    def _mirrored(self, style: ParagraphStyle) -> ParagraphStyle:
        """Mirror a style in a document from right to left.

        Word mirrors indents, alignment and tab stops by itself, but not borders.
        """
        if not self._metadata.is_right_to_left or "bidi" in style.extra:
            return style
        extra = {**style.extra, "bidi": w("bidi")}
        if "pBdr" in extra:
            extra["pBdr"] = mirrored_frame(extra["pBdr"])
        return replace(style, extra=extra)


def styles_part(styles: Iterable[WordElement]) -> bytes:
    """Join the part."""
    body = "".join(map(str, styles))
    return f'{XML_DECLARATION}<w:styles xmlns:w="{W}">{body}</w:styles>'.encode()


def _identifier(name: str) -> str:
    name = name.replace(".", "p")
    words = name.split(" ")
    return "".join(word[:1].upper() + word[1:] for word in words if word)
