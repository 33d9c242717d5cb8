"""A layout: which sections a report has, in which order, and what they contain.

In → Out: nothing in; the frozen `Layout` and its `Section`s out.
Must not: read an incident, or know the options of a section's parts (see `compose/parts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from pmdoc.diagnostics.problem import Problem
from pmdoc.model.document import Tone
from pmdoc.read.source import Source


class WhenEmpty(StrEnum):
    """Whether the absence of a section's content, or of a row's value, is worth saying."""

    OMIT = "omit"
    DRAFT = "draft"
    """Until the report is final."""
    SHOW = "show"


class Watermark(StrEnum):
    """The text of the watermark of a report that is not final."""

    NONE = "none"
    STATUS = "status"
    CLASSIFICATION = "classification"


class Fact(Struct, frozen=True, kw_only=True):
    """A line of the title block: a label, and paths of which the first with a value is shown."""

    label: str
    value: tuple[str, ...]


class TitleSpec(Struct, frozen=True, kw_only=True):
    """The content of the title block, apart from the title."""

    kicker: str = ""
    badges: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class Span(Struct, frozen=True, kw_only=True):
    """The span of time that a section's title promises for the actions below it."""

    within: str
    """Counted from the day of the report. Shape: `this week`, `this month`, `this quarter`, or a
    length such as `4 weeks`."""
    otherwise: str
    """The title if an action is due later."""


class PhaseName(Struct, frozen=True, kw_only=True):
    """A phase of the timeline: its name in incident files, and its title in reports."""

    name: str
    title: str


class Section(Struct, frozen=True, kw_only=True):
    """A heading, its content, and its subsections."""

    title: str
    span: Span | None = None
    name: str = ""
    """Identifies the section in layouts that extend this one; empty to use the title."""
    intro: str = ""
    """Text between the heading and the content, shown if there is any, or if the layout has only
    the text."""
    guidance: str = ""
    """Text below the introduction in forms, on what to write."""
    parts: tuple[Mapping[str, Any], ...] = ()
    """The content. Shape: plain mappings; `part` names a module in `compose/parts`, the other keys
    are its options."""
    sections: tuple[Section, ...] = ()
    letters: str = ""
    """How the titles of subsections have letters, such as `{letter}. {title}`; empty for none."""
    when_empty: WhenEmpty = WhenEmpty.OMIT
    empty_text: str = ""
    """Shown in a section without content that is not left out."""
    starts_page: bool = False
    is_numbered: bool = True
    is_listed: bool = True
    """Whether it is in the table of contents."""
    form: bool = True
    """Whether it is in blank forms."""
    pointer: str = ""
    """The JSON Pointer to the section in `source`."""
    source: Source | None = None
    """The file that defines its parts; None for a layout created in memory."""

    @property
    def handle(self) -> str:
        """The name by which other layouts refer to this section."""
        return self.name or self.title


class Layout(Struct, frozen=True, kw_only=True):
    """A whole layout."""

    name: str
    description: str = ""
    title: TitleSpec = field(default_factory=TitleSpec)
    is_numbered: bool = False
    contents: int = 2
    """Number of heading levels in the table of contents; 0 for no table of contents."""
    list_of_tables: bool = False
    list_of_figures: bool = False
    severities: Mapping[str, Tone] = field(default_factory=dict)
    """The company's severity levels, worst first, each with its tone."""
    phases: tuple[PhaseName, ...] = ()
    """The company's own phases of an incident, in order, and those it calls by other names."""
    sections: tuple[Section, ...] = ()
    watermark: Watermark = Watermark.NONE
    cover: bool = False
    """Whether there is a title page."""
    closing: str = ""
    """The closing statement, unless the incident file has one."""
    source: Source | None = None
    """The layout's file; None for a layout created in memory."""
    files: tuple[Path, ...] = ()
    """That file and those it extends, nearest first, without shipped ones."""
    problems: tuple[Problem, ...] = ()
    """Notes on these files, such as keys that have been renamed."""
