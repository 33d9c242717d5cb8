"""Turn pages into pictures, and measure how much two pictures differ.

In → Out: files in, small greyscale pictures of their pages out; two pictures in, a number out.
Must not: set a threshold; the tests do.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.judges import need_tool

DOTS_PER_INCH = 40
_BLUR = 1.5
"""Units: pixels. Another version of a tool may place letters slightly differently."""


def page_pictures(pdf: Path, folder: Path) -> list[Image.Image]:
    """Return small greyscale pictures of a PDF's pages."""
    stem = folder / pdf.stem
    command = [
        need_tool("pdftoppm"),
        "-r",
        str(DOTS_PER_INCH),
        "-gray",
        "-png",
        str(pdf),
        str(stem),
    ]
    subprocess.run(command, check=True, capture_output=True)
    pictures = []
    for path in sorted(folder.glob(f"{pdf.stem}-*.png")):
        with Image.open(path) as picture:
            pictures.append(picture.convert("L"))
    return pictures


def word_to_pdf(word: Path, folder: Path) -> Path:
    """Convert a Word file with LibreOffice."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [need_tool("soffice"), profile, "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(word)], check=True, capture_output=True, timeout=600
    )
    return folder / f"{word.stem}.pdf"


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two blurred pages, 0 to 255; 255 if their sizes differ."""
    if one.size != other.size:
        return 255.0
    blurred = (page.filter(ImageFilter.GaussianBlur(_BLUR)) for page in (one, other))
    return float(ImageStat.Stat(ImageChops.difference(*blurred)).mean[0])
