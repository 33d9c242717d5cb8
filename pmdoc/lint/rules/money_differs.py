"""Find sums of money that contradict each other.

The same number in two currencies is a slip in one of them, as in 120,000 EUR at a glance and
120,000 USD in the text. A note that names two parts of a sum names parts that add up to it.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary:
      money: {value: 120000, unit: EUR, note: "20,000 EUR of fees and 100,000 EUR of credits"}
      business: It cost 120,000 EUR.

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary:
      money: {value: 120000, unit: EUR, note: "20,000 EUR of fees and 102,000 EUR of credits"}
      business: It cost 120,000 USD.
"""

import re
from collections.abc import Iterator

from pmdoc.diagnostics.problem import readable
from pmdoc.lint.quantity import number_of, quantity_in
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern
from pmdoc.model.amount import Amount

_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_CODE = r"EUR|USD|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN|CZK|INR|CNY|BRL|HUF|RON"
_SUM = r"\d{1,3}(?:[,.' \u00a0]\d{3})+|\d{4,12}"
_MONEY = SearchPattern(
    rf"(?:(?<!\w)(?P<before>{_CODE}|[€$£¥]) ?(?P<one>{_SUM})|(?<![\w.,])(?P<two>{_SUM})"
    rf"[ \u00a0]?(?P<after>{_CODE}|[€£¥]))(?! ?(?:thousand|million|billion|bn|mio|k\b|m\b))",
    *(*_CODE.lower().split("|"), *_CURRENCIES),
)


def _check(subject: Subject) -> Findings:
    yield from _currencies(subject)
    yield from _note_sums(subject)


def _stated(subject: Subject) -> tuple[tuple[str, Amount | None], ...]:
    """Return the figures that are sums of money."""
    summary, impact = subject.incident.summary, subject.incident.impact
    return (
        ("/summary/money", summary.money),
        ("/impact/business/revenue", impact.business.revenue),
    )


def _note_sums(subject: Subject) -> Findings:
    """Find a sum of money whose parts, in its own note, add up to something else."""
    for pointer, amount in _stated(subject):
        whole = quantity_in(amount)
        parts = [_money(match) for match in _MONEY.pattern.finditer(amount.note)] if amount else []
        currencies = {currency for currency, _ in parts}
        if whole is None or len(parts) < 2 or len(currencies) > 1:
            continue
        total = sum(number for _, number in parts)
        if total != whole.value and abs(total - whole.value) < whole.value / 10:
            yield Finding(
                f"{pointer}/note",
                f"names parts that add up to {total:,.0f}, not {whole.value:,.0f}.",
                "Correct one of the numbers.",
            )


def _currencies(subject: Subject) -> Findings:
    """Find the same sum in two currencies."""
    first: dict[float, tuple[str, str]] = {}
    for pointer, start, currency, number in _sums(subject):
        other, where = first.setdefault(number, (currency, pointer))
        if other != currency:
            yield Finding(
                pointer,
                f"says {number:,.0f} {currency}, but {readable(where)} says {number:,.0f} {other}.",
                "Correct the currency of one of them.",
                start,
            )


def _sums(subject: Subject) -> Iterator[tuple[str, int, str, float]]:
    for pointer, amount in _stated(subject):
        figure = quantity_in(amount)
        if amount and figure and amount.unit and figure.value >= 1000:
            yield pointer, 0, _CURRENCIES.get(amount.unit, amount.unit), figure.value
    for hit in subject.texts.summary.search(_MONEY):
        code, number = _money(hit.match)
        yield hit.text.pointer, hit.start, code, number


def _money(match: re.Match[str]) -> tuple[str, float]:
    code = match["before"] or match["after"]
    return _CURRENCIES.get(code, code), number_of(match["one"] or match["two"])


RULE = Rule(id="money-differs", level=Level.WARNING, check=_check)
