"""What a report looks like, resolved: every role has its type, every measure its unit.

In → Out: nothing in; the frozen `Style` that both renderers take all looks from.
Must not: read files, know a format, or hold a look that only one renderer has.
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
    """Every kind of text on a page; a style gives each one its type."""

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
    """A family's name, as word processors know it, and its files. Shape: a regular face first."""

    name: str
    faces: tuple[FontFace, ...]

    def face(self, *, bold: bool, italic: bool) -> FontFace:
        """Return the face nearest to what is asked: slant first, then weight."""
        wanted = 700 if bold else 400
        return min(
            self.faces, key=lambda face: (face.is_italic != italic, abs(face.weight - wanted))
        )


class TextStyle(Struct, frozen=True, kw_only=True):
    """The type of one role. Units: colours are `#rrggbb`."""

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


class Page(Struct, frozen=True, kw_only=True):
    """The sheet and its margins; header and footer stand inside the margins."""

    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    header: Length
    """From the sheet's upper edge to the banner's upper edge."""
    footer: Length
    """From the banner's lower edge to the sheet's lower edge."""

    @property
    def text_width(self) -> Length:
        """The width between the margins."""
        return Length(self.width - self.left - self.right)

    @property
    def turned(self) -> Page:
        """The same sheet with its longer side below; a sheet that lies already is itself."""
        if self.width > self.height:
            return self
        return replace(self, width=self.height, height=self.width)

    def of_kind(self, kind: PageKind) -> Page:
        """Return the sheet for a kind of page."""
        return self.turned if kind is PageKind.WIDE else self


class TableLook(Struct, frozen=True, kw_only=True):
    """How tables are ruled and spaced. Units: colours `#rrggbb`, empty for none."""

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
    """How charts are drawn. Units: colours `#rrggbb`. Shape: `series` and `bands` never empty."""

    series: tuple[str, ...]
    """Lines and bars, in turn; dashes and words tell them apart too."""
    muted: str
    """Bars beside the one that the chart is about."""
    target: str
    grid: str
    bands: tuple[str, ...]
    """The grounds of the incident's phases, in turn."""
    band_edge: str
    line_width: Length
    height: Length
    """Of a chart over time; others are as high as they need."""


class ToneColors(Struct, frozen=True, kw_only=True):
    """A badge's or callout's colours, legible as a pair. Units: `#rrggbb`."""

    text: str
    fill: str
    edge: str


class CoverLook(Struct, frozen=True, kw_only=True):
    """How a title page looks: a band from edge to edge, or, without a fill, the title on white."""

    fill: str
    text: str
    """The colour of all words on the band."""
    scale: float
    """How much larger than elsewhere the title is."""
    above: Length
    """From the upper edge of the text to the band."""
    height: Length
    """The least height of the band."""


class Logo(Struct, frozen=True, kw_only=True):
    """The company's mark and its description. Units: `height` on the page; width follows."""

    image: Image
    alternative: str
    """What it says to those who can't see it; empty where it is an ornament."""
    height: Length

    def description(self, organization: str) -> str:
        """Return what the mark says beyond the company's name, where that stands beside it."""
        is_said = self.alternative.casefold() in organization.casefold()
        return "" if is_said else self.alternative


class Style(Struct, frozen=True, kw_only=True):
    """A complete look.

    Shape: `text` has every `TextRole`, `tones` every `Tone`; `families` maps each family name
    that `text` uses; `fallback` lists families to ask, in order, for characters that those lack.
    """

    name: str
    page: Page
    families: Mapping[str, FontFamily]
    fallback: tuple[FontFamily, ...]
    text: Mapping[TextRole, TextStyle]
    table: TableLook
    chart: ChartLook
    tones: Mapping[Tone, ToneColors]
    accent: str
    """The one colour of the brand: rules, links, the title's bar."""
    link: str
    rule: str
    """Hairlines."""
    surface: str
    """The light ground of code, key figures and callouts."""
    indent: Length
    """One step of lists, quotes and the contents list."""
    item_gap: Length
    """Between the items of a list."""
    key_width: float
    """The label column's share of the text width in key-value blocks, 0 to 1."""
    cover: CoverLook
    signature_height: Length
    """The least height of a row to be signed by hand."""
    logo: Logo | None = None
    footer_text: str = ""
    """A fixed line of the house, such as its address; empty for none."""
    word_styles: tuple[tuple[str, str], ...] = ()
    """Our Word styles that follow one of a house's template: our name, their name."""
    warnings: tuple[Problem, ...] = ()
    """What the style's files ask for and do not get, each with its place there."""

    def on_cover(self, role: TextRole) -> TextStyle:
        """Return the type of a role on the title page."""
        look = self.text[role]
        if self.cover.fill:
            look = replace(look, color=self.cover.text)
        if role is not TextRole.TITLE:
            return look
        size, leading = (Length(round(one * self.cover.scale)) for one in (look.size, look.leading))
        return replace(look, size=size, leading=leading)
