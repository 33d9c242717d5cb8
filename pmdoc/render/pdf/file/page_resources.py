"""What the pages of a document share: anchors, bookmarks, images, and kinds of annotations.

In → Out: positions recorded by the pages in; all of them together out.
Must not: draw, or write an object of the file.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.document import Field, Image
from pmdoc.render.pdf.file.objects import PdfFile
from pmdoc.render.pdf.file.structure import Structure


class Annotation(Struct, frozen=True, kw_only=True):
    """A link. Shape: either `uri` or `anchor`. Units: points; `box` from the lower edge."""

    name: str
    box: tuple[float, float, float, float]
    contents: str
    key: int
    uri: str = ""
    anchor: str = ""


class Widget(Struct, frozen=True, kw_only=True):
    """A form field. Units: points; `box` from the lower edge, `size` is the type size."""

    name: str
    field: Field
    box: tuple[float, float, float, float]
    size: float
    key: int


class Bookmark(Struct, frozen=True, kw_only=True):
    """A heading in the outline. Units: `top` in points from the page's lower edge."""

    level: int
    title: str
    page: int
    top: float


class PageResources(Struct, eq=False):
    """What all pages of one document share: file, structure tree, anchors, bookmarks, images.

    Shape: on a mirrored page, `x` counts from the right.
    """

    file: PdfFile
    structure: Structure
    page_count: int
    is_mirrored: bool = False
    anchors: dict[str, tuple[int, float]] = {}
    bookmarks: list[Bookmark] = []
    images: dict[str, Image] = {}
    page_of: dict[str, int] = {}
    """The page of each anchor, known before anything is drawn."""
