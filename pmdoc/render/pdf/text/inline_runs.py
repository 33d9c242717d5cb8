"""Inlines as runs: stretches of text that look alike and belong to one element.

In → Out: inlines and the type of their paragraph in, a list of `Segment` out.
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
from pmdoc.render.pdf.fonts.document_fonts import DocumentFonts
from pmdoc.render.pdf.text.runs import (
    FootnoteEntry,
    LinkTarget,
    ParagraphSetting,
    Run,
    Segment,
    text_of,
    to_single_line,
)
from pmdoc.style.style import Style, TextRole, TextStyle

BADGE_PADDING = 0.5
CODE_PADDING = 0.2
NOTE_PADDING = 0.11
NOTE_SIZE, NOTE_RISE = 0.66, 0.34
"""Units: shares of the type size."""


class _Now(Struct, frozen=True, kw_only=True):
    """What surrounds an inline."""

    look: TextStyle
    bold: bool
    italic: bool
    color: str
    tag: str = ""
    is_struck: bool = False
    link: LinkTarget | None = None
    target: str = ""


class RunBuilder:
    """Turns inlines into segments; knows the style and the fonts."""

    def __init__(self, style: Style, fonts: DocumentFonts) -> None:
        self._style = style
        self._fonts = fonts
        self._plain: dict[int, tuple[TextStyle, Run]] = {}
        self._settings: dict[int, ParagraphSetting] = {}
        self.has_notes = False
        self.page_number = 0
        self.page_count = 0

    def plain_run(self, look: TextStyle) -> Run:
        """Return the run of unadorned text of a type."""
        known = self._plain.get(id(look))  # a style's hash is slow, and every cell asks
        if known is not None:
            return known[1]
        run = Run(
            font=self._fonts.find(look.family, bold=look.bold, italic=look.italic),
            size=look.size.pt,
            color=look.color,
            tracking=look.tracking.pt,
        )
        self._plain[id(look)] = (look, run)  # kept alive, so that its id stays its own
        return run

    def paragraph_setting(self, look: TextStyle) -> ParagraphSetting:
        """Return how paragraphs of a type are set."""
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
        """Flatten inlines into segments in reading order."""
        now = _Now(look=look, bold=look.bold, italic=look.italic, color=look.color)
        found: list[Segment] = []
        self._walk(inlines, now, found)
        return found

    def _walk(self, inlines: Iterable[Inline], now: _Now, found: list[Segment]) -> None:
        was_text = False
        for inline in inlines:
            if isinstance(inline, Text | PageNumber | PageCount):
                if was_text:  # neighbours are one stretch, one element
                    before = found[-1]
                    found[-1] = Segment(before.run, before.text + self._shown(inline))
                else:
                    found.append(Segment(self._run(now), self._shown(inline)))
                was_text = True
            else:
                self._one(inline, now, found)
                was_text = False

    def _shown(self, inline: Text | PageNumber | PageCount) -> str:
        if isinstance(inline, Text):
            return to_single_line(inline.text)
        return str(self.page_number if isinstance(inline, PageNumber) else self.page_count)

    def _one(self, inline: Inline, now: _Now, found: list[Segment]) -> None:  # noqa: C901, PLR0912 - one case a node
        match inline:
            case Text() | PageNumber() | PageCount():
                found.append(Segment(self._run(now), self._shown(inline)))
            case Abbreviation():
                run = self._run(replace(now, tag=now.tag or "Span"), inline.expansion)
                found.append(Segment(run, to_single_line(inline.text)))
            case Strong():
                self._walk(inline.children, replace(now, bold=True, tag=now.tag or "Strong"), found)
            case Emphasis():
                inner = replace(now, italic=not now.look.italic, tag=now.tag or "Em")
                self._walk(inline.children, inner, found)
            case Strike():
                inner = replace(now, is_struck=True, tag=now.tag or "Strike")
                self._walk(inline.children, inner, found)
            case Code():
                found.extend(self._code(inline, now))
            case Link():
                target = LinkTarget(uri=inline.target, contents=text_of(inline.children))
                self._walk(inline.children, self._linked(now, target), found)
            case CrossReference():
                target = LinkTarget(anchor=inline.anchor, contents=text_of(inline.children))
                self._walk(inline.children, self._linked(now, target), found)
            case Commented():
                self._walk(inline.children, now, found)
            case Target():
                self._walk(inline.children, replace(now, target=inline.anchor), found)
            case CaptionLabel() | Property():
                found.append(Segment(self._run(now), to_single_line(inline.text)))
            case Footnote():
                found.append(self._mark(inline, now))
            case Badge():
                found.append(self._badge(inline, now))
            case Checkbox():
                found.append(Segment(self._run(now), "☑" if inline.checked else "☐"))
            case LineBreak():
                found.append(Segment(self._run(now), "\n"))
            case _:
                assert_never(inline)

    def _linked(self, now: _Now, target: LinkTarget) -> _Now:
        return replace(now, color=self._style.link, tag="Link", link=target)

    def _run(self, now: _Now, expansion: str = "") -> Run:
        return Run(
            font=self._fonts.find(now.look.family, bold=now.bold, italic=now.italic),
            size=now.look.size.pt,
            color=now.color,
            tracking=now.look.tracking.pt,
            tag=now.tag,
            expansion="" if now.link else expansion,  # a link is one element, said as it is
            is_struck=now.is_struck,
            link=now.link,
            target=now.target,
        )

    def _mark(self, inline: Footnote, now: _Now) -> Segment:
        """Return a footnote's number, small and high, a little off the word that it follows."""
        self.has_notes = True
        note = FootnoteEntry(inline.number, inline.children)
        size = now.look.size.pt
        run = Run(
            font=self._fonts.find(now.look.family, bold=now.bold),
            size=round(size * NOTE_SIZE, 2),
            color=self._style.link,
            tag="Link",
            link=LinkTarget(anchor=note.anchor, contents=text_of(inline.children)),
            rise=size * NOTE_RISE,
            note=note,
        )
        return Segment(run, str(inline.number), is_atom=True, padding=NOTE_PADDING * size)

    def _code(self, inline: Code, now: _Now) -> list[Segment]:
        look = self._style.text[TextRole.CODE]
        body = self._style.text[TextRole.BODY]
        run = Run(
            font=self._fonts.find(look.family, bold=now.bold, italic=False),
            # code keeps its share of the size around it, in headings and in tables
            size=round(look.size.pt / body.size.pt * now.look.size.pt, 2),
            color=now.color if now.link or now.look.color != body.color else look.color,
            tag=now.tag if now.link else "Code",
            background=self._style.surface,
            is_struck=now.is_struck,
            link=now.link,
            target=now.target,
        )
        return [Segment(run, to_single_line(inline.text), padding=CODE_PADDING * run.size)]

    def _badge(self, inline: Badge, now: _Now) -> Segment:
        look = self._style.text[TextRole.BADGE]
        tone = self._style.tones[inline.tone]
        run = Run(
            font=self._fonts.find(look.family, bold=look.bold, italic=look.italic),
            size=look.size.pt,
            color=tone.text,
            tag="Badge",
            background=tone.fill,
            edge=tone.edge,
            target=now.target,
        )
        return Segment(
            run, to_single_line(inline.text), is_atom=True, padding=BADGE_PADDING * run.size
        )
