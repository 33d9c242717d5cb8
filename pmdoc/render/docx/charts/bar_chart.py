"""Bars side by side as a chart that stays editable.

In → Out: a `BarChart` and where its parts stand in; chart part and workbook out.
Must not: place anything; the bars that the PDF draws say where.
Source: ECMA-376 part 1, 21.2.2.16 (barChart), 21.2.2.25 (catAx), 21.2.2.52 (dPt).
"""

from __future__ import annotations

from pmdoc.model.chart import Bar, BarRole, BarSeries
from pmdoc.model.length import Length
from pmdoc.render.charts import Bars
from pmdoc.render.docx.charts.chart_xml import (
    NO_FILL,
    NO_LINE,
    ChartParts,
    chart_part,
    fill,
    layout,
    line,
    number_format,
    numbers,
    rich_text,
    series_name,
    shows,
    text_properties,
    title_layout,
    words,
)
from pmdoc.render.docx.charts.workbook import WorkbookColumn, figure, workbook
from pmdoc.render.docx.ooxml.xml import attribute

_HAIR = Length.from_pt(0.5)
_OUTLINE = Length.from_pt(1)
_CATEGORIES, _VALUES = 111, 222
_GAP = 60
"""The space between categories. Units: per cent of a bar's thickness."""


def bar_chart_parts(bars: Bars, language: str) -> ChartParts:
    """Return the parts of a bar chart."""
    chart, kit = bars.chart, bars.context
    columns = [WorkbookColumn("", chart.categories)]
    columns += [WorkbookColumn(one.name, [bar.value for bar in one.bars]) for one in chart.series]
    series = "".join(_series(bars, place) for place in range(len(chart.series)))
    inner = layout(
        bars.start / kit.width,
        bars.top / bars.height,
        (bars.end - bars.start) / kit.width,
        (bars.bottom - bars.top) / bars.height,
    )
    plot = (
        f'<c:plotArea>{inner}<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{_GAP}"/>'
        f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:barChart>'
        f"{_category_axis(bars)}{_value_axis(bars)}"
        f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr></c:plotArea>"
    )
    text = text_properties(kit.label, kit.style)
    legend = ""
    if len(chart.series) > 1:
        legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="1"/>{text}</c:legend>'
    part = chart_part(language, plot, legend, text, has_shapes=False)
    return ChartParts(part, workbook(columns))


def _series(bars: Bars, place: int) -> str:
    kit, one = bars.context, bars.chart.series[place]
    values = [bar.value for bar in one.bars]
    look = kit.bar_color(BarRole.PLAIN, place, is_contrasted=bars.is_contrasted)
    points = "".join(
        _point(bars, at, place, bar)
        for at, bar in enumerate(one.bars)
        if bars.is_contrasted and bar.role is not BarRole.PLAIN
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{series_name(place + 1, one.name)}'
        f'<c:spPr>{fill(look, kit.style)}{NO_LINE}</c:spPr><c:invertIfNegative val="0"/>{points}'
        f"{_labels(bars, one)}<c:cat>{words(0, bars.chart.categories)}</c:cat>"
        f"<c:val>{numbers(place + 1, values)}</c:val></c:ser>"
    )


def _point(bars: Bars, at: int, place: int, bar: Bar) -> str:
    """Return what sets one bar apart from its series."""
    kit = bars.context
    ground = kit.bar_color(bar.role, place, is_contrasted=True)
    look = f"{fill(ground, kit.style)}{NO_LINE}"
    if not ground:
        look = f"{fill('#ffffff', kit.style)}{line(kit.chart.target, _OUTLINE, kit.style)}"
    return (
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{look}</c:spPr></c:dPt>"
    )


def _labels(bars: Bars, one: BarSeries) -> str:
    """Label each bar by its value; where its words say more, by those."""
    kit = bars.context
    unit = bars.chart.values.unit
    pieces = []
    for at, bar in enumerate(one.bars):
        if bar.value is None:
            continue
        is_strong = bar.role is BarRole.STRONG or not bars.is_contrasted
        look = kit.strong() if is_strong else kit.label
        if bar.is_worded:
            said = rich_text(bar.label, look, kit.style)
            said += f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>"
        else:
            form = attribute(number_format(_decimals(bar.value), unit))
            text = text_properties(look, kit.style, wraps=False)
            said = (
                f'<c:numFmt formatCode="{form}" sourceLinked="0"/>'
                f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text}"
            )
        pieces.append(
            f'<c:dLbl><c:idx val="{at}"/>{said}<c:dLblPos val="outEnd"/>{shows(value=True)}'
            "</c:dLbl>"
        )
    text = text_properties(kit.label, kit.style, wraps=False)
    form = attribute(number_format(0, unit).replace("#,##0", "#,##0.##"))
    return (
        f'<c:dLbls>{"".join(pieces)}<c:numFmt formatCode="{form}" sourceLinked="0"/>'
        f'<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text}<c:dLblPos val="outEnd"/>{shows(value=True)}'
        "</c:dLbls>"
    )


def _decimals(value: float) -> int:
    """Count the decimals of a value, as far as anybody reads them."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def _category_axis(bars: Bars) -> str:
    kit = bars.context
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{line(kit.axis_color, _HAIR, kit.style)}</c:spPr>"
        f'{text_properties(kit.label, kit.style)}<c:crossAx val="{_VALUES}"/>'
        f'<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(bars: Bars) -> str:
    """Write the axis of values without its words: each bar has its own."""
    kit, title = bars.context, bars.chart.values.title
    high = bars.high if bars.high > bars.low else bars.low + 1
    named = ""
    if title:
        place = title_layout(bars.x(0.0) / kit.width, 0.0)
        said = rich_text(title, kit.label, kit.style)
        named = f'<c:title>{said}{place}<c:overlay val="1"/></c:title>'
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{figure(high)}"/><c:min val="{figure(bars.low)}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="t"/>{named}'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:spPr>{NO_LINE}</c:spPr>'
        f'{text_properties(kit.label, kit.style)}<c:crossAx val="{_CATEGORIES}"/>'
        f'<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
