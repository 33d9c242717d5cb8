"""What kind of value YAML's core schema says that a part is: by its quotes and its tag.

In → Out: the event that begins a part in; its kind out, or a note that its tag is refused.
Must not: resolve a value any further.
Source: https://yaml.org/spec/1.2.2/#103-core-schema for the tags that are accepted.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

from yaml.events import MappingStartEvent

from pmdoc.read.yaml.problem_collector import ProblemCollector

EMPTY_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
_CORE = "tag:yaml.org,2002:"
_NONE = frozenset({None, "!"})


class ScalarKind(Enum):
    """What a value without parts is."""

    PLAIN = "plain"
    TEXT = "text"
    EMPTY = "empty"


_KINDS = {
    _CORE + "str": ScalarKind.TEXT,
    _CORE + "null": ScalarKind.EMPTY,
    _CORE + "bool": ScalarKind.PLAIN,
    _CORE + "int": ScalarKind.PLAIN,
    _CORE + "float": ScalarKind.PLAIN,
}


def kind_of(event: Any, notes: ProblemCollector) -> ScalarKind | None:
    """Say whether a value is unquoted, quoted or empty; None if its tag had to be refused."""
    if event.tag in _NONE:
        if not event.implicit[0]:
            return ScalarKind.TEXT
        return ScalarKind.EMPTY if event.value in EMPTY_WORDS else ScalarKind.PLAIN
    if event.tag not in _KINDS:
        _refuse(event, notes)
    return _KINDS.get(event.tag)


def is_unquoted(event: Any) -> bool:
    """Say whether a value stands there without quotes and without a tag."""
    return bool(event.implicit[0]) and event.tag in _NONE


def is_collection(event: Any, notes: ProblemCollector) -> bool:
    """Check the tag that the author may have written at a mapping or list."""
    expected = "map" if event.__class__ is MappingStartEvent else "seq"
    if event.tag in _NONE or event.tag == _CORE + expected:
        return True
    _refuse(event, notes)
    return False


def _refuse(event: Any, notes: ProblemCollector) -> None:
    message = f"The tag {event.tag.replace(_CORE, '!!')!r} is not supported here."
    hint = "Leave it out; or put quotes around a value that begins with an exclamation mark."
    notes.add("yaml-tag", event, message, hint)
