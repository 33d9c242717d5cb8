"""Find figures that can't be: shares over 100 %, and counts below zero.

An error rate, an availability or a share of users is at most 100 %; growth is not, so "traffic rose
to 182 %" is left alone. A share between 0 and 1 without a unit, such as an availability of 0.997,
is printed as it stands, and readers take it for a percentage.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary: {one_line: Traffic rose to 182 % of its usual level.}
    impact: {users: {peak_error_rate: 82 %}, performance: {availability: 97.4 %}}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    impact: {users: {peak_error_rate: 182 %}}
"""

from collections.abc import Iterator
from functools import reduce

from pmdoc.lint.quantity import NUMBER, number_of, percent_of, quantity_in
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.lint.text_index import SearchPattern, TextMatch
from pmdoc.model.amount import Amount
from pmdoc.model.incident import Incident

_ALL = 100.0
_SHARES = (
    *(("impact", "users", name) for name in ("affected", "failed_requests", "peak_error_rate")),
    *(("impact", "performance", name) for name in ("error_rate", "availability")),
    *(("summary", name) for name in ("users", "availability")),
    ("impact", "customers", "count"),
)
_RATES = frozenset({"peak_error_rate", "error_rate", "availability"})
_COUNTS = (
    *(("impact", "business", name) for name in ("complaints", "support_tickets", "sla_breaches")),
    *(("impact", "internal", name) for name in ("engineering_time", "support_time")),
)
_SHARE_NAME = SearchPattern(
    r"(?i)\b(?:(?:error|failure|success|drop|loss|hit|delivery|conversion) (?:rate|ratio|share)"
    r"|errors,? %|availability|uptime|packet loss|share of|fehlerrate|fehlerquote|verfügbarkeit"
    r"|taux d['’]erreur|disponibilité|tasa de error|disponibilidad|tasso di errore|disponibilità"
    r"|foutpercentage|beschikbaarheid|taxa de erros?|disponibilidade|dostępność)\b|可用性|エラー率"
)
_WHOLE = (
    r"users|customers|clients|requests|orders|payments|transactions|calls|messages|checkouts"
    r"|sessions|devices|servers|hosts|nodes|accounts|records|tenants|merchants|patients|logins"
)
_PERCENT = SearchPattern(
    rf"(?<![\d.,])(?P<number>{NUMBER}) ?(?:%|percent|per cent)", "%", "percent", "per cent"
)
_OF_ALL = SearchPattern(rf"(?i) of (?:all |our |the )?(?:{_WHOLE})\b")
_RATE_OF = SearchPattern(
    r"(?i)\b(?:error|failure) rate (?:\w+ ){0,3}(?:of|to|was|at|reached) \Z"
    r"|\bavailability (?:\w+ ){0,3}(?:of|to|was|at|reached) \Z"
)
_GROWTH = SearchPattern(
    r"(?i)\b(?:rose|grew|gr[eo]w\w*|increas\w*|climb\w*|jump\w*|surg\w+|up|traffic|load|demand|volume)"
    r"\b[^.;]{0,40}\Z"
)


def _check(subject: Subject) -> Findings:
    yield from _amounts(subject.incident)
    yield from _charts(subject.incident)
    for hit in subject.texts.prose.search(_PERCENT):
        percent = number_of(hit.match["number"])
        if percent > _ALL and _is_share(hit):
            yield _finding(hit.text.pointer, percent, hit.start)


def _is_share(hit: TextMatch) -> bool:
    """Return whether a percentage is one of a whole, and not of growth."""
    text, end = hit.text.text, hit.start + len(hit.match.group())
    before = text[max(0, hit.start - 60) : hit.start]
    is_of_all = _OF_ALL.pattern.match(text, end) and not _GROWTH.pattern.search(before)
    return bool(is_of_all or _RATE_OF.pattern.search(before))


def _amounts(incident: Incident) -> Findings:
    for place, amount in _shares(incident):
        percent = percent_of(amount)
        if percent is not None and not 0 <= percent <= _ALL:
            yield _finding(pointer_to(*place), percent)
        elif place[-1] in _RATES and _is_fraction(amount):
            yield Finding(
                pointer_to(*place),
                f"is {f'{amount.value} {amount.unit}'.strip()}, which looks like a fraction of 1.",
                "Write it as a percentage, such as `97.4 %`.",
                level=Level.NOTE,
            )
        elif percent is None and isinstance(amount.value, int | float) and amount.value < 0:
            yield _negative(pointer_to(*place), amount.value)


def _charts(incident: Incident) -> Findings:
    for index, chart in enumerate(incident.metrics.charts):
        if chart.unit.strip() != "%":
            continue
        for number, series in enumerate(chart.series):
            if not _SHARE_NAME.pattern.search(f"{chart.title} {series.name}"):
                continue
            values = [point.value for point in series.points]
            wrong = next((n for n, value in enumerate(values) if not 0 <= value <= _ALL), None)
            if wrong is not None:
                place = ("metrics", "charts", index, "series", number, "points", wrong)
                yield _finding(pointer_to(*place), values[wrong])


def _shares(incident: Incident) -> Iterator[tuple[tuple[str | int, ...], Amount]]:
    for path in (*_SHARES, *_COUNTS):
        amount = reduce(getattr, path, incident)
        if isinstance(amount, Amount):
            yield path, amount
    for index, metric in enumerate(incident.metrics.current_state):
        if _SHARE_NAME.pattern.search(metric.name):
            for name in ("before", "during", "after", "target"):
                place = ("metrics", "current_state", index, name)
                if getattr(metric, name):
                    yield place, getattr(metric, name)


def _is_fraction(amount: Amount) -> bool:
    """Return whether a share is written as a fraction of 1, or of 1 with the sign for percent."""
    quantity = quantity_in(amount)
    if quantity is None or not 0.5 <= quantity.value < 1:
        return False
    return quantity.noun == "" or (quantity.noun == "%" and isinstance(amount.value, float))


def _finding(pointer: str, percent: float, start: int = 0) -> Finding:
    if percent < 0:
        return _negative(pointer, percent, " %")
    message = f"is {percent:g} %, but a share is at most 100 %."
    return Finding(pointer, message, "Correct it, or name what it is a share of.", start)


def _negative(pointer: str, value: float, unit: str = "") -> Finding:
    return Finding(pointer, f"is {value:g}{unit}, which is below zero.", "Correct the figure.")


RULE = Rule(id="figure-impossible", level=Level.WARNING, check=_check)
