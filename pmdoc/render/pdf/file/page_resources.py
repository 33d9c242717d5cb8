"""What all pages of one document share, and what each leaves behind: places, not content.

In → Out: what a page has to click, to fill in and to be led to in; all of it together out.
Must not: draw, or write an object of the file.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.document import Field, Image
from pmdoc.render.pdf.file.objects import PdfFile
from pmdoc.render.pdf.file.structure import Structure


class Annotation(Struct, frozen=True, kw_only=True):
    """A clickable place. Shape: either `uri` or `anchor`. Units: `box` in points, from below."""

    name: str
    box: tuple[float, float, float, float]
    contents: str
    key: int
    uri: str = ""
    anchor: str = ""


class Widget(Struct, frozen=True, kw_only=True):
    """A place to fill in. Units: `box` in points, from below; `size` of the type in it."""

    name: str
    field: Field
    box: tuple[float, float, float, float]
    size: float
    key: int


class Bookmark(Struct, frozen=True, kw_only=True):
    """A heading for the outline. Units: `top` in points from the sheet's lower edge."""

    level: int
    title: str
    page: int
    top: float


class PageResources:
    """What all pages of one document share: file, tree, anchors, bookmarks, page count.

    Shape: on a mirrored page, what is placed from the left stands as far from the right.
    """

    def __init__(
        self, file: PdfFile, structure: Structure, page_count: int, *, is_mirrored: bool = False
    ) -> None:
        self.is_mirrored = is_mirrored
        self.file = file
        self.structure = structure
        self.page_count = page_count
        self.anchors: dict[str, tuple[int, float]] = {}
        self.bookmarks: list[Bookmark] = []
        self.images: dict[str, Image] = {}
        self.page_of: dict[str, int] = {}
        """The page of each anchor that lay-out knows of, before anything is drawn."""
