"""Recognise two names of one person.

In → Out: two names in, a yes or no out.
Must not: take two people for one because they share a first or a last name.

"Dana Reyes", "Reyes, Dana", "D. Reyes", "DANA REYES (SRE)", "Dana M. Reyes" and
"dana.reyes@example.com" are one person; "Dana Reyes" and "Dan Reyes" are two.
"""

from __future__ import annotations

import unicodedata

from pmdoc.lint.text_index import SearchPattern

_IN_BRACKETS = SearchPattern(r"[(\[][^()\[\]]*[)\]]")
_AFTER_AT = SearchPattern(r"@\S*")
_WORD = SearchPattern(r"[^\W\d_]+")
_TITLES = frozenset(
    {"dr", "prof", "mr", "mrs", "ms", "mx", "herr", "frau", "ing", "dipl", "phd", "msc", "mba"}
)


def is_same_person(one: str, other: str) -> bool:
    """Return whether two names are spellings of one name."""
    return any(_match(a, b) for a in _readings(one) for b in _readings(other))


def _readings(name: str) -> list[list[str]]:
    """Return the words of a name, and those before a comma: "Dana Reyes, SRE"."""
    plain = _AFTER_AT.pattern.sub("", _IN_BRACKETS.pattern.sub(" ", name))
    folded = unicodedata.normalize("NFKD", plain.casefold())
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    head = _words(plain.partition(",")[0])
    whole = _words(plain)
    return [whole, head] if len(whole) > len(head) > 1 else [whole]


def _words(text: str) -> list[str]:
    return [word for word in _WORD.pattern.findall(text) if word not in _TITLES]


def _match(one: list[str], other: list[str]) -> bool:
    """Return whether each word has its counterpart, initials included."""
    if not one or not other:
        return False
    if sorted(one) == sorted(other):
        return True
    shared = [word for word in one if len(word) > 1 and word in other]
    left, right = (sorted(set(words).difference(shared)) for words in (one, other))
    if not shared or len(one) < 2 or len(other) < 2:
        return False
    if not left or not right:  # a middle initial
        return all(len(word) == 1 for word in left or right) and len(shared) > 1
    return len(left) == len(right) and all(map(_is_initial, left, right))


def _is_initial(one: str, other: str) -> bool:
    return 1 in {len(one), len(other)} and one[0] == other[0]
