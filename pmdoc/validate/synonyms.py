"""Words of other tools and companies, and what they may mean here.

In → Out: a word and the known words at its place in, the known word that is meant out.
Must not: return a word that is not known at the place.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

# Each line has the known words, the first that is known at the place being meant, then those that
# other tools use for them.
_CHOICES_TEXT = """
done resolved final: complete completed finished
done resolved: fixed
done: closed
in-progress draft: wip
in-progress: doing started in-arbeit en-cours en-curso
open: todo to-do offen ouvert ouverte abierto abierta
open ongoing: new
ongoing in-progress: active
cancelled: wontfix dropped
in-review: review reviewing under-review ready-for-review in-prüfung en-revue en-revisión
final: published
approved: signed freigegeben genehmigt approuvé aprobado
human: people
external: third-party vendor
process: organizational
critical high: urgent p0 p1
critical: blocker kritisch critique crítico crítica
high: p2 major hoch haute élevée alta alto
medium: p3 moderate normal mittel moyenne media medio
low: p4 minor niedrig gering basse faible baja bajo
clear: white weiß weiss klar blanc blanco
tlp:clear: tlp:white
amber: yellow gelb orange jaune amarillo ambar ámbar
red: rot rouge rojo
green: grün gruen vert verde
done final: erledigt fertig abgeschlossen fait hecho
draft: entwurf brouillon borrador
detection: erkennung entdeckung détection detección alerting alert
investigation: untersuchung analyse enquête investigación triage diagnosis analysis
resolution: behebung lösung résolution resolución remediation fix
resolution mitigate: mitigation
immediate: now
short-term: short
medium-term: medium
long-term: long
estimate: guess
estimate approximate: estimated
actual: measured
approximate estimate: approx about
exact: precise
"""
_KEYS_TEXT = """
action event name lesson one_line: title
action event message description lesson: text
action: task todo
event action description: what
event action statement overview note: description
notes technical_details description: details
event: message
owner: assignee assignees assigned_to responsible owners
actor owner name by: who
actor owner name: person
actor name: user
authors actor: author
due: deadline due_date
status: state
status completed: done
at: time
at time: timestamp date
at time date: when
time: at
started time: start
started: started_at
resolved until: end
resolved: ended resolved_at
detected: detected_at
severity: sev
value: amount
value count: number
basis: certainty confidence inferred
name_withheld: withheld anonymous redacted
at_most: max maximum up_to upper_bound
at_least: min minimum lower_bound
unit: currency
file: path image src
alt: alt_text
url: link href
root_cause: cause rootcause root_causes causes rca
incident: incident_id incident_name incident_title
timeline: timeline_events event_log chronology events
services impact: affected_services impacted_services
impact: customer_impact user_impact business_impact
lessons: lessons_learned learnings
went_well retrospective: what_went_well what_went_wrong
actions: corrective_actions remediation_items remediations action_items tasks
actions follow_up: follow_ups
report: postmortem metadata
custom: tags
sign_offs: signoff
revisions: history
time_zone: tz timezone
language: lang
"""


def _read_table(text: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split(": ") for line in text.strip().splitlines())
    return {word: tuple(known.split()) for known, words in rows for word in words.split()}


_CHOICES, _KEYS = _read_table(_CHOICES_TEXT), _read_table(_KEYS_TEXT)


def meant_choice(word: str, choices: Iterable[str]) -> str:
    """Return the choice that is probably meant, or an empty string."""
    wanted = re.sub(r"[\s_]+", "-", word.strip().lower())
    by_lower = {choice.lower(): choice for choice in choices}
    near = [known for known in _CHOICES.get(wanted, ()) if known in by_lower]
    near = near or difflib.get_close_matches(wanted, by_lower, n=1, cutoff=0.6)
    return by_lower[near[0]] if near else ""


def other_names(key: str) -> tuple[str, ...]:
    """Return the keys that another tool's key may mean, wherever they belong."""
    return _KEYS.get(_as_key(key), ())


def _as_key(key: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower().replace("-", "_").replace(" ", "_")


def meant_key(key: str, known: Iterable[str]) -> str:
    """Return the known key that is probably meant, or an empty string."""
    free = list(known)
    wanted = _as_key(key)
    if wanted in free:
        return wanted
    near = [name for name in _KEYS.get(wanted, ()) if name in free]
    return near[0] if near else _nearest(wanted, tuple(free))


@lru_cache(maxsize=4096)
def _nearest(wanted: str, free: tuple[str, ...]) -> str:
    """Return the key with the most similar spelling, cached, as mistakes repeat in many entries."""
    near = difflib.get_close_matches(wanted, free, n=1, cutoff=0.7)
    return near[0] if near else ""
