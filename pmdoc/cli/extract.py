"""`pmdoc extract`: what a report was made from, out of its PDF.

In → Out: the command's arguments in; files in a folder, their names on stdout.
Must not: hold logic; it calls the steps and words what comes back.
"""

from __future__ import annotations

from pathlib import Path

import click

from pmdoc.archive.extract import LIMIT_BYTES, read_embedded, write_new
from pmdoc.read import read_regular_file


@click.command(short_help="Get what a PDF was made from back out of it.")
@click.argument("report", metavar="REPORT.pdf", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The folder to put the files into. Default: REPORT-source here.",
)
def extract(report: Path, output: Path | None) -> None:
    """Get the incident file, its pictures and the house's own files back out of a PDF.

    Only PDFs built with `--pdf-standard a-3a` hold them. Each is compared with the SHA-256 that
    the report gives for it; no file that is there already is replaced. The command in build.txt,
    run in their folder, makes the same report again.
    """
    files = read_embedded(read_regular_file(report, limit_bytes=LIMIT_BYTES), str(report))
    folder = output if output is not None else Path(f"{report.stem}-source")
    for path in write_new(files, folder):
        click.echo(str(path))
