"""Format problems for a terminal or as JSON.

In → Out: problems in, text or JSON out.
Must not: print or choose an exit code.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence

import click
from msgspec.structs import asdict

from pmdoc.cli.source_quote import SourceQuoter
from pmdoc.diagnostics.problem import Level, Problem, parts_of, readable

_PLURAL = {Level.ERROR: "errors", Level.WARNING: "warnings", Level.NOTE: "notes"}
_FEW = 3
_MANY = 20
_PARTIAL = "lint-partial"
UNPLACED = "layout-no-place"
"""The id of what a build sums up in one line."""
_COLORS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def without_partial(problems: Sequence[Problem]) -> Sequence[Problem]:
    """Leave out the note on skipped rules, which the summary line mentions."""
    return [problem for problem in problems if problem.id != _PARTIAL]


def to_text(problems: Sequence[Problem]) -> str:
    """Format problems one per line: position, level, message, next step, id."""
    return "\n".join(_line(problem) for problem in problems)


def to_quoted_text(problems: Sequence[Problem], quoter: SourceQuoter, width: int) -> str:
    """Format problems in colour, each with its source line. Units: `width` in columns."""
    blocks = []
    for problem in problems:
        level = click.style(f"{problem.level}:", fg=_COLORS[problem.level], bold=True)
        position = click.style(_position(problem), bold=True)
        id = click.style(f"[{problem.id}]", dim=True)
        blocks.append(" ".join(part for part in (position, level, _words(problem), id) if part))
        if quoted := quoter.quote(problem, width):
            text, below = quoted
            caret = click.style("^", fg=_COLORS[problem.level])
            blocks += [click.style(text, dim=True), click.style(below[:-1], dim=True) + caret]
    return "\n".join(blocks)


def fold(
    problems: Sequence[Problem], ids: Collection[str], most: int = _FEW
) -> tuple[tuple[Problem, ...], dict[str, int]]:
    """Keep only the first `most` warnings or notes of each id in `ids`.

    Shape: the problems that are kept, and how many were left out, by id.
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
    """Sum up a warning or note that a file has many times, such as placeholders in a new file.

    If a file has more than twenty of one id, the first three are kept. Shape: the problems that
    are kept, and one line per id and file with the number of the others by section.
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
    """Count problems by section: `a.yaml: note: 4 more: report 1 (from line 9), notes 3 (…)`."""
    sections: dict[str, list[Problem]] = {}
    for problem in problems:
        name = "".join(parts_of(problem.pointer)[:1]) or "the file"
        sections.setdefault(name, []).append(problem)
    places = ", ".join(
        f"{name} {len(group)} (from line {group[0].position.line})"
        for name, group in sections.items()
    )
    first = problems[0]
    head = f"{first.position.file}: {first.level}: {len(problems)} more:"
    return f"{head} {places}. `pmdoc check --all` lists them. [{first.id}]"


def sum_up_unplaced(problems: Sequence[Problem], file: str, layout: str) -> str:
    """Count the values that a report leaves out, and name those that matter in law."""
    from pmdoc.compose.unplaced import reason_in_law  # noqa: PLC0415 -- only after a build

    count = sum(problem.count for problem in problems)
    values, have, them = ("value", "has", "it") if count == 1 else ("values", "have", "them")
    names = [readable(problem.pointer) for problem in problems if reason_in_law(problem.pointer)]
    among = f", among them {', '.join(names)}" if names else ""
    where = f"{count} {values} of {file} {have} no place in the layout {layout}{among}"
    return f"{where}; pmdoc check --layout {layout} lists {them}"


def _line(problem: Problem) -> str:
    level = "" if problem.level is Level.ERROR else f"{problem.level}: "
    return f"{_position(problem)} {level}{_words(problem)} [{problem.id}]".lstrip()


def _position(problem: Problem) -> str:
    """Return the position, unless it is a file that the message begins with."""
    is_redundant = not problem.position.line and problem.message.startswith(problem.position.file)
    return "" if is_redundant else str(problem.position)


def _words(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".rstrip()


def to_json(problems: Sequence[Problem]) -> str:
    """Format problems as a JSON list of objects."""
    rows = [
        {
            **{name: getattr(problem, name) for name in ("id", "level", "message", "hint")},
            **asdict(problem.position),
            "pointer": problem.pointer,
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def summary(problems: Sequence[Problem], files: int) -> str:
    """Count problems in one line, such as `2 files: 1 error, 3 notes`."""
    listed = without_partial(problems)
    counts = Counter(problem.level for problem in listed)
    parts = [
        f"{counts[level]} {level.value if counts[level] == 1 else _PLURAL[level]}"
        for level in Level
        if counts[level]
    ]
    total = f"{files} {'file' if files == 1 else 'files'}: {', '.join(parts) or 'no problems'}"
    is_partial = len(listed) < len(problems)
    return f"{total}; some rules were skipped: fix the errors first" if is_partial else total
