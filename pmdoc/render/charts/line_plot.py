"""Lines over time: axes, the incident's phases as grounds, the series, each named at its end.

In → Out: a `LineChart` and a `DrawingContext` in; a `Drawing` out, and the positions of its parts
for a format that draws lines itself.
Must not: leave out a value that could be seen; where points are denser than the paper shows, the
first, lowest, highest and last of each step are drawn.
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
"""The share of the width that the names beside the lines may take."""
_HAIR = 0.5
_HEADROOM = 1.4
"""What stays free above the plot for the words on a peak. Units: lines."""
_FINEST = 0.5
"""Points nearer to each other than this, on paper, are drawn as their extremes."""
_DOT = 2.2
_FEW = 20
"""A line of so few points shows each one."""


class LinePlot:
    """Where everything of a line chart stands. Units: points."""

    def __init__(self, chart: LineChart, kit: DrawingContext) -> None:
        self.chart = chart
        self.kit = kit
        look = kit.label
        room = kit.width * _NAME_ROOM
        names = [kit.wrap(line.name, kit.strong(), room) for line in chart.lines]
        self.names = names
        target = kit.wrap(chart.target.label, look, room) if chart.target else ()
        self.target_lines = target
        widest = max(
            kit.widest(target, look), *(kit.widest(lines, kit.strong()) for lines in names)
        )
        ticks = max((kit.measure(tick.label, look) for tick in chart.values.ticks), default=0.0)
        first = chart.time.ticks[0].label if chart.time.ticks else ""
        self.left = max(ticks + _GAP, kit.measure(first, look) / 2)
        self.right = kit.width - widest - 2 * _GAP
        self.rows = self._phase_rows()
        self.bands_top = (kit.leading + 2) if chart.values.title else 0.0
        named = max(self.rows, default=-1) + 1
        self.top = self.bands_top + kit.leading * (named + _HEADROOM)
        least = self.top + 6 * kit.leading
        least = max(least, sum(map(len, (*names, target))) * kit.leading)
        self.height = max(kit.chart.height.pt, least + 2 * kit.leading + 4)
        self.bottom = self.height - 2 * kit.leading - 4

    def x(self, at: datetime) -> float:
        """Return where a time stands."""
        share = min(max(self.chart.time.share(at), 0.0), 1.0)
        return self.left + share * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return where a value stands; one beyond the axis stands at its end."""
        axis = self.chart.values
        value = min(max(value, axis.low), axis.high)
        half = axis.high / 2 - axis.low / 2
        share = (value / 2 - axis.low / 2) / half if half else 0.0
        return self.bottom - share * (self.bottom - self.top)

    # --- phases --------------------------------------------------------------------------------

    def _phase_rows(self) -> tuple[int, ...]:
        """Say in which row above the plot each phase's name stands."""
        look = self.kit.label
        spans = [
            (start, self.kit.measure(phase.label, look) + _GAP)
            for phase, (start, _) in zip(self.chart.phases, self.phase_edges(), strict=True)
        ]
        return stagger(spans)

    def phase_edges(self) -> list[tuple[float, float]]:
        """Return where each phase begins and ends."""
        return [(self.x(phase.start), self.x(phase.end)) for phase in self.chart.phases]

    def phase_marks(self) -> Iterator[Mark]:
        """Draw grounds, edges and names of the phases."""
        kit = self.kit
        bands = kit.chart.bands
        edges = self.phase_edges()
        tops = [self.bands_top + row * kit.leading for row in self.rows]
        for place, ((start, end), top) in enumerate(zip(edges, tops, strict=True)):
            fill = bands[place % len(bands)]
            yield Rectangle(start, top, end - start, self.bottom - top, fill)
        starts = {round(start, 2) for start, _ in edges}
        for (start, end), top in zip(edges, tops, strict=True):
            yield Stroke(((start, top), (start, self.bottom)), kit.chart.band_edge, _HAIR)
            if round(end, 2) not in starts:  # below the names, which may reach over it
                ends = ((end, top + kit.leading), (end, self.bottom))
                yield Stroke(ends, kit.chart.band_edge, _HAIR)
        for phase, (start, _), top in zip(self.chart.phases, edges, tops, strict=True):
            base = top + kit.leading / 2 + kit.drop
            yield Label(phase.label, start + _GAP / 2, base, kit.label)

    # --- axes ----------------------------------------------------------------------------------

    def axis_marks(self) -> Iterator[Mark]:
        """Draw the grid, the axes and their words."""
        kit, look = self.kit, self.kit.label
        for tick in self.chart.values.ticks:
            at = self.y(tick.value)
            is_base = tick.value == 0 or at >= self.bottom - 0.01
            color = kit.axis_color if is_base else kit.chart.grid
            yield Stroke(((self.left, at), (self.right, at)), color, _HAIR)
            yield Label(tick.label, self.left - _GAP, at + kit.drop, look, Align.END)
        if self.chart.values.title:
            base = kit.leading / 2 + kit.drop
            yield Label(kit.fit(self.chart.values.title, look, kit.width), 0.0, base, look)
        base = self.bottom + 4 + kit.leading / 2 + kit.drop
        free = 0.0
        for time in self.chart.time.ticks:
            at, half = self.x(time.at), kit.measure(time.label, look) / 2
            yield Stroke(((at, self.bottom), (at, self.bottom + 3)), kit.axis_color, _HAIR)
            if at - half >= free and at + half <= kit.width:
                yield Label(time.label, at, base, look, Align.CENTER)
                free = at + half + _GAP
        title = self.chart.time.title
        end = max(self.right, kit.measure(title, look))
        yield Label(title, end, base + kit.leading, look, Align.END)

    # --- series --------------------------------------------------------------------------------

    def line_marks(self) -> Iterator[Mark]:
        """Draw the target and the lines, then what stands on them."""
        kit = self.kit
        if self.chart.target is not None:
            at = self.y(self.chart.target.value)
            ends = ((self.left, at), (self.right, at))
            yield Stroke(ends, kit.chart.target, 1.0, Dash.DASH)
        for place, line in enumerate(self.chart.lines):
            color, dash = kit.series(place)
            for points in self._runs(line):
                if len(points) > 1:
                    yield Stroke(points, color, kit.chart.line_width.pt, dash)
                if len(points) == 1 or len(line.points) <= _FEW:
                    yield from (Dot(x, y, _DOT, color) for x, y in points)
        yield from self._peaks()
        yield from self._names()

    def _runs(self, line: LineSeries) -> Iterator[tuple[tuple[float, float], ...]]:
        """Yield the unbroken parts of a line, as fine as the paper shows."""
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
        """Return where the words on each line's extreme begin, and their baseline.

        A line of which the words find no room is left out.
        """
        kit = self.kit
        places: dict[int, tuple[float, float]] = {}
        taken: list[tuple[float, float, float]] = []
        for number, line in enumerate(self.chart.lines):
            if line.peak is None:
                continue
            point = line.points[line.peak]
            value = point.value or 0.0
            x, y = self.x(point.at), self.y(value)
            first = next((p.value for p in line.points if p.value is not None), 0.0)
            base = y - 5 if value >= first else y + kit.label.size.pt + 4
            wide = kit.measure(line.peak_label, kit.strong())
            start = self._room(x, base, wide, taken)
            if start is not None:
                taken.append((start, base, wide))
                places[number] = (start, base)
        return places

    def _peaks(self) -> Iterator[Mark]:
        """Mark the extreme of each line and name it where there is room."""
        kit, places = self.kit, self.peak_places()
        for number, line in enumerate(self.chart.lines):
            if line.peak is None:
                continue
            point = line.points[line.peak]
            color, _ = kit.series(number)
            yield Dot(self.x(point.at), self.y(point.value or 0.0), _DOT + 0.6, color, "#ffffff")
            if number in places:
                start, base = places[number]
                yield Label(line.peak_label, start, base, kit.strong(color))

    def _room(
        self, x: float, base: float, wide: float, taken: list[tuple[float, float, float]]
    ) -> float | None:
        """Find where words beside a point begin: clear of the edges, best clear of phases' too."""
        if base > self.bottom - 2:
            return None
        edges = [at for pair in self.phase_edges() for at in pair]
        starts = [
            start
            for start in (x - wide / 2, x + 4, x - wide - 4)
            if self.left + 2 <= start <= self.right - wide - 2
            and not any(
                abs(base - b) < self.kit.leading
                and start < s + w + _GAP
                and s < start + wide + _GAP
                for s, b, w in taken
            )
        ]
        clear = [s for s in starts if not any(s - 2 < at < s + wide + 2 for at in edges)]
        return next(iter((*clear, *starts)), None)

    def name_places(self) -> dict[int, float]:
        """Return the upper edge of each line's name beside its end, the target's under -1."""
        wanted: list[tuple[float, float, int]] = []
        for number, line in enumerate(self.chart.lines):
            known = [point.value for point in line.points if point.value is not None]
            if known:
                high = len(self.names[number]) * self.kit.leading
                wanted.append((self.y(known[-1]), high, number))
        if self.chart.target is not None:
            high = len(self.target_lines) * self.kit.leading
            wanted.append((self.y(self.chart.target.value), high, -1))
        wanted.sort()
        tops = self._tops([(middle, high) for middle, high, _ in wanted])
        return {number: top for top, (_, _, number) in zip(tops, wanted, strict=True)}

    def _names(self) -> Iterator[Mark]:
        """Name each line at its end, none on top of another."""
        kit = self.kit
        for number, top in self.name_places().items():
            lines = self.target_lines if number < 0 else self.names[number]
            look = kit.label if number < 0 else kit.strong(kit.series(number)[0])
            for row, text in enumerate(lines):
                base = top + (row + 0.5) * kit.leading + kit.drop
                yield Label(text, self.right + _GAP, base, look)

    def _tops(self, wanted: list[tuple[float, float]]) -> list[float]:
        """Spread blocks of names out: each near its line, in order, inside the plot."""
        tops: list[float] = []
        free = 0.0
        for middle, high in wanted:
            free = max(free, middle - high / 2)
            tops.append(free)
            free += high
        limit = self.bottom + self.kit.leading / 2
        for place in reversed(range(len(tops))):
            tops[place] = min(tops[place], limit - wanted[place][1])
            limit = tops[place]
        return tops


def draw_lines(chart: LineChart, kit: DrawingContext) -> Drawing:
    """Draw a line chart."""
    plot = LinePlot(chart, kit)
    marks = (*plot.phase_marks(), *plot.axis_marks(), *plot.line_marks())
    return Drawing(kit.width, plot.height, marks)
