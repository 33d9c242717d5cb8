"""Pictures of all kinds look on the page as they do in their files."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image as Picture

from pmdoc.model.document import Figure, Image, Text
from tests.documents import heading
from tests.unit.render.pdf.conftest import Made

Make = Callable[..., Made]
SIZE = (16, 2)


def ramp(mode: str) -> Picture.Image:
    """Return a picture that goes from black at the left to white at the right."""
    grey = Picture.new("L", SIZE)
    grey.putdata([17 * x for _ in range(SIZE[1]) for x in range(SIZE[0])])
    if mode != "I;16":
        return grey.convert(mode)
    deep = Picture.new(mode, SIZE)
    deep.putdata([4369 * x for _ in range(SIZE[1]) for x in range(SIZE[0])])
    return deep


def embedded(make: Make, picture: Picture.Image, form: str, **saved: object) -> Picture.Image:
    """Return a picture as a reader finds it in the file."""
    buffer = io.BytesIO()
    picture.save(buffer, form, **saved)
    image = Image(buffer.getvalue(), f"image/{form.lower()}", *picture.size)
    made = make(Figure(image=image, alternative="A ramp"))
    (found,) = made.kept.pages[0].Resources.XObject.as_dict().values()
    kept = pikepdf.PdfImage(found).as_pil_image()
    assert ("L" if picture.mode in {"1", "L", "I;16"} and not saved else "RGB") == kept.mode
    return kept.convert("RGB")


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_keeps_its_shades(make: Make, mode: str) -> None:
    """Black stays black, grey grey and white white, with eight bits or sixteen."""
    found = embedded(make, ramp(mode), "PNG")

    assert [17 * x for x in range(16)] == [found.getpixel((x, 1))[0] for x in range(16)]


@pytest.mark.parametrize(("mode", "clear"), [("L", 17 * 4), ("I;16", 4369 * 4)])
def test_the_transparent_shade_of_a_png_is_white(make: Make, mode: str, clear: int) -> None:
    """Paper shows through it, and through nothing else."""
    found = embedded(make, ramp(mode), "PNG", transparency=clear)

    shades = [17 * x for x in range(16)]
    assert [*shades[:4], 255, *shades[5:]] == [found.getpixel((x, 1))[0] for x in range(16)]


def test_a_half_transparent_png_is_mixed_with_white(make: Make) -> None:
    """The file has no transparency; what was half black is grey."""
    found = embedded(make, Picture.new("RGBA", SIZE, (0, 0, 0, 128)), "PNG")

    assert (127, 127, 127) == found.getpixel((3, 1))


def test_a_two_tone_png_stays_two_tone(make: Make) -> None:
    """Black and white, and no third shade."""
    found = embedded(make, ramp("1"), "PNG")

    assert {(0, 0, 0), (255, 255, 255)} == {found.getpixel((x, 1)) for x in range(16)}


def test_a_picture_below_headings_leaves_its_caption_room(make: Make) -> None:
    """What headings take of a page makes a high picture smaller; its caption stays below it."""
    buffer = io.BytesIO()
    Picture.new("L", (100, 400)).save(buffer, "PNG")
    high = Image(buffer.getvalue(), "image/png", 100, 400)
    headings = [heading(level, "Heading", f"h{level}") for level in (1, 2)]

    made = make(*headings, Figure(image=high, alternative="A bar", caption=(Text("The bar"),)))

    assert made.page_count == 1
    assert "The bar" in made.text()
