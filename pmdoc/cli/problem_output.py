"""Say problems on a terminal or to a program.

In → Out: problems in, text or JSON out.
Must not: print or choose an exit code.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence

import click

from pmdoc.cli.source_quote import SourceQuoter
from pmdoc.diagnostics.problem import Level, Problem, parts_of

_PLURAL = {Level.ERROR: "errors", Level.WARNING: "warnings", Level.NOTE: "notes"}
_FEW = 3
_MANY = 20
_PARTIAL = "lint-partial"
_COLORS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def shown(problems: Sequence[Problem]) -> Sequence[Problem]:
    """Leave out what is about the check, not the file; the last line says it."""
    return [problem for problem in problems if problem.id != _PARTIAL]


def as_text(problems: Sequence[Problem]) -> str:
    """Word problems one a line: where, what, what to do; then the rule's id."""
    return "\n".join(_line(problem) for problem in problems)


def as_quoted(problems: Sequence[Problem], quoter: SourceQuoter, width: int) -> str:
    """Word problems for a person: in colours, each with the line that it is about."""
    blocks = []
    for problem in problems:
        level = click.style(f"{problem.level}:", fg=_COLORS[problem.level], bold=True)
        where = click.style(_where(problem), bold=True)
        id = click.style(f"[{problem.id}]", dim=True)
        head = " ".join(part for part in (where, level, _words(problem), id) if part)
        blocks.append(head)
        if quoted := quoter.quote(problem, width):
            text, below = quoted
            caret = click.style("^", fg=_COLORS[problem.level])
            blocks += [click.style(text, dim=True), click.style(below[:-1], dim=True) + caret]
    return "\n".join(blocks)


def fold(
    problems: Sequence[Problem], ids: Collection[str], most: int = _FEW
) -> tuple[tuple[Problem, ...], dict[str, int]]:
    """Leave out what is said again and again: of warnings and notes the first of each kind stay.

    Only those of `ids` are folded, which can be had in full elsewhere. Shape: what stays, and how
    many were left out, by id.
    """
    seen: Counter[str] = Counter()
    kept = []
    for problem in problems:
        is_foldable = problem.level is not Level.ERROR and problem.id in ids
        seen[problem.id] += is_foldable
        if not is_foldable or seen[problem.id] <= most:
            kept.append(problem)
    return tuple(kept), {id: count - most for id, count in seen.items() if count > most}


def fold_by_section(problems: Sequence[Problem]) -> tuple[list[Problem], list[str]]:
    """Sum up what stands in many places of a file, such as the placeholders of a new one.

    Of more than twenty warnings or notes of a kind in one file the first three stay. Shape: what
    stays, and a line for each kind that says how many more there are in which section, and where
    they begin.
    """
    counts = Counter((p.position.file, p.id) for p in problems if p.level is not Level.ERROR)
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[Problem] = []
    folded: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        kind = problem.position.file, problem.id
        seen[kind] += 1
        if problem.level is Level.ERROR or counts[kind] <= _MANY or seen[kind] <= _FEW:
            kept.append(problem)
        else:
            folded.setdefault(kind, []).append(problem)
    return kept, [_sum_up(left) for left in folded.values()]


def _sum_up(problems: Sequence[Problem]) -> str:
    """Say in one line where problems of one kind stand."""
    sections: dict[str, list[Problem]] = {}
    for problem in problems:
        name = "".join(parts_of(problem.pointer)[:1]) or "the file"
        sections.setdefault(name, []).append(problem)
    places = ", ".join(
        f"{name} {len(found)} (from line {found[0].position.line})"
        for name, found in sections.items()
    )
    first = problems[0]
    head = f"{first.position.file}: {first.level}: {len(problems)} more like these:"
    return f"{head} {places}. `pmdoc check --all` names each. [{first.id}]"


def _line(problem: Problem) -> str:
    level = "" if problem.level is Level.ERROR else f"{problem.level}: "
    where = _where(problem)
    return f"{where} {level}{_words(problem)} [{problem.id}]".lstrip()


def _where(problem: Problem) -> str:
    """Name the place, unless the message begins with the file's name anyway."""
    is_said = not problem.position.line and problem.message.startswith(problem.position.file)
    return "" if is_said else str(problem.position)


def _words(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".rstrip()


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
    counted = Counter(problem.level for problem in shown(problems))
    parts = []
    for level in Level:
        count = counted[level]
        if count:
            parts.append(f"{count} {level.value if count == 1 else _PLURAL[level]}")
    what = ", ".join(parts) or "no problems"
    waits = (
        "; some rules wait until errors are mended" if len(shown(problems)) < len(problems) else ""
    )
    return f"{files} {'file' if files == 1 else 'files'}: {what}{waits}"
