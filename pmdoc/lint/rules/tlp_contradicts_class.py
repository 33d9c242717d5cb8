"""Find markings that allow different readers: TLP label, classification, notices.

Both are on every page. `TLP:CLEAR` lets a report go to the whole world and `TLP:GREEN` to a
community outside the company, so neither fits a report that is internal or confidential. A public
report has no reason for a label that restricts it. Secret content needs `AMBER+STRICT` or `RED`, as
`AMBER` allows sharing with clients. Another label in the handling instruction or the
confidentiality notice contradicts both, and a public report is neither privileged nor confidential.
A label that TLP 2.0 does not have is a schema error, `schema-choice`.

Passes:
    pmdoc: 1
    report: {classification: confidential, tlp: AMBER}
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report: {classification: confidential, tlp: GREEN}
    incident: {id: INC-1, title: Outage}
"""

import re

from pmdoc.lint.readership import is_public
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern
from pmdoc.model.report import Report
from pmdoc.model.tlp import Tlp

_WIDEST = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED)
_NEEDS = (
    # Stricter words first: "strictly confidential" is not merely confidential.
    (r"\b(?:top secret|secret|strictly|highly|streng|geheim)\b", Tlp.AMBER_STRICT),
    (r"\b(?:confidential|internal|restricted|private|proprietary|vertraulich|intern)\b", Tlp.AMBER),
)


_LABEL = SearchPattern(r"TLP[: -](RED|AMBER\+STRICT|AMBER|GREEN|CLEAR)(?![\w+])")
_NOTICES = ("handling", "confidentiality", "disclaimer", "copy")
_SECRET = SearchPattern(
    r"(?i)\b(?:confidential|privileged|internal (?:use )?only|do not (?:share|forward|distribute)"
    r"|named recipients|streng vertraulich|vertraulich|nur für den internen)\b"
)

_NOT_SO = SearchPattern(r"(?i)\b(?:no|not|nothing|never|without|formerly|kein\w*|nicht)\b")


def _check(subject: Subject) -> Findings:
    yield from _labels(subject.incident.report)
    yield from _notices(subject.incident.report)


def _notices(report: Report) -> Findings:
    """Compare the notices with the label, and with a classification as public."""
    everybody = is_public(report.classification)
    for name in ("privilege", *_NOTICES):
        text = getattr(report, name)
        label = _LABEL.pattern.search(text)
        if label and report.tlp and f"TLP:{label[1]}" != report.tlp:
            yield Finding(
                pointer_to("report", name),
                f"says {label.group()}, but report.tlp is {report.tlp}.",
                "Correct one of the two.",
            )
        elif everybody and _SECRET.pattern.search(text) and not _NOT_SO.pattern.search(text):
            yield Finding(
                pointer_to("report", name),
                f"restricts who may read what is {report.classification!r}.",
                "Delete it, or change the classification.",
            )


def _labels(report: Report) -> Findings:
    """Compare the label with the classification."""
    if report.tlp is None or not report.classification:
        return
    rank, level = _WIDEST.index(report.tlp), report.classification
    for words, least in _NEEDS:
        if re.search(words, level, re.IGNORECASE):
            if rank < _WIDEST.index(least):
                yield _finding(f"{report.tlp} allows more readers than {level!r}.", least)
            return
    if is_public(level) and rank > _WIDEST.index(Tlp.GREEN):
        yield _finding(f"{report.tlp} restricts what is {level!r}.", Tlp.CLEAR)


def _finding(message: str, better: Tlp) -> Finding:
    return Finding(
        "/report/tlp",
        f"contradicts the classification: {message}",
        f"Set `tlp: {better.removeprefix('TLP:')}`, or change the classification.",
    )


RULE = Rule(id="tlp-contradicts-class", level=Level.WARNING, check=_check)
