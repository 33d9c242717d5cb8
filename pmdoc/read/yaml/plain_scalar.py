"""The type of unquoted values, which may be more than text.

In → Out: text in; the same text out, marked as unquoted.
Must not: guess whether the text is a number, a boolean or a date; that depends on the schema.
"""

from __future__ import annotations


class Plain(str):
    """An unquoted value as written, such as `12:30`, `1.10` or `no`.

    An unquoted text that can't be a number or a boolean, because it is longer than "false" and
    begins with a letter, is a plain `str`.
    """

    __slots__ = ()
