"""Timeline charts to scale: a strip of phases, milestones above it, an axis below it.

In → Out: a `TimelineChart` and a `DrawingContext` in, a `Drawing` out. A milestone is a dot, or a
bar as long as the time in which it may have been.
Must not: move a milestone to make space for its label.
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
_MIN_SCALE = 0.5
"""The minimum share of the width for the scale, however long the last labels are."""


class _TimelineLayout:
    def __init__(self, chart: TimelineChart, context: DrawingContext) -> None:
        self.chart = chart
        self.context = context
        self.flags = [
            (m.clock, m.label, context.measure(f"{m.clock}  ", context.strong()))
            for m in chart.milestones
        ]
        widths = [
            head + context.measure(label, context.label) + 2 * _GAP for _, label, head in self.flags
        ]
        shares = [chart.time.share(m.at) for m in chart.milestones]
        fits = [(context.width - w) / s for w, s in zip(widths, shares, strict=True) if s > 0]
        self.right = max(min((context.width - _DOT, *fits)), context.width * _MIN_SCALE)
        self.left = _DOT
        starts = [self.x(m.at) for m in chart.milestones]
        self.rows = stagger(list(zip(starts, widths, strict=True)))
        self.strip = (max(self.rows, default=0) + 1) * context.leading + 6
        self.thick = context.leading + 5

    def x(self, at: datetime) -> float:
        return self.left + self.chart.time.share(at) * (self.right - self.left)

    def marks(self) -> tuple[list[Mark], float]:
        marks = [*self._phases()]
        below, named = self._phase_names()
        marks += named
        marks += self._milestones()
        bottom = self.strip + self.thick + below + 4
        marks += self._axis(bottom)
        return marks, bottom + 2 * self.context.leading + 4

    def _phases(self) -> Iterator[Mark]:
        context, bands = self.context, self.context.chart.bands
        width = self.right - self.left
        yield Rectangle(
            self.left, self.strip, width, self.thick, "#ffffff", context.chart.band_edge, _HAIR
        )
        for index, phase in enumerate(self.chart.phases):
            start, end = self.x(phase.start), self.x(phase.end)
            fill = bands[index % len(bands)]
            edge = context.chart.band_edge
            yield Rectangle(start, self.strip, end - start, self.thick, fill, edge, _HAIR)

    def _phase_names(self) -> tuple[float, list[Mark]]:
        """Return the marks of phase names, inside the strip or below it, and the height below."""
        context = self.context
        marks: list[Mark] = []
        outside: list[tuple[float, float, str]] = []
        for phase in self.chart.phases:
            start, end = self.x(phase.start), self.x(phase.end)
            width = context.measure(phase.label, context.strong())
            if width + 4 <= end - start:
                base = self.strip + self.thick / 2 + context.drop
                middle = (start + end) / 2
                marks.append(Label(phase.label, middle, base, context.strong(), Align.CENTER))
            else:
                room = context.measure(phase.label, context.label) + 2 * _GAP
                outside.append(((start + end) / 2, room, phase.label))
        rows = stagger([(start, room) for start, room, _ in outside])
        lowest = max(rows, default=-1)
        for (start, _, text), row in zip(outside, rows, strict=True):
            top = self.strip + self.thick
            base = top + 3 + (lowest - row + 0.5) * context.leading + context.drop
            marks.append(Stroke(((start, top), (start, base)), context.chart.band_edge, _HAIR))
            marks.append(Label(text, start + 3, base, context.label))
        return (lowest + 1) * context.leading + (3 if outside else 0), marks

    def _milestones(self) -> Iterator[Mark]:
        context = self.context
        ink = context.chart.series[0]
        for milestone, row in zip(self.chart.milestones, self.rows, strict=True):
            x, top = self.x(milestone.at), row * context.leading
            yield Stroke(((x, top + 1), (x, self.strip)), context.axis_color, _HAIR)
        for milestone, row, (at, label, head) in zip(
            self.chart.milestones, self.rows, self.flags, strict=True
        ):
            x = self.x(milestone.at)
            base = (row + 0.5) * context.leading + context.drop
            yield Label(at, x + 3, base, context.strong())
            start = x + 3 + head
            yield Label(
                context.fit(label, context.label, context.width - start), start, base, context.label
            )
            if milestone.until is None:
                yield Dot(x, self.strip, _DOT, ink, "#ffffff")
            else:
                length = self.x(milestone.until) - x
                yield Rectangle(x, self.strip - _DOT / 2, length, _DOT, ink, "#ffffff", _HAIR)

    def _axis(self, y: float) -> Iterator[Mark]:
        context, look = self.context, self.context.label
        yield Stroke(((self.left, y), (self.right, y)), context.axis_color, _HAIR)
        base = y + 4 + context.leading / 2 + context.drop
        free = 0.0
        for tick in self.chart.time.ticks:
            at, half = self.x(tick.at), context.measure(tick.label, look) / 2
            yield Stroke(((at, y), (at, y + 3)), context.axis_color, _HAIR)
            if at - half >= free and at + half <= context.width:
                yield Label(tick.label, at, base, look, Align.CENTER)
                free = at + half + _GAP
        title = self.chart.time.title
        end = max(self.right, context.measure(title, look))
        yield Label(title, end, base + context.leading, look, Align.END)


def draw_timeline(chart: TimelineChart, context: DrawingContext) -> Drawing:
    """Lay out a timeline chart."""
    marks, height = _TimelineLayout(chart, context).marks()
    return Drawing(context.width, height, tuple(marks))
