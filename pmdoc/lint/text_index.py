"""Search all texts of an incident at once.

In → Out: an incident in; its texts with their pointers, and the matches of a pattern out.
Must not: know any rule, or shift characters: code is blanked out, not removed.

A long timeline has tens of thousands of short texts. So they are joined once for all rules, and
searched for hints, literals that a pattern needs; the pattern itself is tried only in texts with a
hint. Whether a hint occurs at all is looked up in the distinct words, which are few:

    texts       "Pool full", "Owner: TBD", "Pool empty"
    joined      Pool full ␀ Owner: TBD ␀ Pool empty
    vocabulary  pool full owner: tbd empty

The hint "todo" is not in the vocabulary, so its pattern is never tried; "tbd" is, and only the
second text is matched against its pattern.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import Enum
from functools import cache, cached_property
from itertools import accumulate, compress
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.diagnostics.problem import pointer_to
from pmdoc.markdown.fault import Fault, FaultKind
from pmdoc.markdown.faults import find_faults
from pmdoc.model.amount import Amount, Duration
from pmdoc.model.custom import CustomField, CustomRecord
from pmdoc.model.improvement import Due
from pmdoc.model.incident import Incident, LintSettings, Person
from pmdoc.model.name import Names
from pmdoc.model.record import Listing
from pmdoc.model.report import ReviewComment
from pmdoc.model.struct_fields import bulk_getter, may_hold_text


class TextKind(Enum):
    """The kind of a text, on which it depends what may be searched for in it."""

    PROSE = 1
    """Markdown for readers."""
    NAME = 2
    """A person, team or system."""
    LABEL = 3
    """An id, a version or a unit: a word or two."""
    ADDRESS = 4
    """A web address or the name of a file."""
    LINES = 5
    """Verbatim lines, such as a log."""
    REMARK = 6
    """A reviewer's comment; a final report has none."""


class IndexedText(Struct, frozen=True):
    """A text and its JSON Pointer."""

    pointer: str
    text: str
    kind: TextKind


class TextMatch(Struct, frozen=True):
    """A match of a pattern. Units: `start` is the offset in the text, in characters."""

    text: IndexedText
    match: re.Match[str]
    start: int


class SearchPattern:
    """A pattern, compiled when the first text may contain it.

    Shape: `hints` are lowercase literals; every text that the pattern matches contains at least
    one of them. Without hints all texts are searched.
    """

    def __init__(self, pattern: str, *hints: str, flags: int = 0) -> None:
        self.hints = hints
        self._pattern = pattern
        self._flags = flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self._pattern, self._flags)


_OF_SUMMARY = (
    *("/incident/title", "/report/title", "/report/subtitle", "/summary/", "/impact/"),
    "/communication/customer_summary",
)
_BETWEEN = "\n\0\n"  # texts contain no NUL, so no pattern without it matches across two texts

_LABELS = frozenset(
    {
        *("id", "version", "source", "ticket", "signature", "language", "time_zone"),
        *("unit", "email", "x", "y", "reference", "date"),
    }
)
_ADDRESSES = frozenset({"url", "file", "csv"})
_OTHER_TEXTS = {Listing: TextKind.LINES, ReviewComment: TextKind.REMARK}
_KEYED = {Person, ReviewComment, CustomField}
_OWN_NAMES = {CustomField, CustomRecord}
"""Classes whose keys are the author's."""
_VALUES = {(Amount, "value"), (Due, "text")}
_UNSEEN = {(Person, "key"), (ReviewComment, "on")}
_NOT_MARKDOWN = frozenset({TextKind.ADDRESS, TextKind.LINES})
_CODE_MARKS = ("`", "://", "](", "@")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
# Lookbehinds let each alternative start only at the beginning of a word: otherwise a long word
# would be scanned again from each of its letters.
_TARGET = re.compile(
    r"(?<=\]\()[^()\s]+"
    r"|(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"
)


class JoinedTexts:
    """All texts of an incident, joined. Shape: `blanked_from` has the same texts with code."""

    def __init__(
        self, texts: Iterable[IndexedText], blanked_from: JoinedTexts | None = None
    ) -> None:
        self.texts = tuple(texts)
        self._origin = blanked_from

    @cached_property
    def joined(self) -> str:
        """All texts as one string."""
        return _BETWEEN.join([text.text for text in self.texts])

    @cached_property
    def _starts(self) -> list[int]:
        """The offset of each text; blanking does not change it."""
        if self._origin:
            return self._origin._starts
        lengths = (len(text.text) + len(_BETWEEN) for text in self.texts)
        return list(accumulate(lengths, initial=0))

    @cached_property
    def _lower(self) -> str:
        """All texts in lowercase, of the same length."""
        lower = self.joined.lower()
        if len(lower) == len(self.joined):
            return lower
        # The lowercase of a few letters, such as İ, is two characters long.
        return "".join(one if len(one) == 1 else " " for one in map(str.lower, self.joined))

    @cached_property
    def _vocabulary(self) -> str:
        """The distinct words in lowercase; blanking can only remove some."""
        if self._origin:
            return self._origin._vocabulary
        return " ".join(dict.fromkeys(self._lower.split()))

    def text_at(self, offset: int) -> tuple[IndexedText, int]:
        """Return the text at an offset of the joined texts, and the offset where it begins."""
        index = bisect.bisect_right(self._starts, offset) - 1
        return self.texts[index], self._starts[index]

    def holding(self, hints: Iterable[str]) -> list[int]:
        """Return the indexes of the texts that contain at least one of the hints."""
        found = set()
        for hint in hints:
            if not all(word in self._vocabulary for word in hint.split()):
                continue
            at = self._lower.find(hint)
            while at >= 0:
                index = bisect.bisect_right(self._starts, at) - 1
                found.add(index)
                at = self._lower.find(hint, self._starts[index + 1])
        return sorted(found)

    def without_code(self) -> JoinedTexts:
        """Blank out code, link targets and addresses."""
        with_code = self.holding(_CODE_MARKS)
        if not with_code:
            return self
        texts = list(self.texts)
        for index in with_code:
            texts[index] = _without_code(texts[index])
        return JoinedTexts(texts, blanked_from=self)


class TextGroup:
    """The texts of some kinds."""

    def __init__(self, joined: JoinedTexts, kinds: Collection[TextKind] = tuple(TextKind)) -> None:
        self._joined = joined
        self._kinds = kinds

    @property
    def texts(self) -> Iterator[IndexedText]:
        """The texts in the order of the schema."""
        return (text for text in self._joined.texts if text.kind in self._kinds)

    @property
    def is_ascii(self) -> bool:
        """True if all texts are ASCII."""
        return self._joined.joined.isascii()

    def search(self, pattern: SearchPattern) -> Iterator[TextMatch]:
        """Yield the matches of a pattern, in the order of the texts.

        Without hints, `^` and `$` need `re.MULTILINE` to match at the ends of a text, and the
        pattern must not match NUL.
        """
        if not pattern.hints:
            for match in pattern.pattern.finditer(self._joined.joined):
                text, start = self._joined.text_at(match.start())
                if text.kind in self._kinds:
                    yield TextMatch(text, match, match.start() - start)
            return
        for index in self._joined.holding(pattern.hints):
            text = self._joined.texts[index]
            if text.kind in self._kinds:
                for match in pattern.pattern.finditer(text.text):
                    yield TextMatch(text, match, match.start())


class Texts:
    """The texts of an incident, collected when a rule first needs them."""

    def __init__(self, incident: Incident) -> None:
        self._incident = incident

    @cached_property
    def _joined(self) -> JoinedTexts:
        found: list[IndexedText] = []
        _gather(self._incident, "", found)
        return JoinedTexts(found)

    @cached_property
    def _joined_without_code(self) -> JoinedTexts:
        return self._joined.without_code()

    @cached_property
    def faults(self) -> tuple[tuple[IndexedText, Fault], ...]:
        """The faults of all texts that are Markdown, the first of each kind in a text."""
        found: dict[tuple[str, FaultKind], tuple[IndexedText, Fault]] = {}
        for text in self._joined.texts:
            if text.kind not in _NOT_MARKDOWN:
                for fault in find_faults(text.text):
                    found.setdefault((text.pointer, fault.kind), (text, fault))
        return tuple(found.values())

    @cached_property
    def everything(self) -> TextGroup:
        """All texts as written, names of custom fields included."""
        return TextGroup(self._joined)

    @cached_property
    def prose(self) -> TextGroup:
        """Prose, without code and link targets."""
        return TextGroup(self._joined_without_code, (TextKind.PROSE,))

    @cached_property
    def summary(self) -> TextGroup:
        """Prose of titles, summary and impact, without code: what may contradict the figures."""
        texts = (text for text in self.prose.texts if text.pointer.startswith(_OF_SUMMARY))
        return TextGroup(JoinedTexts(texts))

    @cached_property
    def words(self) -> TextGroup:
        """Prose, names and labels, without code and addresses."""
        return TextGroup(self._joined_without_code, (TextKind.PROSE, TextKind.NAME, TextKind.LABEL))


def _without_code(text: IndexedText) -> IndexedText:
    written = text.text
    if "`" in written:
        written = _CODE.sub(_blanks, written)
    return replace(text, text=_TARGET.sub(_blanks, written))


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


class _ReadPlan(Struct, frozen=True):
    read: Callable[[Any], tuple[Any, ...]]
    steps: tuple[tuple[str, TextKind], ...]


@cache
def _plan(kind: type) -> _ReadPlan:
    known: dict[str, str] = {}
    if issubclass(kind, Struct) and kind is not LintSettings:
        known = kind.__annotations__
    names = [n for n, hint in known.items() if may_hold_text(hint) and (kind, n) not in _UNSEEN]
    steps = tuple((_step(kind, name), _kind(kind, name, known[name])) for name in names)
    return _ReadPlan(bulk_getter(names), steps)


def _step(kind: type, name: str) -> str:
    """Return the pointer step to a field; none if authors may write the value itself instead."""
    is_itself = kind in _OWN_NAMES or (kind, name) in _VALUES
    return "" if is_itself else f"/{name}"


def _kind(owner: type, name: str, annotation: str) -> TextKind:
    if "Name" in annotation or (owner is Person and name == "name"):
        return TextKind.NAME
    if name in _ADDRESSES:
        return TextKind.ADDRESS
    if name == "text" and owner in _OTHER_TEXTS:
        return _OTHER_TEXTS[owner]
    is_label = name in _LABELS or (owner, name) in {(CustomField, "name"), (Duration, "text")}
    return TextKind.LABEL if is_label else TextKind.PROSE


def _gather(value: Any, pointer: str, found: list[IndexedText]) -> None:
    plan = _plan(value.__class__)
    parts = plan.read(value)
    if not any(parts):  # most moments have neither a source nor a remark
        return
    for part, (step, kind) in compress(zip(parts, plan.steps, strict=True), parts):
        if part.__class__ is str:
            found.append(IndexedText(pointer + step, part, kind))
        elif isinstance(part, tuple):
            for index, item in enumerate(part):
                if item.__class__ is str:
                    is_alone = part.__class__ is Names and len(part) == 1  # written without a list
                    place = step if is_alone else f"{step}/{index}"
                    found.append(IndexedText(pointer + place, item, kind))
                else:
                    place = _keyed(item, pointer + step) if item.__class__ in _KEYED else ""
                    _gather(item, place or f"{pointer}{step}/{index}", found)
        else:
            _gather(part, pointer + step, found)


def _keyed(item: object, pointer: str) -> str:
    """Return the pointer of a person, comment or custom field, which is not its list index."""
    if isinstance(item, Person):
        return pointer + pointer_to(item.key)
    if isinstance(item, ReviewComment):
        return f"{item.on}/comments"
    return pointer + pointer_to(item.name) if isinstance(item, CustomField) else ""
