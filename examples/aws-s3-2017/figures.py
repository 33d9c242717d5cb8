"""Draw the figure of this example: the recovery of Amazon S3, to scale.

Run `python examples/aws-s3-2017/figures.py` to write `recovery.png` beside this file.
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
SPAN = (17.25, 22.5)  # from 17:15 to 22:30 UTC


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Load IBM Plex Sans, without the layout engine that differs between machines."""
    face = "IBMPlexSans-Bold.ttf" if bold else "IBMPlexSans-Regular.ttf"
    return ImageFont.truetype(str(FONTS / face), size, layout_engine=ImageFont.Layout.BASIC)


PLAIN, STRONG, SMALL = font(32), font(32, bold=True), font(28)


def x(clock: str) -> int:
    """Return the x position of a clock time (UTC) on 28 February 2017."""
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

    def hatched_box(self, left: int, top: int, width: int) -> None:
        """Hatch a box of a bar's height, which stays visible in black and white."""
        patch = Image.new("RGB", (width, BAR), WHITE)
        pen = ImageDraw.Draw(patch)
        for place in range(-BAR, width, 12):
            pen.line((place, BAR, place + BAR, 0), fill=BLUE, width=3)
        self.image.paste(patch, (left, top))
        self.draw.rectangle((left, top, left + width, top + BAR), outline=BLUE, width=2)

    def hatched(self, y: int, start: str, end: str) -> None:
        """Draw a hatched bar between two times."""
        self.hatched_box(x(start), y + (ROW - BAR) // 2, x(end) - x(start))

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


def draw_recovery() -> None:
    """Draw when each function was unavailable."""
    top, rows = 112, 4
    foot = top + rows * ROW
    sheet = Sheet(height=foot + 112)
    draw = sheet.draw
    for hour in range(18, 23):
        place = x(f"{hour}:00")
        draw.line((place, top, place, foot), fill=SILVER, width=2)
        text = f"{hour}:00"
        draw.text((place, foot + 14), text, SLATE, SMALL, anchor="ma")
        draw.text((place, foot + 54), f"{hour - 8}:00 PST", SLATE, SMALL, anchor="ma")
    draw.text((0, foot + 14), "28 February 2017, UTC", SLATE, SMALL)
    draw.text((0, foot + 54), "As published", SLATE, SMALL)

    y = top
    sheet.label(y, "GET, LIST, DELETE", bold=True)
    sheet.bar(y, "17:37", "20:26", INK)
    sheet.bar(y, "20:26", "21:18", SILVER, edge=SLATE)
    sheet.note(y, "21:18", "normal at 21:18")
    y += ROW
    sheet.label(y, "PUT", bold=True)
    sheet.bar(y, "17:37", "21:54", INK)
    sheet.note(y, "21:54", "21:54")
    y += ROW
    sheet.label(y, "Placement recovers")
    sheet.hatched(y, "21:18", "21:54")
    sheet.note(y, "21:18", "once the index subsystem works", before=True)
    y += ROW
    sheet.label(y, "Service status frozen")
    sheet.bar(y, "17:37", "19:37", BLUE)
    sheet.note(y, "19:37", "could be changed again at 19:37")

    place = x("17:37")
    draw.line((place, top - 26, place, foot), fill=INK, width=5)
    draw.text((place, top - 34), "17:37  command", INK, STRONG, anchor="ls")
    key = x("19:53")
    middle = 36 + BAR // 2
    draw.rectangle((key, 36, key + 56, 36 + BAR), fill=SILVER, outline=SLATE, width=2)
    draw.text((key + 74, middle), "served in part", SLATE, SMALL, anchor="lm")
    key = x("21:08")
    sheet.hatched_box(key, 36, 56)
    draw.text((key + 74, middle), "start inferred", SLATE, SMALL, anchor="lm")
    sheet.save("recovery.png")


if __name__ == "__main__":
    draw_recovery()
