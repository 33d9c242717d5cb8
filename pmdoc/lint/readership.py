"""Find who may read a report, by its markings.

In → Out: a report in, a yes or no out.
Must not: take a report without markings for a public one.
"""

from __future__ import annotations

from pmdoc.lint.text_index import SearchPattern
from pmdoc.model.report import Report
from pmdoc.model.tlp import Tlp

_PUBLIC = SearchPattern(
    r"(?i)\b(?:public|öffentlich|unclassified|publique?|público|pubblico|openbaar|publiczn\w+)\b"
    r"|公開|公开|علني|عام|פומבי|ציבורי"
)
_FOR_CUSTOMERS = SearchPattern(r"(?i)\b(?:for (?:our )?customers|customer[- ]facing|für Kunden)\b")
_NOT = SearchPattern(r"(?i)\b(?:not|non|no|nicht|kein|niet|nie|não)\b|非公|לא")


def is_public(classification: str) -> bool:
    """Return whether a classification lets everybody read the report."""
    is_not = _NOT.pattern.search(classification)
    return bool(_PUBLIC.pattern.search(classification)) and not is_not


def is_for_outsiders(report: Report) -> bool:
    """Return whether the report is public, by its classification or TLP label, or for customers."""
    is_for_customers = _FOR_CUSTOMERS.pattern.search(report.classification)
    is_clear = report.tlp is Tlp.CLEAR
    return is_clear or bool(is_for_customers) or is_public(report.classification)
