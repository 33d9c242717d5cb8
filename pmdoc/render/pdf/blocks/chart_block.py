"""Build charts: vector drawings with real text, each a Figure in the structure tree.

In → Out: a chart in; boxes for its title, drawing, caption and summary out.
Must not: decide where anything on a chart goes; `render.charts` does.
Source: ISO 32000-1, 14.8.4.5 (illustration elements), 8.4.3.6 (line dashes).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from pmdoc.model.document import Align, Figure, FigureRow, Text
from pmdoc.model.document.chart_blocks import BarChart, Chart, LineChart
from pmdoc.render.charts import (
    Dot,
    Drawing,
    DrawingContext,
    Label,
    Mark,
    Rectangle,
    Stroke,
    draw_chart,
)
from pmdoc.render.charts.marks import DASHES
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.blocks.images import image_boxes
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element, text_attribute
from pmdoc.render.pdf.fonts.font_fallback import ShapedWord
from pmdoc.render.pdf.layout.boxes import Box, PlainBox, StackBox
from pmdoc.render.pdf.layout.wrappers import AnchoredBox, KeepTogether
from pmdoc.style.style import TextRole, TextStyle

_SHARE = {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}
_ROW_GAP = 3.0
"""Space between figures side by side. Units: padding of table cells."""


class DrawingBox(PlainBox):
    """A chart's drawing with its element. Units: points."""

    def __init__(self, builder: BoxBuilder, chart: Chart, element: Element) -> None:
        self._builder = builder
        self._chart = chart
        self._element = element
        self._drawing = Drawing(0.0, 0.0, ())

    def measure(self, width: float) -> float:
        if self._drawing.width != width:
            context = DrawingContext(self._builder.style, width, self._width_of)
            self._drawing = draw_chart(self._chart, context)
        return self._drawing.height

    def extent(self) -> tuple[float, float]:
        return 288.0, 120.0

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        drawing = self._drawing
        canvas.set_bounding_box(self._element, (x, y, drawing.width, drawing.height))
        # the drawing is not mirrored: scales run from left to right in all languages
        x = canvas.to_page_x(x, drawing.width)
        with canvas.illustration(self._element):
            for mark, *others in _grouped(drawing.marks):
                self._draw_mark(canvas, mark, others, x, y)

    def _draw_mark(
        self, canvas: PageCanvas, mark: Mark, others: Sequence[Mark], x: float, y: float
    ) -> None:
        """Draw a mark; a line together with the others of its group."""
        match mark:
            case Rectangle():
                path = canvas.box_path(x + mark.x, y + mark.y, mark.width, mark.height)
                canvas.paint(path, fill=mark.fill, edge=mark.edge, thickness=mark.thickness)
            case Stroke():
                strokes = [mark, *(other for other in others if isinstance(other, Stroke))]
                lines = [[(x + a, y + b) for a, b in stroke.points] for stroke in strokes]
                dash = [part * mark.thickness for part in DASHES[mark.dash]]
                canvas.draw_lines(lines, mark.color, mark.thickness, dash)
            case Dot():
                side = 2 * mark.radius
                left, top = x + mark.x - mark.radius, y + mark.y - mark.radius
                path = canvas.rounded_box_path(
                    canvas.to_page_x(left, side), top, side, side, mark.radius
                )
                canvas.paint(path, fill=mark.fill, edge=mark.edge, thickness=1.0)
            case Label():
                self._draw_label(canvas, mark, x + mark.x, y + mark.y)
            case _:
                assert_never(mark)

    def _draw_label(self, canvas: PageCanvas, label: Label, x: float, y: float) -> None:
        look = label.look
        shape = self._shape(label.text, look)
        unit = look.size.pt / 1000
        at = x - _SHARE[label.align] * shape.width * unit
        for part in shape.parts:
            canvas.set_text_state(part.face, look.size.pt, look.color)
            if part.glyphs:
                canvas.show_glyphs(at, y, part.glyphs, look.size.pt)
            else:
                canvas.show(at, y, part.code)
            at += part.width * unit

    def _shape(self, text: str, look: TextStyle) -> ShapedWord:
        font = self._builder.fonts.find(look.family, bold=look.bold, italic=look.italic)
        return font.shape(text)

    def _width_of(self, text: str, look: TextStyle) -> float:
        return self._shape(text, look).width * look.size.pt / 1000


def _grouped(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Group lines that follow each other and look the same; any other mark is alone.

    A grid is then one path, as it is one thing: separate rules would look like those of a table.
    """
    group: list[Mark] = []
    for mark in marks:
        if group and not _look_the_same(group[-1], mark):
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _look_the_same(one: Mark, other: Mark) -> bool:
    if not isinstance(one, Stroke) or not isinstance(other, Stroke):
        return False
    return replace(one, points=()) == replace(other, points=())


def chart_box(builder: BoxBuilder, chart: Chart, context: BlockContext) -> Box:
    """Return a chart's title, drawing, caption and summary, kept together."""
    text = builder.style.text
    group = context.parent.child("Div")
    label = text[TextRole.LABEL]
    title = builder.plain_text_box(chart.title, label, group.child("Label"))
    element = group.child("Figure", text_attribute("Alt", chart.alternative))
    drawing = DrawingBox(builder, chart, element)
    drawing.before = max(label.space_after.pt, 4.0)
    drawing.after = text[TextRole.BODY].space_after.pt
    boxes: list[Box] = [title, drawing]
    caption, note = text[TextRole.CAPTION], text[TextRole.NOTE]
    if chart.caption:
        drawing.after = caption.space_before.pt
        look = replace(caption, space_after=note.space_before) if chart.summary else caption
        boxes.append(builder.text_box(chart.caption, look, group.child("Caption")))
    if chart.summary:
        boxes.append(builder.text_box((Text(chart.summary),), note, group.child("P")))
    boxes[-1].after = max(boxes[-1].after, builder.style.table.space_after.pt)
    return AnchoredBox(KeepTogether(StackBox(boxes)), chart.anchor)


class SideBySide(PlainBox):
    """Boxes side by side, equally wide. Units: points."""

    def __init__(self, boxes: Sequence[Box], gap: float) -> None:
        self._boxes = boxes
        self._gap = gap
        self.before = max(box.before for box in boxes)
        self.after = max(box.after for box in boxes)
        self._share = 1.0

    def measure(self, width: float) -> float:
        count = len(self._boxes)
        self._share = max(1.0, (width - self._gap * (count - 1)) / count)
        return max(box.measure(self._share) for box in self._boxes)

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Never split; if forced, let boxes shrink that can."""
        if not forced:
            return None, self
        for box in self._boxes:
            if box.measure(self._share) > available:
                box.split(available, forced=True)
        return self, None

    def extent(self) -> tuple[float, float]:
        extents = [box.extent() for box in self._boxes]
        gaps = self._gap * (len(extents) - 1)
        return sum(e[0] for e in extents) + gaps, sum(e[1] for e in extents) + gaps

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        for number, box in enumerate(self._boxes):
            box.draw(canvas, x + number * (self._share + self._gap), y)


def figure_row_boxes(builder: BoxBuilder, block: FigureRow, context: BlockContext) -> Sequence[Box]:
    """Return images or charts side by side."""
    stacks: list[Box] = []
    for figure in block.figures:
        match figure:
            case Figure():
                whole = replace(figure, width=1.0)
                stacks.append(StackBox(image_boxes(builder, whole, context)))
            case LineChart() | BarChart():
                stacks.append(chart_box(builder, figure, context))
            case _:
                assert_never(figure)
    return [SideBySide(stacks, _ROW_GAP * builder.style.table.padding_x.pt * 1.5)] if stacks else []
