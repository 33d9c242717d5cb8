"""Find figures that differ between the summary, the impact and the texts.

A regulator who reads 4,500 customers on the first page and 5,400 on the third trusts neither.
`summary.users` is `impact.users.affected` at a glance, so both are the same number, and so is
`impact.customers.count` if customers are counted. They are compared with each other, and with
sentences of the summary and the impact that say how many were affected. Of numbers such as "1,200
customers in Germany" or "4,500 of 5,400" nothing is known, so they are left alone; "about" may be a
tenth off, and a round number half of its last digit. The same sum in two currencies is reported,
too, and "all customers" beside a share of them.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary:
      one_line: Checkout failed for about 5,000 of 80,000 customers.
      users: 5,400 customers
    impact: {users: {affected: 5400}}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    summary:
      one_line: 4,500 customers could not pay.
      users: 4,500 customers
    impact: {users: {affected: 5400}}
"""

from collections.abc import Iterator
from itertools import combinations

from msgspec import Struct

from pmdoc.diagnostics.problem import readable
from pmdoc.lint.quantity import (
    QUALIFIED_NUMBER,
    Quantity,
    number_of,
    percent_of,
    quantity_in,
    quantity_of,
)
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern, TextMatch

_USERS = (
    r"users?|nutzer\w*|benutzer\w*|anwender\w*|utilisateurs?|usuarios?|utenti|gebruikers?|usuários?"
)
_CUSTOMERS = r"customers?|clients?|kund(?:en|innen)|clientes?|clienti|klanten|klient\w*"
_OTHERS = r"patients?|subscribers?|merchants?|accounts?|passengers?|students?|citizens?|members?"
_PEOPLE = rf"(?P<noun>{_USERS}|{_CUSTOMERS}|{_OTHERS})"
_KINDS = {"users": _USERS, "customers": _CUSTOMERS}
_WERE = (
    r"(?:were|was|are|have been|had been)? ?(?:\w+ly )?(?:affected|impacted|hit|concerned|unable"
    r"|could not|couldn['’]t|lost|saw|had no|experienced|betroffen|waren betroffen|konnten)"
)
_HIT = (
    r"(?:affect(?:ed|ing|s)|impact(?:ed|ing|s)|hit|concern(?:ed|ing|s)|(?:failed|down|unavailable"
    r"|not available|out of reach) for|(?:names|data|records|details|addresses) of|betraf"
    r"|Daten von)"
)
# The subset of a larger number ("4,500 of 5,400"), one of several, or a rate is not the whole.
_NOT_WHOLE = (
    r"(?! (?:of|in|from|with|who|whose|per|a|each|on|at|on the|using|out|more|since|until|by)\b)"
)
_CLAIM = SearchPattern(
    rf"(?i)(?:\b(?P<hit>{_HIT}) (?:the |all |our )?)?{QUALIFIED_NUMBER} (?P<all>of them )?"
    rf"(?:different |unique |registered |our )?{_PEOPLE}\b(?:(?P<were> {_WERE}\b)|{_NOT_WHOLE})",
    *("user", "nutzer", "anwender", "utilisateur", "usuario", "utenti", "gebruiker", "usuário"),
    *("customer", "client", "kund", "klant", "klient", "patient", "subscriber", "merchant"),
    *("account", "passenger", "student", "citizen", "member"),
)
_SUBSET = SearchPattern(
    r"(?i)(?:\bof(?: our| the| its| all| their)?|\banother|\badditional|\bfurther"
    r"|\bother|\bremaining|\bfirst|\blast|\bonly|\bto|\band"
    r"|\bor|\bthan|\bfrom|\bbetween|\bwe (?:have|serve)|\b\d+ ?[-–/]|#)\s*\Z"
)
_ALL = SearchPattern(
    r"(?i)\b(?:(?:affected|hit|impacted|failed for|down for|unavailable (?:to|for)) (?:all|every)"
    r"(?: of)?(?: our| the)? (?:users?|customers?|clients?)\b"
    r"|(?:all|every)(?: of)?(?: our| the)? (?:users?|customers?|clients?) (?:were|was) "
    r"(?:affected|impacted|hit|unable)|no (?:user|customer|client) could\b)"
    r"(?! (?:in|of|on|with|who))",
    *("all", "every", "no user", "no customer", "no client"),
)
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_CODE = r"EUR|USD|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN|CZK|INR|CNY|BRL|HUF|RON"
_SUM = r"\d{1,3}(?:[,.' \u00a0]\d{3})+|\d{4,12}"
_MONEY = SearchPattern(
    rf"(?:(?<!\w)(?P<before>{_CODE}|[€$£¥]) ?(?P<one>{_SUM})|(?<![\w.,])(?P<two>{_SUM})"
    rf"[ \u00a0]?(?P<after>{_CODE}|[€£¥]))(?! ?(?:thousand|million|billion|bn|mio|k\b|m\b))",
    *(*_CODE.lower().split("|"), *_CURRENCIES),
)


class _Claim(Struct, frozen=True):
    pointer: str
    figure: Quantity
    words: str
    kind: str
    start: int = 0


def _check(subject: Subject) -> Findings:
    stated = list(_stated(subject))
    told = list(_told(subject))
    seen: set[str] = set()
    for first, second in combinations(stated, 2):
        if _is_comparable(first, second) and first.figure.contradicts(second.figure):
            seen.update((first.pointer, second.pointer))
            yield _finding(first, second)
    by_kind: dict[str, _Claim] = {}
    for claim in (*stated, *told):
        other = by_kind.setdefault(claim.kind, claim)
        is_new = other.pointer not in seen or claim.pointer not in seen
        if is_new and other.figure.contradicts(claim.figure) and claim in told:
            yield _finding(claim, other)
    yield from _all_or_share(subject)
    yield from _currencies(subject)


def _stated(subject: Subject) -> Iterator[_Claim]:
    """Yield the figures of the fields that count people."""
    summary, impact = subject.incident.summary, subject.incident.impact
    fields = (
        ("/summary/users", summary.users, ""),
        ("/impact/users/affected", impact.users.affected, ""),
        ("/impact/customers/count", impact.customers.count, "customers"),
    )
    for pointer, amount, kind in fields:
        figure = quantity_in(amount)
        if amount is None or figure is None or percent_of(amount) is not None:
            continue
        words = f"{amount.value} {amount.unit}".strip()
        yield _Claim(pointer, figure, words, kind or _kind(figure.noun))


def _is_comparable(one: _Claim, other: _Claim) -> bool:
    """Return whether both count the same: users at a glance and in full, or the same people."""
    pair = {one.pointer, other.pointer}
    if pair == {"/summary/users", "/impact/users/affected"}:
        return one.kind == other.kind or "" in {one.kind, other.kind}
    return one.kind == other.kind != ""


def _told(subject: Subject) -> Iterator[_Claim]:
    """Yield sentences such as "4,500 users were affected" and "names of 4,500 users"."""
    for hit in subject.texts.summary.search(_CLAIM):
        text, match = hit.text, hit.match
        if not (match["hit"] or match["were"]):
            continue
        before = text.text[max(0, hit.start - 20) : hit.start]
        if text.pointer.endswith(("/users", "/affected", "/count")) or (
            not match["hit"] and _SUBSET.pattern.search(before)
        ):
            continue
        figure = quantity_of(match)
        yield _Claim(text.pointer, figure, match["number"], _kind(match["noun"]), hit.start)


def _kind(noun: str) -> str:
    """Return which people a noun counts; the empty string if it names none."""
    for kind, names in _KINDS.items():
        if SearchPattern(rf"(?i)\W*(?:\w+ )?(?:{names})\b").pattern.match(noun):
            return kind
    return noun.strip().lower().removesuffix("s")


def _finding(one: _Claim, other: _Claim) -> Finding:
    return Finding(
        one.pointer,
        f"says {one.words}, but {readable(other.pointer)} says {other.words}.",
        "Correct one of them, or say whom each counts.",
        one.start,
    )


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
    summary, impact = subject.incident.summary, subject.incident.impact
    fields = (
        ("/summary/money", summary.money),
        ("/impact/business/revenue", impact.business.revenue),
    )
    for pointer, amount in fields:
        figure = quantity_in(amount)
        if amount and figure and amount.unit and figure.value >= 1000:
            yield pointer, 0, _CURRENCIES.get(amount.unit, amount.unit), figure.value
    for hit in subject.texts.summary.search(_MONEY):
        code, number = _money(hit)
        yield hit.text.pointer, hit.start, code, number


def _money(hit: TextMatch) -> tuple[str, float]:
    code = hit.match["before"] or hit.match["after"]
    return _CURRENCIES.get(code, code), number_of(hit.match["one"] or hit.match["two"])


RULE = Rule(id="figure-differs", level=Level.WARNING, check=_check)
