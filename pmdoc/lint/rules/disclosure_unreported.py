"""Find disclosed data of which the rest of the report says nothing.

If `impact.data.disclosure` says that data got out, readers of the summary must learn of it, and
somebody must have asked whether authorities or customers have to be told. The summary tells it if
it speaks of data at all; the question is answered by an entry under `communication.regulatory`, a
`regulatory_statement`, or a sentence under `impact.business.compliance`. Either may also say why
nothing is due.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {one_line: Checkout failed., data: Names of customers were disclosed}
    impact: {data: {disclosure: "Names of 5,400 customers"}}
    communication: {regulatory_statement: "No notification, as the names are public."}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {one_line: Checkout failed.}
    impact: {data: {disclosure: "Names of 5,400 customers"}}
"""

from pmdoc.lint.denial import says_none
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern
from pmdoc.model.incident import is_empty

_AT = "/impact/data/disclosure"
_OF_DATA = SearchPattern(
    r"(?i)\b(?:data\b|records?\b|disclos|expos|leak|breach|personal|privacy|names?\b|address|e-?mail"
    r"|credential|password|stolen|steal|theft|thief|intru|attacker|unauthori[sz]ed|read by|seen by"
    r"|visible|confidential|daten|offenge|abgeflossen|einsehbar|donn[ée]es|fuite|divulg|datos|filtra"
    r"|dati\b|diffus|gegevens|gelekt|danych|dane\b|wyciek|dados|vazamento)"
    r"|データ|情報|数据|數據|资料|信息|بيانات|מידע|נתונים|данн"
)


def _check(subject: Subject) -> Findings:
    incident = subject.incident
    if says_none(incident.impact.data.disclosure):
        return
    summary = incident.summary
    told = (summary.one_line, summary.overview, summary.what_happened, summary.impact, summary.data)
    texts = [incident.incident.title, *told, *summary.key_learnings]
    if any(told) and not any(_OF_DATA.pattern.search(text) for text in texts):
        yield Finding(
            _AT,
            "says that data was disclosed, of which the summary says nothing.",
            "Say it in `summary.data`, or in the text of the summary.",
        )
    if not any(_asked(subject)):
        yield Finding(
            _AT,
            "says that data was disclosed, but the report does not say whether anybody has to be "
            "notified.",
            "Add the authority under `communication.regulatory`, or say in "
            "`communication.regulatory_statement` why none has to be told.",
        )


def _asked(subject: Subject) -> tuple[bool, ...]:
    communication = subject.incident.communication
    return (
        not is_empty(communication.regulatory),
        bool(communication.regulatory_statement),
        bool(subject.incident.impact.business.compliance),
    )


RULE = Rule(id="disclosure-unreported", level=Level.WARNING, check=_check)
