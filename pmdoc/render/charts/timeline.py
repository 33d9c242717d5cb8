"""The course of an incident to scale: a strip of phases, milestones above it, an axis below it.

In → Out: a `TimelineChart` and a `DrawingContext` in, a `Drawing` out.
Must not: move a moment for the sake of its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pmdoc.model.document import Align
from pmdoc.model.document.chart_blocks import TimelineChart
from pmdoc.render.charts.drawing_context import DrawingContext
from pmdoc.render.charts.label_rows import stagger
from pmdoc.render.charts.marks import Dot, Drawing, Label, Mark, Rectangle, Stroke

_GAP = 5.0
_HAIR = 0.5
_DOT = 3.0
_LEAST_WIDTH = 0.5
"""The share of the width that the scale keeps, however long the last names are."""


class _TimelineLayout:
    def __init__(self, chart: TimelineChart, kit: DrawingContext) -> None:
        self.chart = chart
        self.kit = kit
        self.flags = [
            (m.clock, m.label, kit.measure(f"{m.clock}  ", kit.strong())) for m in chart.milestones
        ]
        widths = [head + kit.measure(label, kit.label) + 2 * _GAP for _, label, head in self.flags]
        shares = [chart.time.share(m.at) for m in chart.milestones]
        fits = [(kit.width - w) / s for w, s in zip(widths, shares, strict=True) if s > 0]
        self.right = max(min((kit.width - _DOT, *fits)), kit.width * _LEAST_WIDTH)
        self.left = _DOT
        starts = [self.x(m.at) for m in chart.milestones]
        self.rows = stagger(list(zip(starts, widths, strict=True)))
        self.strip = (max(self.rows, default=0) + 1) * kit.leading + 6
        self.thick = kit.leading + 5

    def x(self, at: datetime) -> float:
        return self.left + self.chart.time.share(at) * (self.right - self.left)

    def marks(self) -> tuple[list[Mark], float]:
        marks = [*self._phases()]
        below, named = self._phase_names()
        marks += named
        marks += self._milestones()
        bottom = self.strip + self.thick + below + 4
        marks += self._axis(bottom)
        return marks, bottom + 2 * self.kit.leading + 4

    def _phases(self) -> Iterator[Mark]:
        kit, bands = self.kit, self.kit.chart.bands
        wide = self.right - self.left
        yield Rectangle(
            self.left, self.strip, wide, self.thick, "#ffffff", kit.chart.band_edge, _HAIR
        )
        for place, phase in enumerate(self.chart.phases):
            start, end = self.x(phase.start), self.x(phase.end)
            fill = bands[place % len(bands)]
            edge = kit.chart.band_edge
            yield Rectangle(start, self.strip, end - start, self.thick, fill, edge, _HAIR)

    def _phase_names(self) -> tuple[float, list[Mark]]:
        """Name phases inside the strip, or below it where that is too narrow for the name."""
        kit = self.kit
        marks: list[Mark] = []
        outside: list[tuple[float, float, str]] = []
        for phase in self.chart.phases:
            start, end = self.x(phase.start), self.x(phase.end)
            wide = kit.measure(phase.label, kit.strong())
            if wide + 4 <= end - start:
                base = self.strip + self.thick / 2 + kit.drop
                middle = (start + end) / 2
                marks.append(Label(phase.label, middle, base, kit.strong(), Align.CENTER))
            else:
                room = kit.measure(phase.label, kit.label) + 2 * _GAP
                outside.append(((start + end) / 2, room, phase.label))
        rows = stagger([(start, room) for start, room, _ in outside])
        lowest = max(rows, default=-1)
        for (start, _, text), row in zip(outside, rows, strict=True):
            top = self.strip + self.thick
            base = top + 3 + (lowest - row + 0.5) * kit.leading + kit.drop
            marks.append(Stroke(((start, top), (start, base)), kit.chart.band_edge, _HAIR))
            marks.append(Label(text, start + 3, base, kit.label))
        return (lowest + 1) * kit.leading + (3 if outside else 0), marks

    def _milestones(self) -> Iterator[Mark]:
        kit = self.kit
        ink = kit.chart.series[0]
        for milestone, row in zip(self.chart.milestones, self.rows, strict=True):
            x, top = self.x(milestone.at), row * kit.leading
            yield Stroke(((x, top + 1), (x, self.strip)), kit.axis_color, _HAIR)
        for milestone, row, (at, label, head) in zip(
            self.chart.milestones, self.rows, self.flags, strict=True
        ):
            x = self.x(milestone.at)
            base = (row + 0.5) * kit.leading + kit.drop
            yield Label(at, x + 3, base, kit.strong())
            start = x + 3 + head
            yield Label(kit.fit(label, kit.label, kit.width - start), start, base, kit.label)
            yield Dot(x, self.strip, _DOT, ink, "#ffffff")

    def _axis(self, y: float) -> Iterator[Mark]:
        kit, look = self.kit, self.kit.label
        yield Stroke(((self.left, y), (self.right, y)), kit.axis_color, _HAIR)
        base = y + 4 + kit.leading / 2 + kit.drop
        free = 0.0
        for tick in self.chart.time.ticks:
            at, half = self.x(tick.at), kit.measure(tick.label, look) / 2
            yield Stroke(((at, y), (at, y + 3)), kit.axis_color, _HAIR)
            if at - half >= free and at + half <= kit.width:
                yield Label(tick.label, at, base, look, Align.CENTER)
                free = at + half + _GAP
        title = self.chart.time.title
        end = max(self.right, kit.measure(title, look))
        yield Label(title, end, base + kit.leading, look, Align.END)


def draw_timeline(chart: TimelineChart, kit: DrawingContext) -> Drawing:
    """Draw a timeline to scale."""
    marks, height = _TimelineLayout(chart, kit).marks()
    return Drawing(kit.width, height, tuple(marks))
