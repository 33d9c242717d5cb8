"""What runs along each page: the marking, the running lines, the watermark.

In → Out: a document's banner and furniture in; how much room they take, and drawings, out.
Must not: translate or restyle a TLP label, or let any of it count as content.
Source: https://www.first.org/tlp/ (label at least 12 pt, right, on black); ISO 32000-1, 14.8.2.2.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.model.document import (
    Align,
    Banner,
    Document,
    Furniture,
    Inline,
    PageCount,
    PageKind,
    PageNumber,
    Text,
)
from pmdoc.model.length import Length
from pmdoc.model.tlp import BACKGROUND
from pmdoc.render.pdf.blocks.builder import BoxBuilder
from pmdoc.render.pdf.file.glyph_outlines import text_path
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.text.paragraph import TextBox
from pmdoc.render.pdf.text.runs import Segment, to_single_line
from pmdoc.style.style import Page, Style, TextRole

_GAP = 5.0
_LEAST_TLP = 12.0
"""Units: points; the standard asks for 12 at least."""
_LEAST_HEIGHT = 72.0
_WATERMARK_ANGLE = 45.0
_REACH = 0.5
"""How much of the sheet's diagonal a watermark takes at most."""
_BETWEEN = 12.0
_MOST_END = 0.62
"""Between the two ends of a running line, and the most that its end takes while both are long."""


class _Running(Struct, kw_only=True):
    """A running line as it is set for a page. Units: points; `end` is what its end may take."""

    what: Furniture
    page: int
    left: TextBox
    right: TextBox
    end: float
    height: float


def _is_numbered(what: Furniture) -> bool:
    """Say whether a running line differs from page to page."""
    return _has_numbers(what.start) or _has_numbers(what.end)


def _has_numbers(inlines: Iterable[Inline]) -> bool:
    return any(
        isinstance(one, PageNumber | PageCount) or _has_numbers(getattr(one, "children", ()))
        for one in inlines
    )


class HeadersFooters:
    """Header, footer and watermark of a document's pages of one kind. Units: points."""

    def __init__(self, document: Document, builder: BoxBuilder, page: Page, kind: PageKind) -> None:
        if kind is PageKind.COVER:
            document = replace(document, header=Furniture(), footer=Furniture(), watermark="")
        self._document = document
        self._builder = builder
        self._style: Style = builder.style
        self.page = page
        self._left, self._width = page.left.pt, page.text_width.pt
        self._sheet = (page.width.pt, page.height.pt)
        self._marking = _marking(document.banner, builder) if document.banner else None
        self._tlp = _tlp(document.banner, builder) if document.banner else None
        self._banner_height = self._measure_banner()
        self._watermark = ""
        self._footer = self._house_footer()
        self._lines: dict[TextRole, _Running] = {}

    def _measure_banner(self) -> float:
        """Break the marking beside the TLP label, and return the height of both."""
        height = tlp_width = 0.0
        if self._tlp is not None:
            box, tlp_width = self._tlp
            height = box.leading + 4
        if self._marking is not None:
            room = max(60.0, self._width - tlp_width - 12)
            height = max(height, self._marking.measure(room))
        return height

    @property
    def frame(self) -> tuple[float, float]:
        """Where the text may stand: distance of its top and bottom from the sheet's top."""
        page = self.page
        top = page.header.pt + self._banner_height + _GAP
        bottom = page.footer.pt + self._banner_height + _GAP
        header, footer = self._document.header, self._document.footer
        if header.start or header.end:
            top += self._running(TextRole.HEADER, header).height + 2 * _GAP
        if footer.start or footer.end or self._style.footer_text:
            bottom += self._running(TextRole.FOOTER, footer).height + 2 * _GAP
        return max(page.top.pt, top), self._sheet[1] - max(page.bottom.pt, bottom)

    @property
    def size(self) -> tuple[float, float]:
        """How wide and high the text may be."""
        top, bottom = self.frame
        return self._width, max(_LEAST_HEIGHT, bottom - top)

    def _shares(self, left: TextBox, right: TextBox) -> tuple[float, float]:
        """Part a running line's width: what stands at its end goes on one line if it can."""
        room = self._width - _BETWEEN
        wanted = right.extent()[0] + 0.1
        most = max(_MOST_END * room, room - left.extent()[0])
        end = min(wanted, most)
        return room - end, end

    def draw(self, canvas: PageCanvas) -> None:
        """Draw all of it; the watermark first, so that it stays behind the text."""
        self._builder.runs.page_number = canvas.index + 1
        self._builder.runs.page_count = canvas.resources.page_count
        self._draw_watermark(canvas)
        page = self.page
        with canvas.artifact("Header"):
            self._draw_banner(canvas, page.header.pt)
            top = page.header.pt + self._banner_height + (_GAP if self._banner_height else 0.0)
            self._draw_running(canvas, TextRole.HEADER, self._document.header, top)
        with canvas.artifact("Footer"):
            banner = self._sheet[1] - page.footer.pt - self._banner_height
            self._draw_banner(canvas, banner)
            height = self._running(TextRole.FOOTER, self._footer).height
            gap = _GAP if self._banner_height else 0.0
            self._draw_running(canvas, TextRole.FOOTER, self._footer, banner - gap - height)

    def _house_footer(self) -> Furniture:
        footer = self._document.footer
        house = self._style.footer_text
        if not house:
            return footer
        start: tuple[Inline, ...] = (*footer.start, Text("  ·  ")) if footer.start else ()
        return Furniture(start=(*start, Text(house)), end=footer.end)

    def _running(self, role: TextRole, what: Furniture) -> _Running:
        """Set a running line; one without a page number is that of the page before."""
        page = self._builder.runs.page_number if _is_numbered(what) else 0
        known = self._lines.get(role)
        if known is None or known.what is not what or known.page != page:
            known = self._lines[role] = self._set(role, what, page)
        return known

    def _set(self, role: TextRole, what: Furniture, page: int) -> _Running:
        look = self._style.text[role]
        left = self._builder.text_box(what.start, look, None)
        right = self._builder.text_box(what.end, look, None)
        right.align = Align.END
        start, end = self._shares(left, right)
        height = max(left.measure(start), right.measure(end))
        return _Running(what=what, page=page, left=left, right=right, end=end, height=height)

    def _draw_running(self, canvas: PageCanvas, role: TextRole, what: Furniture, y: float) -> None:
        """Draw a running line; a hairline parts it from the text."""
        if not what.start and not what.end:
            return
        line = self._running(role, what)
        rule = y + line.height + _GAP if role is TextRole.HEADER else y - _GAP
        canvas.draw_rule(self._left, rule, self._width, self._style.rule, 0.5)
        if what.start:
            line.left.draw(canvas, self._left, y)
        if what.end:
            line.right.draw(canvas, self._left + self._width - line.end, y)

    def _draw_banner(self, canvas: PageCanvas, y: float) -> None:
        """Draw the marking at the left and the TLP label at the right, in the middle of a line.

        A page that runs from right to left is turned round as a whole, but the label stays.
        """
        height = self._banner_height
        is_rtl = self._builder.is_rtl
        if self._marking is not None:
            room = self._marking.line_count * self._marking.leading
            shift = 0.0
            if is_rtl and self._tlp is not None:
                shift = self._tlp[1] + _BETWEEN
                self._marking.align = Align.END
            self._marking.draw(canvas, self._left + shift, y + (height - room) / 2)
        if self._tlp is not None:
            box, width = self._tlp
            x = self._left + (0.0 if is_rtl else self._width - width)
            tall = box.leading + 4
            top = y + (height - tall) / 2
            canvas.fill_box(x, top, width, tall, BACKGROUND)
            box.draw(canvas, x, top + 2)

    def _draw_watermark(self, canvas: PageCanvas) -> None:
        """Draw the watermark as outlines: nobody copies or searches it by mistake."""
        words = self._document.watermark.strip()
        if not words:
            return
        if not self._watermark:
            look = self._style.text[TextRole.TITLE]
            font = self._builder.fonts.find(look.family, bold=True)
            reach = math.hypot(*self._sheet) * _REACH
            self._watermark = text_path(
                font, words, (reach, self._sheet[1] * 0.2), self._sheet, _WATERMARK_ANGLE
            )
        with canvas.artifact("Watermark"):
            canvas.paint(self._watermark, fill=self._style.surface)


def _marking(banner: Banner, builder: BoxBuilder) -> TextBox | None:
    """Set the class in the banner's type, and what else applies in the running line's."""
    look = builder.style.text[TextRole.BANNER]
    small = replace(builder.style.text[TextRole.HEADER], bold=True, color=look.color)
    setting, small_run = builder.runs.paragraph_setting(look), builder.runs.plain_run(small)
    segments: list[Segment] = []
    if banner.label:
        segments.append(Segment(setting.run, to_single_line(banner.label)))
    for words in (banner.privilege, banner.caveat):
        if words:
            gap = "  ·  " if segments else ""
            segments.append(Segment(small_run, gap + to_single_line(words)))
    return TextBox(segments, setting, is_rtl=builder.is_rtl) if segments else None


def _tlp(banner: Banner, builder: BoxBuilder) -> tuple[TextBox, float] | None:
    """Set the TLP label in its own colour; return it with the width of its box."""
    if banner.tlp is None:
        return None
    look = builder.style.text[TextRole.BANNER]
    size = max(look.size, Length.from_pt(_LEAST_TLP))
    leading = Length(round(look.leading * size / look.size))
    look = replace(
        look, color=banner.tlp.color, size=size, leading=leading, bold=True, align=Align.CENTER
    )
    box = builder.plain_text_box(banner.tlp.value, look, None)
    width = box.extent()[0] + 14
    box.measure(width)
    return box, width
