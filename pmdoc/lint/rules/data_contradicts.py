"""Find statements on data that contradict each other.

"No data was lost" in the summary, and lost records under `impact.data`, can't both be true. This
rule compares `summary.data`, and sentences such as "no customer data was disclosed" in the summary
and the impact, with `impact.data.loss`, `corruption` and `disclosure`. Sentences about some data
only ("no payment data was disclosed") are left alone. It reads English and German.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {data: Names of customers were disclosed. No data was lost.}
    impact: {data: {loss: None, disclosure: Names of 5,400 customers}}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {data: No personal data was disclosed}
    impact: {data: {disclosure: Names of 5,400 customers}}
"""

import re

from pmdoc.lint.denial import says_none
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern

_DONE = {
    "loss": r"lost|loss|deleted|missing|destroyed|verloren|gelöscht",
    "corruption": r"corrupt\w*|damaged|altered|changed|modified|beschädigt|verändert",
    "disclosure": r"disclos\w*|exposed|exposure|leak\w*|stolen|accessed|breached|offengelegt"
    r"|abgeflossen|eingesehen",
}
_DENIED = SearchPattern(
    r"(?i)\b(?:no|none of the|kein\w*) (?:(?:personal|customers?['’]?|users?['’]?|client|such"
    r"|personenbezogenen?|of our) ){0,2}(?:data|records?|information|daten|kundendaten)\b"
    r"(?: (?:of|von) (?:customers|users|Kunden))?"
    rf"(?: (?:\w+ ){{0,3}}(?P<done>{'|'.join(_DONE.values())})|(?P<at_all>\W*\Z))",
    *("no ", "none of", "kein"),
)
_NOT_AT_ALL = SearchPattern(r"(?i)\s*(?:none|no|nothing|not affected|keine?)\W*\Z")
_OWN = "/impact/data/"


def _check(subject: Subject) -> Findings:
    impact = subject.incident.impact.data
    happened = [name for name in _DONE if not says_none(getattr(impact, name))]
    if not happened:
        return
    if _NOT_AT_ALL.pattern.match(subject.incident.summary.data):
        yield _finding("/summary/data", happened[0], 0)
    for hit in subject.texts.summary.search(_DENIED):
        pointer = hit.text.pointer
        done = hit.match["done"]
        for name in happened:
            is_denied = not done or re.fullmatch(_DONE[name], done, re.IGNORECASE)
            if is_denied and pointer != _OWN + name and (done or pointer == "/summary/data"):
                yield _finding(pointer, name, hit.start)
                break


def _finding(pointer: str, name: str, start: int) -> Finding:
    return Finding(
        pointer,
        f"denies what impact.data.{name} says.",
        "Correct one of the two, or say which data is meant.",
        start,
    )


RULE = Rule(id="data-contradicts", level=Level.WARNING, check=_check)
