"""Draw the two pictures of this example: failures against pool use, and a panel of the dashboard.

Run `python examples/payments-outage/figures.py` to write `failures.png` and `dashboard.png` beside
this file. Needs Pillow. The data are made up; they stand in `success.csv`.
"""

from __future__ import annotations

import csv
import datetime as dt
from itertools import pairwise
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
WIDTH = 1800
DOTS_PER_INCH = (280, 280)


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Load IBM Plex Sans, without the layout engine that differs between machines."""
    face = "IBMPlexSans-Bold.ttf" if bold else "IBMPlexSans-Regular.ttf"
    return ImageFont.truetype(str(FONTS / face), size, layout_engine=ImageFont.Layout.BASIC)


PLAIN, STRONG, SMALL = font(32), font(32, bold=True), font(28)


def draw_failures() -> None:
    """Draw the share of failures and the use of the pool over two hours."""
    with (HERE / "success.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    times = [dt.datetime.fromisoformat(row["time"]) for row in rows]
    begin = times[0]
    left, right, top, foot = 120, 1720, 110, 690

    def x(moment: dt.datetime) -> int:
        return left + round((moment - begin).total_seconds() / 7200 * (right - left))

    def y(percent: float) -> int:
        return foot - round(percent / 100 * (foot - top))

    def clock(text: str) -> int:
        return x(dt.datetime.fromisoformat(f"2026-09-17T{text}Z"))

    image = Image.new("RGB", (WIDTH, 800), WHITE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((clock("13:20"), top, clock("14:47"), foot), fill=MIST)
    draw.text((clock("14:47") - 14, top + 8), "Outage, 13:20 to 14:47", SLATE, SMALL, anchor="ra")
    for percent in range(0, 101, 25):
        draw.line((left, y(percent), right, y(percent)), fill=SILVER, width=2)
        draw.text((left - 16, y(percent)), f"{percent} %", SLATE, SMALL, anchor="rm")
    for text in ("13:00", "13:30", "14:00", "14:30", "15:00"):
        draw.line((clock(text), foot, clock(text), foot + 12), fill=SLATE, width=2)
        draw.text((clock(text), foot + 20), text, SLATE, SMALL, anchor="ma")
    draw.text((right, foot + 64), "17 September 2026 (UTC)", SLATE, SMALL, anchor="ra")
    for text, words in (("13:41", "13:41 more pods"), ("14:08", "14:08 rollback")):
        draw.line((clock(text), top - 34, clock(text), foot), fill=INK, width=3)
        draw.text((clock(text), top - 40), words, INK, SMALL, anchor="ms")

    pool = [(x(t), y(float(row["pool_percent"]))) for t, row in zip(times, rows, strict=True)]
    for (x0, y0), (x1, y1) in pairwise(pool):
        dashed(draw, x0, y0, x1, y1)
    failed = [(x(t), y(float(row["failed_percent"]))) for t, row in zip(times, rows, strict=True)]
    draw.line(failed, fill=TEAL, width=8, joint="curve")
    draw.text((clock("14:26"), y(79)), "Pool in use", INK, PLAIN)
    draw.text((clock("14:20"), y(30)), "Failed authorizations", TEAL, STRONG)
    image.save(HERE / "failures.png", optimize=True, dpi=DOTS_PER_INCH)


def dashed(draw: ImageDraw.ImageDraw, x0: int, y0: int, x1: int, y1: int) -> None:
    """Draw a line of three dashes, so that it differs from a full one without colour."""
    for part in range(3):
        start, end = part / 3, (part + 0.62) / 3
        begin, stop = ((x0 + (x1 - x0) * at, y0 + (y1 - y0) * at) for at in (start, end))
        draw.line((begin, stop), fill=INK, width=5)


def draw_dashboard() -> None:
    """Draw four figures as the dashboard showed them."""
    figures = (
        ("Pool in use", "40 of 40"),
        ("Waiting", "212"),
        ("Database CPU", "35 %"),
        ("Failed", "51 %"),
    )
    image = Image.new("RGB", (WIDTH, 380), WHITE)
    draw = ImageDraw.Draw(image)
    draw.text((4, 2), "ledger, eu-west, pod 7d9c4", INK, STRONG)
    draw.text((WIDTH - 4, 2), "13:36 UTC", SLATE, PLAIN, anchor="ra")
    gap = 24
    wide = (WIDTH - 3 * gap) // 4
    for number, (name, value) in enumerate(figures):
        left = number * (wide + gap)
        draw.rectangle((left, 76, left + wide, 370), fill=MIST, outline=SILVER, width=2)
        draw.text((left + 28, 108), name, SLATE, PLAIN)
        draw.text((left + 28, 310), value, INK, font(84, bold=True), anchor="ls")
    image.save(HERE / "dashboard.png", optimize=True, dpi=DOTS_PER_INCH)


if __name__ == "__main__":
    draw_failures()
    draw_dashboard()
