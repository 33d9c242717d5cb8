"""Build every example in every style and both formats, with a picture of its pages.

Run `python examples/gallery.py` to write the reports and pictures below `examples/gallery/out/`, or
with `--readme` to update the pictures in README.md. Needs Pillow, pdftoppm and, for Word files,
LibreOffice.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from pmdoc.render import RenderOptions
from pmdoc.style import style_names

HERE = Path(__file__).resolve().parent
GALLERY = HERE / "gallery"
SHOWN = (
    # file, example, style, layout, format, pages
    ("brand.png", "payments-outage", "", "layout.yaml", "pdf", (1, 3, 32)),
    ("brand-word.png", "payments-outage", "", "layout.yaml", "docx", (1, 3, 32)),
    ("modern.png", "gitlab-2017", "modern", "", "pdf", (1, 4, 22)),
    ("modern-word.png", "gitlab-2017", "modern", "", "docx", (1, 4, 22)),
)
"""The pictures in README.md."""
SIGNED = (
    # file, example, page, whether blanks are fields
    ("sign-off-word.png", "aws-s3-2017", 18, False),
    ("sign-off-fillable-word.png", "aws-s3-2017", 18, True),
)
"""Pictures of the sign-off page: to sign on paper, and to fill in on screen."""
_GAP, _GROUND, _COLORS = 10, "#8a8f98", 64
_SMALL, _LARGE = 45, 72


def build(
    name: str, style: str, layout: str, folder: Path, *, is_fillable: bool = False
) -> list[Path]:
    """Build an example in both formats and return its files."""
    finish = RenderOptions(is_fillable=is_fillable)
    options = Options(style=style, layout=layout, render=finish)
    outputs = build_reports(HERE / name / "incident.yaml", ["docx", "pdf"], options)
    files = []
    for suffix, data in sorted(outputs.items()):
        files.append(folder / f"{name}-{style or 'brand'}{suffix}")
        files[-1].write_bytes(data)
    return files


def as_pdf(file: Path, folder: Path) -> Path:
    """Convert a Word file to PDF with LibreOffice; return a PDF as it is."""
    if file.suffix == ".pdf":
        return file
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, capture_output=True)  # noqa: S603 -- a fixed program
    return folder / f"{file.stem}.pdf"


def picture(pdf: Path, pages: Sequence[int], folder: Path, resolution: int) -> Image.Image:
    """Combine pages, by default all, side by side into one picture."""
    stem = folder / "page"
    for old in folder.glob("page-*.png"):
        old.unlink()
    command = ["pdftoppm", "-r", str(resolution), "-png", str(pdf), str(stem)]
    subprocess.run(command, check=True)  # noqa: S603 -- a fixed program
    files = sorted(folder.glob("page-*.png"))
    chosen = [files[page - 1] for page in pages if page <= len(files)] if pages else files
    shots = [Image.open(file).convert("RGB") for file in chosen]
    columns = min(len(shots), 6)
    wide, high = max(s.width for s in shots), max(s.height for s in shots)
    rows = -(-len(shots) // columns)
    size = (sum(s.width + _GAP for s in shots) + _GAP, high + 2 * _GAP)
    if rows > 1:
        size = (columns * (wide + _GAP) + _GAP, rows * (high + _GAP) + _GAP)
    sheet = Image.new("RGB", size, _GROUND)
    x = _GAP
    for at, shot in enumerate(shots):
        if rows > 1:
            x = _GAP + at % columns * (wide + _GAP)
        sheet.paste(shot, (x, _GAP + at // columns * (high + _GAP)))
        x += shot.width + _GAP
    return sheet


def save(shot: Image.Image, path: Path) -> None:
    """Write a picture with few colours, and print its path."""
    shot.quantize(_COLORS).save(path, optimize=True)
    print(path)


def write_shown(folder: Path) -> None:
    """Write the pictures in README.md."""
    for name, example, style, layout, form, pages in SHOWN:
        where = str(HERE / example / layout) if layout else ""
        files = build(example, style, where, folder)
        pdf = as_pdf(next(file for file in files if file.suffix == f".{form}"), folder)
        save(picture(pdf, pages, folder, _SMALL), GALLERY / name)
    for name, example, page, is_fillable in SIGNED:
        files = build(example, "", "", folder, is_fillable=is_fillable)
        pdf = as_pdf(next(file for file in files if file.suffix == ".docx"), folder)
        save(picture(pdf, (page,), folder, _LARGE), GALLERY / name)


def write_all(out: Path, folder: Path, *, has_word: bool) -> None:
    """Write every example in every style, with a picture of all its pages for each format."""
    for incident in sorted(HERE.glob("*/incident.yaml")):
        name = incident.parent.name
        brand = [""] if (incident.parent / "_brand.yml").is_file() else []
        for style in [*brand, *style_names()]:
            for file in build(name, style, "", out):
                if file.suffix == ".docx" and not has_word:
                    continue
                shot = picture(as_pdf(file, folder), (), folder, _LARGE)
                save(shot, file.with_name(f"{file.name}.png"))


def main(arguments: Sequence[str]) -> None:
    """Parse the command line and write the files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-o", "--output", type=Path, default=GALLERY / "out")
    parser.add_argument("--readme", action="store_true", help="only the pictures of README.md")
    parser.add_argument("--no-word", action="store_true", help="leave LibreOffice out")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.readme:
            GALLERY.mkdir(exist_ok=True)
            write_shown(Path(folder))
        else:
            options.output.mkdir(parents=True, exist_ok=True)
            write_all(options.output, Path(folder), has_word=not options.no_word)


if __name__ == "__main__":
    main(sys.argv[1:])
