"""Write the DrawingML that all kinds of charts share.

In → Out: values, colours and text styles in, XML out.
Must not: know the document model, or a package.
Source: ECMA-376 part 1, 21.2 (charts) and 20.1 (DrawingML).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from pmdoc.model.length import Length
from pmdoc.render.docx.charts.workbook import figure, reference, title_reference
from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, A, R, attribute, color, escape
from pmdoc.style.style import Style, TextStyle

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
WORKBOOK_ID, SHAPES_ID = "rId1", "rId2"


class ChartParts(Struct, frozen=True):
    """The parts of one chart. Shape: `shapes` may be empty."""

    chart: bytes
    workbook: bytes
    shapes: bytes = b""


def chart_part(language: str, plot: str, legend: str, text: str, *, has_shapes: bool) -> bytes:
    """Return a chart part. Shape: `plot` is a plotArea, `text` a txPr. Source: 21.2.2.29."""
    shapes = f'<c:userShapes r:id="{SHAPES_ID}"/>' if has_shapes else ""
    return (
        f'{XML_DECLARATION}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}">'
        f'<c:date1904 val="0"/><c:lang val="{attribute(language)}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>{plot}{legend}<c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text}"
        f'<c:externalData r:id="{WORKBOOK_ID}"><c:autoUpdate val="0"/></c:externalData>'
        f"{shapes}</c:chartSpace>"
    ).encode()


NO_FILL = "<a:noFill/>"
NO_LINE = "<a:ln><a:noFill/></a:ln>"


def _color(value: str, style: Style, *, alpha: int) -> str:
    """Return a colour; a reference to the theme if it has it, so that it follows a new theme."""
    series = style.chart.series[:6]
    share = f'<a:alpha val="{alpha * 1000}"/>' if alpha < 100 else ""
    if value in series:
        return f'<a:schemeClr val="accent{series.index(value) + 1}">{share}</a:schemeClr>'
    return f'<a:srgbClr val="{color(value)}">{share}</a:srgbClr>'


def fill(value: str, style: Style, *, alpha: int = 100) -> str:
    """Return a solid fill. Source: 20.1.8.54."""
    return f"<a:solidFill>{_color(value, style, alpha=alpha)}</a:solidFill>"


def line(value: str, width: Length, style: Style, dash: str = "solid") -> str:
    """Return a line's properties. Source: 20.1.2.2.24."""
    return (
        f'<a:ln w="{max(width.emu, 3175)}" cap="flat">{fill(value, style)}'
        f'<a:prstDash val="{dash}"/><a:round/></a:ln>'
    )


def text_properties(look: TextStyle, style: Style, *, wraps: bool = True) -> str:
    """Return the text style of a part of a chart. Source: 21.2.2.216."""
    body = _body(wraps=wraps)
    return (
        f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{_run('defRPr', look, style)}</a:pPr>"
        f'<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def rich_text(words: str, look: TextStyle, style: Style) -> str:
    """Return text of a chart that is not taken from a cell. Source: 21.2.2.156."""
    return (
        f"<c:tx><c:rich>{_body(wraps=False)}<a:lstStyle/><a:p><a:pPr>"
        f"{_run('defRPr', look, style)}</a:pPr><a:r>{_run('rPr', look, style)}"
        f"<a:t>{escape(words)}</a:t></a:r></a:p></c:rich></c:tx>"
    )


def _body(*, wraps: bool) -> str:
    """Return the body properties of a text. Source: 20.1.10.85 (ST_TextWrappingType)."""
    return f'<a:bodyPr rot="0" vert="horz" wrap="{"square" if wraps else "none"}"/>'


def _run(element: str, look: TextStyle, style: Style) -> str:
    language = ' lang="en-US"' if element == "rPr" else ""
    family = attribute(look.family)
    return (
        f'<a:{element}{language} sz="{round(look.size.pt * 100)}" b="{look.bold:d}" '
        f'i="{look.italic:d}">{fill(look.color, style)}<a:latin typeface="{family}"/>'
        f'<a:cs typeface="{family}"/></a:{element}>'
    )


def layout(x: float, y: float, width: float, height: float) -> str:
    """Return the position of the plot within its axes. Units: shares of the chart. 21.2.2.95."""
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{x:.5f}"/><c:y val="{y:.5f}"/><c:w val="{width:.5f}"/>'
        f'<c:h val="{height:.5f}"/></c:manualLayout></c:layout>'
    )


def axis_title(words: str, look: TextStyle, style: Style, x: float, y: float) -> str:
    """Return the title of an axis, if it has one. Units: shares of the chart."""
    if not words:
        return ""
    return (
        f"<c:title>{rich_text(words, look, style)}"
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/></c:manualLayout></c:layout>'
        '<c:overlay val="1"/></c:title>'
    )


def series_name(column: int, name: str) -> str:
    """Return the name of a series and a reference to its cell. Source: 21.2.2.215."""
    return (
        f"<c:tx><c:strRef><c:f>{title_reference(column)}</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
    )


def numbers(column: int, values: Sequence[float | None], format_code: str = "General") -> str:
    """Return a reference to a column of numbers, and the numbers but for gaps. 21.2.2.123."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{figure(value)}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{reference(column, len(values))}</c:f><c:numCache>"
        f"<c:formatCode>{escape(format_code)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def words(column: int, values: Sequence[str]) -> str:
    """Return a reference to a column of words, and the words. Source: 21.2.2.201."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(value)}</c:v></c:pt>'
        for index, value in enumerate(values)
    )
    return (
        f"<c:strRef><c:f>{reference(column, len(values))}</c:f><c:strCache>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:strCache></c:strRef>'
    )


def label_content(*, value: bool = False, series: bool = False) -> str:
    """Return what a data label shows. Source: 21.2.2.49."""
    flags = {
        "showLegendKey": False,
        "showVal": value,
        "showCatName": False,
        "showSerName": series,
        "showPercent": False,
        "showBubbleSize": False,
    }
    return "".join(f'<c:{name} val="{flag:d}"/>' for name, flag in flags.items())


def number_format(decimals: int, unit: str) -> str:
    """Return a format code such as `#,##0.0" ms"`, with a no-break space. Source: 18.8.31."""
    places = "." + "0" * decimals if decimals else ""
    suffix = '"\N{NO-BREAK SPACE}' + unit.replace('"', "") + '"' if unit else ""
    return f"#,##0{places}{suffix}"
