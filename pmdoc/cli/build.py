"""`pmdoc build`: reports from incident files.

In → Out: arguments in; written reports, their names on stdout, problems on stderr.
Must not: hold logic; the pipeline builds, this module prints.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pmdoc.cli import parameters
from pmdoc.cli.choice_types import KnownNames
from pmdoc.cli.inputs import find_formats, find_origins
from pmdoc.cli.job_runner import print_build, print_total, run_jobs, watch_jobs, worst_exit_code
from pmdoc.cli.output_paths import makes_folders, plan_targets
from pmdoc.pipeline.batch import Job
from pmdoc.pipeline.build import MANIFEST
from pmdoc.pipeline.options import Options
from pmdoc.read.origin import Override
from pmdoc.render import DocxOptions, PdfOptions, PdfStandard, RenderOptions

_STANDARDS = KnownNames(
    what="PDF standard", names=tuple(standard.value for standard in PdfStandard)
)


@click.command(short_help="Build reports from incident files.")
@parameters.FILES
@parameters.FORMATS
@parameters.output_option(
    "Output file (if only one is built) or folder. Default: next to the incident."
)
@parameters.LAYOUT
@parameters.STYLE
@parameters.LANG
@parameters.SET
@click.option("--fillable", is_flag=True, help="Make the sign-off fields fillable on screen.")
@click.option(
    "--form", is_flag=True, help="Leave room to write for everything that the file lacks."
)
@parameters.former_flag("--full", "--full is now called --form.")
@click.option(
    "--pdf-standard",
    **_STANDARDS.settings,
    default=PdfStandard.ARCHIVE.value,
    show_default=True,
    help="Standards that the PDF conforms to. a-3a also embeds the source files unchanged, "
    "comments included; `pmdoc extract` restores them.",
)
@click.option("--digest", is_flag=True, help="Print the SHA-256 of the content on every page.")
@click.option(
    "--manifest", is_flag=True, help="Also write a list of all inputs and outputs with SHA-256."
)
@click.option(
    "--docx-template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Word: take styles, lists, theme and page setup from this .docx or .dotx.",
)
@click.option("--review", is_flag=True, help="Word: track the changes that reviewers make.")
@click.option("--line-numbers", is_flag=True, help="Word: number the lines of running text.")
@parameters.STRICT
@parameters.STDIN_FILENAME
@parameters.JOBS
@parameters.MEMORY_LIMIT
@parameters.WATCH
def build(  # noqa: PLR0917 -- click passes options by name
    files: tuple[str, ...],
    formats: str,
    output: Path | None,
    layout: str,
    style: str,
    lang: str,
    overrides: tuple[Override, ...],
    fillable: bool,
    form: bool,
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
    memory_limit: int,
    watch: bool,
) -> None:
    """Build reports from incident files.

    FILE is a file, a pattern such as 'incidents/**/*.yaml', or - for standard input. An incident's
    reports are written only if all of them can be built. An existing report is either replaced as
    a whole or left unchanged.
    """
    if fillable and review:
        conflict = "--fillable locks everything but the fields, --review invites changes."
        raise click.UsageError(f"{conflict} Use only one of them.")
    if memory_limit and sys.platform == "win32":
        raise click.UsageError("--memory-limit is not supported on Windows.")
    options = Options(
        layout=layout,
        style=style,
        language=lang,
        is_strict=strict,
        is_form=form or full,
        has_digest=digest,
        has_manifest=manifest,
        docx_template=docx_template,
        render=RenderOptions(
            is_fillable=fillable,
            docx=DocxOptions(is_review=review, has_line_numbers=line_numbers),
            pdf=PdfOptions(standard=PdfStandard(pdf_standard)),
        ),
    )
    names, suffixes = find_formats(formats)
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
            formats=names,
            targets=target,
            makes_folders=makes_folders(output, targets),
        )
        for origin, target in zip(origins, targets, strict=True)
    ]
    if watch:
        sys.exit(watch_jobs(work, print_total, on_outcome=print_build, workers=jobs))
    outcomes = run_jobs(work, workers=jobs, memory_limit=memory_limit, on_outcome=print_build)
    print_total(outcomes)
    sys.exit(worst_exit_code(outcomes))
