"""The commands: new, build, check, list, schema.

In → Out: arguments in; results on stdout, talk on stderr, an exit code out.
Must not: hold logic; it calls the pipeline and words what comes back.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from pmdoc import __version__, pipeline, registry
from pmdoc.cli.report import as_json, as_text, summary
from pmdoc.errors import InputError, PmdocError
from pmdoc.lang import language_codes, load_language
from pmdoc.layout import DEFAULT_LAYOUT, layout_names, load_layout
from pmdoc.lint import discover
from pmdoc.problems import Level, Problem
from pmdoc.read import UnreadableInput
from pmdoc.resources import schema_folder
from pmdoc.scaffold import scaffold
from pmdoc.style import resolve_style, style_names
from pmdoc.write import write_atomically

_FILES = click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
_STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
_EXIT_CODES = """\b
Exit codes:
  0  fine
  1  problems found
  2  wrong usage
  3  input unreadable, or output not writable
  4  style, layout, language or picture can't be used
  5  rendering failed
  6  an extra package is not installed
"""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXIT_CODES,
)
@click.version_option(__version__, prog_name="pmdoc", message="%(prog)s %(version)s")
def cli() -> None:
    """Make branded Word and PDF reports of incidents from YAML files.

    \b
    pmdoc check incident.yaml                       is everything right and complete?
    pmdoc build incident.yaml                       incident.docx and incident.pdf beside it
    pmdoc build incident.yaml --format pdf -o out/  only the PDF, in another folder
    """


@cli.command()
@_FILES
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
@click.option("--lang", default="", metavar="CODE", help="The language of its fixed words.")
@_STRICT
def build(  # noqa: PLR0917 -- click passes options by name
    files: tuple[Path, ...],
    formats: str,
    output: Path | None,
    layout: str,
    style: str,
    lang: str,
    strict: bool,
) -> None:
    """Build reports from incident files.

    Nothing is written unless all reports of an incident could be made; a report that is there
    already is replaced in one step or kept as it is.
    """
    options = pipeline.Options(layout=layout, style=style, language=lang, is_strict=strict)
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    if not wanted:
        raise click.UsageError("--format names no format.")
    suffixes = [registry.find_renderer(name).suffix for name in wanted]
    targets = [_targets(path, suffixes, output, is_only=len(files) == 1) for path in files]
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


@cli.command()
@_FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for people or JSON for programs.",
)
@click.option(
    "--layout", default="", metavar="NAME|FILE", help="Also note what this layout has no place for."
)
@_STRICT
def check(files: tuple[Path, ...], form: str, layout: str, strict: bool) -> None:
    """Check incident files: text, structure, dates, and figures that agree with each other.

    Problems go to stdout, one a line, with file, line and column.
    """
    problems: list[Problem] = []
    for path in files:
        problems.extend(pipeline.check(path, layout=layout, is_strict=strict))
    if form == "json":
        click.echo(as_json(problems))
    elif problems:
        click.echo(as_text(problems))
    click.echo(summary(problems, len(files)), err=True)
    if any(problem.level is Level.ERROR for problem in problems):
        sys.exit(1)


@cli.command()
@click.argument("file", default="incident.yaml", type=click.Path(path_type=Path))
@click.option(
    "--layout",
    default=DEFAULT_LAYOUT,
    show_default=True,
    metavar="NAME|FILE",
    help="What the report is to hold, in which order.",
)
@click.option("--minimal", is_flag=True, help="Only what a first report needs.")
def new(file: Path, layout: str, minimal: bool) -> None:
    """Write an incident file to start from: all that a layout shows, yet to be filled in.

    Each part has a comment that says what to write. A file that is there already is left alone.
    """
    text = scaffold(load_layout(layout), registry.parts(), is_minimal=minimal)
    if file.exists():
        raise InputError(f"{file} is there already.", hint="Give another name, or remove it.")
    write_atomically({file: text.encode("utf-8")})
    click.echo(str(file))
    click.echo(f"Fill in the [placeholders], then: pmdoc check {file}", err=True)
    if not (file.parent / "incident.schema.json").exists():
        place = file.parent / "incident.schema.json"
        click.echo(f"For completion in the editor: pmdoc schema > {place}", err=True)


def _list_renderers() -> list[tuple[str, str]]:
    found = registry.renderers()
    return [(name, found[name].description) for name in found]


def _list_languages() -> list[tuple[str, str]]:
    return [(code, load_language(code).name) for code in language_codes()]


_KINDS: dict[str, Callable[[], list[tuple[str, str]]]] = {
    "layouts": lambda: [(n, load_layout(n).description) for n in layout_names()],
    "styles": lambda: [(n, resolve_style(n).name) for n in style_names()],
    "languages": _list_languages,
    "renderers": _list_renderers,
    "rules": lambda: [(rule.id, rule.level.value) for rule in discover()],
}


@cli.command("list")
@click.argument("kind", type=click.Choice(list(_KINDS)))
def list_(kind: str) -> None:
    """List what can be chosen: layouts, styles, languages, renderers or rules."""
    rows = _KINDS[kind]()
    width = max((len(name) for name, _ in rows), default=0)
    for name, description in rows:
        click.echo(f"{name:<{width}}  {description}".rstrip())


@cli.command()
@click.argument("kind", type=click.Choice(["incident", "style", "layout"]), default="incident")
def schema(kind: str) -> None:
    """Print the JSON Schema of incident, style or layout files, for editors.

    \b
    pmdoc schema > incident.schema.json
    """
    text = (schema_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    click.echo(text, nl=False)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and end with its exit code."""
    # A build makes many small values, none in cycles, and ends; looking for garbage among them
    # took a third of the time of a long report.
    gc.disable()
    try:
        cli.main(arguments, prog_name="pmdoc", standalone_mode=False)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except PmdocError as error:
        _say(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(_close_quietly())
    sys.exit(0)


def _say(error: PmdocError) -> None:
    """Word an error: its problems where it has them, itself otherwise."""
    problems: Any = getattr(error, "problems", ())
    if isinstance(error, (pipeline.ProblemsFound, UnreadableInput)) and problems:
        click.echo(as_text(problems), err=True)
        click.echo(summary(problems, 1) + "; nothing was written", err=True)
    else:
        click.echo(f"pmdoc: {error}", err=True)


def _close_quietly() -> int:
    """End without noise when the reader of our output has gone away."""
    sys.stderr.close()
    return InputError.exit_code
