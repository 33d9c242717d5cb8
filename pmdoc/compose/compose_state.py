"""The state that all parts of one report share while it is composed.

In → Out: nothing in; a mutable `ComposeState` out, one for each report.
Must not: hold an input of the report; those are fields of `Context`.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct, field

from pmdoc.compose.abbreviations import Abbreviations
from pmdoc.compose.printed_zone import PrintedZone
from pmdoc.compose.reviewer_comments import CommentAnchors
from pmdoc.diagnostics.problem import Problem

_NOT_IN_ANCHORS = re.compile(r"[^a-z0-9]+")
_MAX_LENGTH = 32  # Word allows 40 characters; this leaves room for a number


class AnchorRegistry:
    """Makes anchors: readable, ASCII, unique, and the same for the same input."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def make(self, text: str) -> str:
        """Return a new anchor that resembles the text.

        "Próximos pasos" becomes `proximos_pasos`, and the second time `proximos_pasos_2`.
        """
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        stem = _NOT_IN_ANCHORS.sub("_", plain.casefold()).strip("_")[:_MAX_LENGTH].rstrip("_")
        if not stem or not stem[0].isalpha():
            stem = f"s_{stem}".rstrip("_")
        count = self._counts.get(stem, 0) + 1
        self._counts[stem] = count
        return stem if count == 1 else self.make(f"{stem}_{count}")


class ComposeState(Struct, kw_only=True):
    """What composing has found so far. Mutable."""

    anchors: AnchorRegistry = field(default_factory=AnchorRegistry)
    anchors_by_name: dict[str, list[str]] = field(default_factory=dict)
    """The anchors of everything that an author can refer to, by its name: an id, an image file, or
    the path of a list that a table shows."""
    reference_anchors: dict[str, str] = field(default_factory=dict)
    """The anchors of the entries in the list of references, by the reference's id."""
    unlisted_anchors: set[str] = field(default_factory=set)
    """The anchors of headings that the table of contents omits."""
    landscape: dict[str, bool] = field(default_factory=dict)
    """Whether a table goes on a landscape page, by its anchor, where the layout says so."""
    has_references: bool = False
    """Whether any text so far contains a cross-reference."""
    has_footnotes: bool = False
    """Whether any text so far contains a footnote."""
    abbreviations: Abbreviations | None = None
    """The abbreviations that the incident explains; None if it explains none."""
    comments: CommentAnchors = field(default_factory=CommentAnchors)
    zone: PrintedZone | None = None
    """The zone of the report's times, once a part has asked for it."""
    problems: list[Problem] = field(default_factory=list)
