"""Headers and footers with the classification banner, and the watermark.

In → Out: a document's banner, header and footer in; the frame they leave and drawings out.
Must not: translate or restyle a TLP label, or draw anything but artifacts.
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
    Inline,
    PageCount,
    PageKind,
    PageNumber,
    RunningLine,
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
_MIN_TLP_SIZE = 12.0
"""The minimum type size of a TLP label. Source: the TLP standard. Units: points."""
_MIN_FRAME_HEIGHT = 72.0
_WATERMARK_ANGLE = 45.0
_WATERMARK_SHARE = 0.5
"""The maximum length of a watermark, as a share of the page's diagonal."""
_BETWEEN = 12.0
"""The minimum space between the texts at the two ends of a line. Units: points."""
_MAX_END = 0.62
"""The maximum share of the line for its end text if both texts are long."""


class _SetLine(Struct, kw_only=True):
    """A header or footer line as set for a page. Units: points; `end` is the end text's width."""

    content: RunningLine
    page: int
    left: TextBox
    right: TextBox
    end: float
    height: float


def _is_numbered(content: RunningLine) -> bool:
    return _has_numbers(content.start) or _has_numbers(content.end)


def _has_numbers(inlines: Iterable[Inline]) -> bool:
    return any(
        isinstance(inline, PageNumber | PageCount) or _has_numbers(getattr(inline, "children", ()))
        for inline in inlines
    )


class HeadersFooters:
    """Header, footer, banner and watermark of pages of one kind. Units: points."""

    def __init__(self, document: Document, builder: BoxBuilder, page: Page, kind: PageKind) -> None:
        if kind is PageKind.COVER:
            document = replace(document, header=RunningLine(), footer=RunningLine(), watermark="")
        self._document = document
        self._builder = builder
        self._style: Style = builder.style
        self.page = page
        self._left, self._width = page.left.pt, page.text_width.pt
        self._page_size = (page.width.pt, page.height.pt)
        self._marking = _marking(document.banner, builder) if document.banner else None
        self._tlp = _tlp(document.banner, builder) if document.banner else None
        self._banner_height = self._measure_banner()
        self._watermark = ""
        self._footer = self._footer_with_style_text()
        self._lines: dict[TextRole, _SetLine] = {}

    def _measure_banner(self) -> float:
        """Break the marking into lines beside the TLP label, and return the height of both."""
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
        """The top and bottom of the text area, from the top of the page."""
        page = self.page
        top = page.header.pt + self._banner_height + _GAP
        bottom = page.footer.pt + self._banner_height + _GAP
        header, footer = self._document.header, self._document.footer
        if header.start or header.end:
            top += self._set_line(TextRole.HEADER, header).height + 2 * _GAP
        if footer.start or footer.end or self._style.footer_text:
            bottom += self._set_line(TextRole.FOOTER, footer).height + 2 * _GAP
        return max(page.top.pt, top), self._page_size[1] - max(page.bottom.pt, bottom)

    @property
    def size(self) -> tuple[float, float]:
        top, bottom = self.frame
        return self._width, max(_MIN_FRAME_HEIGHT, bottom - top)

    def _share_width(self, left: TextBox, right: TextBox) -> tuple[float, float]:
        """Return the widths of start and end text; the end text is kept on one line if possible."""
        room = self._width - _BETWEEN
        wanted = right.extent()[0] + 0.1
        most = max(_MAX_END * room, room - left.extent()[0])
        end = min(wanted, most)
        return room - end, end

    def draw(self, canvas: PageCanvas) -> None:
        """Draw everything, the watermark first so that it is behind the text."""
        self._builder.runs.page_number = canvas.index + 1
        self._builder.runs.page_count = canvas.resources.page_count
        self._draw_watermark(canvas)
        page = self.page
        with canvas.artifact("Header"):
            self._draw_banner(canvas, page.header.pt)
            top = page.header.pt + self._banner_height + (_GAP if self._banner_height else 0.0)
            self._draw_line(canvas, TextRole.HEADER, self._document.header, top)
        with canvas.artifact("Footer"):
            banner = self._page_size[1] - page.footer.pt - self._banner_height
            self._draw_banner(canvas, banner)
            height = self._set_line(TextRole.FOOTER, self._footer).height
            gap = _GAP if self._banner_height else 0.0
            self._draw_line(canvas, TextRole.FOOTER, self._footer, banner - gap - height)

    def _footer_with_style_text(self) -> RunningLine:
        footer = self._document.footer
        style_text = self._style.footer_text
        if not style_text:
            return footer
        start: tuple[Inline, ...] = (*footer.start, Text("  ·  ")) if footer.start else ()
        return RunningLine(start=(*start, Text(style_text)), end=footer.end)

    def _set_line(self, role: TextRole, content: RunningLine) -> _SetLine:
        """Return a line as set for the current page; one without page numbers is set only once."""
        page = self._builder.runs.page_number if _is_numbered(content) else 0
        line = self._lines.get(role)
        if line is None or line.content is not content or line.page != page:
            line = self._lines[role] = self._lay_out_line(role, content, page)
        return line

    def _lay_out_line(self, role: TextRole, content: RunningLine, page: int) -> _SetLine:
        look = self._style.text[role]
        left = self._builder.text_box(content.start, look, None)
        right = self._builder.text_box(content.end, look, None)
        right.align = Align.END
        start, end = self._share_width(left, right)
        height = max(left.measure(start), right.measure(end))
        return _SetLine(content=content, page=page, left=left, right=right, end=end, height=height)

    def _draw_line(
        self, canvas: PageCanvas, role: TextRole, content: RunningLine, y: float
    ) -> None:
        if not content.start and not content.end:
            return
        line = self._set_line(role, content)
        rule = y + line.height + _GAP if role is TextRole.HEADER else y - _GAP
        canvas.draw_rule(self._left, rule, self._width, self._style.rule, 0.5)
        if content.start:
            line.left.draw(canvas, self._left, y)
        if content.end:
            line.right.draw(canvas, self._left + self._width - line.end, y)

    def _draw_banner(self, canvas: PageCanvas, y: float) -> None:
        """Draw the marking on the left and the TLP label on the right, centred vertically.

        The label stays on the right on a mirrored page too.
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
            label_height = box.leading + 4
            top = y + (height - label_height) / 2
            canvas.fill_box(x, top, width, label_height, BACKGROUND)
            box.draw(canvas, x, top + 2)

    def _draw_watermark(self, canvas: PageCanvas) -> None:
        """Draw the watermark as outlines, so that it is not copied or searched."""
        text = self._document.watermark.strip()
        if not text:
            return
        if not self._watermark:
            look = self._style.text[TextRole.TITLE]
            font = self._builder.fonts.find(look.family, bold=True)
            length = math.hypot(*self._page_size) * _WATERMARK_SHARE
            self._watermark = text_path(
                font, text, (length, self._page_size[1] * 0.2), self._page_size, _WATERMARK_ANGLE
            )
        with canvas.artifact("Watermark"):
            canvas.paint(self._watermark, fill=self._style.surface)


def _marking(banner: Banner, builder: BoxBuilder) -> TextBox | None:
    """Return the marking: the class in the banner's text style, the rest in the header's."""
    look = builder.style.text[TextRole.BANNER]
    small = replace(builder.style.text[TextRole.HEADER], bold=True, color=look.color)
    setting, small_run = builder.runs.paragraph_setting(look), builder.runs.plain_run(small)
    segments: list[Segment] = []
    if banner.label:
        segments.append(Segment(setting.run, to_single_line(banner.label)))
    for text in (banner.privilege, banner.caveat):
        if text:
            separator = "  ·  " if segments else ""
            segments.append(Segment(small_run, separator + to_single_line(text)))
    return TextBox(segments, setting, is_rtl=builder.is_rtl) if segments else None


def _tlp(banner: Banner, builder: BoxBuilder) -> tuple[TextBox, float] | None:
    if banner.tlp is None:
        return None
    look = builder.style.text[TextRole.BANNER]
    size = max(look.size, Length.from_pt(_MIN_TLP_SIZE))
    leading = Length(round(look.leading * size / look.size))
    look = replace(
        look, color=banner.tlp.color, size=size, leading=leading, bold=True, align=Align.CENTER
    )
    box = builder.plain_text_box(banner.tlp.value, look, None)
    width = box.extent()[0] + 14
    box.measure(width)
    return box, width
