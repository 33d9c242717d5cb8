"""From YAML text to the parser's events, in the order in which they stand in the text.

In → Out: text in; a function out that gives PyYAML's next event each time it is called.
Must not: resolve what values mean, or construct objects.
Source: https://yaml.org/spec/1.2.2/ chapter 3; https://pyyaml.org/wiki/PyYAMLDocumentation

Why events and not PyYAML's tree of nodes: the data is made while the text is read, in two thirds
of the time, and no tree stands in memory beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml.scanner import ScannerError

NextEvent = Callable[[], Any]


class _PurePythonParser(yaml.SafeLoader):
    """The slow way, for installations of PyYAML without its C parser."""

    def get_event(self) -> Any:
        """Give the next event.

        Raises:
            yaml.YAMLError: the text is not YAML.
        """
        try:
            return super().get_event()  # type: ignore[no-untyped-call] # so in PyYAML's stubs
        except ValueError:
            # An escape beyond the last Unicode character; the C parser says so itself.
            mark = self.get_mark()
            raise ScannerError(None, None, "invalid escape", mark) from None


# The C parser where there is one: it is ten times as fast.
_Parser: type[Any] = getattr(yaml, "CSafeLoader", _PurePythonParser)


@contextmanager
def events_of(text: str) -> Iterator[NextEvent]:
    """Parse a YAML text as its events are asked for.

    Raises:
        yaml.YAMLError: when an event is asked for, and the text is not YAML there.
    """
    parser = _Parser(text)
    try:
        yield parser.get_event
    finally:
        parser.dispose()
