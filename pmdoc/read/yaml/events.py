"""Parse YAML text to a sequence of events.

In → Out: text in; a function that returns PyYAML's next event out.
Must not: convert values, or construct objects.
Source: https://yaml.org/spec/1.2.2/ chapter 3; https://pyyaml.org/wiki/PyYAMLDocumentation

Events are used instead of PyYAML's tree of nodes because the data can then be built while the text
is parsed, in two thirds of the time and without the memory for a tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml.scanner import ScannerError

NextEvent = Callable[[], Any]


class _PurePythonParser(yaml.SafeLoader):
    """The slow parser, for installations of PyYAML without its C parser."""

    def get_event(self) -> Any:
        try:
            return super().get_event()  # type: ignore[no-untyped-call] # so in PyYAML's stubs
        except ValueError:
            # An escape beyond the last Unicode character; the C parser raises YAMLError itself.
            mark = self.get_mark()
            raise ScannerError(None, None, "invalid escape", mark) from None


# The C parser, if available, is ten times as fast.
_Parser: type[Any] = getattr(yaml, "CSafeLoader", _PurePythonParser)

# To see whether a bracket begins a key, a parser scans up to 1,024 characters of its line before it
# returns the bracket's event. libyaml 0.2.6 (in PyYAML 6.0.4) stops with a syntax error when 1,000
# brackets are open there, before the data builder can count the first hundred. Such a text goes
# to the Python parser, which has no limit of its own. Quoted brackets only make reading slower.
_SCANNED_AHEAD = 1024
_MANY_OPENED = 850  # the limit of 1,000 less the hundred that may be open already, and a margin
# 850 of 1,024 characters: the other 174 can't keep them apart, so five stand together somewhere.
_OPENING_RUN = re.compile(r"[\[{]{5}")
_OPENING_PAIRS = ("[[", "[{", "{[", "{{")


@contextmanager
def events_of(text: str) -> Iterator[NextEvent]:
    """Parse a YAML text lazily.

    Raises:
        yaml.YAMLError: by the returned function, if the text is not valid YAML at the next event.
    """
    parser = (_PurePythonParser if _opens_many_at_once(text) else _Parser)(text)
    try:
        yield parser.get_event
    finally:
        parser.dispose()


def _opens_many_at_once(text: str) -> bool:
    """Return whether libyaml may meet its own limit of nesting while it scans ahead."""
    if not any(pair in text for pair in _OPENING_PAIRS):  # far quicker than the pattern
        return False
    for run in _OPENING_RUN.finditer(text):
        start = run.start()
        around = text[max(start - _SCANNED_AHEAD, 0) : start + _SCANNED_AHEAD]
        if around.count("[") + around.count("{") >= _MANY_OPENED:
            return True
    return False
