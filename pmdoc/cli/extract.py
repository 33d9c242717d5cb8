"""`pmdoc extract`: restore the source files that are embedded in a PDF report.

In → Out: arguments in; files in a folder, their names on stdout.
Must not: hold logic; `pmdoc.archive` reads and writes the files.
"""

from __future__ import annotations

from pathlib import Path

import click

from pmdoc.archive.extract import read_embedded, write_new
from pmdoc.cli.parameters import output_option
from pmdoc.read.regular_file import read_regular_file
from pmdoc.runtime import limits


@click.command(short_help="Restore the source files embedded in a PDF.")
@click.argument("report", metavar="REPORT.pdf", type=click.Path(path_type=Path))
@output_option("Output folder. Default: REPORT-source in the current folder.")
def extract(report: Path, output: Path | None) -> None:
    """Restore the incident file, its images, and its layout and style files from a PDF.

    Only PDFs built with `--pdf-standard a-3a` contain them. Each file is verified against the
    SHA-256 recorded in the report. Existing files are never overwritten. The command in build.txt,
    run in the output folder, builds the same report again.
    """
    files = read_embedded(
        read_regular_file(report, limit_bytes=limits.EXTRACTED_BYTES), str(report)
    )
    folder = output if output is not None else Path(f"{report.stem}-source")
    for path in write_new(files, folder):
        click.echo(str(path))
