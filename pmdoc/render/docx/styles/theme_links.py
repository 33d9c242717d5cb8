"""What ties styles to the theme: a colour or a font that is one of the theme's follows it.

In → Out: the scheme of a theme and the XML of styles in, the same with the theme's names out.
Must not: change a look; only what equals a colour or a font of the theme is tied to it.
Source: ECMA-376 part 1, 17.3.2.6 (color), 17.3.5 (shd), 17.3.4 (borders), 17.3.2.26 (rFonts),
17.18.97 (ST_ThemeColor), 17.18.96 (ST_Theme).

The fixed value stays beside the theme's name, as Word itself writes it: what knows no themes shows
that, and in Word a choice under Design > Colors or Fonts changes the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

_NAMES = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2"}
"""What text calls the slots of a scheme; an accent has one name everywhere."""
_LINK, _BLACK = "hyperlink", "000000"
_STYLE = re.compile("<w:docDefaults>.*?</w:docDefaults>|<w:style .*?</w:style>", re.DOTALL)
_COLOR = re.compile('(w:color(?: w:val)?|w:fill)="([0-9A-F]{6})"')
_FONT = re.compile('w:ascii="([^"]*)" w:hAnsi="([^"]*)"(?=/>)')
_DEFAULT_FONT = re.compile('w:ascii="([^"]*)" w:hAnsi="([^"]*)"')
_STANDARD = re.compile('w:styleId="Tlp')
"""Colours of the TLP labels are those of the standard, whatever the brand's are."""
_LINKED = re.compile('w:styleId="(?:Hyperlink|Reference)')
_HEADING = re.compile(r'w:styleId="(?:Heading[1-6]|Title|CoverTitle|TOCHeading)"')


class ThemeScheme(Struct, frozen=True, kw_only=True):
    """The colours and fonts of a theme. Shape: `colors` gives `RRGGBB` by slot, `dk1` first."""

    colors: Mapping[str, str]
    major: str
    minor: str


def link_styles(styles: str, scheme: ThemeScheme) -> str:
    """Return a style sheet whose colours and fonts follow the theme where they are the theme's."""
    names: dict[str, str] = {}
    for slot, value in scheme.colors.items():
        if slot not in {"hlink", "folHlink"}:
            names.setdefault(value, _NAMES.get(slot, slot))
    links = {**names, scheme.colors["hlink"]: _LINK}

    def linked(found: re.Match[str]) -> str:
        style = found[0]
        if _STANDARD.search(style):
            return style
        known = links if _LINKED.search(style) else names
        return _with_fonts(_with_colors(style, known), scheme)

    return _STYLE.sub(linked, styles)


def recolor(styles: str, old: str, new: str) -> str:
    """Return a style sheet in another accent's colour: `RRGGBB` for `RRGGBB`.

    What is black stays so: it is text, or the ground of a TLP label.
    """
    return styles if old == _BLACK else styles.replace(f'"{old}"', f'"{new}"')


def _with_colors(style: str, names: Mapping[str, str]) -> str:
    def named(found: re.Match[str]) -> str:
        name = names.get(found[2])
        what = "themeFill" if found[1] == "w:fill" else "themeColor"
        return f'{found[0]} w:{what}="{name}"' if name else found[0]

    return _COLOR.sub(named, style)


def _with_fonts(style: str, scheme: ThemeScheme) -> str:
    """Name the theme's font for headings or for text; a font that helps out is neither."""
    is_heading = _HEADING.search(style) is not None
    fonts = {scheme.major: "major", scheme.minor: "minor"}
    if is_heading:
        fonts[scheme.major] = "major"
    pattern = _DEFAULT_FONT if style.startswith("<w:docDefaults>") else _FONT
    if is_heading and scheme.major == scheme.minor and "<w:rFonts" not in style:
        # What is alike in the style of text is left out, and would follow the font of text.
        own = f'<w:rFonts w:ascii="{scheme.major}" w:hAnsi="{scheme.major}"/>'
        if "<w:rPr>" in style:
            style = style.replace("<w:rPr>", f"<w:rPr>{own}", 1)
        else:
            style = style.replace("</w:style>", f"<w:rPr>{own}</w:rPr></w:style>")

    def named(found: re.Match[str]) -> str:
        kind = fonts.get(found[1]) if found[1] == found[2] else None
        theirs = f' w:asciiTheme="{kind}HAnsi" w:hAnsiTheme="{kind}HAnsi"' if kind else ""
        return found[0] + theirs

    return pattern.sub(named, style)
