"""Find texts that name another severity than the incident's.

"This SEV-1 incident" in the summary of an incident of SEV-2 is usually a slip of an earlier rating.
Only severities of the same form are compared, and texts that also name the incident's own severity,
or speak of a change of the rating, are left alone.

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
from pmdoc.lint.text_index import SearchPattern

_FORM = SearchPattern(r"([A-Za-z]{1,9})[ -]?(\d)")
_CHANGED = SearchPattern(
    r"(?i)\b(?:rated|graded|raised|lowered|escalat\w+|upgrad\w+|downgrad\w+|chang\w+|initial\w*"
    r"|at first|first|later|until|from|reclassif\w+|as if|would|like|similar|other|another|previous"
    r"|page[sd]?|every|each|all|any|for|threshold|below|above)\b"
)


def _check(subject: Subject) -> Findings:
    own = _FORM.pattern.fullmatch(subject.incident.incident.severity.strip())
    if own is None:
        return
    word = re.escape(own[1])
    pattern = SearchPattern(rf"(?i)(?<![\w-]){word}[ -]?(\d)(?![\w-])")
    for hit in subject.texts.summary.search(pattern):
        text = hit.text.text
        others = {match[1] for match in pattern.pattern.finditer(text)}
        if own[2] not in others and not _CHANGED.pattern.search(
            text[max(0, hit.start - 60) : hit.start + 60]
        ):
            yield Finding(
                hit.text.pointer,
                f"names {hit.match.group()}, but the severity of the incident is {own.group()}.",
                "Correct one of them.",
                hit.start,
            )


RULE = Rule(id="severity-differs", level=Level.NOTE, check=_check)
