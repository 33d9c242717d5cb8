"""Write a bar chart as a native, editable chart.

In → Out: the layout of a `BarChart` in, its chart part and workbook out.
Must not: place anything; the layout is that of the bars in the PDF.
Source: ECMA-376 part 1, 21.2.2.16 (barChart), 21.2.2.25 (catAx), 21.2.2.52 (dPt).
"""

from __future__ import annotations

from pmdoc.model.document.chart_blocks import Bar, BarRole, BarSeries
from pmdoc.model.length import Length
from pmdoc.render.charts import Bars
from pmdoc.render.docx.charts.chart_xml import (
    NO_FILL,
    NO_LINE,
    ChartParts,
    axis_title,
    chart_part,
    fill,
    label_content,
    layout,
    line,
    number_format,
    numbers,
    rich_text,
    series_name,
    text_properties,
    words,
)
from pmdoc.render.docx.charts.workbook import WorkbookColumn, figure, workbook
from pmdoc.render.docx.ooxml.xml import attribute

_HAIR = Length.from_pt(0.5)
_OUTLINE = Length.from_pt(1)
_CATEGORIES, _VALUES = 111, 222
_GAP_WIDTH = 60
"""The space between categories. Units: per cent of a bar's thickness."""


def bar_chart_parts(bars: Bars, language: str) -> ChartParts:
    """Return the parts of a bar chart."""
    chart, context = bars.chart, bars.context
    columns = [WorkbookColumn("", chart.categories)]
    columns += [WorkbookColumn(one.name, [bar.value for bar in one.bars]) for one in chart.series]
    series = "".join(_series(bars, index) for index in range(len(chart.series)))
    inner = layout(
        bars.start / context.width,
        bars.top / bars.height,
        (bars.end - bars.start) / context.width,
        (bars.bottom - bars.top) / bars.height,
    )
    plot = (
        f'<c:plotArea>{inner}<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{_GAP_WIDTH}"/>'
        f'<c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:barChart>'
        f"{_category_axis(bars)}{_value_axis(bars)}"
        f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr></c:plotArea>"
    )
    text = text_properties(context.label, context.style)
    legend = ""
    if len(chart.series) > 1:
        legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="1"/>{text}</c:legend>'
    part = chart_part(language, plot, legend, text, has_shapes=False)
    return ChartParts(part, workbook(columns))


def _series(bars: Bars, index: int) -> str:
    context, series = bars.context, bars.chart.series[index]
    values = [bar.value for bar in series.bars]
    look = context.bar_color(BarRole.PLAIN, index, is_contrasted=bars.is_contrasted)
    points = "".join(
        _point(bars, at, index, bar)
        for at, bar in enumerate(series.bars)
        if bars.is_contrasted and bar.role is not BarRole.PLAIN
    )
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"{series_name(index + 1, series.name)}"
        f"<c:spPr>{fill(look, context.style)}{NO_LINE}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{points}{_labels(bars, series)}'
        f"<c:cat>{words(0, bars.chart.categories)}</c:cat>"
        f"<c:val>{numbers(index + 1, values)}</c:val></c:ser>"
    )


def _point(bars: Bars, at: int, index: int, bar: Bar) -> str:
    context = bars.context
    color = context.bar_color(bar.role, index, is_contrasted=True)
    look = f"{fill(color, context.style)}{NO_LINE}"
    if not color:
        outline = line(context.chart.target, _OUTLINE, context.style)
        look = f"{fill('#ffffff', context.style)}{outline}"
    return (
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{look}</c:spPr></c:dPt>"
    )


def _labels(bars: Bars, series: BarSeries) -> str:
    context = bars.context
    unit = bars.chart.values.unit
    pieces = []
    for at, bar in enumerate(series.bars):
        if bar.value is None:
            continue
        is_strong = bar.role is BarRole.STRONG or not bars.is_contrasted
        look = context.strong() if is_strong else context.label
        if bar.is_worded:
            label = rich_text(bar.label, look, context.style)
            label += f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>"
        else:
            code = attribute(number_format(_decimals(bar.value), unit))
            text = text_properties(look, context.style, wraps=False)
            label = (
                f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'
                f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text}"
            )
        pieces.append(
            f'<c:dLbl><c:idx val="{at}"/>{label}<c:dLblPos val="outEnd"/>'
            f"{label_content(value=True)}</c:dLbl>"
        )
    text = text_properties(context.label, context.style, wraps=False)
    code = attribute(number_format(0, unit).replace("#,##0", "#,##0.##"))
    return (
        f'<c:dLbls>{"".join(pieces)}<c:numFmt formatCode="{code}" sourceLinked="0"/>'
        f'<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text}<c:dLblPos val="outEnd"/>'
        f"{label_content(value=True)}</c:dLbls>"
    )


def _decimals(value: float) -> int:
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def _category_axis(bars: Bars) -> str:
    context = bars.context
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{line(context.axis_color, _HAIR, context.style)}</c:spPr>"
        f'{text_properties(context.label, context.style)}<c:crossAx val="{_VALUES}"/>'
        f'<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(bars: Bars) -> str:
    """Return the axis of values, without tick labels as each bar has its own label."""
    context = bars.context
    high = bars.high if bars.high > bars.low else bars.low + 1
    start = bars.x(0.0) / context.width
    title = axis_title(bars.chart.values.title, context.label, context.style, start, 0.0)
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{figure(high)}"/><c:min val="{figure(bars.low)}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="t"/>{title}'
        f'<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:spPr>{NO_LINE}</c:spPr>'
        f'{text_properties(context.label, context.style)}<c:crossAx val="{_CATEGORIES}"/>'
        f'<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
