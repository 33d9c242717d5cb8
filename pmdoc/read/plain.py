"""The type of a value that its author wrote without quotes.

In → Out: text in; the same text out, marked as unquoted.
Must not: guess whether the text means a number, a truth value or a date; the schema knows.
"""

from __future__ import annotations


class Plain(str):
    """An unquoted value, exactly as the author wrote it, such as `12:30`, `1.10` or `no`."""

    __slots__ = ()
