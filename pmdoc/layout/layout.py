"""What a report holds and in which order: a layout's words for it.

In → Out: nothing in; the frozen `Layout` and the `Section`s that it is made of out.
Must not: read an incident, or know what a part of a section shows; each part's own module does.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from pmdoc.diagnostics.problem import Problem
from pmdoc.model.document import Tone
from pmdoc.read import Source


class WhenEmpty(StrEnum):
    """What a section without content does."""

    OMIT = "omit"
    SHOW = "show"


class Watermark(StrEnum):
    """Which word stands behind the text of a report that is not final."""

    NONE = "none"
    STATUS = "status"
    CLASSIFICATION = "classification"


class Fact(Struct, frozen=True, kw_only=True):
    """A label of the title block and the path of its value, the first one that is filled in."""

    label: str
    value: tuple[str, ...]


class TitleSpec(Struct, frozen=True, kw_only=True):
    """What the title block shows beside the title."""

    kicker: str = ""
    badges: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


class Section(Struct, frozen=True, kw_only=True):
    """A heading with its parts and the sections below it."""

    title: str
    name: str = ""
    """The handle by which a house's layout finds the section; its title where none is given."""
    intro: str = ""
    """Stands between the heading and the parts, if there is anything to introduce."""
    parts: tuple[Mapping[str, Any], ...] = ()
    """What the section shows. Shape: plain maps; the key `part` names a module of `compose/parts`,
    the others are its options."""
    sections: tuple[Section, ...] = ()
    when_empty: WhenEmpty = WhenEmpty.OMIT
    empty_text: str = ""
    """What stands in a section that must appear although it has no content."""
    starts_page: bool = False
    is_numbered: bool = True
    is_listed: bool = True
    """Whether the contents list has it."""
    form: bool = True
    """Whether a blank form has it."""
    pointer: str = ""
    """The JSON Pointer to the section in `source`."""
    source: Source | None = None
    """The file that says its parts; none for a layout made in memory."""

    @property
    def handle(self) -> str:
        """What other layouts call this section."""
        return self.name or self.title


class Layout(Struct, frozen=True, kw_only=True):
    """A whole layout."""

    name: str
    description: str = ""
    title: TitleSpec = field(default_factory=TitleSpec)
    is_numbered: bool = False
    contents: int = 2
    """How many levels of headings the contents list has; 0 for no list."""
    list_of_tables: bool = False
    list_of_figures: bool = False
    severities: Mapping[str, Tone] = field(default_factory=dict)
    """The house's scale of severity, worst first, each with its tone."""
    sections: tuple[Section, ...] = ()
    watermark: Watermark = Watermark.NONE
    cover: bool = False
    """Whether the title has a page of its own."""
    closing: str = ""
    """The statement at the end of a report whose author gives none."""
    source: Source | None = None
    """The file that says it; none for a layout made in memory."""
    files: tuple[Path, ...] = ()
    """That file and those of the house that it extends, nearest first; no shipped one."""
    problems: tuple[Problem, ...] = ()
    """Notes on these files, such as keys that have been renamed."""
