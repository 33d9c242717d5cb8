"""Draw the two figures of this example: the timeline to scale, and the copies that existed.

Run `python examples/gitlab-2017/figures.py` to write `timeline.png` and `copies.png` beside this
file. Needs Pillow; the same version gives the same bytes. The incident file has all data with their
sources.
"""

from __future__ import annotations

import datetime as dt
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
LABELS = 430  # the width of the column of labels
RIGHT = 60
ROW = 74
BAR = 38


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Load IBM Plex Sans, without the layout engine that differs between machines."""
    face = "IBMPlexSans-Bold.ttf" if bold else "IBMPlexSans-Regular.ttf"
    return ImageFont.truetype(str(FONTS / face), size, layout_engine=ImageFont.Layout.BASIC)


PLAIN, STRONG, SMALL = font(32), font(32, bold=True), font(28)


class Sheet:
    """A picture with a column of labels at the left and a scale at the right."""

    def __init__(self, height: int, span: float) -> None:
        self.image = Image.new("RGB", (WIDTH, height), WHITE)
        self.draw = ImageDraw.Draw(self.image)
        self.per_unit = (WIDTH - LABELS - RIGHT) / span

    def x(self, value: float) -> int:
        """Return the x position of a value."""
        return LABELS + round(value * self.per_unit)

    def label(self, y: int, text: str, *, bold: bool = False) -> None:
        """Write the label of a row."""
        face = STRONG if bold else PLAIN
        self.draw.text((0, y + ROW // 2), text, INK, face, anchor="lm")

    def bar(self, y: int, start: float, end: float, color: str) -> None:
        """Draw a bar between two values."""
        top = y + (ROW - BAR) // 2
        self.draw.rectangle((self.x(start), top, self.x(end), top + BAR), fill=color)

    def hatched(self, y: int, start: float, end: float) -> None:
        """Draw a hatched bar where the sources differ; it stays visible in black and white."""
        self.hatched_box(self.x(start), y + (ROW - BAR) // 2, self.x(end) - self.x(start))

    def hatched_box(self, left: int, top: int, width: int) -> None:
        """Hatch a box of a bar's height."""
        patch = Image.new("RGB", (width, BAR), WHITE)
        pen = ImageDraw.Draw(patch)
        for x in range(-BAR, width, 12):
            pen.line((x, BAR, x + BAR, 0), fill=BLUE, width=3)
        self.image.paste(patch, (left, top))
        self.draw.rectangle((left, top, left + width, top + BAR), outline=BLUE, width=2)

    def note(self, y: int, at: float, text: str, *, before: bool = False) -> None:
        """Write a note beside a bar."""
        gap, anchor = (-14, "rm") if before else (14, "lm")
        spot = (self.x(at) + gap, y + ROW // 2)
        box = self.draw.textbbox(spot, text, SMALL, anchor=anchor)
        self.draw.rectangle((box[0] - 6, box[1] - 4, box[2] + 6, box[3] + 4), fill=WHITE)
        self.draw.text(spot, text, INK, SMALL, anchor=anchor)

    def save(self, name: str) -> None:
        """Write the picture beside this file."""
        self.image.save(HERE / name, optimize=True, dpi=DOTS_PER_INCH)


def hours(text: str) -> float:
    """Return the hours from 17:00 UTC on 31 January to a time written as day and clock time."""
    moment = dt.datetime.strptime(f"2017 {text} +0000", "%Y %d %b %H:%M %z")
    return (moment - dt.datetime(2017, 1, 31, 17, tzinfo=dt.UTC)).total_seconds() / 3600


def draw_timeline() -> None:
    """Draw the phases from 17:20 on 31 January to 18:14 on 1 February, to scale."""
    top, rows = 112, 6
    foot = top + rows * ROW
    sheet = Sheet(height=foot + 128, span=25.5)
    draw = sheet.draw
    for hour in range(1, 26, 3):  # 18:00, 21:00, ...
        x = sheet.x(hour)
        draw.line((x, top, x, foot), fill=SILVER, width=2)
        draw.text((x, foot + 14), f"{(17 + hour) % 24:02d}:00", SLATE, SMALL, anchor="ma")
    midnight = sheet.x(7)
    draw.line((midnight, foot + 58, midnight, foot + 100), fill=SLATE, width=2)
    draw.text((midnight - 16, foot + 62), "31 January", SLATE, SMALL, anchor="ra")
    draw.text((midnight + 16, foot + 62), "1 February 2017 (UTC)", SLATE, SMALL, anchor="la")

    end, removal, copied = hours("1 Feb 18:14"), hours("31 Jan 23:27"), hours("1 Feb 17:00")
    y = top
    sheet.label(y, "Load, replication trouble")
    sheet.hatched(y, hours("31 Jan 18:00"), hours("31 Jan 19:00"))
    sheet.bar(y, hours("31 Jan 19:00"), removal, BLUE)
    y += ROW
    sheet.label(y, "Search for a copy")
    sheet.bar(y, removal, hours("1 Feb 00:55"), BLUE)
    sheet.note(y, hours("1 Feb 00:55"), "copying begins at 00:55")
    y += ROW
    sheet.label(y, "Copy from staging")
    sheet.bar(y, hours("1 Feb 00:55"), copied, BLUE)
    sheet.note(y, copied, "17:00")
    y += ROW
    sheet.label(y, "Webhooks, last checks")
    sheet.bar(y, copied, hours("1 Feb 18:00"), BLUE)
    sheet.hatched(y, hours("1 Feb 18:00"), end)
    sheet.note(y, copied, "until about 18:00; online at 18:14", before=True)
    y += ROW
    sheet.label(y, "GitLab.com offline", bold=True)
    sheet.bar(y, removal, hours("1 Feb 18:00"), INK)
    sheet.hatched(y, hours("1 Feb 18:00"), end)
    y += ROW
    sheet.label(y, "Changes lost", bold=True)
    sheet.bar(y, hours("31 Jan 17:20"), hours("31 Jan 23:25"), INK)
    sheet.hatched(y, hours("31 Jan 23:25"), hours("1 Feb 00:00"))
    sheet.note(y, hours("1 Feb 00:00"), "from 17:20 to 23:25, 23:30 or 00:00")

    x = sheet.x(removal)
    draw.line((x, top - 26, x, foot), fill=INK, width=5)
    draw.text((x, top - 34), "23:27  removal stopped", INK, STRONG, anchor="ms")
    key = sheet.x(hours("1 Feb 10:10"))
    sheet.hatched_box(key, 36, 56)
    draw.text((key + 74, 36 + BAR // 2), "the sources differ", SLATE, SMALL, anchor="lm")
    sheet.save("timeline.png")


def draw_copies() -> None:
    """Draw each copy of the database: its age at the removal, or why there was none.

    The ages are counted from 17:20 and from 01:00 to the removal at 23:27.
    """
    top = 66
    copies = (
        ("Snapshot taken by hand", 6.1, "about 6 h old: restored from staging", True),
        ("Routine daily snapshot", 22.5, "almost 24 h old, as published: not used", False),
        ("Secondary, db2", None, "emptied on purpose, to be rebuilt", False),
        ("Primary, db1", None, "about 4.5 of roughly 300 GB left after the removal", False),
        ("Daily pg_dump, to S3", None, "had been failing unseen; the bucket was empty", False),
        ("Azure disk snapshots", None, "not enabled for the database hosts", False),
    )
    foot = top + len(copies) * ROW
    sheet = Sheet(height=foot + 112, span=25.5)
    draw = sheet.draw
    for age in range(0, 25, 6):
        x = sheet.x(age)
        draw.line((x, top, x, foot), fill=SILVER if age else SLATE, width=2)
        draw.text((x, foot + 14), f"{age}", SLATE, SMALL, anchor="ma")
    draw.text((sheet.x(0), foot + 58), "Age of the copy at the removal, in hours", SLATE, SMALL)
    draw.text((0, 10), "Copy", SLATE, SMALL)
    draw.text((sheet.x(0), 10), "What there was on the night", SLATE, SMALL)
    for number, (name, age, fate, used) in enumerate(copies):
        y = top + number * ROW
        sheet.label(y, name, bold=used)
        middle = y + ROW // 2
        if age is None:
            x = sheet.x(0) + 34
            for rise in (-13, 13):
                draw.line((x - 13, middle - rise, x + 13, middle + rise), fill=INK, width=6)
            sheet.note(y, 0.9, fate)
        elif used:
            sheet.bar(y, 0, age, BLUE)
            sheet.note(y, age, fate)
        else:
            sheet.bar(y, 0, age, MIST)
            edge = (sheet.x(0), middle - BAR // 2, sheet.x(age), middle + BAR // 2)
            draw.rectangle(edge, outline=SLATE, width=2)
            draw.text((sheet.x(0) + 20, middle), fate, INK, SMALL, anchor="lm")
    sheet.save("copies.png")


if __name__ == "__main__":
    draw_timeline()
    draw_copies()
