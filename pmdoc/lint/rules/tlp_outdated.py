"""Find the label of an old version of the Traffic Light Protocol.

TLP 2.0 of August 2022 renamed `TLP:WHITE` to `TLP:CLEAR`. In `report.tlp` the old label is an
error, `schema-choice`; this rule finds it in texts, where it would contradict the banner.
Source: https://www.first.org/tlp/

Passes:
    pmdoc: 1
    report: {handling: "TLP:CLEAR, may be shared"}
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report: {handling: "TLP:WHITE, may be shared"}
    incident: {id: INC-1, title: Outage}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern

_OLD = SearchPattern(r"\bTLP[: -]WHITE\b", "white")


def _check(subject: Subject) -> Findings:
    for hit in subject.texts.words.search(_OLD):
        message = "uses TLP:WHITE, which TLP 2.0 renamed."
        yield Finding(hit.text.pointer, message, "Write TLP:CLEAR.", hit.start)


RULE = Rule(id="tlp-outdated", level=Level.WARNING, check=_check, each=("texts",))
