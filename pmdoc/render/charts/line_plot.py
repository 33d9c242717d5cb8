"""Line charts: axes, the incident's phases in the background, and lines with names at their ends.

In → Out: a `LineChart` and a `DrawingContext` in; a `Drawing` out, and the positions of its parts
for a format with charts of its own.
Must not: omit a value that would be visible. Where points are too dense to tell apart, the first,
lowest, highest and last of each step are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from pmdoc.model.document import Align
from pmdoc.model.document.chart_blocks import LineChart, LineSeries, PlotPoint
from pmdoc.render.charts.drawing_context import DrawingContext
from pmdoc.render.charts.label_rows import stagger
from pmdoc.render.charts.marks import Dash, Dot, Drawing, Label, Mark, Rectangle, Stroke

_GAP = 5.0
_NAME_ROOM = 0.24
"""The maximum share of the width for the names beside the lines."""
_HAIR = 0.5
_HEADROOM = 1.4
"""Space above the plot for the label of a peak. Units: leading."""
_FINEST = 0.5
"""Points closer to each other than this are reduced to their extremes. Units: points."""
_DOT = 2.2
_FEW = 20
"""Lines of at most so many points have a dot at each."""


class LinePlot:
    """The layout of a line chart. Units: points."""

    def __init__(self, chart: LineChart, context: DrawingContext) -> None:
        self.chart = chart
        self.context = context
        look = context.label
        room = context.width * _NAME_ROOM
        names = [context.wrap(line.name, context.strong(), room) for line in chart.lines]
        self.names = names
        target = context.wrap(chart.target.label, look, room) if chart.target else ()
        self.target_lines = target
        widest = max(
            context.widest(target, look),
            *(context.widest(lines, context.strong()) for lines in names),
        )
        ticks = max((context.measure(tick.label, look) for tick in chart.values.ticks), default=0.0)
        first = chart.time.ticks[0].label if chart.time.ticks else ""
        self.left = max(ticks + _GAP, context.measure(first, look) / 2)
        self.right = context.width - widest - 2 * _GAP
        self.rows = self._phase_rows()
        self.bands_top = (context.leading + 2) if chart.values.title else 0.0
        named = max(self.rows, default=-1) + 1
        self.top = self.bands_top + context.leading * (named + _HEADROOM)
        least = self.top + 6 * context.leading
        least = max(least, sum(map(len, (*names, target))) * context.leading)
        self.height = max(context.chart.height.pt, least + 2 * context.leading + 4)
        self.bottom = self.height - 2 * context.leading - 4

    def x(self, at: datetime) -> float:
        share = min(max(self.chart.time.share(at), 0.0), 1.0)
        return self.left + share * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return the position of a value, limited to the axis."""
        axis = self.chart.values
        value = min(max(value, axis.low), axis.high)
        half = axis.high / 2 - axis.low / 2
        share = (value / 2 - axis.low / 2) / half if half else 0.0
        return self.bottom - share * (self.bottom - self.top)

    # --- phases --------------------------------------------------------------------------------

    def _phase_rows(self) -> tuple[int, ...]:
        look = self.context.label
        spans = [
            (start, self.context.measure(phase.label, look) + _GAP)
            for phase, (start, _) in zip(self.chart.phases, self.phase_edges(), strict=True)
        ]
        return stagger(spans)

    def phase_edges(self) -> list[tuple[float, float]]:
        return [(self.x(phase.start), self.x(phase.end)) for phase in self.chart.phases]

    def phase_marks(self) -> Iterator[Mark]:
        context = self.context
        bands = context.chart.bands
        edges = self.phase_edges()
        tops = [self.bands_top + row * context.leading for row in self.rows]
        for index, ((start, end), top) in enumerate(zip(edges, tops, strict=True)):
            fill = bands[index % len(bands)]
            yield Rectangle(start, top, end - start, self.bottom - top, fill)
        starts = {round(start, 2) for start, _ in edges}
        for (start, end), top in zip(edges, tops, strict=True):
            yield Stroke(((start, top), (start, self.bottom)), context.chart.band_edge, _HAIR)
            if round(end, 2) not in starts:  # below the names, which may extend over it
                ends = ((end, top + context.leading), (end, self.bottom))
                yield Stroke(ends, context.chart.band_edge, _HAIR)
        for phase, (start, _), top in zip(self.chart.phases, edges, tops, strict=True):
            base = top + context.leading / 2 + context.drop
            yield Label(phase.label, start + _GAP / 2, base, context.label)

    # --- axes ----------------------------------------------------------------------------------

    def axis_marks(self) -> Iterator[Mark]:
        context, look = self.context, self.context.label
        for tick in self.chart.values.ticks:
            at = self.y(tick.value)
            is_base = tick.value == 0 or at >= self.bottom - 0.01
            color = context.axis_color if is_base else context.chart.grid
            yield Stroke(((self.left, at), (self.right, at)), color, _HAIR)
        for tick in self.chart.values.ticks:
            at = self.y(tick.value)
            yield Label(tick.label, self.left - _GAP, at + context.drop, look, Align.END)
        if self.chart.values.title:
            base = context.leading / 2 + context.drop
            yield Label(context.fit(self.chart.values.title, look, context.width), 0.0, base, look)
        base = self.bottom + 4 + context.leading / 2 + context.drop
        free = 0.0
        for time in self.chart.time.ticks:
            at, half = self.x(time.at), context.measure(time.label, look) / 2
            yield Stroke(((at, self.bottom), (at, self.bottom + 3)), context.axis_color, _HAIR)
            if at - half >= free and at + half <= context.width:
                yield Label(time.label, at, base, look, Align.CENTER)
                free = at + half + _GAP
        title = self.chart.time.title
        end = max(self.right, context.measure(title, look))
        yield Label(title, end, base + context.leading, look, Align.END)

    # --- series --------------------------------------------------------------------------------

    def line_marks(self) -> Iterator[Mark]:
        context = self.context
        if self.chart.target is not None:
            at = self.y(self.chart.target.value)
            ends = ((self.left, at), (self.right, at))
            yield Stroke(ends, context.chart.target, 1.0, Dash.DASH)
        for index, line in enumerate(self.chart.lines):
            color, dash = context.series(index)
            for points in self._runs(line):
                if len(points) > 1:
                    yield Stroke(points, color, context.chart.line_width.pt, dash)
                if len(points) == 1 or len(line.points) <= _FEW:
                    yield from (Dot(x, y, _DOT, color) for x, y in points)
        yield from self._peaks()
        yield from self._names()

    def _runs(self, line: LineSeries) -> Iterator[tuple[tuple[float, float], ...]]:
        """Yield the unbroken parts of a line, thinned out to what is visible."""
        for is_known, run in groupby(line.points, lambda point: point.value is not None):
            if is_known:
                yield tuple(self._thinned(list(run)))

    def _thinned(self, run: list[PlotPoint]) -> Iterator[tuple[float, float]]:
        points = [(self.x(p.at), self.y(p.value)) for p in run if p.value is not None]
        if len(points) <= 2 * (self.right - self.left) / _FINEST:
            yield from points
            return
        for _, step in groupby(points, lambda point: int(point[0] / _FINEST)):
            near = list(step)
            kept = {0, len(near) - 1}
            kept.add(min(range(len(near)), key=lambda at: near[at][1]))
            kept.add(max(range(len(near)), key=lambda at: near[at][1]))
            yield from (near[at] for at in sorted(kept))

    def peak_places(self) -> dict[int, tuple[float, float]]:
        """Return the start and baseline of the label of each line's peak, by line.

        A line whose label finds no space is left out.
        """
        context = self.context
        places: dict[int, tuple[float, float]] = {}
        taken: list[tuple[float, float, float]] = []
        for number, line in enumerate(self.chart.lines):
            if line.peak is None:
                continue
            point = line.points[line.peak]
            value = point.value or 0.0
            x, y = self.x(point.at), self.y(value)
            first = next((p.value for p in line.points if p.value is not None), 0.0)
            base = y - 5 if value >= first else y + context.label.size.pt + 4
            width = context.measure(line.peak_label, context.strong())
            start = self._label_start(x, base, width, taken)
            if start is not None:
                taken.append((start, base, width))
                places[number] = (start, base)
        return places

    def _peaks(self) -> Iterator[Mark]:
        context, places = self.context, self.peak_places()
        for number, line in enumerate(self.chart.lines):
            if line.peak is None:
                continue
            point = line.points[line.peak]
            color, _ = context.series(number)
            yield Dot(self.x(point.at), self.y(point.value or 0.0), _DOT + 0.6, color, "#ffffff")
            if number in places:
                start, base = places[number]
                yield Label(line.peak_label, start, base, context.strong(color))

    def _label_start(
        self, x: float, base: float, width: float, taken: list[tuple[float, float, float]]
    ) -> float | None:
        """Return the start of a label at a point, if possible clear of phase edges, or None."""
        if base > self.bottom - 2:
            return None
        edges = [at for pair in self.phase_edges() for at in pair]
        starts = [
            start
            for start in (x - width / 2, x + 4, x - width - 4)
            if self.left + 2 <= start <= self.right - width - 2
            and not any(
                abs(base - b) < self.context.leading
                and start < s + w + _GAP
                and s < start + width + _GAP
                for s, b, w in taken
            )
        ]
        clear = [s for s in starts if not any(s - 2 < at < s + width + 2 for at in edges)]
        return next(iter((*clear, *starts)), None)

    def name_places(self) -> dict[int, float]:
        """Return the top of each line's name, by line; the target has the key -1."""
        wanted: list[tuple[float, float, int]] = []
        for number, line in enumerate(self.chart.lines):
            known = [point.value for point in line.points if point.value is not None]
            if known:
                height = len(self.names[number]) * self.context.leading
                wanted.append((self.y(known[-1]), height, number))
        if self.chart.target is not None:
            height = len(self.target_lines) * self.context.leading
            wanted.append((self.y(self.chart.target.value), height, -1))
        wanted.sort()
        tops = self._tops([(middle, height) for middle, height, _ in wanted])
        return {number: top for top, (_, _, number) in zip(tops, wanted, strict=True)}

    def _names(self) -> Iterator[Mark]:
        context = self.context
        for number, top in self.name_places().items():
            lines = self.target_lines if number < 0 else self.names[number]
            look = context.label if number < 0 else context.strong(context.series(number)[0])
            for row, text in enumerate(lines):
                base = top + (row + 0.5) * context.leading + context.drop
                yield Label(text, self.right + _GAP, base, look)

    def _tops(self, wanted: list[tuple[float, float]]) -> list[float]:
        """Return the tops of names: in order, each near its line, all inside the plot."""
        tops: list[float] = []
        free = 0.0
        for middle, height in wanted:
            free = max(free, middle - height / 2)
            tops.append(free)
            free += height
        limit = self.bottom + self.context.leading / 2
        for index in reversed(range(len(tops))):
            tops[index] = min(tops[index], limit - wanted[index][1])
            limit = tops[index]
        return tops


def draw_lines(chart: LineChart, context: DrawingContext) -> Drawing:
    """Lay out a line chart."""
    plot = LinePlot(chart, context)
    marks = (*plot.phase_marks(), *plot.axis_marks(), *plot.line_marks())
    return Drawing(context.width, plot.height, marks)
