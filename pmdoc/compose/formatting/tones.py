"""Map states and severities to tones, from good to critical.

In → Out: a value of the incident in, a `Tone` out.
Must not: know a colour; styles assign colours to tones.
"""

from __future__ import annotations

from pmdoc.compose.context import Context
from pmdoc.model.document import Tone

_TONES = {
    # degrees of severity, priority and confidence
    "critical": Tone.CRITICAL,
    "high": Tone.SERIOUS,
    "medium": Tone.CAUTION,
    "low": Tone.INFO,
    # states of a report
    "draft": Tone.CAUTION,
    "in-review": Tone.CAUTION,
    "final": Tone.INFO,
    "approved": Tone.GOOD,
    # states of an incident
    "ongoing": Tone.CRITICAL,
    "mitigated": Tone.CAUTION,
    "resolved": Tone.GOOD,
    "closed": Tone.NEUTRAL,
    # states of an action
    "open": Tone.CAUTION,
    "not-started": Tone.CAUTION,
    "pending": Tone.CAUTION,
    "in-progress": Tone.INFO,
    "blocked": Tone.CRITICAL,
    "done": Tone.GOOD,
    "cancelled": Tone.NEUTRAL,
}


def tone_of(value: str, ctx: Context) -> Tone:
    """Return the tone of a value: the layout's own severity scale first, then the known states."""
    scale = {name.casefold(): tone for name, tone in ctx.layout.severities.items()}
    key = str(value).casefold()
    return scale.get(key) or _TONES.get(key, Tone.NEUTRAL)
