"""Say problems on a terminal or to a program.

In → Out: problems in, text or JSON out.
Must not: print or choose an exit code.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from pmdoc.problems import Level, Problem

_PLURAL = {Level.ERROR: "errors", Level.WARNING: "warnings", Level.NOTE: "notes"}


def as_text(problems: Sequence[Problem]) -> str:
    """Word problems one a line: where, what, what to do; then the rule's id."""
    return "\n".join(_line(problem) for problem in problems)


def _line(problem: Problem) -> str:
    level = "" if problem.level is Level.ERROR else f"{problem.level}: "
    where = str(problem.position)
    text = f"{problem.message} {problem.hint}".rstrip()
    return f"{where} {level}{text} [{problem.id}]".lstrip()


def as_json(problems: Sequence[Problem]) -> str:
    """Write problems as a JSON list, one object each."""
    rows = [
        {
            "id": problem.id,
            "level": problem.level.value,
            "message": problem.message,
            "hint": problem.hint,
            "file": problem.position.file,
            "line": problem.position.line,
            "column": problem.position.column,
            "pointer": problem.pointer,
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def summary(problems: Sequence[Problem], files: int) -> str:
    """Count problems in one line."""
    counted = Counter(problem.level for problem in problems)
    parts = []
    for level in Level:
        count = counted[level]
        if count:
            parts.append(f"{count} {level.value if count == 1 else _PLURAL[level]}")
    what = ", ".join(parts) or "no problems"
    return f"{files} {'file' if files == 1 else 'files'}: {what}"
