"""`pmdoc build`: reports from incident files.

In → Out: the command's arguments in; written reports, their names on stdout, problems on stderr.
Must not: hold logic; it calls the pipeline and words what comes back.
"""

from __future__ import annotations

from pathlib import Path

import click

from pmdoc import pipeline, registry
from pmdoc.cli.parameters import FILES, STRICT
from pmdoc.cli.report import as_text
from pmdoc.errors import InputError
from pmdoc.render import PdfStandard, RenderOptions
from pmdoc.write import write_atomically


@click.command()
@FILES
@click.option(
    "--format",
    "formats",
    default="docx,pdf",
    show_default=True,
    metavar="NAMES",
    help="Formats, parted by commas; `pmdoc list renderers` names them.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file, where one file comes out, or a folder. Default: beside the incident.",
)
@click.option(
    "--layout", default="", metavar="NAME|FILE", help="What the report holds, in which order."
)
@click.option(
    "--style",
    default="",
    metavar="NAME|FILE",
    help="How it looks; default: _brand.yml beside the incident.",
)
@click.option("--lang", default="", metavar="CODE|FILE", help="The language of its fixed words.")
@click.option(
    "--fillable", is_flag=True, help="Blanks of the sign-off can be filled in on a screen."
)
@click.option("--full", is_flag=True, help="Leave room to write for what the file does not have.")
@click.option(
    "--pdf-standard",
    type=click.Choice([standard.value for standard in PdfStandard]),
    default=PdfStandard.ARCHIVE.value,
    show_default=True,
    help="What the PDF promises to be. a-3a holds the incident file and its pictures as they are, "
    "comments and all; `pmdoc extract` gets them back.",
)
@click.option("--digest", is_flag=True, help="Name the SHA-256 of the content on every page.")
@click.option(
    "--manifest", is_flag=True, help="Also write what went in and came out, each with its SHA-256."
)
@click.option("--review", is_flag=True, help="Word: track the changes that reviewers make.")
@click.option("--line-numbers", is_flag=True, help="Word: number the lines of running text.")
@STRICT
def build(  # noqa: PLR0917 -- click passes options by name
    files: tuple[Path, ...],
    formats: str,
    output: Path | None,
    layout: str,
    style: str,
    lang: str,
    fillable: bool,
    full: bool,
    pdf_standard: str,
    digest: bool,
    manifest: bool,
    review: bool,
    line_numbers: bool,
    strict: bool,
) -> None:
    """Build reports from incident files.

    Nothing is written unless all reports of an incident could be made; a report that is there
    already is replaced in one step or kept as it is.
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
    options = pipeline.Options(
        layout=layout,
        style=style,
        language=lang,
        is_strict=strict,
        is_full=full,
        has_digest=digest,
        has_manifest=manifest,
        render=finish,
    )
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    if not wanted:
        raise click.UsageError("--format names no format.")
    suffixes = [registry.find_renderer(name).suffix for name in wanted]
    targets = [_targets(path, suffixes, output, is_only=len(files) == 1) for path in files]
    if manifest:
        for target in targets:
            target[pipeline.MANIFEST] = next(iter(target.values())).with_suffix(pipeline.MANIFEST)
    for path, target in zip(files, targets, strict=True):
        outputs, problems = pipeline.build(path, wanted, options)
        _make_folder(output, target)
        write_atomically({target[s]: data for s, data in outputs.items()}, inputs=[path])
        if problems:
            click.echo(as_text(problems), err=True)
        for suffix in outputs:
            click.echo(str(target[suffix]))


def _make_folder(output: Path | None, target: dict[str, Path]) -> None:
    """Make the folder that -o names, once there is something to put into it.

    Raises:
        InputError: it can't be made.
    """
    if output is None or output in target.values():
        return
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"The folder {output} can't be made: {error.strerror}.", hint="Name another with -o."
        ) from None


def _targets(
    path: Path, suffixes: list[str], output: Path | None, *, is_only: bool
) -> dict[str, Path]:
    """Say where each file goes: beside the incident, into a folder, or to one named file."""
    if output is None:
        return {suffix: path.with_suffix(suffix) for suffix in suffixes}
    if output.suffix in suffixes and not output.is_dir():
        if len(suffixes) > 1 or not is_only:
            raise click.UsageError(
                f"{output} is one file, but more than one comes out. "
                "Give a folder, or one --format."
            )
        return {suffixes[0]: output}
    if output.suffix and not output.is_dir() and output.suffix.lower() in {".docx", ".pdf"}:
        raise click.UsageError(
            f"{output} does not end in {' or '.join(suffixes)}. Rename it, or change --format."
        )
    return {suffix: output / path.with_suffix(suffix).name for suffix in suffixes}
