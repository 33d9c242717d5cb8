"""The command `pmdoc`: its commands, and how a run ends.

In → Out: arguments in; the command's results, and an exit code out.
Must not: know what a command does; only here exceptions become exit codes.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, cast

import click

from pmdoc.cli.problem_output import as_text, summary
from pmdoc.diagnostics.errors import InputError, PmdocError, nearest
from pmdoc.read import is_yaml_name
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
_MEANT = {
    **dict.fromkeys(("validate", "lint", "verify", "test"), "check"),
    **dict.fromkeys(("render", "make", "generate", "export", "convert"), "build"),
    **dict.fromkeys(("init", "create", "scaffold", "start"), "new"),
    **dict.fromkeys(("layouts", "styles", "languages", "renderers", "rules", "parts"), "list"),
}
_EXIT_CODES = """\b
Exit codes:
  0  fine
  1  problems found
  2  wrong usage
  3  input unreadable or no YAML, or output not writable
  4  style, layout, language or picture can't be used
  5  rendering failed
  6  an extra package is not installed
"""


class _Commands(click.Group):
    """The commands by name, each a module of this folder that is imported when it is used.

    Loading them all would double the time that `pmdoc check` takes to start.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Name the commands in the order in which an author meets them."""
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"pmdoc.cli.{cmd_name}")
        return cast("click.Command", getattr(module, _COMMANDS[cmd_name]))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or say which was probably meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if args and args[0].startswith("-"):
                raise
            message = f"There is no command {args[0]!r}. {_meant(args[0])}"
            raise click.UsageError(message, error.ctx) from None


def _meant(word: str) -> str:
    """Say what was probably meant by a word that is no command."""
    if is_yaml_name(word):
        return f"Did you mean: pmdoc check {word}, or: pmdoc build {word}?"
    if word == "help":
        return "Write: pmdoc --help, or: pmdoc build --help."
    meant = _MEANT.get(word.lower()) or nearest(word, _COMMANDS)
    hint = f"Did you mean {meant!r}?" if meant else f"Known: {', '.join(_COMMANDS)}."
    return f"{hint} `pmdoc --help` says what each does."


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXIT_CODES,
)
@click.version_option(__version__, prog_name="pmdoc", message="%(prog)s %(version)s")
def cli() -> None:
    """Make branded Word and PDF reports of incidents from YAML files.

    \b
    pmdoc new incident.yaml                         a file to start from
    pmdoc check incident.yaml                       is everything right and complete?
    pmdoc build incident.yaml                       incident.docx and incident.pdf beside it
    pmdoc build incident.yaml --format pdf -o out/  only the PDF, in another folder
    pmdoc build incident.yaml --watch               again whenever you save
    """


def run(arguments: list[str] | None = None) -> NoReturn:
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
        _show(error, sys.argv[1:] if arguments is None else arguments)
        sys.exit(error.exit_code)
    except PmdocError as error:
        _say(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(_close_quietly())
    except OSError as error:
        if error.filename is not None:  # a file's, which somebody should have worded
            raise
        sys.exit(_say_unwritable(error))
    sys.exit(0)


def _show(error: click.ClickException, typed: Sequence[str]) -> None:
    """Word wrong usage; without any command the help is shown, which click words."""
    from pmdoc.cli.usage import word_usage  # noqa: PLC0415 -- few runs need it

    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        click.echo(word_usage(error, typed), err=True)


def _say(error: PmdocError) -> None:
    """Word an error: its problems where it has them, itself otherwise."""
    if error.problems:
        click.echo(as_text(error.problems), err=True)
        click.echo(summary(error.problems, 1) + "; nothing was written", err=True)
    else:
        click.echo(f"pmdoc: {error}", err=True)


def _say_unwritable(error: OSError) -> int:
    """Say that a stream takes no more: the disk is full, or the terminal has gone."""
    with contextlib.suppress(OSError):
        click.echo(f"pmdoc: The output can't be written: {error.strerror}.", err=True)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # what is left in the buffers would fail again on the way out
        os.dup2(nowhere, stream)
    return InputError.exit_code


def _close_quietly() -> int:
    """End without noise when the reader of our output has gone away."""
    sys.stderr.close()
    return InputError.exit_code
