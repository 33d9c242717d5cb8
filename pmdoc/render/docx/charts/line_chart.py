"""Write a line chart as a native, editable chart: a scatter chart whose axis counts days.

In → Out: the layout of a `LineChart` in; its chart part, workbook and shapes out.
Must not: place anything; the layout is that of the plot in the PDF.
Source: ECMA-376 part 1, 21.2.2.161 (scatterChart), 21.2.2.231 (valAx), 21.3 (user shapes).

The axis of Word's line charts has no times, only days; a scatter chart's axis takes any number, so
times are to scale. The incident's phases are shapes over the plot, so its position is fixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pmdoc.model.document.chart_blocks import LineChart, LineSeries
from pmdoc.model.length import Length
from pmdoc.render.charts import Label, LinePlot, Mark, Rectangle, Stroke
from pmdoc.render.docx.charts.chart_xml import (
    NO_FILL,
    NO_LINE,
    C,
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
)
from pmdoc.render.docx.charts.workbook import WorkbookColumn, figure, serial, workbook
from pmdoc.render.docx.ooxml.xml import XML_DECLARATION, A, attribute, escape
from pmdoc.style.style import TextStyle

_CDR = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
_HAIR = Length.from_pt(0.5)
_TARGET_WIDTH = Length.from_pt(1)
_PHASE_OPACITY = 30
"""The opacity of a phase, which lies over the lines. Units: per cent."""
_DAY_SECONDS = 86_400
_X_AXIS, _Y_AXIS = 111, 222
_MOST_MARKERS = 20
"""A line of more points has no markers."""
_MARKER_SIZE = 5
_LEAST_SHIFT = 0.002
"""Labels that would move by less, as a share of the chart, stay where Word puts them."""


def line_chart_parts(plot: LinePlot, language: str) -> ChartParts:
    """Return the parts of a line chart."""
    writer = _PlotAreaWriter(plot)
    shapes = b"".join(_user_shapes(plot)) if plot.chart.phases else b""
    text = text_properties(plot.context.label, plot.context.style)
    chart = chart_part(language, writer.plot_area(), "", text, has_shapes=bool(shapes))
    return ChartParts(chart, workbook(writer.columns), shapes)


class _PlotAreaWriter:
    """Writes the plot area; `columns` are those of the workbook that it refers to."""

    def __init__(self, plot: LinePlot) -> None:
        self._plot = plot
        self._chart: LineChart = plot.chart
        self._style = plot.context.style
        self.columns: list[WorkbookColumn] = []
        self._series = "".join(self._all_series())

    def plot_area(self) -> str:
        plot = self._plot
        inner = layout(
            plot.left / plot.context.width,
            plot.top / plot.height,
            (plot.right - plot.left) / plot.context.width,
            (plot.bottom - plot.top) / plot.height,
        )
        return (
            f'<c:plotArea>{inner}<c:scatterChart><c:scatterStyle val="lineMarker"/>'
            f'<c:varyColors val="0"/>{self._series}<c:axId val="{_X_AXIS}"/>'
            f'<c:axId val="{_Y_AXIS}"/></c:scatterChart>{self._time_axis()}{self._value_axis()}'
            f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr></c:plotArea>"
        )

    # --- series

    def _all_series(self) -> Iterator[str]:
        """Yield the series. Lines with the same times share a column of the workbook."""
        times_at: dict[tuple[object, ...], int] = {}
        for index, series in enumerate(self._chart.lines):
            times = tuple(point.at for point in series.points)
            if times not in times_at:
                times_at[times] = len(self.columns)
                title = self._chart.time.title
                self.columns.append(WorkbookColumn(title, times))
            self.columns.append(
                WorkbookColumn(series.name, [point.value for point in series.points])
            )
            yield self._line(index, series, times_at[times], len(self.columns) - 1)
        target = self._chart.target
        if target is not None:
            ends = (self._chart.time.low, self._chart.time.high)
            self.columns.append(WorkbookColumn(self._chart.time.title, ends))
            self.columns.append(WorkbookColumn(target.label, [target.value] * 2))
            yield self._target(len(self._chart.lines), len(self.columns) - 2)

    def _line(self, index: int, series: LineSeries, times: int, values: int) -> str:
        context = self._plot.context
        color, dash = context.series(index)
        points = [point.value for point in series.points]
        drawn = line(color, context.chart.line_width, context.style, dash)
        has_markers = len(points) <= _MOST_MARKERS
        return (
            f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
            f"{series_name(values, series.name)}<c:spPr>{drawn}</c:spPr>"
            f"{self._marker(color, is_shown=has_markers)}{self._labels(index, series)}"
            f"<c:xVal>{self._times(times)}</c:xVal><c:yVal>{numbers(values, points)}</c:yVal>"
            f'<c:smooth val="0"/></c:ser>'
        )

    def _marker(self, color: str, *, is_shown: bool) -> str:
        if not is_shown:
            return '<c:marker><c:symbol val="none"/></c:marker>'
        return (
            f'<c:marker><c:symbol val="circle"/><c:size val="{_MARKER_SIZE}"/>'
            f"<c:spPr>{fill(color, self._style)}{NO_LINE}</c:spPr></c:marker>"
        )

    def _times(self, column: int) -> str:
        values = self.columns[column].values
        return numbers(column, [serial(at) for at in values if isinstance(at, datetime)])

    def _labels(self, index: int, series: LineSeries) -> str:
        context, style = self._plot.context, self._style
        known = [at for at, point in enumerate(series.points) if point.value is not None]
        if not known:
            return ""
        color, _ = context.series(index)
        look = context.strong(color)
        end = known[-1]
        labels = {end: self._name_label(end, index, look, series.points[end].value or 0.0)}
        peak, spot = series.peak, self._plot.peak_places().get(index)
        if peak is not None and peak != end and spot is not None:
            point = series.points[peak]
            width = context.measure(series.peak_label, look)
            shift = (spot[0] + width / 2 - self._plot.x(point.at), 0.0)
            side = "t" if spot[1] < self._plot.y(point.value or 0.0) else "b"
            words = rich_text(series.peak_label, look, style)
            labels[peak] = self._label(peak, words, look, (side, shift), label_content(value=True))
        return f"<c:dLbls>{''.join(labels[at] for at in sorted(labels))}{label_content()}</c:dLbls>"

    def _name_label(self, at: int, index: int, look: TextStyle, value: float) -> str:
        plot = self._plot
        lines = plot.target_lines if index < 0 else plot.names[index]
        middle = plot.name_places()[index] + len(lines) * plot.context.leading / 2
        side = ("r", (0.0, middle - plot.y(value)))
        return self._label(at, "", look, side, label_content(series=True), wraps=len(lines) > 1)

    def _label(
        self,
        at: int,
        words: str,
        look: TextStyle,
        side: tuple[str, tuple[float, float]],
        content: str,
        *,
        wraps: bool = False,
    ) -> str:
        """Return a data label. Shape: `side` is its position at the point, and a shift (points)."""
        text = "" if words else text_properties(look, self._style, wraps=wraps)
        across, down = side[1][0] / self._plot.context.width, side[1][1] / self._plot.height
        shift = ""
        if abs(across) > _LEAST_SHIFT or abs(down) > _LEAST_SHIFT:
            position = f'<c:x val="{across:.5f}"/><c:y val="{down:.5f}"/>'
            shift = f"<c:layout><c:manualLayout>{position}</c:manualLayout></c:layout>"
        return (
            f'<c:dLbl><c:idx val="{at}"/>{shift}{words}<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text}'
            f'<c:dLblPos val="{side[0]}"/>{content}</c:dLbl>'
        )

    def _target(self, index: int, column: int) -> str:
        context, chart = self._plot.context, self._chart
        if chart.target is None:
            return ""
        drawn = line(context.chart.target, _TARGET_WIDTH, context.style, "dash")
        label = self._name_label(1, -1, context.label, chart.target.value)
        values = numbers(column + 1, [chart.target.value] * 2)
        return (
            f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
            f"{series_name(column + 1, chart.target.label)}<c:spPr>{drawn}</c:spPr>"
            '<c:marker><c:symbol val="none"/></c:marker>'
            f"<c:dLbls>{label}{label_content()}</c:dLbls>"
            f"<c:xVal>{self._times(column)}</c:xVal><c:yVal>{values}</c:yVal>"
            f'<c:smooth val="0"/></c:ser>'
        )

    # --- axes

    def _time_axis(self) -> str:
        time, context, style = self._chart.time, self._plot.context, self._style
        seconds = _DAY_SECONDS / 2
        if len(time.ticks) > 1:
            seconds = (time.ticks[1].at - time.ticks[0].at).total_seconds()
        code = "d mmm" if seconds >= _DAY_SECONDS else "hh:mm" if seconds >= 60 else "hh:mm:ss"
        below = (self._plot.bottom + 5 + context.leading) / self._plot.height
        start = 1 - context.measure(time.title, context.label) / context.width
        start -= (context.width - self._plot.right) / context.width
        title = axis_title(time.title, context.label, style, max(start, 0.0), below)
        return (
            f'<c:valAx><c:axId val="{_X_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
            f'<c:max val="{serial(time.high)!r}"/><c:min val="{serial(time.low)!r}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="b"/>{title}'
            f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="out"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
            f"<c:spPr>{line(context.axis_color, _HAIR, style)}</c:spPr>"
            f'{text_properties(context.label, style)}<c:crossAx val="{_Y_AXIS}"/>'
            f'<c:crosses val="min"/><c:crossBetween val="midCat"/>'
            f'<c:majorUnit val="{seconds / _DAY_SECONDS!r}"/></c:valAx>'
        )

    def _value_axis(self) -> str:
        values, context, style = self._chart.values, self._plot.context, self._style
        grid = f"<c:spPr>{line(context.chart.grid, _HAIR, style)}</c:spPr>"
        title = axis_title(values.title, context.label, style, 0.0, 0.0)
        code = attribute(number_format(values.decimals, values.unit))
        step = values.ticks[1].value - values.ticks[0].value
        return (
            f'<c:valAx><c:axId val="{_Y_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
            f'<c:max val="{figure(values.high)}"/><c:min val="{figure(values.low)}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>{grid}</c:majorGridlines>'
            f'{title}<c:numFmt formatCode="{code}" sourceLinked="0"/>'
            f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="low"/><c:spPr>{NO_LINE}</c:spPr>'
            f'{text_properties(context.label, style)}<c:crossAx val="{_X_AXIS}"/>'
            f'<c:crosses val="min"/><c:crossBetween val="midCat"/>'
            f'<c:majorUnit val="{figure(step)}"/></c:valAx>'
        )


def _user_shapes(plot: LinePlot) -> Iterator[bytes]:
    yield (
        f'{XML_DECLARATION}<c:userShapes xmlns:c="{C}" xmlns:a="{A}" xmlns:cdr="{_CDR}">'
    ).encode()
    for number, mark in enumerate(plot.phase_marks(), 2):
        yield _shape(mark, number, plot).encode()
    yield b"</c:userShapes>"


def _shape(mark: Mark, number: int, plot: LinePlot) -> str:
    style = plot.context.style
    match mark:
        case Rectangle():
            box = (mark.x, mark.y, mark.width, mark.height)
            filled = fill(_before_blending(mark.fill), style, alpha=_PHASE_OPACITY)
            return _anchored(box, f"{filled}{NO_LINE}", "", number, plot)
        case Stroke():
            (x, top), (_, bottom) = mark.points
            look = f"{NO_FILL}{line(mark.color, _HAIR, style)}"
            return _anchored((x, top, 0.0, bottom - top), look, "", number, plot)
        case Label():
            width = plot.context.measure(mark.text, mark.look) * 1.1 + 4
            top = mark.y - plot.context.drop - plot.context.leading / 2
            box = (mark.x, top, width, plot.context.leading)
            return _anchored(box, f"{NO_FILL}{NO_LINE}", mark.text, number, plot)
        case _:
            return ""


def _before_blending(color: str) -> str:
    """Return the colour that looks like `color` when it is blended with white.

    Example: at an opacity of 30 %, `#eeeeee` has to be `#c6c6c6`: 255 - (255 - 238) / 0.3 = 198.
    """
    parts = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    darker = (max(0, round(255 - (255 - part) * 100 / _PHASE_OPACITY)) for part in parts)
    return "#" + "".join(f"{part:02x}" for part in darker)


def _anchored(
    box: tuple[float, float, float, float], look: str, words: str, number: int, plot: LinePlot
) -> str:
    x, y, width, height = box
    ends = ((x, y), (min(x + width, plot.context.width), y + height))
    start, end = (
        f"<cdr:x>{a / plot.context.width:.5f}</cdr:x><cdr:y>{b / plot.height:.5f}</cdr:y>"
        for a, b in ends
    )
    shape = "line" if width == 0 else "rect"
    return (
        f"<cdr:relSizeAnchor><cdr:from>{start}</cdr:from><cdr:to>{end}</cdr:to>"
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="{number}" '
        f'name="Phase {number}"/><cdr:cNvSpPr/></cdr:nvSpPr><cdr:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="0" cy="0"/></a:xfrm><a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
        f"{look}</cdr:spPr>{_body(words, plot)}</cdr:sp></cdr:relSizeAnchor>"
    )


def _body(words: str, plot: LinePlot) -> str:
    look, style = plot.context.label, plot.context.style
    kind = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
    run = (
        f'<a:r><a:rPr lang="en-US" sz="{round(look.size.pt * 100)}">{fill(look.color, style)}'
        f'<a:latin typeface="{attribute(look.family)}"/></a:rPr><a:t>{escape(words)}</a:t></a:r>'
        if words
        else '<a:endParaRPr lang="en-US"/>'
    )
    return f"<cdr:txBody>{kind}<a:lstStyle/><a:p>{run}</a:p></cdr:txBody>"
