"""Abbreviations whose long form the incident itself gives: found once, marked wherever they stand.

In → Out: an incident in, what its abbreviations stand for out; then blocks in, the same marked out.
Must not: know an abbreviation that the author does not write out, or guess at one.
Source: ISO 32000-1, 14.9.5 (expansion); the long form is read back from its bracket, as in Schwartz
and Hearst, https://psb.stanford.edu/psb-online/proceedings/psb03/schwartz.pdf, initials only.

A reader by ear hears "write-ahead log" where WAL is written. What counts is what the rule
`acronym-unexplained` takes for an explanation: `write-ahead log (WAL)`, `WAL (write-ahead log)`, a
line of a glossary, `**WAL:** write-ahead log`, or a row of one. Each letter has to be the initial
of a word: better that nothing is said than something wrong. A number repeats the letter before it
(EC2: elastic compute cloud), stands in the long form too (IPv6, P95: 95th percentile), is one of
words that are joined (P2P: peer-to-peer), or counts the letters between (K8s: Kubernetes).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.rewrite import rewrite
from pmdoc.model.bulk_getters import may_hold_text, reader_of
from pmdoc.model.document import (
    Abbreviation,
    Block,
    Commented,
    Emphasis,
    Inline,
    Paragraph,
    Strike,
    Strong,
    Text,
)
from pmdoc.model.incident import Incident

_SHORT = r"([^\W_]{2,8}?)(s?)"
_BEHIND = re.compile(rf"\({_SHORT}\)")
_BEFORE = re.compile(rf"(?<!\w){_SHORT} \(([^()\n]{{3,100}})\)")
_LISTED = re.compile(
    rf"^[ \t]*(?:[-+|][ \t]*)?{_SHORT}(?::|[ \t]*[=–|]|[ \t]+-)[ \t]+([^\n|]{{3,120}})",
    re.MULTILINE,
)
"""A line of a glossary, or a row of one; marks of weight are taken off before."""
_CUT = re.compile(r"[()\[\]{}.,;:!?|<>\"“”„=–—]|\n[ \t]*(?:[-+*#>\n]|$)")
"""What no long form runs over."""
_MARKUP = str.maketrans("", "", "*_`")
_WORD = re.compile(r"[^\W_]+-?")
"""A word or a number; what joins it to the next one is kept."""
_REPEATED = re.compile(r"(\D)([2-4])(?!\d)")
_NUMBERED = re.compile(r"(\D+)(\d+)")
_COUNTED = re.compile(r"(\w)(\d+)(\w)")
_UNREAD = {(Incident, "lint"), (Incident, "comments")}
_TIMES = {"Moment", "Moment | None"}
_LONGEST = 120
_SURE = 3
"""Letters from which on a line that begins with them is no coincidence: not `NO: not ours`."""
_SMALL = 4
"""Letters of the longest words that need not have one in the short form: of, the, und, para."""


class Abbreviations(Struct, frozen=True):
    """What abbreviations stand for. Shape: `pattern` finds each of them, and no part of a name."""

    expansions: Mapping[str, str]
    pattern: re.Pattern[str]

    def mark(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Mark the abbreviations in blocks, save in code, in links and where they are explained."""
        return rewrite(blocks, self._change)

    def _change(self, node: object) -> object:
        if not isinstance(node, (Paragraph, Strong, Emphasis, Strike, Commented)):
            return node
        children: list[Inline] = []
        for child in node.children:
            if isinstance(child, Text) and self.pattern.search(child.text):
                children.extend(self._cut(child.text))
            else:
                children.append(child)
        return replace(node, children=tuple(children))

    def _cut(self, text: str) -> Iterator[Inline]:
        start = 0
        for match in self.pattern.finditer(text):
            if _is_explained(text, match):
                continue
            if match.start() > start:
                yield Text(text[start : match.start()])
            yield Abbreviation(match.group(), self.expansions[match.group()])
            start = match.end()
        if start < len(text):
            yield Text(text[start:])


def _is_explained(text: str, match: re.Match[str]) -> bool:
    """Say whether the long form stands right beside it, and would be heard twice."""
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 2]
    return (before == "(" and after[:1] in {")", "s"}) or after[:1] == ":" or after == " ("


def find_abbreviations(incident: Incident) -> Abbreviations | None:
    """Gather what the texts of an incident write out; None where they write out nothing.

    What is written out in two ways is left alone.
    """
    found: dict[str, str | None] = {}
    texts: list[str] = []
    _gather(incident, texts)
    for text in texts:
        if _may_explain(text):
            for short, long in _explained(text.translate(_MARKUP)):
                known = found.setdefault(short, long)
                if known is None or known.casefold() != long.casefold():
                    found[short] = None
    expansions = {
        short: long
        for short, long in sorted(found.items())
        if long and not _is_one_of_many(short, long, texts)
    }
    if not expansions:
        return None
    names = "|".join(sorted(expansions, key=len, reverse=True))
    pattern = rf"(?<![\w./#@&+])(?<![A-Z0-9]-)(?:{names})(?=s?(?![\w/#@&+]|-[A-Z0-9]|\.\w))"
    return Abbreviations(expansions, re.compile(pattern))


def _is_one_of_many(short: str, long: str, texts: Sequence[str]) -> bool:
    """Say whether a letter stands with other numbers too: S1, S2 and S3 are sources or classes."""
    parts = _NUMBERED.fullmatch(short)
    if parts is None or parts[2] in long:
        return False
    others = re.compile(rf"(?<!\w){parts[1]}(?!{parts[2]}\b)\d{{1,2}}(?!\w)")
    return any(map(others.search, texts))


def _may_explain(text: str) -> bool:
    """Say whether a text has a sign that one of the patterns needs; most of many short ones don't.

    A search for one character takes a tenth of the time of any pattern.
    """
    return "(" in text or ":" in text or "|" in text or "=" in text or "–" in text or " -" in text


def _gather(value: Any, texts: list[str]) -> None:
    """Add all texts below a value."""
    for part in filter(None, _reader(value.__class__)(value)):
        if part.__class__ is str:
            texts.append(part)
        elif part.__class__ is tuple:
            for item in part:
                if item.__class__ is str:
                    texts.append(item)
                else:
                    _gather(item, texts)
        else:
            _gather(part, texts)


@cache
def _reader(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Read the fields that may hold a text; reviewers' remarks, and what rules are told, do not."""
    if not issubclass(kind, Struct):
        return reader_of(())
    return reader_of(
        [
            name
            for name, annotation in kind.__annotations__.items()
            if may_hold_text(annotation)
            and annotation not in _TIMES
            and (kind, name) not in _UNREAD
        ]
    )


def _explained(text: str) -> Iterator[tuple[str, str]]:
    """Yield short and long forms, in whichever way they stand beside each other."""
    for match in _BEHIND.finditer(text):
        before = _CUT.split(text[: match.start()][-_LONGEST:])[-1]
        for short, plural in _shorts(match):
            long = _behind(short, before)
            if long:
                yield short, long.removesuffix(plural)
                break
    for pattern in (_BEFORE, _LISTED):
        for match in pattern.finditer(text):
            after = _CUT.split(match[3], maxsplit=1)[0]
            for short, plural in _shorts(match):
                long = _ahead(short, after)
                if long:
                    yield short, long.removesuffix(plural)
                    break


def _shorts(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the short form and what makes a plural of it; behind a number that may be a letter."""
    short, plural = match[1], match[2]
    if short.isalpha():  # nearly all of what looks like one is a word
        if short.isupper():
            yield short, plural
        return
    if plural and short[-1].isdigit():
        yield short + plural, ""
    yield short, plural


def _readings(short: str) -> Iterator[str]:
    """Yield the initials and numbers that a long form may have, the likeliest first."""
    if short.isalpha():
        yield short
    elif not short[0].islower() and not short.isdigit():
        short = short.upper()
        yield short
        parts = _NUMBERED.fullmatch(short)
        if parts is not None:
            yield parts[2] + parts[1]
        repeated = _REPEATED.sub(lambda one: one[1] * int(one[2]), short)
        if repeated != short:
            yield repeated


def _is_counted(short: str, word: str) -> bool:
    """Say whether a word begins and ends as its short form, with as many letters between."""
    parts = _COUNTED.fullmatch(short.casefold())
    return parts is not None and (word[0], len(word) - 2, word[-1]) == (
        parts[1],
        int(parts[2]),
        parts[3],
    )


def _behind(short: str, words_before: str) -> str:
    """Return the last words whose initials are the letters; nothing where they are not."""
    words = list(_WORD.finditer(words_before))
    if not words or words_before[words[-1].end() :].strip():
        return ""
    if _is_counted(short, words[-1].group().casefold()):
        return words[-1].group()
    names = [word.group() for word in words]
    for letters in _readings(short):
        start = _start(letters, names)
        if start is not None and len(words) - start > 1:
            return _joined(words_before[words[start].start() :])
    return ""


def _ahead(short: str, words_after: str) -> str:
    """Return the first words whose initials are the letters, without an article before them."""
    words = list(_WORD.finditer(words_after))
    names = [word.group() for word in words]
    if names and _is_counted(short, names[0].casefold()):
        return names[0]
    for letters in _readings(short):
        for end in range(2, min(len(names), 2 * len(letters)) + 1 if len(letters) >= _SURE else 0):
            start = _start(letters, names[:end])
            if start is not None and end - start > 1 and all(map(_is_small, names[:start])):
                return _joined(words_after[words[start].start() : words[end - 1].end()])
    return ""


def _joined(text: str) -> str:
    return " ".join(text.split())


def _start(letters: str, words: Sequence[str]) -> int | None:
    """Return the word from which on the letters are initials; both end together.

    One small word may stand between two that count, as in "end of day".
    """
    if not letters:
        return len(words)
    if not words:
        return None
    if letters[-1].isdigit() and words[-1].endswith("-"):
        start = _start(letters[:-1], words[:-1])
        if start is not None:
            return start
    initials = _initials(words[-1])
    for count in range(min(len(initials), len(letters)), 0, -1):
        if letters.endswith(initials[:count]):
            rest, before = letters[:-count], words[:-1]
            start = _start(rest, before)
            if start is None and before and _is_small(before[-1]):
                start = _start(rest, before[:-1])
            if start is not None:
                return start
    return None


def _initials(word: str) -> str:
    """Return a word's first letter and the capitals and numbers inside: HT of HyperText."""
    inside = (sign for sign in word[1:] if sign.isupper() or sign.isdigit())
    return (word[0] + "".join(inside)).upper()


def _is_small(word: str) -> bool:
    return len(word.rstrip("-")) <= _SMALL and word.islower()
