"""Build images with their captions.

In → Out: a figure in, boxes that fit the page out.
Must not: fetch or open a file, or decode an image.
Source: ISO 32000-1, 14.8.4.5 (illustration elements).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pmdoc.model.document import Figure, Image
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.structure import Element, text_attribute
from pmdoc.render.pdf.layout.boxes import Box, PlainBox, StackBox
from pmdoc.render.pdf.layout.wrappers import AnchoredBox, KeepTogether
from pmdoc.render.pdf.text.line_breaking import SLACK
from pmdoc.style.style import TextRole

_MIN_HEIGHT = 36.0
"""An image is not shrunk below this height. Units: points."""


class ImageBox(PlainBox):
    """An image with its element, or None if decorative. Units: points.

    Shape: `share` is the share of the width that it takes, `max_height` limits it.
    """

    def __init__(
        self, image: Image, element: Element | None, *, share: float, max_height: float
    ) -> None:
        self.desired_height = 0.0
        """If set, the desired height, instead of the share of the width."""
        self._image = image
        self._element = element
        self._share = share
        self._max_height = max_height
        self._size = (1.0, 1.0)

    @property
    def name(self) -> str:
        """The name of its object in the file; equal images share one."""
        return "Im" + hashlib.sha256(self._image.data).hexdigest()[:16]

    def measure(self, width: float) -> float:
        """Scale to the share of the width, within the maximum height; return the height."""
        ratio = max(1, self._image.height_px) / max(1, self._image.width_px)
        width = width * self._share
        if self.desired_height:
            width = min(width, self.desired_height / ratio)
        width = min(width, self._max_height / ratio)
        self._size = (width, width * ratio)
        return self._size[1]

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Never split; if forced, shrink."""
        if not forced:
            return None, self
        self._max_height = min(self._max_height, max(1.0, available))
        return self, None

    def shrink(self, excess: float) -> None:
        """Reduce the height by `excess`, unless the image would get too small."""
        if _MIN_HEIGHT <= self._size[1] - excess < self._size[1]:
            self._max_height = self._size[1] - excess

    def extent(self) -> tuple[float, float]:
        return 144.0, 36.0

    def draw(self, canvas: PageCanvas, x: float, y: float) -> None:
        """Draw the image as content of its element, or as an artifact if decorative."""
        width, height = self._size
        if self._element is None:
            with canvas.artifact():
                canvas.draw_image(self.name, self._image, (x, y, width, height))
            return
        canvas.set_bounding_box(self._element, (x, y, width, height))
        canvas.begin(self._element)
        canvas.draw_image(self.name, self._image, (x, y, width, height))
        canvas.end()


class _CaptionedImage(KeepTogether):
    """An image above its caption. The image shrinks if headings leave too little space."""

    def __init__(self, image: ImageBox, inner: Box) -> None:
        super().__init__(inner)
        self._image = image
        self._width = 0.0

    def measure(self, width: float) -> float:
        self._width = width
        return super().measure(width)

    def split(self, available: float, *, forced: bool) -> tuple[Box | None, Box | None]:
        """Shrink the image if forced; split only if the caption leaves too little for it."""
        if forced:
            self._image.shrink(self.measure(self._width) - available)
            if self.measure(self._width) <= available + SLACK:
                return self, None
        return super().split(available, forced=forced)


def image_boxes(builder: BoxBuilder, block: Figure, context: BlockContext) -> Sequence[Box]:
    """Return an image with its caption, kept together."""
    group, element = context.parent, None
    if not block.is_decorative:
        group = context.parent.child("Div")
        element = group.child("Figure", text_attribute("Alt", block.alternative))
    caption = builder.style.text[TextRole.CAPTION]
    room = 4 * caption.leading.pt if block.caption else 0.0
    image = ImageBox(
        block.image,
        element,
        share=block.width,
        max_height=max(_MIN_HEIGHT, builder.frame[1] - room),
    )
    image.before = builder.style.text[TextRole.BODY].space_after.pt
    image.after = image.before
    boxes: list[Box] = [image]
    if block.caption:
        image.after = caption.space_before.pt
        # a decorative image has no Figure element to caption
        tag = "P" if block.is_decorative else "Caption"
        boxes.append(builder.text_box(block.caption, caption, group.child(tag)))
    return [AnchoredBox(_CaptionedImage(image, StackBox(boxes)), block.anchor)]
