"""Tie styles to the theme: a colour or font that is one of the theme's follows it.

In → Out: the scheme of a theme and the elements of styles in, the same with the theme's names out.
Must not: change a look; only what equals a colour or a font of the theme is tied to it.
Source: ECMA-376 part 1, 17.3.2.6 (color), 17.3.5 (shd), 17.3.4 (borders), 17.3.2.26 (rFonts),
17.18.97 (ST_ThemeColor), 17.18.96 (ST_Theme).

The fixed value stays beside the theme's name, as Word itself writes it:

    <w:color w:val="1F4E79" w:themeColor="accent1"/>

What knows no themes shows the value, and in Word a choice under Design > Colors or Fonts changes
the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.render.docx.ooxml.word_element import Attributes, WordElement, w

_TEXT_NAMES = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2"}
"""The names of a scheme's slots in styles, where they differ."""
_LINK_SLOTS = frozenset({"hlink", "folHlink"})
_BLACK = "000000"
_STANDARD = "Tlp"
"""The styles of TLP labels begin so: their colours are those of the standard, not the brand's."""
_LINKS = ("Hyperlink", "Reference")
_HEADINGS = frozenset(
    {*(f"Heading{level}" for level in range(1, 7)), "Title", "CoverTitle", "TOCHeading"}
)
_BORDERS = ("top", "left", "bottom", "right", "between", "insideH", "insideV", "bdr")
_LINKED = frozenset({"color", "shd", "rFonts", *_BORDERS})
"""Elements that have a colour or a font."""
_OWN_FONTS = 2
"""Attributes of `w:rFonts` that names fonts for Latin text only."""


class ThemeScheme(Struct, frozen=True, kw_only=True):
    """The colours and fonts of a theme. Shape: `colors` gives `RRGGBB` by slot, `dk1` first."""

    colors: Mapping[str, str]
    major: str
    minor: str


def link_styles(styles: Iterable[WordElement], scheme: ThemeScheme) -> list[WordElement]:
    """Return styles whose colours and fonts follow the theme where they are the theme's."""
    names: dict[str, str] = {}
    for slot, value in scheme.colors.items():
        if slot not in _LINK_SLOTS:
            names.setdefault(value, _TEXT_NAMES.get(slot, slot))
    link_names = names | {scheme.colors["hlink"]: "hyperlink"}
    return [
        _link_style(style, link_names if _style_id(style).startswith(_LINKS) else names, scheme)
        for style in styles
    ]


def recolor(styles: Iterable[WordElement], old: str, new: str) -> list[WordElement]:
    """Return styles with another accent colour: `RRGGBB` for `RRGGBB`.

    Black stays black: it is text, or the background of a TLP label.
    """
    if old == _BLACK:
        return list(styles)
    return [
        style.with_attributes(
            lambda one: {
                key: new if value == old else value for key, value in one.attributes.items()
            }
        )
        for style in styles
    ]


def _style_id(style: WordElement) -> str:
    return str(style.attributes.get("styleId", ""))


def _link_style(style: WordElement, names: Mapping[str, str], scheme: ThemeScheme) -> WordElement:
    style_id = _style_id(style)
    if style_id.startswith(_STANDARD):
        return style
    fonts = {scheme.major: "major", scheme.minor: "minor"}
    if style_id in _HEADINGS:
        fonts[scheme.major] = "major"
        if scheme.major == scheme.minor:
            style = _with_own_font(style, scheme.major)
    is_default = style.name == "docDefaults"

    def link(one: WordElement) -> Attributes:
        if one.name not in _LINKED:
            return one.attributes
        has_font = one.name == "rFonts" and (is_default or len(one.attributes) == _OWN_FONTS)
        kind = fonts.get(str(one.attributes["ascii"])) if has_font else None
        linked: dict[str, str | int] = {}
        for key, value in one.attributes.items():
            linked[key] = value
            is_color = key in {"color", "fill"} or (one.name, key) == ("color", "val")
            if is_color and value in names:
                linked["themeFill" if key == "fill" else "themeColor"] = names[str(value)]
            if kind and key == "hAnsi":
                linked |= {"asciiTheme": f"{kind}HAnsi", "hAnsiTheme": f"{kind}HAnsi"}
        return linked

    return style.with_attributes(link)


def _with_own_font(style: WordElement, font: str) -> WordElement:
    """Return the style of a heading with a font of its own.

    A style leaves out the font that it shares with its parent, and would follow the theme's font
    for text.
    """
    children = style.children or ()
    properties = next((one for one in children if one.name == "rPr"), w("rPr", ()))
    runs = properties.children or ()
    if any(one.name == "rFonts" for one in runs):
        return style
    own = replace(properties, children=(w("rFonts", ascii=font, hAnsi=font), *runs))
    return replace(style, children=(*(one for one in children if one is not properties), own))
