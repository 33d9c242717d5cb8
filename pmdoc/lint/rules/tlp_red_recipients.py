"""Find reports for named readers that name no readers.

`TLP:RED` is for individual recipients only. The report must name them.

Passes:
    pmdoc: 1
    report: {tlp: RED, distribution: [Dana Reyes, Sam Okoro]}
    incident: {id: INC-1, title: Outage}

Fails:
    pmdoc: 1
    report: {tlp: RED}
    incident: {id: INC-1, title: Outage}
"""

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.model.tlp import Tlp


def _check(subject: Subject) -> Findings:
    report = subject.incident.report
    if report.tlp is Tlp.RED and not report.distribution:
        yield Finding(
            "/report/tlp",
            "is RED, which is for named recipients, but the report names none.",
            "Add `distribution:` with their names, or choose another label.",
        )


RULE = Rule(id="tlp-red-recipients", level=Level.WARNING, check=_check)
