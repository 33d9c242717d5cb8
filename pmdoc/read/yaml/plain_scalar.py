"""The type of a value that its author wrote without quotes, and that may be more than text.

In → Out: text in; the same text out, marked as unquoted.
Must not: guess whether the text means a number, a truth value or a date; the schema knows.
"""

from __future__ import annotations


class Plain(str):
    """An unquoted value, exactly as the author wrote it, such as `12:30`, `1.10` or `no`.

    What is longer than a truth value and does not begin as a number does is plain text for
    certain, quoted or not, and stays `str`.
    """

    __slots__ = ()
