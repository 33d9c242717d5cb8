"""Pictures: images as boxes, and the file's image objects.

In → Out: an image's bytes in, a box that fits its frame and one stream in the file out.
Must not: fetch or open a file, or keep what an image says of its maker or place.
Source: ISO 32000-1, 8.9.5; ISO 19005-2, 6.2.4 (device colours under an RGB output intent).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pmdoc.model.document import Figure, Image
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element, text_attribute
from pmdoc.render.pdf.layout.boxes import Box, StackBox
from pmdoc.render.pdf.layout.wrappers import AnchoredBox, KeepTogether
from pmdoc.render.pdf.text.line_breaking import SLACK
from pmdoc.style.style import TextRole

_LEAST = 36.0
"""Units: points. A picture that is lower for want of room shows nothing."""


class PictureBox:
    """An image with its element, or none for an ornament. Units: points; no higher than `most`."""

    def __init__(self, image: Image, element: Element | None, *, share: float, most: float) -> None:
        self.before = self.after = 0.0
        self.keeps_next = False
        self.height_wanted = 0.0
        """A height that goes before the share of the width, if over 0."""
        self._image = image
        self._element = element
        self._share = share
        self._most = most
        self._size = (1.0, 1.0)

    @property
    def name(self) -> str:
        """The image's name in the file: the same picture is stored once."""
        return "Im" + hashlib.sha256(self._image.data).hexdigest()[:16]

    def measure(self, width: float) -> float:
        """Scale to the share of the width, less where that would be too high."""
        ratio = max(1, self._image.height_px) / max(1, self._image.width_px)
        wide = width * self._share
        if self.height_wanted:
            wide = min(wide, self.height_wanted / ratio)
        wide = min(wide, self._most / ratio)
        self._size = (wide, wide * ratio)
        return self._size[1]

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Never cut; shrink where there is no higher page."""
        if not forced:
            return None, self
        self._most = min(self._most, max(1.0, available))
        return self, None

    def shrink(self, excess: float) -> None:
        """Take less height than last measured, while there is something to be seen."""
        if _LEAST <= self._size[1] - excess < self._size[1]:
            self._most = self._size[1] - excess

    def extent(self) -> tuple[float, float]:
        """Want some room."""
        return 144.0, 36.0

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the image as content of its element, or as an artifact."""
        wide, high = self._size
        if self._element is None:
            with canvas.artifact():
                canvas.draw_image(self.name, self._image, (x, y, wide, high))
            return
        if not canvas.is_artifact:
            left, bottom = canvas.to_page_x(x, wide), canvas.height - y - high
            box = f"[{left:.2f} {bottom:.2f} {left + wide:.2f} {bottom + high:.2f}]"
            self._element.attributes += f"/A<</O/Layout/Placement/Block/BBox{box}>>"
        canvas.begin(self._element)
        canvas.draw_image(self.name, self._image, (x, y, wide, high))
        canvas.end()


class _Captioned(KeepTogether):
    """A picture above its caption. Where headings take what both need, the picture shrinks."""

    def __init__(self, picture: PictureBox, inner: Box) -> None:
        super().__init__(inner)
        self._picture = picture
        self._width = 0.0

    def measure(self, width: float) -> float:
        """Measure both."""
        self._width = width
        return super().measure(width)

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Stay whole; cut only where the caption leaves hardly a place for the picture."""
        if forced:
            self._picture.shrink(self.measure(self._width) - available)
            if self.measure(self._width) <= available + SLACK:
                return self, None
        return super().split(available, forced=forced)


def picture_boxes(builder: BoxBuilder, block: Figure, context: BlockContext) -> Sequence[Box]:
    """Return a picture with its caption, which stay together."""
    group, element = context.parent, None
    if not block.is_decorative:
        group = context.parent.child("Div")
        element = group.child("Figure", text_attribute("Alt", block.alternative))
    caption = builder.style.text[TextRole.CAPTION]
    room = 4 * caption.leading.pt if block.caption else 0.0
    picture = PictureBox(
        block.image, element, share=block.width, most=max(_LEAST, builder.frame[1] - room)
    )
    picture.before = builder.style.text[TextRole.BODY].space_after.pt
    picture.after = picture.before
    boxes: list[Box] = [picture]
    if block.caption:
        picture.after = caption.space_before.pt
        tag = "Caption" if element is not None else "P"  # an ornament has nothing to caption
        boxes.append(builder.text_box(block.caption, caption, group.child(tag)))
    return [AnchoredBox(_Captioned(picture, StackBox(boxes)), block.anchor)]
