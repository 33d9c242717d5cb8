"""Add a section for each of a layout's own phases.

In → Out: a layout in; the layout with its sections repeated for the phases out.
Must not: read an incident, or touch a section without a filter by phase.

A section with a table of the phase `own` is a pattern: with the phases below, it becomes a section
"Triage", which follows the section of the phase before it.

    phases: [{name: detection, title: Detection}, {name: triage, title: Triage}]
    sections:
      - {title: Detection, parts: [{part: table, where: {phase: detection}, ...}]}
      - {title: Own, parts: [{part: table, where: {phase: own}, ...}]}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from pmdoc.layout.layout import Layout, PhaseName, Section
from pmdoc.model.choice import Phase

_OWN = "own"
_KNOWN = frozenset(Phase)


def add_phase_sections(layout: Layout) -> Layout:
    """Replace the sections that are patterns by one for each of the layout's own phases."""
    return replace(layout, sections=_expand(layout.sections, layout.phases))


def _expand(sections: tuple[Section, ...], phases: tuple[PhaseName, ...]) -> tuple[Section, ...]:
    below = [
        replace(section, sections=_expand(section.sections, phases))
        if section.sections
        else section
        for section in sections
    ]
    pattern = next((section for section in below if _phase_of(section) == _OWN), None)
    if pattern is None:
        return tuple(below)
    place = below.index(pattern)
    del below[place]
    for phase in phases:
        if phase.name not in _KNOWN:
            below.insert(place, _made_for(phase, pattern))
            place += 1
            continue
        places = (at for at, section in enumerate(below, 1) if _phase_of(section) == phase.name)
        place = next(places, place)
    return tuple(below)


def _phase_of(section: Section) -> str:
    phases = (part["where"].get("phase", "") for part in section.parts if "where" in part)
    return next((phase for phase in phases if isinstance(phase, str)), "")


def _made_for(phase: PhaseName, pattern: Section) -> Section:
    parts = tuple(_filtered(part, phase) for part in pattern.parts)
    return replace(pattern, title=phase.title, name=phase.name, parts=parts)


def _filtered(part: Mapping[str, Any], phase: PhaseName) -> Mapping[str, Any]:
    where = part.get("where", {})
    return {**part, "where": {**where, "phase": phase.name}} if where.get("phase") == _OWN else part
