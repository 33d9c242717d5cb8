"""Find numbers that may be payment card numbers.

A card number in a report is a breach of its own. A number is reported if it has a card brand's
prefix and length, is written in one piece or in a card's groups, and has a valid check digit
(Luhn). One number of that form in ten is valid by chance: for order numbers and the like, ignore
the rule with a reason. The test numbers of payment providers are left alone, and nothing found is
printed.
Source: ISO/IEC 7812-1 annex B; PCI DSS requirement 3.4 for showing the last four digits only

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    appendices:
      logs: ["declined card=**** **** **** 6467 order=5105105105105101"]

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    appendices:
      logs: ["declined card=4539 1488 0343 6467"]
"""

import re

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.secret import without_secret
from pmdoc.lint.text_index import SearchPattern

# The lookbehind comes after the first digit: a search for a pattern that begins with a fixed set
# of characters is ten times as fast.
_NUMBER = SearchPattern(
    r"[2-6](?<![\w.,+/-]\d)(?<!\d \d)(?:"
    r"\d{12,18}|\d{3}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{3}([ -])\d{6}\2\d{4,5}"
    r")(?![\w/-]|[.,]\d| \d)"
)
_BRAND = SearchPattern(
    r"""
    4\d{12}(?:\d{3})?(?:\d{3})?  # Visa
    |(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}  # Mastercard
    |3[47]\d{13}  # American Express
    |3(?:0[0-5]|[68]\d)\d{11}  # Diners Club
    |6(?:011|5\d{2}|4[4-9]\d)\d{12}  # Discover
    |35(?:2[89]|[3-8]\d)\d{12}  # JCB
    """,
    flags=re.VERBOSE,
)
_TESTS = frozenset(
    {
        *("4111111111111111", "4242424242424242", "4012888888881881", "4000056655665556"),
        *("5555555555554444", "5105105105105100", "2223003122003222", "5200828282828210"),
        *("378282246310005", "371449635398431", "6011111111111117", "6011000990139424"),
        *("30569309025904", "38520000023237", "3530111333300000", "3566002020360505"),
        *("4222222222222", "4000000000000002", "4000002500003155"),
    }
)


def _check(subject: Subject) -> Findings:
    named = set()
    for hit in subject.texts.everything.search(_NUMBER):
        digits = re.sub(r"\D", "", hit.match.group())
        pointer = without_secret(hit.text.pointer, hit.match.group())
        if pointer not in named and _is_card(digits):
            named.add(pointer)
            yield Finding(
                pointer,
                "contains what may be a payment card number.",
                "Keep at most the last four digits, as in **** 1234.",
                hit.start,
            )


def _is_card(digits: str) -> bool:
    """Return whether the digits have a brand's prefix and length and a valid check digit."""
    has_brand = _BRAND.pattern.fullmatch(digits) is not None
    return has_brand and digits not in _TESTS and len(set(digits)) > 2 and _sum(digits) % 10 == 0


def _sum(digits: str) -> int:
    """Return the Luhn sum: every second digit from the right is doubled, and its digits added."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return sum(map(int, digits[-1::-2])) + sum(doubled)


RULE = Rule(id="card-number-in-text", level=Level.WARNING, check=_check, each=("texts",))
