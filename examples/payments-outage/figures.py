"""Draw the pictures of this example: two dashboard panels and a notice.

Run `python examples/payments-outage/figures.py` to write `dashboard.png`, `dashboard-after.png` and
`notice.png` beside this file. Needs Pillow. All data are fictional.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "styles" / "fonts"
TEAL, INK, SLATE, SILVER, MIST, WHITE = (
    "#0b5e5a",
    "#16302f",
    "#51635f",
    "#bcc8c5",
    "#e8efed",
    "#ffffff",
)
WIDTH = 1400
DOTS_PER_INCH = (280, 280)


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Load IBM Plex Sans, without the layout engine that differs between machines."""
    face = "IBMPlexSans-Bold.ttf" if bold else "IBMPlexSans-Regular.ttf"
    return ImageFont.truetype(str(FONTS / face), size, layout_engine=ImageFont.Layout.BASIC)


PLAIN, STRONG = font(44), font(44, bold=True)


def draw_dashboard(name: str, clock: str, values: tuple[str, str, str, str]) -> None:
    """Draw a dashboard panel with four figures."""
    titles = ("Pool in use", "Waiting", "Database CPU", "Failed")
    image = Image.new("RGB", (WIDTH, 760), WHITE)
    draw = ImageDraw.Draw(image)
    draw.text((4, 2), "ledger, eu-west, pod 7d9c4", INK, STRONG)
    draw.text((WIDTH - 4, 2), f"{clock} UTC", SLATE, PLAIN, anchor="ra")
    gap = 24
    wide, high = (WIDTH - gap) // 2, 320
    for number, (title, value) in enumerate(zip(titles, values, strict=True)):
        left, top = number % 2 * (wide + gap), 96 + number // 2 * (high + gap)
        box = (left, top, left + wide, top + high)
        draw.rectangle(box, fill=MIST, outline=SILVER, width=2)
        draw.text((left + 28, top + 32), title, SLATE, PLAIN)
        draw.text((left + 28, top + 260), value, INK, font(110, bold=True), anchor="ls")
    image.save(HERE / name, optimize=True, dpi=DOTS_PER_INCH)


def draw_notice() -> None:
    """Draw the first notice on the status page."""
    image = Image.new("RGB", (WIDTH, 340), WHITE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((1, 1, WIDTH - 2, 338), fill=WHITE, outline=SILVER, width=2)
    draw.rectangle((1, 1, 18, 338), fill=TEAL)
    draw.text((56, 40), "Investigating", TEAL, STRONG)
    draw.text((56, 124), "Card payments in Europe are failing", INK, font(60, bold=True))
    draw.text((56, 240), "17 September 2026, 13:38 UTC", SLATE, PLAIN)
    image.save(HERE / "notice.png", optimize=True, dpi=DOTS_PER_INCH)


if __name__ == "__main__":
    draw_dashboard("dashboard.png", "13:36", ("40 of 40", "212", "35 %", "51 %"))
    draw_dashboard("dashboard-after.png", "14:20", ("35 of 40", "0", "41 %", "5.8 %"))
    draw_notice()
