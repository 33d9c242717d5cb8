"""All texts of an incident in one row, so that a pattern is searched for in one go.

In → Out: an incident in; its texts with their places, and what a pattern finds in them out.
Must not: know any rule, or change a text other than by blanking parts of it, place for place.

A long timeline has tens of thousands of short texts. So all of them are joined and searched for
pieces that a pattern can't do without; only where one stands, the pattern itself is tried.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache, cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from msgspec import Struct

from pmdoc.model.amount import Amount
from pmdoc.model.comment import Comment
from pmdoc.model.duration import Duration
from pmdoc.model.incident import CustomField, Incident, LintSettings, Person
from pmdoc.model.record import Listing
from pmdoc.problems import pointer_to


class Kind(Enum):
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


class Text(NamedTuple):
    """One text and where it stands. Shape: `pointer` is a JSON Pointer."""

    pointer: str
    text: str
    kind: Kind


class Hit(NamedTuple):
    """What a pattern found. Units: `start` counts characters from the beginning of the text."""

    text: Text
    match: re.Match[str]
    start: int


class Needle:
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
_OTHER_TEXTS = {Listing: Kind.LINES, Comment: Kind.REMARK}
_UNSEEN = {(Person, "key"), (Comment, "on")}
_WITHOUT_TEXT = re.compile(r"(?:bool|int|float|dt\.\w+)(?: \| (?:dt\.\w+|None))*")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
# Each alternative may begin only where its characters begin, or a long word would be read again
# from each of its letters.
_TARGET = re.compile(
    r"(?<=\]\()[^()\s]+"
    r"|(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"
)


class Corpus:
    """Some texts of an incident, searched as one."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = tuple(texts)
        self._joined = _BETWEEN.join([text.text for text in self.texts])
        lengths = (len(text.text) + len(_BETWEEN) for text in self.texts)
        self._starts = list(accumulate(lengths, initial=0))

    @cached_property
    def _lower(self) -> str:
        """All texts in small letters, place for place."""
        lower = self._joined.lower()
        if len(lower) == len(self._joined):
            return lower
        # A few letters, such as İ, have two small ones.
        return "".join(one if len(one) == 1 else " " for one in map(str.lower, self._joined))

    def search(self, needle: Needle) -> Iterator[Hit]:
        """Find a pattern in the texts, in their order.

        Shape: without hints `^` and `$` of a pattern with `re.MULTILINE` also match where a text
        begins or ends, and the pattern must not admit NUL.
        """
        if not needle.hints:
            for match in needle.pattern.finditer(self._joined):
                index = bisect.bisect_right(self._starts, match.start()) - 1
                yield Hit(self.texts[index], match, match.start() - self._starts[index])
            return
        for index in self._with(needle.hints):
            text = self.texts[index]
            for match in needle.pattern.finditer(text.text):
                yield Hit(text, match, match.start())

    def _with(self, hints: tuple[str, ...]) -> list[int]:
        """Find the texts that hold at least one of the hints."""
        found = set()
        for hint in hints:
            at = self._lower.find(hint)
            while at >= 0:
                index = bisect.bisect_right(self._starts, at) - 1
                found.add(index)
                at = self._lower.find(hint, self._starts[index + 1])
        return sorted(found)


class Texts:
    """All that an incident says in words, in views that are made when a rule first asks for one."""

    def __init__(self, incident: Incident) -> None:
        self._incident = incident

    @cached_property
    def everything(self) -> Corpus:
        """Each text as it was written, names of fields of the house's own among them."""
        found: list[Text] = []
        _gather(self._incident, "", found)
        return Corpus(found)

    @cached_property
    def prose(self) -> Corpus:
        """What readers read as sentences, without code and the targets of links."""
        texts = self.everything.texts
        return Corpus(_without_code(text) for text in texts if text.kind is Kind.PROSE)

    @cached_property
    def words(self) -> Corpus:
        """All that people wrote: prose, names and labels, without code and addresses."""
        without = (Kind.ADDRESS, Kind.LINES, Kind.REMARK)
        texts = self.everything.texts
        return Corpus(_without_code(text) for text in texts if text.kind not in without)


def _without_code(text: Text) -> Text:
    """Put blanks in place of code, link targets and addresses; nothing else moves."""
    written = text.text
    if "`" in written:
        written = _CODE.sub(_blanks, written)
    if "://" in written or "](" in written or "@" in written:
        written = _TARGET.sub(_blanks, written)
    return text if written is text.text else text._replace(text=written)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


@cache
def _plan(kind: type) -> tuple[tuple[str, str, Kind], ...]:
    """Say which fields of a class can hold text, the step to each, and what kind of text it is."""
    if not issubclass(kind, Struct) or kind is LintSettings:
        return ()
    return tuple(
        (name, _step(kind, name), _kind(kind, name, annotation))
        for name, annotation in kind.__annotations__.items()
        if not _WITHOUT_TEXT.fullmatch(annotation) and (kind, name) not in _UNSEEN
    )


def _step(kind: type, name: str) -> str:
    """Give the step to a field; none to what the author may have written as the value itself."""
    is_itself = kind is CustomField or (kind is Amount and name == "value")
    return "" if is_itself else f"/{name}"


def _kind(owner: type, name: str, annotation: str) -> Kind:
    """Say what kind of text a field holds."""
    if "Name" in annotation or (owner is Person and name == "name"):
        return Kind.NAME
    if name in _ADDRESSES:
        return Kind.ADDRESS
    if name == "text" and owner in _OTHER_TEXTS:
        return _OTHER_TEXTS[owner]
    is_label = name in _LABELS or (owner, name) in {(CustomField, "name"), (Duration, "text")}
    return Kind.LABEL if is_label else Kind.PROSE


def _gather(value: Any, pointer: str, found: list[Text]) -> None:
    """Add the texts below a value, in the order of the schema."""
    for name, step, kind in _plan(value.__class__):
        part = getattr(value, name)
        if part.__class__ is str:
            if part:
                found.append(Text(pointer + step, part, kind))
        elif part.__class__ is tuple:
            for index, item in enumerate(part):
                below = f"{pointer}{step}/{index}"
                if item.__class__ is str:
                    found.append(Text(below, item, kind))
                else:
                    _gather(item, _keyed(item, pointer + step) or below, found)
        elif part is not None:
            _gather(part, pointer + step, found)


def _keyed(item: object, pointer: str) -> str:
    """Name the place of what stands elsewhere: people, fields of the house's own, comments."""
    if isinstance(item, Person):
        return pointer + pointer_to(item.key)
    if isinstance(item, Comment):
        return f"{item.on}/comments"
    return pointer + pointer_to(item.name) if isinstance(item, CustomField) else ""
