"""Composing: an incident, laid out as a document.

In → Out: see `compose`.
Must not: know a format.
"""

from pmdoc.compose.check import check_layout
from pmdoc.compose.compose import Composed, Sources, compose
from pmdoc.compose.part import Part
from pmdoc.compose.unplaced import unplaced

__all__ = ["Composed", "Part", "Sources", "check_layout", "compose", "unplaced"]
