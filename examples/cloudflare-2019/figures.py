"""Draw the figure of this example: the Cloudflare outage, to scale.

Run `python examples/cloudflare-2019/figures.py` to write `outage.png` beside this file.
Needs Pillow; the same version gives the same bytes.
The incident file has all data with their sources.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
FONTS = HERE.parents[1] / "styles" / "fonts"

WIDTH = 1800
DOTS_PER_INCH = (280, 280)
INK, BLUE, SLATE, SILVER, MIST, WHITE = (
    "#1b2430",
    "#0f4c81",
    "#55606e",
    "#b7c0ca",
    "#e9edf1",
    "#ffffff",
)
LABELS = 400  # the width of the column of labels
RIGHT = 60
ROW = 74
BAR = 38
SPAN = (13 + 28 / 60, 15)  # from 13:28 to 15:00 UTC


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Load IBM Plex Sans, without the layout engine that differs between machines."""
    face = "IBMPlexSans-Bold.ttf" if bold else "IBMPlexSans-Regular.ttf"
    return ImageFont.truetype(str(FONTS / face), size, layout_engine=ImageFont.Layout.BASIC)


PLAIN, STRONG, SMALL = font(32), font(32, bold=True), font(28)


def x(clock: str) -> int:
    """Return the x position of a clock time (UTC) on 2 July 2019."""
    hour, minute = clock.split(":")
    start, end = SPAN
    share = (int(hour) + int(minute) / 60 - start) / (end - start)
    return LABELS + round(share * (WIDTH - LABELS - RIGHT))


class Sheet:
    """A picture with a column of labels at the left and a scale at the right."""

    def __init__(self, height: int) -> None:
        self.image = Image.new("RGB", (WIDTH, height), WHITE)
        self.draw = ImageDraw.Draw(self.image)

    def label(self, y: int, text: str, *, bold: bool = False) -> None:
        """Write the label of a row."""
        face = STRONG if bold else PLAIN
        self.draw.text((0, y + ROW // 2), text, INK, face, anchor="lm")

    def bar(self, y: int, start: str, end: str, color: str, *, edge: str = "") -> None:
        """Draw a bar between two times."""
        top = y + (ROW - BAR) // 2
        self.draw.rectangle((x(start), top, x(end), top + BAR), fill=color)
        if edge:
            self.draw.rectangle((x(start), top, x(end), top + BAR), outline=edge, width=2)

    def note(self, y: int, at: str, text: str, *, before: bool = False) -> None:
        """Write a note beside a bar."""
        gap, anchor = (-14, "rm") if before else (14, "lm")
        spot = (x(at) + gap, y + ROW // 2)
        box = self.draw.textbbox(spot, text, SMALL, anchor=anchor)
        self.draw.rectangle((box[0] - 6, box[1] - 4, box[2] + 6, box[3] + 4), fill=WHITE)
        self.draw.text(spot, text, INK, SMALL, anchor=anchor)

    def save(self, name: str) -> None:
        """Write the picture beside this file."""
        self.image.save(HERE / name, optimize=True, dpi=DOTS_PER_INCH)


def draw_outage() -> None:
    """Draw the deployment of the rule, the outage, and the return of the WAF."""
    top, rows = 112, 5
    foot = top + rows * ROW
    sheet = Sheet(height=foot + 112)
    draw = sheet.draw
    for minutes in range(30, 121, 15):
        text = f"{13 + minutes // 60}:{minutes % 60:02d}"
        place = x(text)
        draw.line((place, top, place, foot), fill=SILVER, width=2)
        draw.text((place, foot + 14), text, SLATE, SMALL, anchor="ma")
    draw.text((LABELS, foot + 58), "2 July 2019 (UTC)", SLATE, SMALL)

    y = top
    sheet.label(y, "Merged, built, tested")
    sheet.bar(y, "13:31", "13:42", SILVER, edge=SLATE)
    y += ROW
    sheet.label(y, "Outage", bold=True)
    sheet.bar(y, "13:42", "14:09", INK)
    sheet.note(y, "14:09", "27 minutes, until 14:09")
    y += ROW
    sheet.label(y, "Search for the cause")
    sheet.bar(y, "13:45", "14:00", BLUE)
    sheet.note(y, "14:00", "first page 13:45, WAF named 14:00")
    y += ROW
    sheet.label(y, "Getting access")
    sheet.bar(y, "14:02", "14:07", BLUE)
    sheet.note(y, "14:07", "switch-off proposed 14:02, carried out 14:07")
    y += ROW
    sheet.label(y, "WAF off worldwide", bold=True)
    sheet.bar(y, "14:07", "14:52", MIST, edge=INK)
    spot = (x("14:09") + 16, y + ROW // 2)
    draw.text(spot, "tests in one city, 14:09 to 14:52", INK, SMALL, anchor="lm")

    place = x("13:42")
    draw.line((place, top - 26, place, foot), fill=INK, width=5)
    draw.text((place, top - 34), "13:42  deployment", INK, STRONG, anchor="ls")
    sheet.save("outage.png")


if __name__ == "__main__":
    draw_outage()
