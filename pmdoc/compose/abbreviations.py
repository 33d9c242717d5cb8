"""Find the abbreviations that the incident itself explains, and mark them in its texts.

In → Out: an incident in, its abbreviations out; then blocks in, the same blocks with marks out.
Must not: know an abbreviation that the author does not explain, or guess at one.
Source: ISO 32000-1, 14.9.5 (expansions). Long forms are found from their initials, a strict variant
of Schwartz and Hearst, https://psb.stanford.edu/psb-online/proceedings/psb03/schwartz.pdf.

A screen reader then says "write-ahead log" for WAL. Explanations are those that the lint rule
`acronym-unexplained` accepts: `write-ahead log (WAL)`, `WAL (write-ahead log)`, and a line or table
row of a glossary such as `**WAL:** write-ahead log`. Each letter must be the initial of a word,
since a wrong expansion is worse than none. A digit repeats the letter before it (EC2: elastic
compute cloud), is in the long form too (IPv6, P95: 95th percentile), stands for one of several
joined words (P2P: peer-to-peer), or counts the letters left out (K8s: Kubernetes).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.rewrite import rewrite
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
from pmdoc.model.struct_fields import bulk_getter, may_hold_text

_SHORT = r"([^\W_]{2,8}?)(s?)"
_AFTER_LONG = re.compile(rf"\({_SHORT}\)")
_BEFORE_LONG = re.compile(rf"(?<!\w){_SHORT} \(([^()\n]{{3,100}})\)")
_LISTED = re.compile(
    rf"^[ \t]*(?:[-+|][ \t]*)?{_SHORT}(?::|[ \t]*[=–|]|[ \t]+-)[ \t]+([^\n|]{{3,120}})",
    re.MULTILINE,
)
"""A line or table row of a glossary, with `**` and `_` already removed."""
_LIMIT = re.compile(r"[()\[\]{}.,;:!?|<>\"“”„=–—]|\n[ \t]*(?:[-+*#>\n]|$)")
"""What a long form can't contain."""
_MARKUP = str.maketrans("", "", "*_`")
_WORD = re.compile(r"[^\W_]+-?")
"""A word or number, with the hyphen that joins it to the next one."""
_REPEATED = re.compile(r"(\D)([2-4])(?!\d)")
_NUMBERED = re.compile(r"(\D+)(\d+)")
_COUNTED = re.compile(r"(\w)(\d+)(\w)")
_UNREAD = {(Incident, "lint"), (Incident, "comments")}
_TIMES = {"Moment", "Moment | None"}
_MAX_LENGTH = 120
_MIN_LISTED = 3
"""Letters that an abbreviation at the start of a line needs: `NO: not ours` is a coincidence."""
_MAX_SMALL = 4
"""Letters of the longest words that an abbreviation may skip: of, the, und, para."""


class Abbreviations(Struct, frozen=True):
    """Abbreviations with their expansions. Shape: `pattern` matches them, but not inside a name."""

    expansions: Mapping[str, str]
    pattern: re.Pattern[str]

    def mark(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Mark the abbreviations in blocks, except in code, links and their own explanations."""
        return rewrite(blocks, self._mark_children)

    def _mark_children(self, node: object) -> object:
        if not isinstance(node, (Paragraph, Strong, Emphasis, Strike, Commented)):
            return node
        children: list[Inline] = []
        for child in node.children:
            if isinstance(child, Text) and self.pattern.search(child.text):
                children.extend(self._split(child.text))
            else:
                children.append(child)
        return replace(node, children=tuple(children))

    def _split(self, text: str) -> Iterator[Inline]:
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
    """Return whether the long form is right beside it, and would be read out twice."""
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 2]
    return (before == "(" and after[:1] in {")", "s"}) or after[:1] == ":" or after == " ("


def find_abbreviations(incident: Incident) -> Abbreviations | None:
    """Return the abbreviations that the texts of an incident explain; None if there are none.

    An abbreviation with two different explanations is left out.
    """
    explanations: dict[str, str | None] = {}
    texts: list[str] = []
    _collect_texts(incident, texts)
    for text in texts:
        if _may_explain(text):
            for short, long in _find_explanations(text.translate(_MARKUP)):
                known = explanations.setdefault(short, long)
                if known is None or known.casefold() != long.casefold():
                    explanations[short] = None
    expansions = {
        short: long
        for short, long in sorted(explanations.items())
        if long and not _is_in_series(short, long, texts)
    }
    if not expansions:
        return None
    names = "|".join(sorted(expansions, key=len, reverse=True))
    pattern = rf"(?<![\w./#@&+])(?<![A-Z0-9]-)(?:{names})(?=s?(?![\w/#@&+]|-[A-Z0-9]|\.\w))"
    return Abbreviations(expansions, re.compile(pattern))


def _is_in_series(short: str, long: str, texts: Sequence[str]) -> bool:
    """Return whether a letter occurs with other numbers too, as in S1, S2 and S3."""
    parts = _NUMBERED.fullmatch(short)
    if parts is None or parts[2] in long:
        return False
    others = re.compile(rf"(?<!\w){parts[1]}(?!{parts[2]}\b)\d{{1,2}}(?!\w)")
    return any(map(others.search, texts))


def _may_explain(text: str) -> bool:
    """Return whether a text contains any of the characters that an explanation needs.

    Most texts don't, and looking for a character is ten times as fast as trying a pattern.
    """
    return "(" in text or ":" in text or "|" in text or "=" in text or "–" in text or " -" in text


def _collect_texts(value: Any, texts: list[str]) -> None:
    for part in filter(None, _text_getter(value.__class__)(value)):
        if part.__class__ is str:
            texts.append(part)
        elif isinstance(part, tuple):
            for item in part:
                if item.__class__ is str:
                    texts.append(item)
                else:
                    _collect_texts(item, texts)
        else:
            _collect_texts(part, texts)


@cache
def _text_getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    if not issubclass(kind, Struct):
        return bulk_getter(())
    return bulk_getter(
        [
            name
            for name, annotation in kind.__annotations__.items()
            if may_hold_text(annotation)
            and annotation not in _TIMES
            and (kind, name) not in _UNREAD
        ]
    )


def _find_explanations(text: str) -> Iterator[tuple[str, str]]:
    candidates: list[tuple[re.Match[str], Callable[[str, str], str], str]] = []
    for match in _AFTER_LONG.finditer(text):
        before = _LIMIT.split(text[: match.start()][-_MAX_LENGTH:])[-1]
        candidates.append((match, _long_form_before, before))
    for match in (*_BEFORE_LONG.finditer(text), *_LISTED.finditer(text)):
        candidates.append((match, _long_form_after, _LIMIT.split(match[3], maxsplit=1)[0]))
    for match, find_long_form, words in candidates:
        for short, plural in _short_forms(match):
            if long := find_long_form(short, words):
                yield short, long.removesuffix(plural)
                break


def _short_forms(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the short form and its plural ending, or both readings of a final "s".

    Example: `("WAL", "s")` for WALs; `("K8s", "")` and `("K8", "s")` for K8s.
    """
    short, plural = match[1], match[2]
    if short.isalpha():  # an ordinary word is more frequent than an abbreviation
        if short.isupper():
            yield short, plural
        return
    if plural and short[-1].isdigit():
        yield short + plural, ""
    yield short, plural


def _readings(short: str) -> Iterator[str]:
    """Yield the initials and numbers that the long form may have, the likeliest first.

    Example: `EC2`, `2EC` and `ECC` for EC2; `P95` and `95P` for P95.
    """
    if short.isalpha():
        yield short
    elif not short[0].islower() and not short.isdigit():
        short = short.upper()
        yield short
        parts = _NUMBERED.fullmatch(short)
        if parts is not None:
            yield parts[2] + parts[1]
        repeated = _REPEATED.sub(lambda match: match[1] * int(match[2]), short)
        if repeated != short:
            yield repeated


def _is_counted(short: str, word: str) -> bool:
    """Return whether a short form counts the letters of a word, as K8s does of Kubernetes."""
    parts = _COUNTED.fullmatch(short.casefold())
    counted = (parts[1], int(parts[2]), parts[3]) if parts else None
    return counted == (word[0], len(word) - 2, word[-1])


def _long_form_before(short: str, text: str) -> str:
    """Return the last words of a text if their initials are those of the short form; else ""."""
    words = list(_WORD.finditer(text))
    if not words or text[words[-1].end() :].strip():
        return ""
    if _is_counted(short, words[-1].group().casefold()):
        return words[-1].group()
    names = [word.group() for word in words]
    for letters in _readings(short):
        start = _start(letters, names)
        if start is not None and len(words) - start > 1:
            return " ".join(text[words[start].start() :].split())
    return ""


def _long_form_after(short: str, text: str) -> str:
    """Return the first words of a text, after any article, if their initials are right; else ""."""
    words = list(_WORD.finditer(text))
    names = [word.group() for word in words]
    if names and _is_counted(short, names[0].casefold()):
        return names[0]
    for letters in _readings(short):
        if len(letters) < _MIN_LISTED:
            continue
        for end in range(2, min(len(names), 2 * len(letters)) + 1):
            start = _start(letters, names[:end])
            if start is not None and end - start > 1 and all(map(_is_small, names[:start])):
                return " ".join(text[words[start].start() : words[end - 1].end()].split())
    return ""


def _start(letters: str, words: Sequence[str]) -> int | None:
    """Return the index of the word from which on the initials are the letters; None if they aren't.

    A small word may be skipped between two others: `EOD` starts at index 1 of `the end of day`.
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
    """Return a word's first letter and the capitals and digits after it: HT for HyperText."""
    inside = (char for char in word[1:] if char.isupper() or char.isdigit())
    return (word[0] + "".join(inside)).upper()


def _is_small(word: str) -> bool:
    return len(word.rstrip("-")) <= _MAX_SMALL and word.islower()
