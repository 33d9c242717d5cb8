"""Code blocks: lines as written, long ones broken at blanks, with a sign that they go on.

In → Out: a text of several lines in, a text box out.
Must not: drop leading spaces, join lines, or highlight syntax.
"""

from __future__ import annotations

from pmdoc.model.document import Align
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.text.line_breaking import SLACK, PlacedText, TextLine
from pmdoc.render.pdf.text.paragraph import TextBox
from pmdoc.render.pdf.text.rich_words import shape_width
from pmdoc.render.pdf.text.runs import ParagraphSetting, Run
from pmdoc.render.text.code_lines import HANG, broken_line, code_lines

_ARROW = ((0.8, 0.75), (0.8, 0.3), (2.3, 0.3))
_HEAD = ((1.8, 0.5), (2.3, 0.3), (1.8, 0.1))
"""A hooked arrow and its head. Units: characters from the line's left end, type sizes above its
baseline."""


class CodeText(TextBox):
    """Lines of code in one run."""

    __slots__ = ("_hang", "_text")

    def __init__(self, text: str, setting: ParagraphSetting, *, is_rtl: bool = False) -> None:
        super().__init__((), setting)
        if is_rtl:  # code is left-aligned on mirrored pages too
            self.align = Align.END
        self._text = code_lines(text)
        self._hang = 0.0

    @property
    def _step(self) -> float:
        return shape_width(self._setting.run, self._setting.run.font.shape("0"))

    def extent(self) -> tuple[float, float]:
        """Return the width of the longest line, and of twelve characters of it."""
        longest = max(map(len, self._text))
        return longest * self._step, min(longest, 12) * self._step

    def _break(self, width: float) -> None:
        """Set the lines; a space ends each line as written, for screen readers and copying."""
        run = self._setting.run
        self._hang = HANG * self._step if 4 * HANG * self._step <= width else 0.0

        def width_of(text: str) -> float:
            return shape_width(run, run.font.shape(text))

        lines: list[TextLine] = []
        for text in self._text:
            *parts, last = broken_line(text, width + SLACK, width - self._hang + SLACK, width_of)
            for number, part in enumerate((*parts, last + " ")):
                lines.append(_line(run, part, self._hang if number else 0.0))
        self._lines = lines

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        super().draw(canvas, x, y)
        for number, line in enumerate(self._lines or ()):
            if self._hang and line.pieces and line.pieces[0].x:
                left = canvas.to_page_x(x + self._width - line.width, line.width)
                left = left if self.align is Align.END else x
                base = y + self._setting.baseline + number * self.leading
                self._draw_arrow(canvas, left, base)

    def _draw_arrow(self, canvas: PageCanvas, x: float, base: float) -> None:
        run = self._setting.run
        for path in (_ARROW, _HEAD):
            points = [(x + at * self._step, base - up * run.size) for at, up in path]
            canvas.draw_lines((points,), run.color, run.size / 14)


def _line(run: Run, text: str, x: float) -> TextLine:
    pieces = []
    shape = run.font.shape_mixed(text, is_rtl=False)
    for part in shape.parts:
        width = part.width * run.size / 1000
        pieces.append(PlacedText(x, run, part.face, part.code, width, part.glyphs))
        x += width
    return TextLine(x, tuple(pieces))
