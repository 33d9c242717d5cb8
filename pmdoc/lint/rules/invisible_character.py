"""Find invisible characters that change what a text says.

Text copied from a chat or a web page brings along zero-width spaces, soft hyphens and direction
marks. They break searches and links, and make one word look like another. What scripts and emoji
need (joiners, direction marks in right-to-left text) is left alone, and so is a soft hyphen between
two letters, where it says how a long word may break. Characters that reverse text,
and control characters that no document can carry, have warnings of their own:
`text-turning-character` and `text-control-character`.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: "The customer אבג\u200f called."

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    notes: "The file was called invoice\u200bfinal.pdf."
"""

import unicodedata
from functools import lru_cache

from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject
from pmdoc.lint.text_index import SearchPattern

_INVISIBLE = SearchPattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064"
    "\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_MARKS = frozenset("\u061c\u200e\u200f")
_JOINERS = frozenset("\u200c\u200d")
_SOFT_HYPHEN = "\u00ad"
_FIRST_JOINING = 0x0590
_FLAG = "\U0001f3f4"
_EMOJI = SearchPattern("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")


def _check(subject: Subject) -> Findings:
    if subject.texts.everything.is_ascii:
        return
    named: dict[tuple[str, str], None] = {}
    for hit in subject.texts.everything.search(_INVISIBLE):
        character, text, at = hit.match.group(), hit.text.text, hit.start
        if (hit.text.pointer, character) in named or _is_needed(character, text, at):
            continue
        named[hit.text.pointer, character] = None
        name = unicodedata.name(character, "a character without a name").lower()
        yield Finding(
            hit.text.pointer,
            f"contains the invisible character U+{ord(character):04X} ({name}) at {at + 1}.",
            "Delete it: retype the words around it.",
            at,
        )


def _is_needed(character: str, text: str, at: int) -> bool:
    """Return whether a script or an emoji needs the character at this position."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if character == _SOFT_HYPHEN:
        return before.isalpha() and after.isalpha()
    if character in _MARKS:
        return _is_right_to_left(text)
    if character in _JOINERS:
        if _EMOJI.pattern.match(before) and _EMOJI.pattern.match(after):
            return True
        return all(_joins(other) for other in (before, after))
    return character >= "\U000e0020" and 0 <= text.find(_FLAG) < at


@lru_cache(maxsize=8)
def _is_right_to_left(text: str) -> bool:
    """Return whether a text has right-to-left letters, direction marks not counted."""
    letters = (character for character in text if character not in _MARKS)
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in letters)


def _joins(character: str) -> bool:
    """Return whether a character may join: letters and marks of Hebrew and later blocks."""
    if not character:
        return False
    is_letter = character.isalpha() or unicodedata.category(character).startswith("M")
    return is_letter and ord(character) >= _FIRST_JOINING


RULE = Rule(id="invisible-character", level=Level.WARNING, check=_check, each=("texts",))
