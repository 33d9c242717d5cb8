"""A remark of a reviewer as a value.

In → Out: nothing in; a frozen class out, whose fields are the properties of the schema.
Must not: parse, format or check anything, or hold text in another form than the author's.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from pmdoc.model.name import Name


class ReviewComment(Struct, frozen=True, kw_only=True):
    """A note for reviewers, on a part of the file."""

    text: str
    author: Name = ""
    date: dt.date | None = None
    on: str = ""
    """In an incident, a JSON Pointer to what it is about, empty for the whole."""
