"""Parse YAML text to a sequence of events.

In → Out: text in; a function that returns PyYAML's next event out.
Must not: convert values, or construct objects.
Source: https://yaml.org/spec/1.2.2/ chapter 3; https://pyyaml.org/wiki/PyYAMLDocumentation

Events are used instead of PyYAML's tree of nodes because the data can then be built while the text
is parsed, in two thirds of the time and without the memory for a tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml.scanner import ScannerError

NextEvent = Callable[[], Any]


class _PurePythonParser(yaml.SafeLoader):
    """The slow parser, for installations of PyYAML without its C parser."""

    def get_event(self) -> Any:
        """Return the next event.

        Raises:
            yaml.YAMLError: the text is not valid YAML.
        """
        try:
            return super().get_event()  # type: ignore[no-untyped-call] # so in PyYAML's stubs
        except ValueError:
            # An escape beyond the last Unicode character; the C parser raises YAMLError itself.
            mark = self.get_mark()
            raise ScannerError(None, None, "invalid escape", mark) from None


# The C parser, if available, is ten times as fast.
_Parser: type[Any] = getattr(yaml, "CSafeLoader", _PurePythonParser)


@contextmanager
def events_of(text: str) -> Iterator[NextEvent]:
    """Parse a YAML text lazily.

    Raises:
        yaml.YAMLError: by the returned function, if the text is not valid YAML at the next event.
    """
    parser = _Parser(text)
    try:
        yield parser.get_event
    finally:
        parser.dispose()
