"""Convert inlines to segments: stretches of text of one look and one structure element.

In → Out: inlines and the text style of their paragraph in, `Segment` values out.
Must not: measure lines, or treat any character of a text as markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct
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
from pmdoc.model.document.block_text import block_text, inline_text
from pmdoc.render.pdf.fonts.document_fonts import DocumentFonts
from pmdoc.render.pdf.text.runs import (
    FootnoteEntry,
    LinkTarget,
    ParagraphSetting,
    Run,
    Segment,
    to_single_line,
)
from pmdoc.style.style import Style, TextRole, TextStyle

BADGE_PADDING = 0.5
CODE_PADDING = 0.2
NOTE_PADDING = 0.11
NOTE_SIZE, NOTE_RISE = 0.66, 0.34
"""Units: type size of the surrounding text."""


class _InlineContext(Struct, frozen=True, kw_only=True):
    """The look and element of the text around an inline."""

    look: TextStyle
    bold: bool
    italic: bool
    color: str
    tag: str = ""
    is_struck: bool = False
    link: LinkTarget | None = None
    anchor: str = ""


class RunBuilder:
    """Convert inlines to segments in one style.

    Shape: `page_number` and `page_count` are set before a header or footer is built.
    """

    def __init__(self, style: Style, fonts: DocumentFonts) -> None:
        self._style = style
        self._fonts = fonts
        self._plain: dict[int, tuple[TextStyle, Run]] = {}
        self._settings: dict[int, ParagraphSetting] = {}
        self.has_notes = False
        self.page_number = 0
        self.page_count = 0

    def plain_run(self, look: TextStyle) -> Run:
        # by id, as hashing a style is slow and every cell needs its run
        known = self._plain.get(id(look))
        if known is not None:
            return known[1]
        run = Run(
            font=self._fonts.find(look.family, bold=look.bold, italic=look.italic),
            size=look.size.pt,
            color=look.color,
            tracking=look.tracking.pt,
        )
        self._plain[id(look)] = (look, run)  # the style is kept alive so that its id stays unique
        return run

    def paragraph_setting(self, look: TextStyle) -> ParagraphSetting:
        known = self._settings.get(id(look))
        if known is not None:
            return known
        run, leading = self.plain_run(look), look.leading.pt
        font = run.font
        setting = self._settings[id(look)] = ParagraphSetting(
            run=run,
            leading=leading,
            baseline=(leading + (font.ascent - font.descent) * run.size) / 2,
            before=look.space_before.pt,
            after=look.space_after.pt,
            align=look.align,
            keeps_next=look.keep_with_next,
        )
        return setting

    def segments(self, inlines: Iterable[Inline], look: TextStyle) -> list[Segment]:
        context = _InlineContext(look=look, bold=look.bold, italic=look.italic, color=look.color)
        segments: list[Segment] = []
        self._add_all(inlines, context, segments)
        return segments

    def _add_all(
        self, inlines: Iterable[Inline], context: _InlineContext, segments: list[Segment]
    ) -> None:
        was_text = False
        for inline in inlines:
            if isinstance(inline, Text | PageNumber | PageCount):
                if was_text:  # adjacent texts share one element
                    last = segments[-1]
                    segments[-1] = Segment(last.run, last.text + self._shown_text(inline))
                else:
                    segments.append(Segment(self._run(context), self._shown_text(inline)))
                was_text = True
            else:
                self._add(inline, context, segments)
                was_text = False

    def _shown_text(self, inline: Text | PageNumber | PageCount) -> str:
        if isinstance(inline, Text):
            return to_single_line(inline.text)
        return str(self.page_number if isinstance(inline, PageNumber) else self.page_count)

    def _add(self, inline: Inline, context: _InlineContext, segments: list[Segment]) -> None:  # noqa: C901, PLR0912 - one case a node
        match inline:
            case Text() | PageNumber() | PageCount():
                segments.append(Segment(self._run(context), self._shown_text(inline)))
            case Abbreviation():
                run = self._run(replace(context, tag=context.tag or "Span"), inline.expansion)
                segments.append(Segment(run, to_single_line(inline.text)))
            case Strong():
                self._add_all(
                    inline.children,
                    replace(context, bold=True, tag=context.tag or "Strong"),
                    segments,
                )
            case Emphasis():
                inner = replace(context, italic=not context.look.italic, tag=context.tag or "Em")
                self._add_all(inline.children, inner, segments)
            case Strike():
                inner = replace(context, is_struck=True, tag=context.tag or "Strike")
                self._add_all(inline.children, inner, segments)
            case Code():
                segments.append(self._code_segment(inline, context))
            case Link():
                target = LinkTarget(uri=inline.target, description=inline_text(inline.children))
                self._add_all(inline.children, self._link_context(context, target), segments)
            case CrossReference():
                target = LinkTarget(anchor=inline.anchor, description=inline_text(inline.children))
                self._add_all(inline.children, self._link_context(context, target), segments)
            case Commented():
                self._add_all(inline.children, context, segments)
            case Target():
                self._add_all(inline.children, replace(context, anchor=inline.anchor), segments)
            case CaptionLabel() | Property():
                segments.append(Segment(self._run(context), to_single_line(inline.text)))
            case Footnote():
                segments.append(self._footnote_mark(inline, context))
            case Badge():
                segments.append(self._badge(inline, context))
            case Checkbox():
                segments.append(Segment(self._run(context), "☑" if inline.checked else "☐"))
            case LineBreak():
                segments.append(Segment(self._run(context), "\n"))
            case _:
                assert_never(inline)

    def _link_context(self, context: _InlineContext, target: LinkTarget) -> _InlineContext:
        return replace(context, color=self._style.link, tag="Link", link=target)

    def _run(self, context: _InlineContext, expansion: str = "") -> Run:
        return Run(
            font=self._fonts.find(context.look.family, bold=context.bold, italic=context.italic),
            size=context.look.size.pt,
            color=context.color,
            tracking=context.look.tracking.pt,
            tag=context.tag,
            expansion="" if context.link else expansion,  # a link has one element and no expansion
            is_struck=context.is_struck,
            link=context.link,
            anchor=context.anchor,
        )

    def _footnote_mark(self, inline: Footnote, context: _InlineContext) -> Segment:
        """Return a footnote's number as a superscript with a little space before it."""
        self.has_notes = True
        note = FootnoteEntry(inline.number, inline.blocks)
        size = context.look.size.pt
        run = Run(
            font=self._fonts.find(context.look.family, bold=context.bold),
            size=round(size * NOTE_SIZE, 2),
            color=self._style.link,
            tag="Link",
            link=LinkTarget(anchor=note.anchor, description=block_text(inline.blocks)),
            rise=size * NOTE_RISE,
            note=note,
        )
        return Segment(run, str(inline.number), is_atom=True, padding=NOTE_PADDING * size)

    def _code_segment(self, inline: Code, context: _InlineContext) -> Segment:
        look = self._style.text[TextRole.CODE]
        body = self._style.text[TextRole.BODY]
        run = Run(
            font=self._fonts.find(look.family, bold=context.bold, italic=False),
            # code is scaled with the text around it, as in headings and tables
            size=round(look.size.pt / body.size.pt * context.look.size.pt, 2),
            color=context.color if context.link or context.look.color != body.color else look.color,
            tag=context.tag if context.link else "Code",
            background=self._style.surface,
            is_struck=context.is_struck,
            link=context.link,
            anchor=context.anchor,
        )
        return Segment(run, to_single_line(inline.text), padding=CODE_PADDING * run.size)

    def _badge(self, inline: Badge, context: _InlineContext) -> Segment:
        look = self._style.text[TextRole.BADGE]
        tone = self._style.tones[inline.tone]
        run = Run(
            font=self._fonts.find(look.family, bold=look.bold, italic=look.italic),
            size=look.size.pt,
            color=tone.text,
            tag="Badge",
            background=tone.fill,
            edge=tone.edge,
            anchor=context.anchor,
        )
        return Segment(
            run, to_single_line(inline.text), is_atom=True, padding=BADGE_PADDING * run.size
        )
