"""A reviewer's comment in an incident file.

In → Out: nothing in; a frozen class out, with a field for each property of the schema.
Must not: parse, format or check anything, or store text in any form but the author's.
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
    """A JSON Pointer into the incident to what it is about; empty for the whole incident."""
