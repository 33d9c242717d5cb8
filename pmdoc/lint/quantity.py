"""Read numbers, percentages and sums of money as authors write them.

In → Out: a text or an amount in; numbers out.
Must not: guess what a text without a number means.

"4,500", "4 500", "4'500" and "4.500" are 4500 where three digits follow each separator; other
separators are decimal: "4.5" and "4,5". "1.2 million" is 1,200,000.
"""

from __future__ import annotations

import re

from msgspec import Struct

from pmdoc.lint.text_index import SearchPattern
from pmdoc.model.amount import Amount
from pmdoc.model.choice import Basis

NUMBER = r"\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+(?!\d)|\d{1,15}(?:[.,]\d{1,6})?"
"""A number, without its sign."""
_SCALE = r"(?:[ \u00a0-]?(?P<scale>thousand|k|million|mio\.?|billion|bn|Tausend|Millionen)\b)?"
_MORE = r"at least|more than|over|above|min\.|mindestens|mehr als|über|>=?|≥"
_LESS = r"at most|less than|up to|under|below|fewer than|max\.|höchstens|bis zu|weniger als|<=?|≤"
_ABOUT = (
    r"about|around|approximately|approx\.?|some|roughly|nearly|almost|circa|ca\.?|an estimated"
    r"|estimated|close to|etwa|rund|ungefähr|fast|environ|unos|unas|circa|ongeveer|około|cerca de"
    r"|~|≈"
)
QUALIFIER = rf"(?:(?<!\w)(?P<more>{_MORE})|(?<!\w)(?P<less>{_LESS})|(?<!\w)(?P<about>{_ABOUT}))? ?"
"""What may precede a number; its groups are `more`, `less` and `about`."""
QUALIFIED_NUMBER = rf"{QUALIFIER}(?P<number>{NUMBER}){_SCALE}"
"""A qualified number, with the group `number` and `scale`."""
_SCALES = {"t": 1_000, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_AMOUNT = SearchPattern(rf"(?is)[\s*_(]{{0,3}}{QUALIFIED_NUMBER}(?P<rest>.*)")
_RANGE = SearchPattern(r"(?i)\s*(?:to|bis|à|a|-|–|—|/)\s*\d")
_PERCENT = SearchPattern(
    r"(?i)[\s*_(]{0,3}(?:(?:about|~|up to|at least|over|more than|some|etwa|rund) ?)?"
    rf"(?P<sign>[-−])?(?P<number>{NUMBER})\s?(?:%|percent\b|per cent\b|Prozent\b|v\. ?H\.)"
)


class Quantity(Struct, frozen=True):
    """A number, with the bounds within which it is meant, and the words after it."""

    value: float
    lowest: float
    highest: float
    noun: str = ""

    def contradicts(self, other: Quantity) -> bool:
        """Return whether no number fits both."""
        return self.highest < other.lowest or other.highest < self.lowest


def number_of(text: str) -> float:
    """Read a number that `NUMBER` matches."""
    groups = SearchPattern(r"[,.'’ \u00a0\u202f](?=\d{3}(?:\D|$))").pattern.split(text)
    if len(groups) > 1 and len(groups[0]) <= 3 and all(len(one) == 3 for one in groups[1:]):
        return float("".join(groups))
    return float(text.replace(",", "."))


def quantity_of(match: re.Match[str]) -> Quantity:
    """Return the figure of a match of `QUALIFIED_NUMBER`, with its bounds.

    A round number may stand for any that rounds to it, within two percent: 4,500 is 4,450 to
    4,550. "About" allows a tenth, and "at least" anything above.
    """
    factor = _SCALES.get((match["scale"] or "")[:1].lower(), 1)
    value = number_of(match["number"]) * factor
    digits = f"{value:.0f}"
    step = 10 ** (len(digits) - len(digits.rstrip("0"))) if value else 1
    slack = min(step / 2, value / 50) if step > 1 else 0.0
    if match["about"]:
        slack = max(slack, value / 10)
    lowest = 0.0 if match["less"] else value - slack
    highest = float("inf") if match["more"] else value if match["less"] else value + slack
    return Quantity(value, lowest, highest)


def quantity_in(amount: Amount | None) -> Quantity | None:
    """Return the number that an amount begins with, and the words after it; None without one."""
    if amount is None or amount.value is None:
        return None
    found = _AMOUNT.pattern.fullmatch(str(amount.value).replace("**", "").strip())
    if found is None or _RANGE.pattern.match(found["rest"]):
        return None
    if isinstance(amount.value, int | float):
        figure = Quantity(float(amount.value), float(amount.value), float(amount.value))
    else:
        figure = quantity_of(found)
    slack = figure.value / 10 if amount.approximate or amount.basis is Basis.ESTIMATE else 0.0
    lowest, highest = (
        min(figure.lowest, figure.value - slack),
        max(figure.highest, figure.value + slack),
    )
    if amount.at_least:
        highest = float("inf")
    if amount.at_most:
        lowest = 0.0
    return Quantity(figure.value, lowest, highest, f"{found['rest']} {amount.unit}".strip())


def percent_of(amount: Amount | None) -> float | None:
    """Return the percentage that an amount states, such as 182 for "182 %"; None without one."""
    if amount is None or amount.value is None:
        return None
    found = _PERCENT.pattern.match(f"{amount.value} {amount.unit}".replace("**", ""))
    if found is None:
        return None
    value = number_of(found["number"])
    return -value if found["sign"] else value
