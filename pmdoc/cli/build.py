"""`pmdoc build`: reports from incident files.

In → Out: the command's arguments in; written reports, their names on stdout, problems on stderr.
Must not: hold logic; it calls the pipeline and words what comes back.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pmdoc.cli.choice_types import Names
from pmdoc.cli.inputs import find_formats, find_origins
from pmdoc.cli.job_runner import do_all, keep_watching, say_built, say_sum, worst
from pmdoc.cli.output_paths import is_folder, plan_targets
from pmdoc.cli.parameters import (
    FILES,
    FORMATS,
    JOBS,
    LANG,
    LAYOUT,
    SET,
    STDIN_FILENAME,
    STRICT,
    STYLE,
    WATCH,
)
from pmdoc.pipeline.batch import Job, Outcome
from pmdoc.pipeline.build import MANIFEST
from pmdoc.pipeline.options import Options
from pmdoc.read.origin import Override
from pmdoc.render import PdfStandard, RenderOptions

_STANDARDS = Names(what="PDF standard", names=tuple(standard.value for standard in PdfStandard))


@click.command(short_help="Make the reports of incident files.")
@FILES
@FORMATS
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file, where one file comes out, or a folder. Default: beside the incident.",
)
@LAYOUT
@STYLE
@LANG
@SET
@click.option(
    "--fillable", is_flag=True, help="Blanks of the sign-off can be filled in on a screen."
)
@click.option("--full", is_flag=True, help="Leave room to write for what the file does not have.")
@click.option(
    "--pdf-standard",
    metavar=_STANDARDS.metavar,
    callback=_STANDARDS.check,
    shell_complete=_STANDARDS.complete,
    default=PdfStandard.ARCHIVE.value,
    show_default=True,
    help="What the PDF promises to be. a-3a holds all that it was made from as it is, "
    "comments and all; `pmdoc extract` gets it back.",
)
@click.option("--digest", is_flag=True, help="Name the SHA-256 of the content on every page.")
@click.option(
    "--manifest", is_flag=True, help="Also write what went in and came out, each with its SHA-256."
)
@click.option(
    "--docx-template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Word: take styles, lists, theme and page from your house's .docx or .dotx.",
)
@click.option("--review", is_flag=True, help="Word: track the changes that reviewers make.")
@click.option("--line-numbers", is_flag=True, help="Word: number the lines of running text.")
@STRICT
@STDIN_FILENAME
@JOBS
@WATCH
def build(  # noqa: PLR0917 -- click passes options by name
    files: tuple[str, ...],
    formats: str,
    output: Path | None,
    layout: str,
    style: str,
    lang: str,
    overrides: tuple[Override, ...],
    fillable: bool,
    full: bool,
    pdf_standard: str,
    digest: bool,
    manifest: bool,
    docx_template: Path | None,
    review: bool,
    line_numbers: bool,
    strict: bool,
    stdin_filename: Path | None,
    jobs: int,
    watch: bool,
) -> None:
    """Build reports from incident files.

    FILE is a file, a pattern such as 'incidents/**/*.yaml', or - for standard input. Nothing is
    written unless all reports of an incident could be made; a report that is there already is
    replaced in one step or kept as it is.
    """
    if fillable and review:
        raise click.UsageError(
            "--fillable locks all but the blanks, --review invites changes. Give one of them."
        )
    finish = RenderOptions(
        is_fillable=fillable,
        is_review=review,
        has_line_numbers=line_numbers,
        pdf_standard=PdfStandard(pdf_standard),
    )
    options = Options(
        layout=layout,
        style=style,
        language=lang,
        is_strict=strict,
        is_full=full,
        has_digest=digest,
        has_manifest=manifest,
        docx_template=docx_template,
        render=finish,
    )
    wanted, suffixes = find_formats(formats)
    if watch and "-" in files:
        raise click.UsageError("--watch can't watch standard input.")
    origins = find_origins(files, overrides, stdin_filename)
    targets = plan_targets(origins, suffixes, output)
    if manifest:
        for target in targets:
            target[MANIFEST] = next(iter(target.values())).with_suffix(MANIFEST)
    work = [
        Job(
            origin=origin,
            options=options,
            formats=wanted,
            targets=target,
            makes_folders=is_folder(output, targets),
        )
        for origin, target in zip(origins, targets, strict=True)
    ]
    if watch:
        sys.exit(keep_watching(work, _say, workers=jobs))
    outcomes = do_all(work, workers=jobs, on_outcome=say_built)
    say_sum(outcomes)
    sys.exit(worst(outcomes))


def _say(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        say_built(outcome)
    say_sum(outcomes)
