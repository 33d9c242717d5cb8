"""Find numbers of the same things of which two digits have changed places.

6,340 merchants here and 6,430 merchants there are one number, typed twice. The rule compares
numbers of at least four digits before the same word, in all texts, and the figures of users and
customers.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {one_line: "6,340 merchants were affected.", impact: "6,340 merchants lost sales."}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {one_line: "6,340 merchants were affected.", impact: "6,430 merchants lost sales."}
"""

from collections.abc import Iterator

from pmdoc.diagnostics.problem import readable
from pmdoc.lint.quantity import quantity_in
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern

_COUNT = SearchPattern(
    r"(?P<number>\d(?<![\w.,:/#-].)(?:\d{0,2}(?:[,.'\u00a0]\d{3})+|\d{4,11}))"
    r"[ \u00a0](?P<noun>[^\W\d_]{4,})"
)


def _check(subject: Subject) -> Findings:
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for pointer, start, number, noun in _counts(subject):
        digits = "".join(filter(str.isdigit, number))
        if len(digits.rstrip("0")) < 3:
            continue
        same = (noun[:6].lower(), "".join(sorted(digits)))
        other, where = first.setdefault(same, (digits, pointer))
        changed = sum(1 for one, two in zip(other, digits, strict=True) if one != two)
        if changed == 2:
            yield Finding(
                pointer,
                f"says {number} {noun}, but {readable(where)} has two digits the other way round.",
                "Correct one of them.",
                start,
            )


def _counts(subject: Subject) -> Iterator[tuple[str, int, str, str]]:
    """Yield numbers of at least four digits, and what they count."""
    summary, impact = subject.incident.summary, subject.incident.impact
    fields = (
        ("/summary/users", summary.users),
        ("/impact/users/affected", impact.users.affected),
        ("/impact/customers/count", impact.customers.count),
    )
    for pointer, amount in fields:
        figure = quantity_in(amount)
        noun = figure.noun.split() if figure else []
        if figure and noun and figure.value >= 1000:
            yield pointer, 0, f"{figure.value:,.0f}", noun[0]
    for hit in subject.texts.prose.search(_COUNT):
        yield hit.text.pointer, hit.start, hit.match["number"], hit.match["noun"]


RULE = Rule(id="digits-swapped", level=Level.NOTE, check=_check)
