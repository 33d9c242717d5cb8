"""The theme: the brand's colours and font families, where Word's pickers find them.

In → Out: a `Style` in, `word/theme/theme1.xml` out.
Must not: decide how text looks; styles have colours and families of their own, and only follow
those of the theme (see `theme_links`).
Source: ECMA-376 part 1, 20.1.6.9 (theme), 20.1.6.2 (clrScheme), 20.1.4.1.18 (fontScheme).
"""

from __future__ import annotations

from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, A, attribute, color
from pmdoc.render.docx.styles.theme_links import ThemeScheme
from pmdoc.style.style import Style, TextRole

_FLAT = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{_FLAT}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    f'<a:fmtScheme name="pmdoc"><a:fillStyleLst>{_FLAT * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FLAT * 3}</a:bgFillStyleLst></a:fmtScheme>"
)


def scheme_of(style: Style) -> ThemeScheme:
    """Return what a style puts into the theme."""
    series = style.chart.series  # so that charts made in Word look like ours
    colors = {
        "dk1": style.text[TextRole.BODY].color,
        "lt1": "#ffffff",
        "dk2": style.text[TextRole.NOTE].color,
        "lt2": style.surface,
        **{f"accent{number + 1}": series[number % len(series)] for number in range(6)},
        "hlink": style.link,
        "folHlink": style.link,
    }
    return ThemeScheme(
        colors={slot: color(value) for slot, value in colors.items()},
        major=style.text[TextRole.HEADING_1].family,
        minor=style.text[TextRole.BODY].family,
    )


def theme(style: Style) -> bytes:
    """Return the part. Everything is flat: a report has no shadows and no gradients."""
    scheme = scheme_of(style)
    colors = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in scheme.colors.items()
    )
    name = attribute(style.name) or "pmdoc"
    return (
        f'{XML_DECLARATION}<a:theme xmlns:a="{A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colors}</a:clrScheme><a:fontScheme name="{name}">'
        f"{_fonts('majorFont', scheme.major)}{_fonts('minorFont', scheme.minor)}"
        f"</a:fontScheme>{_FORMATS}</a:themeElements></a:theme>"
    ).encode()


def _fonts(element: str, family: str) -> str:
    return (
        f'<a:{element}><a:latin typeface="{attribute(family)}"/><a:ea typeface=""/>'
        f'<a:cs typeface=""/></a:{element}>'
    )
