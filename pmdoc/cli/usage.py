"""Explain wrong usage: what is wrong, what was probably meant, where to read more.

In → Out: click's exceptions in, one line of text out.
Must not: print or exit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from pmdoc.cli.choice_types import KnownNames
from pmdoc.diagnostics.errors import nearest
from pmdoc.read.yaml_names import is_yaml_name

_SYNONYMS = {
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
_EXTRA_ARGUMENTS = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def explain_usage_error(error: click.ClickException, typed: Sequence[str] = ()) -> str:
    """Return a line that begins with `pmdoc`. Shape: `typed` is the whole command line."""
    text = _explain_leading_dash(error, typed) or _explain(error)
    return text if text.startswith("pmdoc ") else f"pmdoc: {text}"


def _explain_leading_dash(error: click.ClickException, typed: Sequence[str]) -> str:
    """Explain a file name that looks like an option; return nothing for any other error."""
    if not isinstance(error, click.NoSuchOption):
        return ""
    names = [word for word in typed if word.startswith("-") and is_yaml_name(word)]
    return f"{names[0]!r} looks like an option. Write it as ./{names[0]}." if names else ""


def _explain(error: click.ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "pmdoc"
    more = f"See `{path} --help`."
    match error:
        case click.NoSuchOption():
            return f"There is no option {error.option_name!r}. {_suggestion(error)}{more}"
        case click.MissingParameter():
            return f"{path} needs {_describe_missing(error.param)}. {more}"
        case click.BadOptionUsage():
            is_bare = "requires" in error.message or "expected" in error.message
            what = "needs a value." if is_bare else "takes no value."
            return f"{error.option_name} {what}"
        case click.BadParameter():
            return _explain_value(error)
    if extra := _EXTRA_ARGUMENTS.search(error.message):
        return f"{path} got extra arguments: {extra[1]}. Put names with spaces in quotes. {more}"
    return error.message


def _suggestion(error: click.NoSuchOption) -> str:
    command = error.ctx.command if error.ctx else None
    shown = (p for p in getattr(command, "params", ()) if not getattr(p, "hidden", False))
    known = [*(name for param in shown for name in param.opts), "--help"]
    meant = _SYNONYMS.get(error.option_name, "")
    if not meant or meant.partition(" ")[0] not in known:
        meant = nearest(error.option_name, [name for name in known if name.startswith("--")])
    if isinstance(command, click.Group) and not meant:
        return "Options of a command go after its name. "
    return f"Did you mean {meant!r}? " if meant else ""


def _describe_missing(param: click.Parameter | None) -> str:
    names = getattr(getattr(param, "callback", None), "__self__", None)
    if isinstance(names, KnownNames):
        return f"one of: {', '.join(names.names)}"
    metavar = str(param.metavar) if param is not None and param.metavar else "more arguments"
    return _EXAMPLES.get(metavar, metavar)


def _explain_value(error: click.BadParameter) -> str:
    option = error.param.opts[-1] if isinstance(error.param, click.Option) else ""
    if error.param is not None and isinstance(error.param.type, click.IntRange):
        return f"{option} takes a whole number, {error.param.type.min} or more."
    return f"{option}: {error.message}" if option else error.message
