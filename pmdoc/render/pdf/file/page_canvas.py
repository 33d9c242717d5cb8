"""A page to draw on, with its anchors, bookmarks, links and form fields.

In → Out: drawing calls from the boxes in; content, annotations and anchors out.
Must not: decide where anything goes, or make an artifact clickable.
Source: ISO 32000-1, 12.3 (destinations), 12.5.6.5 (links), 12.5.6.19 (widgets).
"""

from __future__ import annotations

from collections.abc import Callable

from pmdoc.model.document import Field
from pmdoc.render.pdf.file.content import Content
from pmdoc.render.pdf.file.page_resources import Annotation, Bookmark, PageResources, Widget
from pmdoc.render.pdf.file.structure import Element


class PageCanvas(Content):
    """A page. Units: points; `x` from the left, `y` downwards from the top."""

    def __init__(self, resources: PageResources, index: int, width: float, height: float) -> None:
        super().__init__(resources, index, width, height)
        self.annotations: list[Annotation] = []
        self.widgets: list[Widget] = []
        self.pending_notes: dict[str, Callable[[], None]] = {}
        """Functions that draw the page's footnotes whose marks are not drawn yet, by anchor."""

    def draw_note(self, anchor: str) -> None:
        """Draw the footnote whose mark was just drawn, if it is still pending."""
        draw = None if self.is_artifact else self.pending_notes.pop(anchor, None)
        if draw is not None:
            draw()

    def add_anchor(self, name: str, y: float) -> None:
        """Record the position of an anchor; the first one counts."""
        if name:
            self.resources.anchors.setdefault(name, (self.index, self.height - y))

    def add_bookmark(self, level: int, title: str, y: float) -> None:
        self.resources.bookmarks.append(
            Bookmark(level=level, title=title, page=self.index, top=self.height - y)
        )

    def set_bounding_box(self, element: Element, box: tuple[float, float, float, float]) -> None:
        """Set the position of an illustration. Shape: `box` is x, y, width, height."""
        if not self.is_artifact:
            x, y, width, height = box
            left, bottom = self.to_page_x(x, width), self.height - y - height
            edges = f"{left:.2f} {bottom:.2f} {left + width:.2f} {bottom + height:.2f}"
            element.attributes += f"/A<</O/Layout/Placement/Block/BBox[{edges}]>>"

    def add_link(
        self,
        element: Element,
        box: tuple[float, float, float, float],
        contents: str,
        target: tuple[str, str],
    ) -> None:
        """Add a link annotation. Shape: `box` is x, y, width, height; `target` is URI, anchor."""
        if not self.is_artifact:
            name = f"Link {self.index} {len(self.annotations)}"
            edges, key = self._add_annotation(name, element, box)
            uri, anchor = target
            self.annotations.append(
                Annotation(name=name, box=edges, contents=contents, key=key, uri=uri, anchor=anchor)
            )

    def add_widget(
        self, element: Element, field: Field, box: tuple[float, float, float, float], size: float
    ) -> None:
        """Add a form field. Shape: `box` is x, y, width, height."""
        if not self.is_artifact:
            name = f"Field {self.index} {len(self.widgets)}"
            edges, key = self._add_annotation(name, element, box)
            self.widgets.append(Widget(name=name, field=field, box=edges, size=size, key=key))

    def _add_annotation(
        self, name: str, element: Element, box: tuple[float, float, float, float]
    ) -> tuple[tuple[float, float, float, float], int]:
        """Return the edges of an annotation on the page, and its key in the structure tree."""
        x, y, width, height = box
        x = self.to_page_x(x, width)
        number = self.resources.file.number(name)
        key = self.resources.structure.add_annotation(element, self.index, number)
        return (x, self.height - y - height, x + width, self.height - y), key
