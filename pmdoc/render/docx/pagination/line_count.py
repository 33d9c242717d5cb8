"""How many lines words take: a line is filled with words until the next one does not fit.

In → Out: inlines, their type and a width in, a number of lines out.
Must not: be taken for a word processor's line breaking; it knows spaces and hyphens, no scripts.
Source: Unicode Standard Annex 14 (line breaking), the classes SP, BA and HY.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from msgspec.structs import replace

from pmdoc.model.document import (
    Abbreviation,
    Badge,
    CaptionLabel,
    Checkbox,
    Code,
    Commented,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    PageCount,
    PageNumber,
    Property,
    Strike,
    Strong,
    Target,
    Text,
)
from pmdoc.model.length import Length
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.style.style import Style, TextRole, TextStyle

_AFTER_HYPHEN = re.compile("(?<=[-\u2010\u2013\u2014])(?=[^-\u2010\u2013\u2014\\d])")

Run = tuple[str, TextStyle]
"""Words and the type that they are set in."""


class LineCounter:
    """Counts lines with the style's own fonts. Units: twips."""

    def __init__(self, style: Style, faces: Typefaces) -> None:
        self._faces = faces
        self._code = style.text[TextRole.CODE]
        self._body = style.text[TextRole.BODY]
        self._badge = style.text[TextRole.BADGE]
        self._bold: dict[int, tuple[TextStyle, TextStyle]] = {}

    def plain(self, text: str, look: TextStyle, width: float) -> int:
        """Count the lines of one type."""
        if len(text) * look.size.twips < width and "\n" not in text:
            return 1
        return sum(self._line(line, look, width) for line in text.split("\n"))

    def inlines(self, inlines: tuple[Inline, ...], look: TextStyle, width: float) -> int:
        """Count the lines of a paragraph whose words may differ in type."""
        if len(inlines) == 1 and type(inlines[0]) is Text:
            return self.plain(inlines[0].text, look, width)
        runs = list(self._runs(inlines, look))
        if sum(len(text) * own.size.twips for text, own in runs) < width:
            return 1 + sum(text == "\n" for text, _ in runs)
        return self._fill(runs, width)

    def _fill(self, runs: list[Run], width: float) -> int:
        """Fill lines with words that may change their type between one another."""
        count, used, word, space = 1, 0.0, 0.0, 0.0
        for text, own in runs:
            if text == "\n":
                count, used, word, space = count + 1, 0.0, 0.0, 0.0
                continue
            widths = self._faces.words(own)
            for index, piece in enumerate(text.split(" ")):
                if index:
                    used, word, space = used + space + word, 0.0, widths[" "]
                    if not used:
                        space = 0.0
                for part in _AFTER_HYPHEN.split(piece):
                    wide = widths[part]
                    if used + space + word + wide > width and used:
                        count, used, space = count + 1, 0.0, 0.0
                    word += wide
                    if word > width:
                        count += int(word // width)
                        word %= width
        return count

    def _in_bold(self, look: TextStyle) -> TextStyle:
        known = self._bold.get(id(look))
        if known is None:
            known = self._bold[id(look)] = (look, replace(look, bold=True))
        return known[1]

    def _line(self, text: str, look: TextStyle, width: float) -> int:
        widths = self._faces.words(look)
        space, count, left = widths[" "], 1, width
        for word in text.split(" "):
            wide = widths[word]
            if wide <= left:
                left -= wide + space
                continue
            for part in _AFTER_HYPHEN.split(word):
                wide = widths[part]
                if wide > left:
                    count, left = count + (left < width), width
                    if wide > width:
                        count += int(wide // width)
                        wide %= width
                left -= wide
            left -= space
        return count

    def _runs(  # noqa: C901 - one case a kind of inline
        self, inlines: Iterable[Inline], look: TextStyle
    ) -> Iterator[Run]:
        """Yield the words of inlines with the type of each; a newline ends a line."""
        for inline in inlines:
            match inline:
                case Text() | Abbreviation() | CaptionLabel() | Property():
                    yield inline.text, look
                case Strong():
                    yield from self._runs(inline.children, self._in_bold(look))
                case Emphasis() | Strike() | Link() | CrossReference() | Target() | Commented():
                    yield from self._runs(inline.children, look)
                case Code():
                    size = Length(round(look.size * self._code.size / self._body.size))
                    yield inline.text, replace(look, family=self._code.family, size=size)
                case Badge():
                    badge = replace(look, family=self._badge.family, size=self._badge.size)
                    yield f"\xa0{inline.text}\xa0", replace(badge, bold=self._badge.bold)
                case Checkbox():
                    yield "\u2610", look
                case Footnote():
                    yield str(inline.number), replace(look, size=Length(look.size * 2 // 3))
                case LineBreak():
                    yield "\n", look
                case PageNumber() | PageCount():
                    yield "00", look
                case _:
                    assert_never(inline)
