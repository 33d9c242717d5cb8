"""The property elements that paragraph, character and table styles share.

In → Out: sizes, colours and families in, elements of WordprocessingML out.
Must not: know a role or a style's name.
Source: ECMA-376 part 1, 17.3.2 (run properties), 17.3.4 (borders), 17.3.5 (shading).
"""

from __future__ import annotations

from pmdoc.model.length import Length
from pmdoc.render.docx.ooxml.word_element import WordElement, w
from pmdoc.render.docx.ooxml.xml import color
from pmdoc.style.style import TextStyle

RUN_ORDER = (
    "rFonts", "b", "bCs", "i", "iCs", "strike", "noProof", "color", "spacing", "sz", "szCs", "u",
    "bdr", "shd", "vertAlign", "lang",
)  # fmt: skip


def run_properties(text: TextStyle) -> dict[str, WordElement]:
    """Return the run property elements of a type by name."""
    properties = {
        "rFonts": fonts(text.family),
        "color": w("color", val=color(text.color)),
        **font_size(text.size),
    }
    if text.bold:
        properties |= toggles("b", "bCs")
    if text.italic:
        properties |= toggles("i", "iCs")
    if text.tracking:
        properties["spacing"] = w("spacing", val=text.tracking.twips)
    return properties


def toggles(*names: str) -> dict[str, WordElement]:
    """Return properties that are on, by name. Source: 17.7.3."""
    return {name: w(name) for name in names}


def font_size(size: Length) -> dict[str, WordElement]:
    """Return the properties of a type size by name. Source: 17.3.2.38 and 17.3.2.39."""
    points = half_points(size)
    return {"sz": w("sz", val=points), "szCs": w("szCs", val=points)}


def fonts(family: str) -> WordElement:
    """Return the fonts of Latin text; other scripts have those of the document's defaults.

    Source: 17.3.2.26.
    """
    return w("rFonts", ascii=family, hAnsi=family)


def fonts_of_all_scripts(family: str, east_asian: str = "", complex_: str = "") -> WordElement:
    """Return the fonts of all scripts: the same family for those that have none of their own."""
    return w(
        "rFonts", ascii=family, hAnsi=family, eastAsia=east_asian or family, cs=complex_ or family
    )


def shading(fill: str) -> WordElement:
    """Return the background of a paragraph, a run or a cell. Source: 17.3.5."""
    return w("shd", val="clear", color="auto", fill=color(fill))


def border(name: str, size: int, space: int, ink: str) -> WordElement:
    """Return one side of a frame. Units: eighths of a point, points. Source: 17.3.4."""
    return w(name, val="single", sz=size, space=space, color=color(ink))


def eighths(width: Length) -> int:
    """Return the width of a border in eighths of a point. Source: 17.18.2."""
    return max(2, round(width.pt * 8))


def whole_points(distance: float) -> int:
    """Round to the whole points that a border's distance is counted in. Source: 17.18.2."""
    return min(31, max(1, round(distance)))


def half_points(size: Length) -> int:
    """Return a type size in half points. Source: 17.3.2.38."""
    return max(2, round(size.pt * 2))


def word_default(
    kind: str, style_id: str, name: str, priority: int, *properties: WordElement
) -> WordElement:
    """Return the style that Word gives to what names none. Source: 17.7.4.17."""
    children = (w("name", val=name), w("uiPriority", val=priority), w("semiHidden"), *properties)
    return w("style", children, type=kind, default=1, styleId=style_id)
