"""Count the lines that words take: each line is filled until the next word does not fit.

In → Out: inlines, their text style and a width in, a number of lines out.
Must not: be taken for a word processor's line breaking; it knows spaces and hyphens, no scripts.
Source: Unicode Standard Annex 14 (line breaking), the classes SP, BA and HY.

Example: in a column of 100 twips, with words of 40 and spaces of 10 each, `one two three` takes two
lines, as 40 + 10 + 40 fit but the third word does not. `one two-three` may also break after its
hyphen, so `two-` stays on the first line if it fits.
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

StyledText = tuple[str, TextStyle]


class LineCounter:
    """Counts lines with the style's own fonts. Units: twips."""

    def __init__(self, style: Style, faces: Typefaces) -> None:
        self._faces = faces
        self._code = style.text[TextRole.CODE]
        self._body = style.text[TextRole.BODY]
        self._badge = style.text[TextRole.BADGE]
        self._bold: dict[int, tuple[TextStyle, TextStyle]] = {}

    def plain(self, text: str, style: TextStyle, width: float) -> int:
        """Count the lines of plain text."""
        # hardly any glyph is wider than the type size
        if len(text) * style.size.twips < width and "\n" not in text:
            return 1
        return sum(self._count(line, style, width) for line in text.split("\n"))

    def inlines(self, inlines: tuple[Inline, ...], style: TextStyle, width: float) -> int:
        """Count the lines of a paragraph whose words may differ in style."""
        if len(inlines) == 1 and type(inlines[0]) is Text:
            return self.plain(inlines[0].text, style, width)
        texts = list(self._styled_texts(inlines, style))
        if sum(len(text) * own.size.twips for text, own in texts) < width:
            return 1 + sum(text == "\n" for text, _ in texts)
        return self._count_styled(texts, width)

    def _count_styled(self, texts: list[StyledText], width: float) -> int:
        """Count the lines of texts in several styles, which may change within a word.

        `used` is the width of the line up to the last space, `space` and `word` what follows it.
        """
        count, used, word, space = 1, 0.0, 0.0, 0.0
        for text, style in texts:
            if text == "\n":
                count, used, word, space = count + 1, 0.0, 0.0, 0.0
                continue
            widths = self._faces.word_widths(style)
            for index, piece in enumerate(text.split(" ")):
                if index:
                    used, word = used + space + word, 0.0
                    space = widths[" "] if used else 0.0
                for part in _AFTER_HYPHEN.split(piece):
                    part_width = widths[part]
                    if used + space + word + part_width > width and used:
                        count, used, space = count + 1, 0.0, 0.0
                    word += part_width
                    if word > width:
                        count += int(word // width)
                        word %= width
        return count

    def _count(self, text: str, style: TextStyle, width: float) -> int:
        widths = self._faces.word_widths(style)
        space, count, left = widths[" "], 1, width
        for word in text.split(" "):
            word_width = widths[word]
            if word_width <= left:
                left -= word_width + space
                continue
            for part in _AFTER_HYPHEN.split(word):
                part_width = widths[part]
                if part_width > left:
                    count, left = count + (left < width), width
                    if part_width > width:
                        count += int(part_width // width)
                        part_width %= width
                left -= part_width
            left -= space
        return count

    def _in_bold(self, style: TextStyle) -> TextStyle:
        """Return a style in bold, made once. The entry keeps the style, and so its id, alive."""
        if id(style) not in self._bold:
            self._bold[id(style)] = (style, replace(style, bold=True))
        return self._bold[id(style)][1]

    def _styled_texts(  # noqa: C901 - one case a kind of inline
        self, inlines: Iterable[Inline], style: TextStyle
    ) -> Iterator[StyledText]:
        for inline in inlines:
            match inline:
                case Text() | Abbreviation() | CaptionLabel() | Property():
                    yield inline.text, style
                case Strong():
                    yield from self._styled_texts(inline.children, self._in_bold(style))
                case Emphasis() | Strike() | Link() | CrossReference() | Target() | Commented():
                    yield from self._styled_texts(inline.children, style)
                case Code():
                    size = Length(round(style.size * self._code.size / self._body.size))
                    yield inline.text, replace(style, family=self._code.family, size=size)
                case Badge():
                    badge = replace(style, family=self._badge.family, size=self._badge.size)
                    yield f"\xa0{inline.text}\xa0", replace(badge, bold=self._badge.bold)
                case Checkbox():
                    yield "\u2610", style
                case Footnote():
                    yield str(inline.number), replace(style, size=Length(style.size * 2 // 3))
                case LineBreak():
                    yield "\n", style
                case PageNumber() | PageCount():
                    yield "00", style
                case _:
                    assert_never(inline)
