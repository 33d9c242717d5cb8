"""The `pmdoc` command group, and the exit code of a run.

In → Out: arguments in; a command's results and an exit code out.
Must not: know what a command does. Only this module turns exceptions into exit codes.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from signal import SIGINT
from typing import NoReturn, cast

import click

from pmdoc.cli.problem_output import summary, to_text
from pmdoc.diagnostics.errors import InputError, PmdocError, nearest
from pmdoc.read.file_gate import absolute, input_error
from pmdoc.read.yaml_names import is_yaml_name
from pmdoc.runtime.signals import Terminated
from pmdoc.version import __version__

_COMMANDS = {
    "new": "new",
    "check": "check",
    "build": "build",
    "form": "form",
    "list": "list_",
    "explain": "explain",
    "schema": "schema",
    "extract": "extract",
    "completion": "completion",
}
_SYNONYMS = {
    **dict.fromkeys(("validate", "lint", "verify", "test"), "check"),
    **dict.fromkeys(("render", "make", "generate", "export", "convert"), "build"),
    **dict.fromkeys(("init", "create", "scaffold", "start"), "new"),
    **dict.fromkeys(("layouts", "styles", "languages", "renderers", "rules", "parts"), "list"),
}
_EXIT_CODES = """\b
Exit codes:
  0  success
  1  problems found
  2  wrong usage
  3  input unreadable or not YAML, or output not writable
  4  unusable style, layout, language or image
  5  rendering failed
  6  an optional package is missing
"""


class _Commands(click.Group):
    """Commands by name, each imported on use: all of them would double the start-up time."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"pmdoc.cli.{cmd_name}")
        return cast("click.Command", getattr(module, _COMMANDS[cmd_name]))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if args and args[0].startswith("-"):
                raise
            message = f"There is no command {args[0]!r}. {_suggestion(args[0])}"
            raise click.UsageError(message, error.ctx) from None


def _suggestion(word: str) -> str:
    if is_yaml_name(word):
        return f"Did you mean: pmdoc check {word}, or: pmdoc build {word}?"
    if word == "help":
        return "Run: pmdoc --help, or: pmdoc build --help."
    meant = _SYNONYMS.get(word.lower()) or nearest(word, _COMMANDS)
    hint = f"Did you mean {meant!r}?" if meant else f"Known: {', '.join(_COMMANDS)}."
    return f"{hint} `pmdoc --help` describes all commands."


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXIT_CODES,
)
@click.version_option(__version__, prog_name="pmdoc", message="%(prog)s %(version)s")
def cli() -> None:
    """Build branded Word and PDF incident reports from YAML files.

    \b
    pmdoc new incident.yaml                         write a file to start from
    pmdoc check incident.yaml                       find what is wrong or missing
    pmdoc build incident.yaml                       write incident.docx and incident.pdf
    pmdoc build incident.yaml --format pdf -o out/  only the PDF, in another folder
    pmdoc build incident.yaml --watch               rebuild whenever you save
    """


def run(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    # A build makes many small objects, none in cycles, and then ends. Garbage collection took a
    # third of the time of a long report.
    gc.disable()
    try:
        cli.main(arguments, prog_name="pmdoc", standalone_mode=False)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.Abort as error:
        click.echo("Stopped.", err=True)
        number = error.__cause__.args[0] if isinstance(error.__cause__, Terminated) else SIGINT
        sys.exit(128 + number)
    except click.ClickException as error:
        _print_usage_error(error, sys.argv[1:] if arguments is None else arguments)
        sys.exit(error.exit_code)
    except PmdocError as error:
        _print_error(error)
        sys.exit(error.exit_code)
    except OSError as error:
        if error.filename is not None:
            _print_error(input_error(error.filename, error))
        elif not _report_missing_folder():
            _report_broken_stream(error)
        sys.exit(InputError.exit_code)
    sys.exit(0)


def _print_usage_error(error: click.ClickException, typed: Sequence[str]) -> None:
    from pmdoc.cli.usage import explain_usage_error  # noqa: PLC0415 -- few runs need it

    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        click.echo(explain_usage_error(error, typed), err=True)


def _print_error(error: PmdocError) -> None:
    if error.problems:
        click.echo(to_text(error.problems), err=True)
        click.echo(summary(error.problems, 1) + "; nothing was written", err=True)
    else:
        click.echo(f"pmdoc: {error}", err=True)


def _report_missing_folder() -> bool:
    """Report that the working folder was deleted, which no library expects; return whether so."""
    try:
        absolute(Path())
    except InputError as error:
        _print_error(error)
        return True
    return False


def _report_broken_stream(error: OSError) -> None:
    """Report that a stream can't be written: the disk is full, or the terminal is gone."""
    with contextlib.suppress(OSError):
        click.echo(f"pmdoc: The output can't be written: {error.strerror}.", err=True)
    devnull = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # flushing the buffers at exit would fail again
        os.dup2(devnull, stream)
