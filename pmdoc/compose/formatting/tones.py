"""Map states and severities to tones, from good to critical.

In → Out: a value of the incident in, a `Tone` out.
Must not: know a colour; styles assign colours to tones.
"""

from __future__ import annotations

from pmdoc.compose.context import Context
from pmdoc.model.document import Tone

_VALUES = {
    Tone.CRITICAL: ("critical", "ongoing", "blocked"),
    Tone.SERIOUS: ("high",),
    Tone.CAUTION: ("medium", "draft", "in-review", "mitigated", "open", "not-started", "pending"),
    Tone.INFO: ("low", "final", "in-progress"),
    Tone.GOOD: ("approved", "resolved", "done"),
}
"""Degrees of severity and priority; states of reports, incidents and actions."""
_TONES = {value: tone for tone, values in _VALUES.items() for value in values}


def tone_of(value: str, ctx: Context) -> Tone:
    """Return the tone of a value: the layout's own severity scale first, then the known states."""
    scale = {name.casefold(): tone for name, tone in ctx.layout.severities.items()}
    key = str(value).casefold()
    return scale.get(key) or _TONES.get(key, Tone.NEUTRAL)
