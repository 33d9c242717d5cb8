"""Recognize national identification numbers by their form and check digits.

In → Out: texts in; matches with the names of their kinds out.
Must not: keep a number, or take one for an id if its check digit is wrong.
Source: the check digits are those of the issuing authorities, as ISO/IEC 7064 and the EU's TIN
specifications describe them.

Forms that only one kind of number has, such as `123-45-6789`, are found anywhere. Plain runs of
digits pass a check digit by chance once in ten times, so they count only after a word such as "BSN"
or "tax number".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from pmdoc.lint.text_index import SearchPattern, TextGroup, TextMatch

_CHECK_LETTERS_ES = "TRWAGMYFPDXBNJZSQVHLCKE"
_ODD_IT = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20),
            *(11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        ),
        strict=True,
    )
)
_CHECK_FI = "0123456789ABCDEFHJKLMNPRSTUVWXY"


class _Kind(Struct, frozen=True):
    """A kind of number.

    Shape: `context` is a pattern for the words before it, if it needs some, and `hints` as in
    `SearchPattern`.
    """

    name: str
    form: str
    is_valid: Callable[[str], bool]
    context: str = ""
    hints: tuple[str, ...] = ()


def _digits(text: str) -> list[int]:
    return [int(character) for character in text if character.isdigit()]


def _weighted(digits: Sequence[int], weights: Sequence[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _is_german_tax_id(text: str) -> bool:
    digits = _digits(text)
    body = digits[:10]
    counts = sorted(body.count(digit) for digit in set(body))
    if digits[0] == 0 or counts[-1] not in {2, 3} or counts[-2:-1] not in ([1], []):
        return False
    product = 10  # ISO 7064, MOD 11,10
    for digit in body:
        product = ((digit + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == digits[10]


def _is_bsn(text: str) -> bool:
    digits = _digits(text)
    return any(digits) and _weighted(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def _is_dni(text: str) -> bool:
    plain = text.upper().replace("-", "").replace(" ", "")
    number = "XYZ".find(plain[0])
    digits = plain[:-1] if number < 0 else f"{number}{plain[1:-1]}"
    return _CHECK_LETTERS_ES[int(digits) % 23] == plain[-1]


def _is_codice_fiscale(text: str) -> bool:
    even = {c: n % 10 if n < 10 else n - 10 for n, c in enumerate(_ODD_IT)}
    total = sum((_ODD_IT if n % 2 == 0 else even)[c] for n, c in enumerate(text[:15]))
    return chr(ord("A") + total % 26) == text[15]


def _is_nir(text: str) -> bool:
    plain = "".join(text.split()).upper().replace("2A", "19").replace("2B", "18")
    return 97 - int(plain[:13]) % 97 == int(plain[13:])


def _is_pesel(text: str) -> bool:
    digits = _digits(text)
    century, month = divmod(digits[2] * 10 + digits[3], 20)
    year = {0: 1900, 1: 2000, 2: 2100, 3: 2200, 4: 1800}[century] + digits[0] * 10 + digits[1]
    total = _weighted(digits, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1))
    return total % 10 == 0 and _is_day(year, month, digits[4] * 10 + digits[5])


def _is_nif(text: str) -> bool:
    digits = _digits(text)
    check = 11 - _weighted(digits, range(9, 1, -1)) % 11
    return digits[8] == (check if check < 10 else 0)


def _is_cpf(text: str) -> bool:
    digits = _digits(text)
    if len(set(digits)) == 1:
        return False
    checks = (_weighted(digits[:n], range(n + 1, 1, -1)) * 10 % 11 % 10 for n in (9, 10))
    return tuple(checks) == tuple(digits[9:])


def _is_personnummer(text: str) -> bool:
    digits = _digits(text)[-10:]
    doubled = (sum(divmod(digit * (2 - n % 2), 10)) for n, digit in enumerate(digits))
    day = (digits[4] * 10 + digits[5]) % 60
    is_day = _is_day(2000, digits[2] * 10 + digits[3], day)  # 2000 has a 29 February
    return is_day and sum(doubled) % 10 == 0


def _is_hetu(text: str) -> bool:
    digits = _digits(text[:6] + text[7:10])
    is_day = _is_day(2000, digits[2] * 10 + digits[3], digits[0] * 10 + digits[1])
    number = int("".join(map(str, digits)))
    return is_day and _CHECK_FI[number % 31] == text[10]


def _is_fodselsnummer(text: str) -> bool:
    digits = _digits(text)
    first = _weighted(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1))
    second = _weighted(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return first % 11 == 0 and second % 11 == 0


def _is_rijksregister(text: str) -> bool:
    plain = "".join(map(str, _digits(text)))
    number, check = plain[:9], int(plain[9:])
    return check in {97 - int(number) % 97, 97 - int(f"2{number}") % 97}


def _is_ahv(text: str) -> bool:
    digits = _digits(text)
    return _weighted(digits, (1, 3) * 6 + (1,)) % 10 == 0


def _is_cpr(text: str) -> bool:
    digits = _digits(text)
    return _is_day(2000, digits[2] * 10 + digits[3], digits[0] * 10 + digits[1])


def _is_aadhaar(text: str) -> bool:
    """Check a Verhoeff digit, whose tables are the group of the symmetries of a pentagon."""
    permutation = [list(range(10)), [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
    while len(permutation) < 8:
        permutation.append([permutation[-1][n] for n in permutation[1]])
    total = 0
    for place, digit in enumerate(reversed(_digits(text))):
        total = _multiplied(total, permutation[place % 8][digit])
    return total == 0


def _multiplied(one: int, other: int) -> int:
    """Multiply in the dihedral group of order 10."""
    if one < 5:
        return (one + other) % 5 if other < 5 else (one + other) % 5 + 5
    return (one - other) % 5 + 5 if other < 5 else (one - other) % 5


def _always(_: str) -> bool:
    return True


_TAX = r"tax (?:id\w*|number|no\.?|file)|TIN|IdNr"
_NINO = r"[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]"
_PASSPORT = (
    r"passport(?: (?:number|no\.?))?|identity card(?: (?:number|no\.?))?|ID card(?: number)?"
    r"|Reisepass\w*|Personalausweis\w*|passeport|pasaporte|passaporto|driving licen[cs]e"
)
_ANYWHERE = (
    _Kind("Spanish DNI or NIE", r"\d{8}[ -]?[A-Z]|[XYZ]-?\d{7}-?[A-Z]", _is_dni),
    _Kind(
        "Italian codice fiscale",
        r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]",
        _is_codice_fiscale,
    ),
    _Kind(
        "French social security number",
        r"[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}",
        _is_nir,
    ),
    _Kind("UK National Insurance number", rf"(?!BG|GB|KN|NK|NT|TN|ZZ){_NINO}", _always),
    _Kind("US social security number", r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}", _always),
    _Kind("Brazilian CPF", r"\d{3}\.\d{3}\.\d{3}-\d{2}", _is_cpf),
    _Kind("Swedish personal number", r"(?:19|20)?\d{6}[-+]\d{4}", _is_personnummer),
    _Kind("Finnish personal code", r"\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y]", _is_hetu),
    _Kind("Belgian national number", r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}", _is_rijksregister),
    _Kind("Swiss AHV number", r"756\.\d{4}\.\d{4}\.\d{2}", _is_ahv),
    _Kind("German tax id", r"\d{2} \d{3} \d{3} \d{3}", _is_german_tax_id),
)
_AFTER_A_WORD = (
    _Kind("German tax id", r"\d{11}", _is_german_tax_id, _TAX, ("tax", "tin", "idnr")),
    _Kind("German tax id", r"\d{11}", _is_german_tax_id, r"Steuer\w*", ("steuer",)),
    _Kind(
        "Dutch BSN",
        r"\d{9}|\d{4}\.\d{2}\.\d{3}",
        _is_bsn,
        r"BSN|burgerservicen\w*|sofi\w*",
        ("bsn", "burgerservicen", "sofi"),
    ),
    _Kind("PESEL", r"\d{11}", _is_pesel, r"PESEL", ("pesel",)),
    _Kind(
        "Portuguese NIF",
        r"\d{9}|\d{3} \d{3} \d{3}",
        _is_nif,
        r"NIF|contribuinte",
        ("nif", "contribuinte"),
    ),
    _Kind("Brazilian CPF", r"\d{11}", _is_cpf, r"CPF", ("cpf",)),
    _Kind(
        "Norwegian national number",
        r"\d{6} ?\d{5}",
        _is_fodselsnummer,
        r"f[øo]dselsn\w*|personn\w*",
        ("dselsn", "personn"),
    ),
    _Kind("Danish CPR number", r"\d{6}-?\d{4}", _is_cpr, r"CPR", ("cpr",)),
    _Kind(
        "Aadhaar number",
        r"\d{4} ?\d{4} ?\d{4}",
        _is_aadhaar,
        r"Aadhaar|UIDAI",
        ("aadhaar", "uidai"),
    ),
    _Kind(
        "passport or identity card number",
        r"(?=[A-Z]{0,3}\d)[A-Z0-9]{7,12}",
        _always,
        _PASSPORT,
        ("passport", "identity card", "id card", "pass", "ausweis", "pasaporte", "licen"),
    ),
)
_NOT_INSIDE, _AT_THE_END = r"(?<![\w.,+/-])", r"(?![\w/]|[.,-]\d)"
# A cheap first look finds where one may begin: nine of ten numbers in a report are none.
_BEGINS = SearchPattern(
    r"[0-9A-Z](?<![\w.,+/-].)(?:[0-9](?=[0-9A-Z .+-]{5})|[A-Z] ?\d\d|[A-Z]{5}\d\d| \d\d \d\d)"
)
_EITHER = SearchPattern(
    "(?:"
    + "|".join(f"(?P<k{n}>{kind.form})" for n, kind in enumerate(_ANYWHERE))
    + f"){_AT_THE_END}"
)
_EACH = tuple(
    SearchPattern(
        rf"(?i:\b(?:{kind.context}))\W{{0,3}}(?:\w{{1,12}}\W{{1,3}}){{0,2}}"
        rf"{_NOT_INSIDE}(?P<id>{kind.form}){_AT_THE_END}",
        *kind.hints,
    )
    for kind in _AFTER_A_WORD
)


def find_national_ids(texts: TextGroup) -> Iterator[tuple[TextMatch, str]]:
    """Yield the matches in all texts, and the name of the kind of number."""
    for begin in texts.search(_BEGINS):
        match = _EITHER.pattern.match(begin.text.text, begin.start)
        if match:
            kind = _ANYWHERE[int((match.lastgroup or "k0")[1:])]
            if kind.is_valid(match.group()):
                yield TextMatch(begin.text, match, begin.start), kind.name
    for kind, pattern in zip(_AFTER_A_WORD, _EACH, strict=True):
        for hit in texts.search(pattern):
            if kind.is_valid(hit.match["id"]):
                yield hit, kind.name
