"""A resolved style: fonts, sizes, colours and spacing of a report.

In → Out: nothing in; the frozen `Style` that both renderers use out.
Must not: read files, or know a renderer or a file format.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.diagnostics.problem import Problem
from pmdoc.model.document import Align, Image, PageKind, Tone
from pmdoc.model.length import NO_LENGTH, Length


class TextRole(StrEnum):
    """The kinds of text in a report; a style defines the typography of each."""

    BODY = "body"
    LEAD = "lead"
    LABEL = "label"
    NOTE = "note"
    EMPTY = "empty"
    CLOSING = "closing"
    BLANK = "blank"
    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    TABLE_HEAD = "table-head"
    TABLE_CELL = "table-cell"
    TABLE_GROUP = "table-group"
    CAPTION = "caption"
    KEY = "key"
    VALUE = "value"
    FIGURE_VALUE = "figure-value"
    FIGURE_LABEL = "figure-label"
    FIGURE_NOTE = "figure-note"
    CONTENTS_TITLE = "contents-title"
    CONTENTS_1 = "contents-1"
    CONTENTS_2 = "contents-2"
    CONTENTS_3 = "contents-3"
    CALLOUT_TITLE = "callout-title"
    QUOTE = "quote"
    CODE = "code"
    CODE_BLOCK = "code-block"
    BADGE = "badge"
    HEADER = "header"
    FOOTER = "footer"
    BANNER = "banner"


class FontFace(Struct, frozen=True, kw_only=True):
    """One font file. Units: `weight` as in CSS, 400 regular, 700 bold."""

    path: Path
    weight: int = 400
    is_italic: bool = False


class FontFamily(Struct, frozen=True, kw_only=True):
    """A family's name, as word processors know it, and its files. Shape: the regular face first."""

    name: str
    faces: tuple[FontFace, ...]

    def face(self, *, bold: bool, italic: bool) -> FontFace:
        """Return the closest face; the slant counts more than the weight."""
        weight = 700 if bold else 400
        return min(
            self.faces, key=lambda face: (face.is_italic != italic, abs(face.weight - weight))
        )


class TextStyle(Struct, frozen=True, kw_only=True):
    """The typography of one role. Units: colours are `#rrggbb`."""

    family: str
    size: Length
    leading: Length
    color: str
    bold: bool = False
    italic: bool = False
    tracking: Length = NO_LENGTH
    space_before: Length = NO_LENGTH
    space_after: Length = NO_LENGTH
    align: Align = Align.START
    keep_with_next: bool = False


SHEETS = {
    "A4": (Length.from_text("210mm"), Length.from_text("297mm")),
    "Letter": (Length.from_text("8.5in"), Length.from_text("11in")),
}
DEFAULT_SHEET = "A4"


class Page(Struct, frozen=True, kw_only=True):
    """Paper size and margins; header and footer are inside the margins."""

    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    header: Length
    """From the top of the paper to the top of the banner."""
    footer: Length
    """From the bottom of the banner to the bottom of the paper."""

    @property
    def text_width(self) -> Length:
        """The width between the margins."""
        return Length(self.width - self.left - self.right)

    def of_kind(self, kind: PageKind) -> Page:
        """Return the page for a kind of page: landscape if it is wide."""
        if kind is not PageKind.WIDE or self.width > self.height:
            return self
        return replace(self, width=self.height, height=self.width)


class TableLook(Struct, frozen=True, kw_only=True):
    """Rules, fills and spacing of tables. Units: colours `#rrggbb`, empty for none."""

    rule_color: str
    rule_width: Length
    head_fill: str
    head_rule_color: str
    head_rule_width: Length
    group_fill: str
    zebra_fill: str
    padding_x: Length
    padding_y: Length
    space_before: Length
    space_after: Length


class ChartLook(Struct, frozen=True, kw_only=True):
    """Colours (`#rrggbb`) and sizes of charts. Shape: `series` and `bands` are never empty."""

    series: tuple[str, ...]
    """Lines and bars, in this order; dashes and labels distinguish them too."""
    muted: str
    """Bars other than the one that the chart emphasizes."""
    target: str
    grid: str
    bands: tuple[str, ...]
    """Backgrounds of the incident's phases, in this order."""
    band_edge: str
    line_width: Length
    height: Length
    """Of charts over time; other charts are as high as their content."""


class ToneColors(Struct, frozen=True, kw_only=True):
    """Colours of a badge or callout; `text` is legible on `fill`. Units: `#rrggbb`."""

    text: str
    fill: str
    edge: str


class CoverLook(Struct, frozen=True, kw_only=True):
    """The title page: a band across the page, or the title on white if `fill` is empty."""

    fill: str
    text: str
    """Colour of all text on the band."""
    title_scale: float
    """Size of the title, relative to that of a report without a cover."""
    above: Length
    """From the top margin to the band."""
    height: Length
    """Minimum height of the band."""


class Logo(Struct, frozen=True, kw_only=True):
    """The company's logo. Units: `height` is that on the page; the width is in proportion."""

    image: Image
    alternative: str
    """Alternative text; empty for a decorative image."""
    height: Length

    def description(self, organization: str) -> str:
        """Return the alternative text, or nothing if the company's name beside it says the same."""
        is_said = self.alternative.casefold() in organization.casefold()
        return "" if is_said else self.alternative


class Style(Struct, frozen=True, kw_only=True):
    """A complete style.

    Shape: `text` has every `TextRole`, `tones` every `Tone`; `families` maps each family name
    that `text` uses; `fallback` lists families, in order, for characters that those lack.
    """

    name: str
    page: Page
    has_own_sheet: bool = False
    """Whether the style says on which paper to print, and not the language."""
    families: Mapping[str, FontFamily]
    fallback: tuple[FontFamily, ...]
    text: Mapping[TextRole, TextStyle]
    table: TableLook
    chart: ChartLook
    tones: Mapping[Tone, ToneColors]
    accent: str
    """The brand's primary colour."""
    link: str
    rule: str
    """Colour of hairlines."""
    surface: str
    """Light background of code, key figures and callouts."""
    indent: Length
    """One level of indentation in lists, quotes and the table of contents."""
    item_gap: Length
    """Between the items of a list."""
    key_width: float
    """The label column's share of the text width in key-value blocks, 0 to 1."""
    cover: CoverLook
    signature_height: Length
    """Minimum height of a row for a handwritten signature."""
    logo: Logo | None = None
    footer_text: str = ""
    """A fixed line such as the company's address; empty for none."""
    word_styles: tuple[tuple[str, str], ...] = ()
    """Pairs of a pmdoc style name and the style of a Word template that it takes its look from."""
    warnings: tuple[Problem, ...] = ()
    """Warnings about the style's files, with their positions."""

    def on_sheet(self, sheet: str) -> Style:
        """Return the style for the paper usual in a language, unless it asks for another one."""
        if self.has_own_sheet:
            return self
        width, height = SHEETS[sheet]
        return replace(self, page=replace(self.page, width=width, height=height))

    def on_cover(self, role: TextRole) -> TextStyle:
        """Return the typography of a role on the title page."""
        look = self.text[role]
        if self.cover.fill:
            look = replace(look, color=self.cover.text)
        if role is not TextRole.TITLE:
            return look
        size, leading = (
            Length(round(length * self.cover.title_scale)) for length in (look.size, look.leading)
        )
        return replace(look, size=size, leading=leading)
