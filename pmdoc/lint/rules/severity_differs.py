"""Find texts that name another severity than the incident's.

"This SEV-1 incident" in the summary of an incident of SEV-2 is usually a slip of an earlier rating.
Only severities of the same form are compared, and texts that also name the incident's own severity,
or speak of a change of the rating, are left alone. If timeline and messages declare another
severity, and none of them the incident's, that is reported, too.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, severity: SEV-2}
    summary: {overview: "At first rated SEV-3, it was raised to SEV-2 at noon."}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage, severity: SEV-2}
    summary: {overview: This SEV-1 incident lasted an hour.}
"""

import re

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextMatch

_FORM = SearchPattern(r"([A-Za-z]{1,9})[ -]?(\d)")
_DECLARED = SearchPattern(r"(?i)\b(?:declared|incident|graded|rated|classified|opened|raised)\b")
_CHANGED = SearchPattern(
    r"(?i)\b(?:rated|graded|raised|lowered|escalat\w+|upgrad\w+|downgrad\w+|chang\w+|initial\w*"
    r"|at first|first|later|until|from|reclassif\w+|as if|would|like|similar|other|another|previous"
    r"|page[sd]?|every|each|all|any|for|threshold|below|above)\b"
)


def _check(subject: Subject) -> Findings:
    own = _FORM.pattern.fullmatch(subject.incident.incident.severity.strip())
    if own is None:
        return
    pattern = SearchPattern(rf"(?i)(?<![\w-]){re.escape(own[1])}[ -]?(\d)(?![\w-])")
    for hit in subject.texts.summary.search(pattern):
        text = hit.text.text
        levels = {match[1] for match in pattern.pattern.finditer(text)}
        around = text[max(0, hit.start - 60) : hit.start + 60]
        if own[2] not in levels and not _CHANGED.pattern.search(around):
            yield _finding(hit, own.group())
    hits = [
        hit
        for hit in subject.texts.prose.search(pattern)
        if hit.text.pointer.startswith(("/timeline/", "/communication/log/"))
    ]
    if not any(hit.match[1] == own[2] for hit in hits):
        for hit in hits:
            around = hit.text.text[max(0, hit.start - 30) : hit.start + 40]
            if _DECLARED.pattern.search(around):
                yield _finding(hit, own.group())
                break


def _finding(hit: TextMatch, own: str) -> Finding:
    return Finding(
        hit.text.pointer,
        f"names {hit.match.group()}, but the severity of the incident is {own}.",
        "Correct one of them, or say when it was changed.",
        hit.start,
    )


RULE = Rule(id="severity-differs", level=Level.NOTE, check=_check)
