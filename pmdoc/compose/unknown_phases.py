"""Find phases of the timeline that neither the schema nor the layout knows.

In → Out: an incident and a layout in, a problem for each phase out.
Must not: judge the phases of the schema.
"""

from __future__ import annotations

from collections.abc import Iterator

from pmdoc.diagnostics.problem import Level, Problem, pointer_to
from pmdoc.layout import Layout
from pmdoc.model.choice import OwnPhase, Phase
from pmdoc.model.incident import Incident
from pmdoc.validate.synonyms import meant_choice


def find_unknown_phases(incident: Incident, layout: Layout | None = None) -> Iterator[Problem]:
    """Yield a problem for each unknown phase, at its first entry: a warning without a layout.

    Problems: `phase-unknown`.
    """
    own = [phase.name for phase in layout.phases] if layout else []
    choices = [*(phase.value for phase in Phase), *own]
    known = {*own}
    for index, entry in enumerate(incident.timeline):
        phase = entry.phase
        if not isinstance(phase, OwnPhase) or phase in known:
            continue
        known.add(phase)
        where = (
            f"the layout {layout.name!r} does not declare" if layout else "only a layout can have"
        )
        yield Problem(
            id="phase-unknown",
            level=Level.ERROR if layout else Level.WARNING,
            message=f"is {str(phase)!r}, a phase that {where}.",
            pointer=pointer_to("timeline", index, "phase"),
            hint=f"{_suggestion(phase, choices)} A layout declares others under `phases`.",
        )


def _suggestion(phase: str, choices: list[str]) -> str:
    meant = meant_choice(phase, choices)
    return f"Did you mean `{meant}`?" if meant else f"Choose from: {', '.join(choices)}."
