"""Find sources and citations that no reference has.

`source: S9` says that readers can look it up under S9. Ids are taken for ids if they look like
those of the references: the same letters before the number, or a few capitals if there are no
references. A citation in brackets, such as `[S9]`, needs a reference of that id, and "action A7" an
action.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    timeline: [{event: Alert, source: "S1, log of the pager"}]
    references: [{id: S1, title: Notes}]

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    timeline: [{event: Alert, source: S9}]
    references: [{id: S1, title: Notes}]
"""

import re
from collections.abc import Iterator

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextMatch
from pmdoc.model.incident import Incident

_ID = SearchPattern(r"([A-Z]{1,5}[-_]?)(\d{1,4})(?![\w-]|\.\w)")
_SOURCE = "/source"


def _check(subject: Subject) -> Findings:
    incident = subject.incident
    known = {reference.id for reference in incident.references if reference.id}
    others = {*_other_ids(incident)}
    prefixes = {_ID.pattern.match(one)[1] for one in known if _ID.pattern.match(one)}  # type: ignore[index]
    sources = (t for t in subject.texts.everything.texts if t.pointer.endswith(_SOURCE))
    for text in sources:
        for match in _ID.pattern.finditer(text.text):
            hit = TextMatch(text, match, match.start())
            is_id = match[1] in prefixes or (not known and _is_listed(hit))
            if is_id and match.group() not in known | others:
                yield _finding(hit, "reference", "references")
    yield from _citations(subject, known | others, prefixes)
    yield from _actions(subject)


def _other_ids(incident: Incident) -> Iterator[str]:
    """Yield ids that a text may name without a reference."""
    yield from (incident.incident.id, incident.report.id, incident.incident.severity)
    for action in incident.actions:
        yield from (action.id, action.ticket)


def _is_listed(hit: TextMatch) -> bool:
    """Return whether a source consists of such ids only."""
    rest = _ID.pattern.sub("", hit.text.text)
    return not re.sub(r"[\s,;&/+]|\band\b", "", rest)


def _citations(subject: Subject, known: set[str], prefixes: set[str]) -> Findings:
    """Find `[S9]` where the references are S1 and S2."""
    if not prefixes:
        return
    either = "|".join(map(re.escape, sorted(prefixes)))
    cited = SearchPattern(rf"(?<!\])\[((?:{either})\d{{1,4}})\](?![(:\[])", "[")
    for hit in subject.texts.prose.search(cited):
        if hit.match[1] not in known:
            yield _finding(hit, "reference", "references", 1)


def _actions(subject: Subject) -> Findings:
    """Find "action A7" where no action has that id, but others have ids of that form."""
    known = {action.id for action in subject.incident.actions if action.id}
    named = {*known, *_other_ids(subject.incident)}
    forms = [match for one in sorted(known) if (match := _ID.pattern.fullmatch(one))]
    if not forms:
        return
    either = "|".join(sorted({re.escape(match[1]) for match in forms}))
    pattern = SearchPattern(
        rf"\b(?:[Aa]ctions?|[Mm]easures?|[Ss]ee|Maßnahmen?|siehe) (?:items? |no\. )?"
        rf"(?P<id>(?:{either})\d{{1,4}})(?![\w-]|\.\w)",
        *("action", "measure", "see", "maßnahme", "siehe"),
    )
    for hit in subject.texts.prose.search(pattern):
        if hit.match["id"] not in named | {one.id for one in subject.incident.references}:
            yield _finding(hit, "action", "actions", hit.match.start("id") - hit.match.start())


def _finding(hit: TextMatch, what: str, where: str, offset: int = 0) -> Finding:
    name = hit.match.groupdict().get("id") or hit.match.group().strip("[]")
    return Finding(
        hit.text.pointer,
        f"names {name}, which no {what} has as its id.",
        f"Add the {what} under `{where}`, or correct the id.",
        hit.start + offset,
    )


RULE = Rule(id="source-unknown", level=Level.WARNING, check=_check)
