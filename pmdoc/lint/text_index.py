"""All texts of an incident in one row, so that a pattern is searched for in one go.

In → Out: an incident in; its texts with their places, and what a pattern finds in them out.
Must not: know any rule, or change a text other than by blanking parts of it, place for place.

A long timeline has tens of thousands of short texts. So all of them are joined, once for all
rules, and searched for pieces that a pattern can't do without; only where one stands, the pattern
itself is tried. Whether a piece stands anywhere is asked of the different words, which are few.
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
from pmdoc.model.amount import Amount
from pmdoc.model.bulk_getters import bulk_getter, may_hold_text
from pmdoc.model.comment import ReviewComment
from pmdoc.model.duration import Duration
from pmdoc.model.incident import CustomField, Incident, LintSettings, Person
from pmdoc.model.record import Listing


class TextKind(Enum):
    """What a text is, which says what may be looked for in it."""

    PROSE = 1
    """Markdown that an author wrote for readers."""
    NAME = 2
    """A person, team or system."""
    LABEL = 3
    """An id, a version, a unit: a word or two that stand for something."""
    ADDRESS = 4
    """A web address, or a file beside the incident."""
    LINES = 5
    """Lines as a machine wrote them."""
    REMARK = 6
    """What reviewers say to each other; a final report has none of it."""


class IndexedText(Struct, frozen=True):
    """One text and where it stands. Shape: `pointer` is a JSON Pointer."""

    pointer: str
    text: str
    kind: TextKind


class TextMatch(Struct, frozen=True):
    """What a pattern found. Units: `start` counts characters from the beginning of the text."""

    text: IndexedText
    match: re.Match[str]
    start: int


class SearchPattern:
    """A pattern to search for, compiled when the first text may hold it.

    Shape: whatever the pattern matches, `hints` are pieces of text in small letters of which at
    least one stands in it or elsewhere in its text; without hints all texts are searched.
    """

    def __init__(self, pattern: str, *hints: str, flags: int = 0) -> None:
        self.hints = hints
        self._pattern = pattern
        self._flags = flags

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, ready to be used."""
        return re.compile(self._pattern, self._flags)


_BETWEEN = "\n\0\n"
"""The reader lets no NUL through, so no pattern that leaves it out finds more than one text."""

_LABELS = frozenset(
    {
        *("id", "version", "source", "ticket", "signature", "language", "time_zone"),
        *("unit", "email", "x", "y", "reference", "date"),
    }
)
_ADDRESSES = frozenset({"url", "file", "csv"})
_OTHER_TEXTS = {Listing: TextKind.LINES, ReviewComment: TextKind.REMARK}
_KEYED = {Person, ReviewComment, CustomField}
_UNSEEN = {(Person, "key"), (ReviewComment, "on")}
_MARKS_OF_CODE = ("`", "://", "](", "@")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
# Each alternative may begin only where its characters begin, or a long word would be read again
# from each of its letters.
_TARGET = re.compile(
    r"(?<=\]\()[^()\s]+"
    r"|(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"
)


class JoinedTexts:
    """All texts of an incident, joined. Shape: `blanked_from` has the same texts, unblanked."""

    def __init__(
        self, texts: Iterable[IndexedText], blanked_from: JoinedTexts | None = None
    ) -> None:
        self.texts = tuple(texts)
        self._origin = blanked_from

    @cached_property
    def joined(self) -> str:
        """All texts in one."""
        return _BETWEEN.join([text.text for text in self.texts])

    @cached_property
    def _starts(self) -> list[int]:
        """Where each text begins; blanking moves none."""
        if self._origin:
            return self._origin._starts
        lengths = (len(text.text) + len(_BETWEEN) for text in self.texts)
        return list(accumulate(lengths, initial=0))

    @cached_property
    def _lower(self) -> str:
        """All texts in small letters, place for place."""
        lower = self.joined.lower()
        if len(lower) == len(self.joined):
            return lower
        # A few letters, such as İ, have two small ones.
        return "".join(one if len(one) == 1 else " " for one in map(str.lower, self.joined))

    @cached_property
    def _vocabulary(self) -> str:
        """The different words in small letters, each once; blanking can only take some away."""
        if self._origin:
            return self._origin._vocabulary
        return " ".join(dict.fromkeys(self._lower.split()))

    def place(self, at: int) -> tuple[IndexedText, int]:
        """Say in which text a place of the joined texts lies, and where that text begins."""
        index = bisect.bisect_right(self._starts, at) - 1
        return self.texts[index], self._starts[index]

    def holding(self, hints: Iterable[str]) -> list[int]:
        """Find the texts that hold at least one of the hints."""
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
        """Put blanks in place of code, link targets and addresses."""
        odd = self.holding(_MARKS_OF_CODE)
        if not odd:
            return self
        texts = list(self.texts)
        for index in odd:
            texts[index] = _without_code(texts[index])
        return JoinedTexts(texts, blanked_from=self)


class TextGroup:
    """The texts of some kinds, searched as one."""

    def __init__(self, row: JoinedTexts, kinds: Collection[TextKind] = tuple(TextKind)) -> None:
        self._row = row
        self._kinds = kinds

    @property
    def texts(self) -> Iterator[IndexedText]:
        """The texts, in their order."""
        return (text for text in self._row.texts if text.kind in self._kinds)

    @property
    def is_ascii(self) -> bool:
        """Whether no text has a letter beyond the first 128."""
        return self._row.joined.isascii()

    def search(self, needle: SearchPattern) -> Iterator[TextMatch]:
        """Find a pattern in the texts, in their order.

        Shape: without hints `^` and `$` of a pattern with `re.MULTILINE` also match where a text
        begins or ends, and the pattern must not admit NUL.
        """
        if not needle.hints:
            for match in needle.pattern.finditer(self._row.joined):
                text, start = self._row.place(match.start())
                if text.kind in self._kinds:
                    yield TextMatch(text, match, match.start() - start)
            return
        for index in self._row.holding(needle.hints):
            text = self._row.texts[index]
            if text.kind in self._kinds:
                for match in needle.pattern.finditer(text.text):
                    yield TextMatch(text, match, match.start())


class Texts:
    """All that an incident says in words, gathered when a rule first asks for it."""

    def __init__(self, incident: Incident) -> None:
        self._incident = incident

    @cached_property
    def _row(self) -> JoinedTexts:
        found: list[IndexedText] = []
        _gather(self._incident, "", found)
        return JoinedTexts(found)

    @cached_property
    def _row_without_code(self) -> JoinedTexts:
        return self._row.without_code()

    @cached_property
    def everything(self) -> TextGroup:
        """Each text as it was written, names of fields of the house's own among them."""
        return TextGroup(self._row)

    @cached_property
    def prose(self) -> TextGroup:
        """What readers read as sentences, without code and the targets of links."""
        return TextGroup(self._row_without_code, (TextKind.PROSE,))

    @cached_property
    def words(self) -> TextGroup:
        """All that people wrote: prose, names and labels, without code and addresses."""
        return TextGroup(self._row_without_code, (TextKind.PROSE, TextKind.NAME, TextKind.LABEL))


def _without_code(text: IndexedText) -> IndexedText:
    """Put blanks in place of code, link targets and addresses; nothing else moves."""
    written = text.text
    if "`" in written:
        written = _CODE.sub(_blanks, written)
    return replace(text, text=_TARGET.sub(_blanks, written))


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


class _ReadPlan(Struct, frozen=True):
    """How the texts of a class are read. Shape: a step and a kind for each part that is read."""

    read: Callable[[Any], tuple[Any, ...]]
    steps: tuple[tuple[str, TextKind], ...]


@cache
def _plan(kind: type) -> _ReadPlan:
    """Say which fields of a class can hold text, the step to each, and what kind of text it is."""
    known: dict[str, str] = {}
    if issubclass(kind, Struct) and kind is not LintSettings:
        known = kind.__annotations__
    names = [
        name
        for name, annotation in known.items()
        if may_hold_text(annotation) and (kind, name) not in _UNSEEN
    ]
    steps = tuple((_step(kind, name), _kind(kind, name, known[name])) for name in names)
    return _ReadPlan(bulk_getter(names), steps)


def _step(kind: type, name: str) -> str:
    """Give the step to a field; none to what the author may have written as the value itself."""
    is_itself = kind is CustomField or (kind is Amount and name == "value")
    return "" if is_itself else f"/{name}"


def _kind(owner: type, name: str, annotation: str) -> TextKind:
    """Say what kind of text a field holds."""
    if "Name" in annotation or (owner is Person and name == "name"):
        return TextKind.NAME
    if name in _ADDRESSES:
        return TextKind.ADDRESS
    if name == "text" and owner in _OTHER_TEXTS:
        return _OTHER_TEXTS[owner]
    is_label = name in _LABELS or (owner, name) in {(CustomField, "name"), (Duration, "text")}
    return TextKind.LABEL if is_label else TextKind.PROSE


def _gather(value: Any, pointer: str, found: list[IndexedText]) -> None:
    """Add the texts below a value, in the order of the schema."""
    plan = _plan(value.__class__)
    parts = plan.read(value)
    if not any(parts):  # most times have neither a source nor a remark
        return
    for part, (step, kind) in compress(zip(parts, plan.steps, strict=True), parts):
        if part.__class__ is str:
            found.append(IndexedText(pointer + step, part, kind))
        elif part.__class__ is tuple:
            for index, item in enumerate(part):
                if item.__class__ is str:
                    found.append(IndexedText(f"{pointer}{step}/{index}", item, kind))
                else:
                    place = _keyed(item, pointer + step) if item.__class__ in _KEYED else ""
                    _gather(item, place or f"{pointer}{step}/{index}", found)
        else:
            _gather(part, pointer + step, found)


def _keyed(item: object, pointer: str) -> str:
    """Name the place of what stands elsewhere: people, fields of the house's own, comments."""
    if isinstance(item, Person):
        return pointer + pointer_to(item.key)
    if isinstance(item, ReviewComment):
        return f"{item.on}/comments"
    return pointer + pointer_to(item.name) if isinstance(item, CustomField) else ""
