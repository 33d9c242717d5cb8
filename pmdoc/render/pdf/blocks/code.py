"""Code blocks: lines as written, long ones wrapped.

In → Out: a text of several lines in, a text box out.
Must not: drop leading spaces, join lines, or highlight syntax.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmdoc.model.document import Align
from pmdoc.render.pdf.text.line_breaking import PlacedText, TextLine
from pmdoc.render.pdf.text.paragraph import TextBox
from pmdoc.render.pdf.text.rich_words import shape_width
from pmdoc.render.pdf.text.runs import ParagraphSetting, Run

_TAB = 4


class CodeText(TextBox):
    """Lines of code in one run."""

    __slots__ = ("_text",)

    def __init__(self, text: str, setting: ParagraphSetting, *, is_rtl: bool = False) -> None:
        super().__init__((), setting)
        if is_rtl:  # code is left-aligned on mirrored pages too
            self.align = Align.END
        self._text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").expandtabs(_TAB)

    def extent(self) -> tuple[float, float]:
        """Return the width of the longest line, and of twelve characters of it."""
        step = shape_width(self._setting.run, self._setting.run.font.shape("0"))
        longest = max(len(line) for line in self._text.split("\n"))
        return longest * step, min(longest, 12) * step

    def _break(self, width: float) -> None:
        lines: list[TextLine] = []
        for text in self._text.split("\n"):
            lines.extend(_line(self._setting.run, part) for part in self._wrapped(text, width))
        self._lines = lines

    def _wrapped(self, text: str, width: float) -> Iterator[str]:
        """Yield a line in parts that fit; a space ends it, for screen readers and copying."""
        font = self._setting.run.font
        unit = self._setting.run.size / 1000
        start, used = 0, 0.0
        for index, character in enumerate(text):
            step = font.shape(character).width * unit
            if used + step > width and index > start:
                yield text[start:index]
                start, used = index, 0.0
            used += step
        yield text[start:] + " "


def _line(run: Run, text: str) -> TextLine:
    x = 0.0
    pieces = []
    shape = run.font.shape_mixed(text, is_rtl=False)
    for part in shape.parts:
        width = part.width * run.size / 1000
        pieces.append(PlacedText(x, run, part.face, part.code, width, part.glyphs))
        x += width
    return TextLine(x, tuple(pieces))
