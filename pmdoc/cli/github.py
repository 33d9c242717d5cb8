"""Format problems as workflow commands, which GitHub shows on the lines of a pull request.

In → Out: problems in, text out.
Must not: print.
Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence

from pmdoc.diagnostics.problem import Level, Problem

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def to_github(problems: Sequence[Problem]) -> str:
    """Format problems one per line, as `::error file=…,line=…,col=…,title=…::message`."""
    return "\n".join(_command(problem) for problem in problems)


def _command(problem: Problem) -> str:
    position = problem.position
    properties = {
        "file": position.file.removeprefix("./") if position.is_in_file else "",
        "line": str(position.line or ""),
        "col": str(position.column or ""),
        "title": problem.id,
    }
    listed = ",".join(
        f"{name}={_data(value).replace(':', '%3A').replace(',', '%2C')}"
        for name, value in properties.items()
        if value
    )
    text = f"{problem.message} {problem.hint}".rstrip()
    return f"::{_COMMANDS[problem.level]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
