"""A paragraph as a value, until the part that it belongs to is joined.

In → Out: a style id, runs and a few properties in; a `w:p` element out.
Must not: know the document model or a style.
Source: ECMA-376 part 1, 17.3.1.22 (p), 17.3.1.26 (pPr, which fixes the order of properties).
"""

from __future__ import annotations

from msgspec import Struct


class PendingParagraph(Struct):
    """A paragraph that can still change. `str()` returns its XML.

    Shape: `numbering` is a `w:numPr` element, `section` a `w:sectPr` element; both may be empty.
    """

    style_id: str
    runs: str = ""
    numbering: str = ""
    begins_page: bool = False
    section: str = ""

    @property
    def opening(self) -> str:
        """The XML before the runs."""
        page_break = "<w:pageBreakBefore/>" if self.begins_page else ""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self.style_id}"/>{page_break}{self.numbering}'
            f"{self.section}</w:pPr>"
        )

    def __str__(self) -> str:
        return f"{self.opening}{self.runs}</w:p>"
