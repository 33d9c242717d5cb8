"""Code blocks: every line as it was written, long ones wrapped, over as many pages as it takes.

In → Out: a text of many lines in, a text box out.
Must not: drop a leading space, join two lines, or colour anything.
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
        if is_rtl:  # code starts at the left, whatever the words around it do
            self.align = Align.END
        self._text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").expandtabs(_TAB)

    def extent(self) -> tuple[float, float]:
        """Want a long line's width, be content with a short one's."""
        step = shape_width(self._setting.run, self._setting.run.font.shape("0"))
        longest = max(len(line) for line in self._text.split("\n"))
        return longest * step, min(longest, 12) * step

    def _break(self, width: float) -> None:
        lines: list[TextLine] = []
        for text in self._text.split("\n"):
            lines.extend(_placed(self._setting.run, part) for part in self._wrapped(text, width))
        self._lines = lines

    def _wrapped(self, text: str, width: float) -> Iterator[str]:
        """Yield parts of a line that fit; a space ends each, for those who read aloud."""
        font = self._setting.run.font
        unit = self._setting.run.size / 1000
        start, used = 0, 0.0
        for at, character in enumerate(text):
            step = font.shape(character).width * unit
            if used + step > width and at > start:
                yield text[start:at]
                start, used = at, 0.0
            used += step
        yield text[start:] + " "


def _placed(run: Run, text: str) -> TextLine:
    x = 0.0
    pieces = []
    shape = run.font.shape_mixed(text, is_rtl=False)
    for part in shape.parts:
        width = part.width * run.size / 1000
        pieces.append(PlacedText(x, run, part.face, part.code, width, part.glyphs))
        x += width
    return TextLine(x, tuple(pieces))
