"""Find statements on data that contradict each other.

"No data was lost" in the summary, and lost records under `impact.data`, can't both be true. This
rule compares `summary.data`, and sentences such as "no customer data was disclosed" or "names were
leaked" in the summary and the impact, with `impact.data.loss`, `corruption` and `disclosure`.
Sentences that deny it for some data only ("no payment data was disclosed") are left alone. It reads
English, and denials in German.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {data: Names of customers were disclosed. No data was lost.}
    impact: {data: {loss: None, disclosure: "Names of 5,400 customers"}}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {data: No personal data was disclosed}
    impact: {data: {disclosure: "Names of 5,400 customers"}}
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
_SAID = SearchPattern(
    r"(?i)\b(?:data|records|names|addresses|credentials|passwords|files)(?: of(?: \w+){1,3})? "
    rf"(?:were|was|have been|has been|got) (?:\w+ly )?(?P<done>{'|'.join(_DONE.values())})\b",
    *("data", "records", "names", "addresses", "credentials", "passwords", "files"),
)
_NOT_SO = SearchPattern(
    r"(?i)\b(?:no|not|none|never|neither|nor|without|whether|if|could|might|may|any)\b[^.;]*\Z"
)
_NOT_AT_ALL = SearchPattern(r"(?i)\s*(?:none|no|nothing|not affected|keine?)\W*\Z")
_OWN = "/impact/data/"


def _check(subject: Subject) -> Findings:
    impact = subject.incident.impact.data
    yield from _affirmed(subject)
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


def _affirmed(subject: Subject) -> Findings:
    """Find sentences that say what `impact.data` denies."""
    impact = subject.incident.impact.data
    denied = [name for name in _DONE if getattr(impact, name) and says_none(getattr(impact, name))]
    if not denied:
        return
    for hit in subject.texts.summary.search(_SAID):
        before = hit.text.text[max(0, hit.start - 80) : hit.start]
        if _NOT_SO.pattern.search(before) or hit.text.pointer.startswith(_OWN):
            continue
        for name in denied:
            if re.fullmatch(_DONE[name], hit.match["done"], re.IGNORECASE):
                yield _finding(hit.text.pointer, name, hit.start)


def _finding(pointer: str, name: str, start: int) -> Finding:
    return Finding(
        pointer,
        f"contradicts impact.data.{name}.",
        "Correct one of the two, or say which data is meant.",
        start,
    )


RULE = Rule(id="data-contradicts", level=Level.WARNING, check=_check)
