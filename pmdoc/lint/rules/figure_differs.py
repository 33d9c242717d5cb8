"""Find figures that differ between the summary, the impact and the texts.

A regulator who reads 4,500 customers on the first page and 5,400 on the third trusts neither.
`summary.users` is `impact.users.affected` at a glance, so both are the same number, and so is
`impact.customers.count` if customers are counted. They are compared with each other, and with
sentences of the summary and the impact that say how many were affected. Of numbers such as "1,200
customers in Germany" or "4,500 of 5,400" nothing is known, so they are left alone; "about" may be a
tenth off, and a round number half of its last digit.

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
    percent_of,
    quantity_in,
    quantity_of,
)
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern

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
    r"|not available|out of reach) for"
    r"|(?:names|data|records|details|addresses|numbers|files) of|betraf|Daten von)"
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


RULE = Rule(id="figure-differs", level=Level.WARNING, check=_check)
