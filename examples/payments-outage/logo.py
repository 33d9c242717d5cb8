"""Draw the logo of the fictional Northwind Payments: a compass needle in a ring, and the name.

Run `python examples/payments-outage/logo.py` to write `logo.png` beside this file. Needs Pillow.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
BOLD = HERE.parents[1] / "styles" / "fonts" / "IBMPlexSans-Bold.ttf"

TEAL, INK, PALE = "#0b5e5a", "#16302f", "#6fb3ad"
WIDTH, HEIGHT = 800, 176
FINER = 4  # drawn larger and scaled down, for smooth edges


def main() -> None:
    """Draw the mark and the name on a transparent background."""
    image = Image.new("RGBA", (WIDTH * FINER, HEIGHT * FINER), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    size = HEIGHT * FINER
    edge, ring, half = 6 * FINER, 15 * FINER, size // 2
    draw.ellipse((edge, edge, size - edge, size - edge), outline=TEAL, width=ring)
    tip, side = 44 * FINER, 20 * FINER
    far = size - tip
    draw.polygon([(far, tip), (half - side, half - side), (half + side, half + side)], fill=TEAL)
    draw.polygon([(tip, far), (half - side, half - side), (half + side, half + side)], fill=PALE)

    def font(points: int) -> ImageFont.FreeTypeFont:
        layout = ImageFont.Layout.BASIC
        return ImageFont.truetype(str(BOLD), points * FINER, layout_engine=layout)

    left = size + 34 * FINER
    draw.text((left, 102 * FINER), "Northwind", TEAL, font(113), anchor="ls")
    draw.text((left + 4 * FINER, 163 * FINER), "Payments", INK, font(56), anchor="ls")
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    image.save(HERE / "logo.png", optimize=True)


if __name__ == "__main__":
    main()
