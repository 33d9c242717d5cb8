"""Composing: an incident, laid out as a document.

In → Out: see `compose`.
Must not: know a format.
"""

from pmdoc.compose.compose import Composed, Sources, compose
from pmdoc.compose.part import Part

__all__ = ["Composed", "Part", "Sources", "compose"]
