"""Words of other tools and companies, and what they may mean here.

In → Out: a word and the known words at its place in, the known word that is meant out.
Must not: return a word that is not known at the place.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

_CHOICES = {
    "complete": ("done", "resolved", "final"),
    "completed": ("done", "resolved", "final"),
    "finished": ("done", "resolved", "final"),
    "fixed": ("done", "resolved"),
    "closed": ("done",),
    "wip": ("in-progress", "draft"),
    "doing": ("in-progress",),
    "started": ("in-progress",),
    "todo": ("open",),
    "to-do": ("open",),
    "new": ("open", "ongoing"),
    "active": ("ongoing", "in-progress"),
    "wontfix": ("cancelled",),
    "dropped": ("cancelled",),
    "review": ("in-review",),
    "reviewing": ("in-review",),
    "under-review": ("in-review",),
    "ready-for-review": ("in-review",),
    "published": ("final",),
    "signed": ("approved",),
    "people": ("human",),
    "third-party": ("external",),
    "vendor": ("external",),
    "organizational": ("process",),
    "urgent": ("critical", "high"),
    "blocker": ("critical",),
    "p0": ("critical", "high"),
    "p1": ("critical", "high"),
    "p2": ("high",),
    "p3": ("medium",),
    "p4": ("low",),
    "major": ("high",),
    "moderate": ("medium",),
    "normal": ("medium",),
    "minor": ("low",),
    "white": ("clear",),
    "tlp:white": ("tlp:clear",),
    "yellow": ("amber",),
    **dict.fromkeys(("rot", "rouge", "rojo"), ("red",)),
    **dict.fromkeys(("gelb", "orange", "jaune", "amarillo", "ambar", "ámbar"), ("amber",)),
    **dict.fromkeys(("grün", "gruen", "vert", "verde"), ("green",)),
    **dict.fromkeys(("weiß", "weiss", "klar", "blanc", "blanco"), ("clear",)),
    **dict.fromkeys(("kritisch", "critique", "crítico", "crítica"), ("critical",)),
    **dict.fromkeys(("hoch", "haute", "élevée", "alta", "alto"), ("high",)),
    **dict.fromkeys(("mittel", "moyenne", "media", "medio"), ("medium",)),
    **dict.fromkeys(("niedrig", "gering", "basse", "faible", "baja", "bajo"), ("low",)),
    **dict.fromkeys(("offen", "ouvert", "ouverte", "abierto", "abierta"), ("open",)),
    **dict.fromkeys(("erledigt", "fertig", "abgeschlossen", "fait", "hecho"), ("done", "final")),
    **dict.fromkeys(("in-arbeit", "en-cours", "en-curso"), ("in-progress",)),
    **dict.fromkeys(("entwurf", "brouillon", "borrador"), ("draft",)),
    **dict.fromkeys(("in-prüfung", "en-revue", "en-revisión"), ("in-review",)),
    **dict.fromkeys(("freigegeben", "genehmigt", "approuvé", "aprobado"), ("approved",)),
    **dict.fromkeys(("erkennung", "entdeckung", "détection", "detección"), ("detection",)),
    **dict.fromkeys(("untersuchung", "analyse", "enquête", "investigación"), ("investigation",)),
    **dict.fromkeys(("behebung", "lösung", "résolution", "resolución"), ("resolution",)),
    "recovery": ("resolution",),
    "mitigation": ("resolution", "mitigate"),
    "remediation": ("resolution",),
    "containment": ("resolution",),
    "fix": ("resolution",),
    "triage": ("investigation",),
    "diagnosis": ("investigation",),
    "analysis": ("investigation",),
    "alerting": ("detection",),
    "alert": ("detection",),
    "now": ("immediate",),
    "short": ("short-term",),
    "medium": ("medium-term",),
    "long": ("long-term",),
    "guess": ("estimate",),
    "estimated": ("estimate", "approximate"),
    "measured": ("actual",),
    "approx": ("approximate", "estimate"),
    "about": ("approximate", "estimate"),
    "precise": ("exact",),
}
_KEYS = {
    "title": ("action", "event", "name", "lesson", "one_line"),
    "text": ("action", "event", "message", "description", "lesson"),
    "task": ("action",),
    "todo": ("action",),
    "what": ("event", "action", "description"),
    "description": ("event", "action", "statement", "overview", "note"),
    "details": ("notes", "technical_details", "description"),
    "message": ("event",),
    "assignee": ("owner",),
    "assigned_to": ("owner",),
    "responsible": ("owner",),
    "who": ("actor", "owner", "name", "by"),
    "person": ("actor", "owner", "name"),
    "user": ("actor", "name"),
    "author": ("authors", "actor"),
    "deadline": ("due",),
    "due_date": ("due",),
    "state": ("status",),
    "done": ("status", "completed"),
    "time": ("at",),
    "timestamp": ("at", "time"),
    "when": ("at", "time", "date"),
    "date": ("at", "time"),
    "at": ("time",),
    "start": ("started", "time"),
    "started_at": ("started",),
    "end": ("resolved", "until"),
    "ended": ("resolved",),
    "detected_at": ("detected",),
    "resolved_at": ("resolved",),
    "sev": ("severity",),
    "amount": ("value",),
    "number": ("value", "count"),
    "currency": ("unit",),
    "path": ("file",),
    "image": ("file",),
    "src": ("file",),
    "alt_text": ("alt",),
    "link": ("url",),
    "href": ("url",),
    "cause": ("root_cause",),
    "rootcause": ("root_cause",),
    **dict.fromkeys(("incident_id", "incident_name", "incident_title"), ("incident",)),
    **dict.fromkeys(("timeline_events", "event_log", "chronology"), ("timeline",)),
    **dict.fromkeys(("affected_services", "impacted_services"), ("services", "impact")),
    **dict.fromkeys(("customer_impact", "user_impact", "business_impact"), ("impact",)),
    **dict.fromkeys(("root_causes", "causes", "rca"), ("root_cause",)),
    **dict.fromkeys(("lessons_learned", "learnings"), ("lessons",)),
    **dict.fromkeys(("what_went_well", "what_went_wrong"), ("went_well", "retrospective")),
    **dict.fromkeys(("corrective_actions", "remediation_items", "remediations"), ("actions",)),
    "events": ("timeline",),
    "action_items": ("actions",),
    "tasks": ("actions",),
    "follow_ups": ("actions", "follow_up"),
    "postmortem": ("report",),
    "metadata": ("report",),
    "tags": ("custom",),
    "signoff": ("sign_offs",),
    "history": ("revisions",),
    "tz": ("time_zone",),
    "timezone": ("time_zone",),
    "lang": ("language",),
}


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
