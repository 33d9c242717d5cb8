"""Determine the kind of a value from its quotes and its tag.

In → Out: the parser's event for a value in; its kind out, or a problem with its tag.
Must not: convert the value.
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
    """Kinds of scalar: unquoted, text for certain, or without a value."""

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


def kind_of(event: Any, problems: ProblemCollector) -> ScalarKind | None:
    """Return the kind of a scalar, or None and a problem if its tag is not supported."""
    if event.tag in _NONE:
        if not event.implicit[0]:
            return ScalarKind.TEXT
        return ScalarKind.EMPTY if event.value in EMPTY_WORDS else ScalarKind.PLAIN
    if event.tag not in _KINDS:
        _report_tag(event, problems)
    return _KINDS.get(event.tag)


def is_unquoted(event: Any) -> bool:
    """Return whether a scalar has no quotes and no tag."""
    return bool(event.implicit[0]) and event.tag in _NONE


def has_collection_tag(event: Any, problems: ProblemCollector) -> bool:
    """Return whether a mapping or list has no tag or its own; report any other."""
    expected = "map" if event.__class__ is MappingStartEvent else "seq"
    if event.tag in _NONE or event.tag == _CORE + expected:
        return True
    _report_tag(event, problems)
    return False


def _report_tag(event: Any, problems: ProblemCollector) -> None:
    message = f"The tag {event.tag.replace(_CORE, '!!')!r} is not supported here."
    hint = "Remove it; or put quotes around a value that begins with an exclamation mark."
    problems.add("yaml-tag", event, message, hint)
