"""Find personal data in texts.

A report needs no customer's e-mail address to be true, and a public one must not have it. E-mail
addresses, phone numbers, public IP addresses, bank accounts (IBAN), dates of birth and national ids
are warnings in a report that is public or for customers, by its classification or TLP label; in any
other, one note for each kind. Check digits are verified, and nothing found is printed. Mailboxes of
roles, such as security@, private and documentation networks, and well-known name servers are left
alone. What your company publishes anyway can be allowed, with a reason: an address, a domain
(`"@example.com"`), a number or a network (`198.51.100.0/24`) under `lint.allow`.

Passes:
    pmdoc: 1
    lint: {allow: [{value: "+44 20 7946 0958", reason: Our hotline}]}
    report: {classification: public}
    incident: {id: INC-1, title: Outage}
    notes: "Write to security@example.com or call +44 20 7946 0958. The host was 10.2.0.7."

Fails:
    pmdoc: 1
    report: {classification: public}
    incident: {id: INC-1, title: Outage}
    notes: "jane.doe@example.com called from +44 20 7946 0958; her IP address was 81.2.69.142."
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pmdoc.lint.national_ids import find_national_ids
from pmdoc.lint.readership import is_for_outsiders
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.secret import without_secret
from pmdoc.lint.text_index import SearchPattern, TextGroup, TextMatch

_EMAIL = SearchPattern(
    r"(?<![\w.+%/-])(?P<local>[\w.+%-]{1,64})(?:@| ?[\[(]at[\])] ?)"
    r"(?P<domain>(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w@-])",
    *("@", "[at]", "(at)"),
)
_ROLES_TEXT = """
abuse accounting accounts admin administrator alert alerts assistance billing bot bounce bounces
breach care careers cert ciso communications community compliance contact csirt customer-service
customercare customerservice data-protection dataprotection datenschutz desk dev developers dpo
email engineering enquiries events feedback finance git hallo hello help helpdesk hostmaster hotline
hr incident incidents info infosec inquiries it jobs kontakt kunden kundenservice legal mail
mailer-daemon marketing media monitoring network news newsletter no-reply nobody noc noreply
notification notifications office on-call oncall operations ops orders payments person phishing
platform postmaster presse press privacy psirt reply reports responsible-disclosure root sales
security service serviceteam soc someone sre status subscribe support sysadmin team tech test user
username vulnerability webmaster you your.name name www
"""
_ROLES = frozenset(_ROLES_TEXT.split())
# Lookbehinds come after the first character: a search for a pattern that begins with a fixed set of
# characters is ten times as fast.
_PHONE = SearchPattern(
    r"[+0-9(](?<![\w+./:-].)(?:"
    r"(?:(?<=\+)[1-9]|(?<=0)0[1-9](?=\d[ /-]))(?:[ ().\-/\u00a0\u202f]{0,3}\d){7,14}(?![\w.,]?\d)"
    r"|(?<=\()0?\d{2,5}\) ?\d{3,4}[ -]?\d{3,4}(?!\d)"
    r"|(?<=0)(?<!\d 0)\d{2,4}[ /-]\d{3,4}[ -]\d{3,4}(?![ -]?\d)"
    r"|(?<=\d)\d{2}[-.]\d{3}[-.]\d{4}(?![\w-]|\.\d))"
)
_DIGITS = SearchPattern(r"[0-9(](?<![\w.,+/-].)(?:[ ().\-/]{0,2}\d){6,14}(?![\w.,]?\d)")
_CALLED = SearchPattern(
    r"(?i)\b(?:phone|tel\.?|telephone|mobile|cell|fax|call(?:ed)?|callback|telefon|handy|tél\.?"
    r"|teléfono|telefono|telefone|telefoon)\b(?: (?:number|no\.?|nummer|nr\.?))?[ :]{1,3}(?:is )?\Z"
)
_IP = SearchPattern(
    r"[1-9](?<![\w./:-].)(?:\d{0,2}\.(?:\d{1,3}\.){2}\d{1,3}(?!\d|\.\d|/\d|[-\w])"
    r"|(?<=[23])[0-9A-Fa-f]{3}:(?:[0-9A-Fa-f]{0,4}:){1,6}[0-9A-Fa-f]{0,4}(?![\w:]|/\d))"
)
_VERSION = SearchPattern(r"(?i)(?:versions?|release|build|firmware|kernel|v\.?|driver)\W{0,2}\Z")
_NEAR = 30
_NAME_SERVERS = frozenset(
    {
        *("1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "208.67.222.222"),
        *("208.67.220.220", "2606:4700:4700::1111", "2001:4860:4860::8888"),
    }
)
_IBAN = SearchPattern(r"[A-Z](?<!\w.)[A-Z]\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_BIRTH = SearchPattern(
    r"(?i)\b(?:date of birth|birth ?dates?|d\.?o\.?b\.?|born on|geboren am|geburtsdatum|née? le"
    r"|nacid[oa] el|nat[oa] il|geboren op|urodzon[ya])\W{1,3}(?:is |was )?(?:the )?"
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}(?:st|nd|rd|th|\.)? \w{3,10},? \d{4}"
    r"|\w{3,10} \d{1,2},? \d{4})",
    *("birth", "dob", "d.o.b", "born on", "geboren", "geburt", "né", "nacid", "nat", "urodz"),
)
_AN_EMAIL, _A_PHONE, _AN_IP = "an e-mail address", "a phone number", "an IP address"
_PUBLISHED = ("/lint/", "/people/")


class _Found(NamedTuple):
    hit: TextMatch
    kind: str
    value: str


def _check(subject: Subject) -> Findings:
    texts = subject.texts.everything
    allowed = _Allowed(entry.value for entry in subject.incident.lint.allow)
    places: dict[tuple[str, str], _Found] = {}
    for found in _find(texts):
        if not found.hit.text.pointer.startswith(_PUBLISHED) and not allowed.covers(found):
            places.setdefault((found.hit.text.pointer, found.kind), found)
    everywhere = is_for_outsiders(subject.incident.report)
    seen: dict[str, int] = {}
    for _, kind in places:
        seen[kind] = seen.get(kind, 0) + 1
    named = set()
    for (pointer, kind), found in places.items():
        if not everywhere and kind in named:
            continue
        named.add(kind)
        others = seen[kind] - 1 if not everywhere else 0
        more = f", as do{'es' * (others == 1)} {others} other text{'s' * (others > 1)}"
        yield Finding(
            without_secret(pointer, found.value),
            f"contains {kind}{more if others else ''}.",
            "Remove it, or allow it with a reason under `lint.allow`.",
            found.hit.start,
            None if everywhere else Level.NOTE,
        )


def _find(texts: TextGroup) -> Iterator[_Found]:
    for pattern, kind, is_personal in _KINDS:
        for hit in texts.search(pattern):
            if is_personal(hit):
                yield _Found(hit, kind, hit.match.group())
    for hit, name in find_national_ids(texts):
        yield _Found(hit, f"what may be a national id ({name})", hit.match.group())


def _is_persons(hit: TextMatch) -> bool:
    """Return whether an e-mail address is not that of a role."""
    local = hit.match["local"].lower().strip(".").partition("+")[0]
    return local not in _ROLES and not hit.match["domain"].endswith(".invalid")


def _is_dialled(hit: TextMatch) -> bool:
    """Return whether digits are not a round number, as in "+12 000 000 rows"."""
    return not "".join(filter(str.isdigit, hit.match.group())).endswith("000")


def _is_called(hit: TextMatch) -> bool:
    """Return whether a word such as "phone" precedes digits."""
    return _CALLED.pattern.search(_before(hit)) is not None and _is_dialled(hit)


def _before(hit: TextMatch) -> str:
    return hit.text.text[max(0, hit.start - _NEAR) : hit.start]


def _is_public(hit: TextMatch) -> bool:
    """Return whether an IP address is one that a person may have."""
    import ipaddress  # noqa: PLC0415 -- few texts have addresses

    try:
        address = ipaddress.ip_address(hit.match.group())
    except ValueError:
        return False
    is_named = str(address) in _NAME_SERVERS or _VERSION.pattern.search(_before(hit))
    return address.is_global and not address.is_multicast and not is_named


def _is_iban(hit: TextMatch) -> bool:
    """Return whether the check digits are right: ISO 13616, the remainder by 97 is 1."""
    plain = "".join(hit.match.group().split())
    number = "".join(str(int(character, 36)) for character in plain[4:] + plain[:4])
    return 15 <= len(plain) <= 34 and int(number) % 97 == 1


class _Allowed:
    """What `lint.allow` lists: addresses, domains, numbers and networks."""

    def __init__(self, values: Iterator[str]) -> None:
        self._values = [value.strip().lower() for value in values]

    def covers(self, found: _Found) -> bool:
        """Return whether an entry allows what was found."""
        value = found.value.lower()
        if found.kind == _AN_EMAIL:
            return any(
                value == one or (one[:1] == "@" and value.endswith(one)) for one in self._values
            )
        if found.kind == _AN_IP:
            return any(_is_in(value, one) for one in self._values)
        plain = _plain(value)
        return any(_plain(one) in plain for one in self._values if len(_plain(one)) > 4)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _is_in(address: str, network: str) -> bool:
    import ipaddress  # noqa: PLC0415 -- as above

    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


_KINDS: tuple[tuple[SearchPattern, str, Callable[[TextMatch], bool]], ...] = (
    (_EMAIL, _AN_EMAIL, _is_persons),
    (_PHONE, _A_PHONE, _is_dialled),
    (_DIGITS, _A_PHONE, _is_called),
    (_IP, _AN_IP, _is_public),
    (_IBAN, "a bank account number (IBAN)", _is_iban),
    (_BIRTH, "a date of birth", bool),
)
RULE = Rule(id="personal-data-in-text", level=Level.WARNING, check=_check, each=("texts",))
