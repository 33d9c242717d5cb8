"""Find shares in texts that the figures contradict.

"All customers" were not affected if `impact.users.affected` says 12 %, and "up to 28 % of requests
failed" is not a peak error rate of 82 %.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    impact: {users: {affected: 12 %, statement: It affected 12 % of all customers.}}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    impact: {users: {affected: 12 %, statement: It affected all customers.}}
"""

from pmdoc.lint.quantity import NUMBER, number_of, percent_of
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern

_ALL = SearchPattern(
    r"(?i)\b(?:(?:affected|hit|impacted|failed for|down for|unavailable (?:to|for)) (?:all|every)"
    r"(?: of)?(?: our| the)? (?:users?|customers?|clients?)\b"
    r"|(?:all|every)(?: of)?(?: our| the)? (?:users?|customers?|clients?) (?:were|was) "
    r"(?:affected|impacted|hit|unable)|no (?:user|customer|client) could\b)"
    r"(?! (?:in|of|on|with|who))",
    *("all", "every", "no user", "no customer", "no client"),
)
_UP_TO = SearchPattern(
    rf"(?i)\b(?:up to|as many as|at most|a peak of|peaked at) (?P<number>{NUMBER}) ?%"
    r"(?: of (?:\w+[ -]){1,5}(?:in \w+ )?"
    r"(?:failed|were lost|were rejected|were refused|timed out)\b)",
    "%",
)


def _check(subject: Subject) -> Findings:
    yield from _all_or_share(subject)
    yield from _peak(subject)


def _all_or_share(subject: Subject) -> Findings:
    impact = subject.incident.impact
    shares = (
        ("impact.users.affected", percent_of(impact.users.affected)),
        ("impact.customers.count", percent_of(impact.customers.count)),
        ("summary.users", percent_of(subject.incident.summary.users)),
    )
    share = next(
        ((name, value) for name, value in shares if value is not None and value < 100), None
    )
    if share is None:
        return
    for hit in subject.texts.summary.search(_ALL):
        yield Finding(
            hit.text.pointer,
            f'says "{hit.match.group()}", but {share[0]} says {share[1]:g} %.',
            "Correct one of them.",
            hit.start,
        )


def _peak(subject: Subject) -> Findings:
    """Compare "up to 82 % of requests failed" with the highest error rate."""
    peak = percent_of(subject.incident.impact.users.peak_error_rate)
    if peak is None:
        return
    for hit in subject.texts.summary.search(_UP_TO):
        told = number_of(hit.match["number"])
        if abs(told - peak) > 1:
            yield Finding(
                hit.text.pointer,
                f"says {told:g} %, but impact.users.peak_error_rate says {peak:g} %.",
                "Correct one of them, or say what the other share is of.",
                hit.start,
                Level.NOTE,
            )


RULE = Rule(id="share-differs", level=Level.WARNING, check=_check)
