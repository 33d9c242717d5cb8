"""Problems as workflow commands, which GitHub shows at the lines of a pull request.

In → Out: problems in, text out.
Must not: print.
Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence

from pmdoc.diagnostics.problem import Level, Problem

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def as_github(problems: Sequence[Problem]) -> str:
    """Word problems one a line, as `::error file=…,line=…,col=…,title=…::message`."""
    return "\n".join(_command(problem) for problem in problems)


def _command(problem: Problem) -> str:
    place = problem.position
    properties = {
        # Standard input and the command line are no files of the repository.
        "file": "" if place.file.startswith(("<", "--")) else place.file.removeprefix("./"),
        "line": str(place.line or ""),
        "col": str(place.column or ""),
        "title": problem.id,
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    words = f"{problem.message} {problem.hint}".rstrip()
    return f"::{_COMMANDS[problem.level]} {listed}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
