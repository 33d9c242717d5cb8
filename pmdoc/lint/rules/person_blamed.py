"""Find people who are named next to a fault.

A name next to a mistake is what readers remember, for years, and reports are forwarded. Name the
role and what it had to work with: "the on-call engineer", "the person at the keyboard". Names are
fine next to what people did to help. The rule knows the people under `people`, in the report's
lists and in the incident; it finds them close before words such as "forgot" or "mistakenly", in
"mistake by", and as the actor of an event that is described as a mistake.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Database removed, commander: dana}
    people: {dana: {name: Dana Reyes}}
    root_cause:
      statement: The removal ran on the primary. Dana Reyes found that the job had failed to start.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Database removed, commander: dana}
    people: {dana: {name: Dana Reyes}}
    root_cause:
      statement: Dana Reyes accidentally removed the primary's data.
"""

import re

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern
from pmdoc.model.incident import Incident

_DID = (
    r"(?:forgot|failed to|neglected|overlooked|ignored|misread|misconfigured|mistook|mistakenly"
    r"|erroneously|wrongly|accidentally|inadvertently|carelessly|by mistake|by accident|botched"
    r"|broke|caused|(?:did not|didn['’]t|had not|hadn['’]t|never)"
    r" (?:check|notice|read|test|follow|verify|verified|ask|reali[sz]e)(?:e?d)?"
    r"|should have|(?:was|is) (?:to blame|at fault|careless|negligent|reckless)"
    r"|(?:was|is) responsible for (?:\w+ ){0,2}(?:outage|error|mistake|loss|damage|failure|breach)"
    r"|(?:pushed|ran|typed|entered|deleted|pulled|chose|picked|selected|deployed|restarted|cut|gave"
    r"|unplugged|administered|applied|executed|shipped|dialled) the wrong"
    r"|made (?:a|the|an) (?:\w+ )?(?:mistake|error|typo|slip|blunder))"
)
_FAULT = (
    r"(?:mistake|error|fault|negligence|oversight|slip|carelessness|failure|typo|blunder|lapse"
    r"|inattention)"
)
_BY = (
    r"(?:(?:mistake|error|fault|oversight|slip|typo) (?:(?:was )?made by|by|of)"
    r"|(?:caused|broken|forgotten|overlooked|misread|misconfigured) by"
    r"|blamed? on|(?<!not )(?<!n't )(?<!n’t )(?<!nobody )blamed?)"
)
_BETWEEN = (
    r"(?:(?!(?:that|how|why|what|which|the|an?|and|found|saw|noticed|reported)\b)\w+,? ){0,3}"
)
_AT_THE_END = (
    r"(?:(?!(?:that|how|why|what|which|who|found|saw|noticed|reported|told|learnt|learned)\b)"
    r"[\w'’`-]+ ){1,7}(?:by mistake|by accident|in error"
    r"|(?<!the )(?<!an )(?:mistakenly|accidentally))"
)
_MISTAKE = SearchPattern(
    r"\b(?:by (?:mistake|accident)|mistakenly|accidentally|erroneously|inadvertently|forgot(?:ten)?"
    r"|overlooked|carelessly|wrong (?:host|server|database|environment|command|file|account))\b",
    flags=re.IGNORECASE,
)
_FULL_NAME = SearchPattern(r"[^\W\d_][\w.'’-]*(?: (?:[a-z]{2,3} )?[^\W\d_][\w.'’-]+){1,3}")
_NO_PERSON = SearchPattern(
    r"(?i)\b(?:team|group|board|desk|staff|department|committee|office|management|engineering"
    r"|support|security|operations|officer|manager|engineer|lead|counsel|examples?|inc|ltd|gmbh)\b"
)
_ALSO_WORDS = frozenset(
    {
        *("will", "mark", "may", "april", "june", "august", "grace", "hope", "faith", "bill"),
        *("art", "drew", "sue", "jack", "rob", "chase", "pat", "dash", "page", "stone", "long"),
        *("young", "short", "white", "black", "brown", "green", "day", "king", "wood", "case"),
        *("field", "rich", "summer", "joy", "iris", "ruby", "perl", "java", "cash", "root"),
    }
)


def _check(subject: Subject) -> Findings:
    names = sorted(_names(subject.incident), key=lambda name: (-len(name), name))
    if not names:
        return
    either = "|".join(re.sub("['’]", "['’]", re.escape(name)) for name in names)
    who = f"(?P<who>{either})"
    who_else = who.replace("?P<who>", "?P<whose>")
    named_beside = SearchPattern(
        rf"\b{who}(?:['’]s (?:\w+ )?{_FAULT}\b|,? (?:who |then |also )?{_BETWEEN}{_DID}\b"
        rf"| {_AT_THE_END}\b)"
        rf"|\b(?i:{_BY}) {who_else}\b",
        *{re.split("['’]", name.lower())[-1]: None for name in names},
    )
    named = set()
    for hit in subject.texts.prose.search(named_beside):
        named.add(hit.text.pointer)
        yield _finding(hit.text.pointer, hit.match["who"] or hit.match["whose"], hit.start)
    full = {name for name in names if " " in name}
    for index, entry in enumerate(subject.incident.timeline):
        actor = next((name for name in entry.actor if name in full), "")
        if not actor:
            continue
        for part in ("event", "action", "notes"):
            pointer = pointer_to("timeline", index, part)
            if pointer not in named and _MISTAKE.pattern.search(getattr(entry, part)):
                yield _finding(pointer_to("timeline", index, "actor"), actor)
                break


def _names(incident: Incident) -> set[str]:
    """Collect people's names, and for those under `people` also first and last names."""
    report = incident.report
    given = {
        *(*incident.incident.reporter, *incident.incident.commander, *report.facilitator),
        *(*report.authors, *report.participants, *report.reviewers, *report.approval.by),
        *(sign_off.name for sign_off in report.sign_offs),
    }
    full_names = filter(_FULL_NAME.pattern.fullmatch, given)
    names = {name for name in full_names if not _NO_PERSON.pattern.search(name)}
    for person in incident.people:
        parts = person.name.split()
        names.add(person.name)
        names.update(p for p in parts if len(p) > 2 and p[0].isupper() and _is_a_name(p))
    return names - {""}


def _is_a_name(word: str) -> bool:
    return word.lower() not in _ALSO_WORDS and not _NO_PERSON.pattern.search(word)


def _finding(pointer: str, name: str, start: int = 0) -> Finding:
    return Finding(
        pointer,
        f"names {name} next to a fault.",
        'Name the role and what it had to work with, such as "the on-call engineer, at a prompt '
        'that does not name the host".',
        start,
    )


RULE = Rule(id="person-blamed", level=Level.WARNING, check=_check)
