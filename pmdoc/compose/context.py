"""What a part of a section can use while it composes.

In → Out: nothing in; the `Context` that every part receives out.
Must not: read files; images and chart data arrive loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.compose.compose_state import ComposeState
from pmdoc.compose.printed_zone import PrintedZone, find_printed_zone
from pmdoc.compose.rewrite import rewrite
from pmdoc.compose.shown import ShownValues
from pmdoc.lang import Language
from pmdoc.layout import Layout, WhenEmpty
from pmdoc.markdown.parser import parse, parse_inline
from pmdoc.model.attachment import Dataset
from pmdoc.model.choice import Phase
from pmdoc.model.course import AnyPhase, Course, Derived
from pmdoc.model.document import Block, Image, Inline, Paragraph, Text
from pmdoc.model.incident import Incident
from pmdoc.read.line_ends import joined_lines


class Context(Struct, frozen=True, kw_only=True):
    """The inputs of a report, and the state that its parts share."""

    incident: Incident
    course: Course
    """What follows from the incident's moments: its milestones, phases and figures."""
    layout: Layout
    language: Language
    """The language of the report."""
    images: Mapping[str, Image] = field(default_factory=dict)
    """The incident's images by their `key`."""
    data: Mapping[int, tuple[Dataset, ...]] = field(default_factory=dict)
    """The data of the incident's charts, by the chart's index in `metrics.charts`."""
    author_language: str = ""
    """The language that the incident says it is written in; empty if it doesn't say."""
    digest: str = ""
    """The SHA-256 of the incident's files, in hex, if the report should show it."""
    is_custom_layout: bool = False
    """Whether the layout is the user's own, and so may have labels that no language translates."""
    source_date: datetime | None = None
    """The date to use for a report without a date of its own."""
    is_form: bool = False
    """Whether to leave room to write where the incident has nothing."""
    state: ComposeState = field(default_factory=ComposeState)
    shown: ShownValues = field(default_factory=ShownValues)
    """The values that the report shows. What parses or writes an author's value records it."""

    @property
    def is_blank(self) -> bool:
        """Whether this is a form without an incident."""
        return self.is_form and not self.incident.incident.id

    def states_absence(self, when_empty: WhenEmpty) -> bool:
        """Return whether the report says that something is missing, rather than leaving it out."""
        is_draft = self.is_form or not self.incident.report.status.is_final
        return when_empty is WhenEmpty.SHOW or (when_empty is WhenEmpty.DRAFT and is_draft)

    @property
    def figures(self) -> Derived:
        """Durations and counts: those that the author states, otherwise derived."""
        return self.course.figures

    def phase_name(self, phase: AnyPhase) -> str:
        """Return a phase in the report's language; as the layout has it, if it does."""
        own = next((one.title for one in self.layout.phases if one.name == phase), "")
        return own or (self.word(f"phase.{phase}") if isinstance(phase, Phase) else str(phase))

    def word(self, key: str, **values: str) -> str:
        """Return a phrase of the language file, with its placeholders filled in."""
        return self.language.word(key, **values)

    def phrase(self, key: str, **inlines: Inline) -> tuple[Inline, ...]:
        """Return a phrase of the language file with inlines in its placeholders."""
        # "Page \0page\0 of \0pages\0": every second piece is a name
        marks = {name: f"\0{name}\0" for name in inlines}
        pieces = enumerate(self.word(key, **marks).split("\0"))
        return tuple(inlines[piece] if at % 2 else Text(piece) for at, piece in pieces if piece)

    def label(self, text: str) -> str:
        """Return a title or label of the layout in the report's language."""
        return self.zone.label(self.language.label(text, is_custom=self.is_custom_layout))

    @property
    def has_labels(self) -> bool:
        """Whether labels may have to change: for another language, or another zone than UTC."""
        return self.language.has_labels or self.zone.is_local

    @property
    def zone(self) -> PrintedZone:
        """The zone in which the report prints times."""
        if self.state.zone is None:
            self.state.zone = find_printed_zone(self.incident, self.language)
        return self.state.zone

    def parse(self, text: str) -> tuple[Block, ...]:
        """Parse an author's Markdown into blocks, with abbreviations marked."""
        self._note_text(text)
        return self._mark_abbreviations(parse(text, self.word), text)

    def parse_inline(self, text: str) -> tuple[Inline, ...]:
        """Parse an author's single line of Markdown into inlines, with abbreviations marked."""
        self._note_text(text)
        inlines = parse_inline(text)
        if self.state.abbreviations is None:
            return inlines
        (line,) = self._mark_abbreviations((Paragraph(inlines),), text)
        return line.children if isinstance(line, Paragraph) else inlines

    def authored(self, text: str) -> tuple[Block, ...]:
        """Parse an author's Markdown into blocks that carry its language if it is not the report's.

        Screen readers then pronounce each passage in its own language.
        """
        return self._in_author_language(self.parse(text))

    def authored_line(self, texts: Iterable[str]) -> tuple[Block, ...]:
        """Parse texts of one line each into one paragraph; no mark goes on into the next text."""
        children: list[Inline] = []
        for text in texts:
            if children:
                _append_text(children, self.word("separator"))
            for inline in self.parse_inline(self.one_line(text)):
                if type(inline) is Text:
                    _append_text(children, inline.text)
                else:
                    children.append(inline)
        return self._in_author_language((Paragraph(tuple(children)),)) if children else ()

    def _in_author_language(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        language = self.author_language
        if not language or not _is_foreign(language, self.language.code):
            return blocks

        def set_language(node: object) -> object:
            return replace(node, language=language) if isinstance(node, Paragraph) else node

        return rewrite(blocks, set_language)

    def one_line(self, text: str) -> str:
        """Return an author's text that is printed as it is, in one line, and record it as shown."""
        self.shown.add(text)
        return joined_lines(text.strip()) if "\n" in text else text

    def make_anchor(self, name: str, readable: str = "") -> str:
        """Return a new anchor for something that an author can refer to as `name`.

        The anchor resembles `readable`, or else the name; anchors are visible in finished files.
        """
        anchor = self.state.anchors.make(readable or name)
        self.state.anchors_by_name.setdefault(name, []).append(anchor)
        return anchor

    def _mark_abbreviations(self, blocks: tuple[Block, ...], text: str) -> tuple[Block, ...]:
        known = self.state.abbreviations
        return known.mark(blocks) if known and known.pattern.search(text) else blocks

    def _note_text(self, text: str) -> None:
        """Record a text as shown, and syntax that needs a second pass over the whole document."""
        self.shown.add(text)
        if "[" in text:
            self.state.has_references = self.state.has_references or "#" in text
            self.state.has_footnotes = self.state.has_footnotes or "[^" in text or "^[" in text


def _append_text(children: list[Inline], text: str) -> None:
    """Add text to inlines, to their last one if that is text too."""
    if children and type(children[-1]) is Text:
        children[-1] = Text(children[-1].text + text)
    else:
        children.append(Text(text))


@cache
def _is_foreign(author_language: str, report_language: str) -> bool:
    """Return whether two language tags differ in more than their region."""
    return author_language.partition("-")[0] != report_language.partition("-")[0]
