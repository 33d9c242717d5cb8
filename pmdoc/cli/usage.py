"""Wrong usage in words: what is wrong, what was probably meant, where the right ones are listed.

In → Out: click's exceptions in, one line of text out.
Must not: print, or end anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from pmdoc.cli.choice_types import Names
from pmdoc.diagnostics.errors import nearest
from pmdoc.read import is_yaml_name

_MEANT = {
    "--docx": "--format docx",
    "--word": "--format docx",
    "--pdf": "--format pdf",
    "--json": "--format json",
    "--sarif": "--format sarif",
    "-f": "--format",
    **dict.fromkeys(("--out", "--out-dir", "--outdir", "--output-dir", "--output-folder"), "-o"),
    **dict.fromkeys(("--theme", "--brand", "--look"), "--style"),
    **dict.fromkeys(("--template", "--word-template", "--reference-doc"), "--docx-template"),
    **dict.fromkeys(("--locale", "-l"), "--lang"),
    **dict.fromkeys(("-v", "-V"), "--version"),
    **dict.fromkeys(("-w", "--follow"), "--watch"),
    **dict.fromkeys(("-j", "--parallel", "--workers"), "--jobs"),
    **dict.fromkeys(("-s", "--define", "-D"), "--set"),
}
_EXAMPLES = {"FILE...": "a FILE, such as incident.yaml", "ID...": "an ID, such as action-owner"}
_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def word_usage(error: click.ClickException, typed: Sequence[str] = ()) -> str:
    """Say what is wrong with a command line, and what to type instead; begins with `pmdoc`.

    Shape: `typed` is the whole command line.
    """
    text = _word_dash(error, typed) or _word(error)
    return text if text.startswith("pmdoc ") else f"pmdoc: {text}"


def _word_dash(error: click.ClickException, typed: Sequence[str]) -> str:
    """Say how to write the name of a file that looks like an option; nothing for another error."""
    if not isinstance(error, click.NoSuchOption):
        return ""
    names = [word for word in typed if word.startswith("-") and is_yaml_name(word)]
    return f"{names[0]!r} looks like an option. Write it as ./{names[0]}." if names else ""


def _word(error: click.ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "pmdoc"
    more = f"`{path} --help` shows all."
    match error:
        case click.NoSuchOption():
            return f"There is no option {error.option_name!r}. {_near(error)}{more}"
        case click.MissingParameter():
            return f"{path} needs {_needed(error.param)}. `{path} --help` says more."
        case click.BadOptionUsage():
            is_bare = "requires" in error.message or "expected" in error.message
            what = "needs a value behind it." if is_bare else "takes no value."
            return f"{error.option_name} {what}"
        case click.BadParameter():
            return _named(error)
    if extra := _EXTRA.search(error.message):
        quoted = "Put names with blanks in quotes."
        return f"{extra[1]!r} is more than {path} takes. {quoted} {more}"
    return error.message


def _near(error: click.NoSuchOption) -> str:
    """Say which option was probably meant; nothing where none is near."""
    command = error.ctx.command if error.ctx else None
    known = [name for param in getattr(command, "params", ()) for name in param.opts]
    known += ["--help"]
    meant = _MEANT.get(error.option_name, "")
    if not meant or meant.partition(" ")[0] not in known:
        meant = nearest(error.option_name, [name for name in known if name.startswith("--")])
    if isinstance(command, click.Group) and not meant:
        return "Options of a command stand behind its name. "
    return f"Did you mean {meant!r}? " if meant else ""


def _needed(param: click.Parameter | None) -> str:
    """Name what a command can't do without."""
    names = getattr(getattr(param, "callback", None), "__self__", None)
    if isinstance(names, Names):
        return f"one of: {', '.join(names.names)}"
    metavar = str(param.metavar) if param is not None and param.metavar else "more words"
    return _EXAMPLES.get(metavar, metavar)


def _named(error: click.BadParameter) -> str:
    """Say what is wrong with the value of an option or argument."""
    option = error.param.opts[-1] if isinstance(error.param, click.Option) else ""
    if error.param is not None and isinstance(error.param.type, click.IntRange):
        return f"{option} takes a whole number from {error.param.type.min} on."
    return f"{option}: {error.message}" if option else error.message
