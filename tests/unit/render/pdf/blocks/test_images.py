"""Pictures in PDF look as they do in their files."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image as Picture

from pmdoc.model.document import Figure, Image, Text
from tests.documents import heading
from tests.unit.render.pdf.conftest import Output

Make = Callable[..., Output]
SIZE = (16, 2)


def ramp(mode: str) -> Picture.Image:
    """Return a gradient from black at the left to white at the right."""
    grey = Picture.new("L", SIZE)
    grey.putdata([17 * x for _ in range(SIZE[1]) for x in range(SIZE[0])])
    if mode != "I;16":
        return grey.convert(mode)
    deep = Picture.new(mode, SIZE)
    deep.putdata([4369 * x for _ in range(SIZE[1]) for x in range(SIZE[0])])
    return deep


def embedded(make: Make, picture: Picture.Image, form: str, **saved: object) -> Picture.Image:
    """Return a picture as embedded in the file."""
    buffer = io.BytesIO()
    picture.save(buffer, form, **saved)
    image = Image(buffer.getvalue(), f"image/{form.lower()}", *picture.size)
    made = make(Figure(image=image, alternative="A ramp"))
    (found,) = made.kept.pages[0].Resources.XObject.as_dict().values()
    kept = pikepdf.PdfImage(found).as_pil_image()
    assert ("L" if picture.mode in {"1", "L", "I;16"} and not saved else "RGB") == kept.mode
    return kept.convert("RGB")


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_keeps_its_shades(make: Make, mode: str) -> None:
    """Black, grey and white are unchanged, with eight bits or sixteen."""
    found = embedded(make, ramp(mode), "PNG")

    assert [17 * x for x in range(16)] == [found.getpixel((x, 1))[0] for x in range(16)]


@pytest.mark.parametrize(("mode", "clear"), [("L", 17 * 4), ("I;16", 4369 * 4)])
def test_transparent_shade_of_a_png_is_white(make: Make, mode: str, clear: int) -> None:
    """The page is white, and no other shade changes."""
    found = embedded(make, ramp(mode), "PNG", transparency=clear)

    shades = [17 * x for x in range(16)]
    assert [*shades[:4], 255, *shades[5:]] == [found.getpixel((x, 1))[0] for x in range(16)]


def test_half_transparent_png_is_blended_with_white(make: Make) -> None:
    """The file has no transparency; half black becomes grey."""
    found = embedded(make, Picture.new("RGBA", SIZE, (0, 0, 0, 128)), "PNG")

    assert (127, 127, 127) == found.getpixel((3, 1))


def test_two_tone_png_stays_two_tone(make: Make) -> None:
    found = embedded(make, ramp("1"), "PNG")

    assert {(0, 0, 0), (255, 255, 255)} == {found.getpixel((x, 1)) for x in range(16)}


def test_picture_below_headings_leaves_room_for_its_caption(make: Make) -> None:
    """A high picture shrinks to the page height that the headings leave."""
    buffer = io.BytesIO()
    Picture.new("L", (100, 400)).save(buffer, "PNG")
    high = Image(buffer.getvalue(), "image/png", 100, 400)
    headings = [heading(level, "Heading", f"h{level}") for level in (1, 2)]

    made = make(*headings, Figure(image=high, alternative="A bar", caption=(Text("The bar"),)))

    assert made.page_count == 1
    assert "The bar" in made.text()
