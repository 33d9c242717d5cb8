"""All that can be known of an incident file without laying it out.

In → Out: a file, or text with a name, in; the valid incident with its pictures and data, and all
problems out.
Must not: look at a layout or a style, or stop at the first problem.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.diagnostics.errors import ProblemsFound
from pmdoc.diagnostics.problem import Level, Position, Problem, has_errors, judge, sort_problems
from pmdoc.lint import discover, lint, unusable_rules
from pmdoc.model.incident import Incident
from pmdoc.read import Origin, Source, read_incident
from pmdoc.read.attachments import Attachments, load_attachments
from pmdoc.runtime.clock import now
from pmdoc.validate import check as check_data

if TYPE_CHECKING:
    from pmdoc.validate.valid_subset import ValidSubset

Input = Path | str | Origin
"""A file's path, or text that was handed over with a name."""


class Loaded(Struct, frozen=True, kw_only=True):
    """A valid incident, the file it came from, and what is doubtful about it."""

    incident: Incident
    source: Source
    folder: Path
    attachments: Attachments = field(default_factory=Attachments)
    problems: tuple[Problem, ...] = ()


def to_origin(path: Input) -> Origin:
    """Say where a file comes from; what says so already stays as it is."""
    return path if isinstance(path, Origin) else Origin(path=Path(path))


def load_incident(path: Input, *, is_strict: bool = False) -> Loaded:
    """Read, validate and lint an incident file.

    Raises:
        InputError: the file can't be read.
        ProblemsFound: it has errors, or warnings when `is_strict`.
    """
    loaded, found = examine(to_origin(path))
    problems = judge(found, is_strict=is_strict)
    if loaded is None or has_errors(problems):
        raise ProblemsFound(problems=problems)
    return replace(loaded, problems=problems)


def examine(origin: Origin, *, is_check: bool = False) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Read and check a file; there is nothing loaded where it is not valid.

    Where it is only a check, pictures are tried and not kept.

    Raises:
        InputError: the file is not there or can't be opened.
        UnreadableInput: it is not YAML of plain data; the exception carries the problems.
    """
    source = read_incident(origin)
    checked = check_data(source.data, blanks=source.blanks)
    incident, found = checked.incident, list(checked.problems)
    attachments = Attachments()
    if incident is not None:
        found += lint(incident, discover(), today=now().date())
        attachments = load_attachments(incident, origin.folder, is_check=is_check)
        found += attachments.problems
    elif checked.subset is not None:
        first = sort_problems(source.place(found))[0]
        found += _look_at(checked.subset, origin.folder, first.position)
    elif isinstance(source.data, dict):
        first = sort_problems(source.place(found))[0]
        found.append(_waiting("All", first.position))
    found += unusable_rules()
    problems = sort_problems((*source.problems, *source.place(found)))
    if incident is None:
        return None, problems
    loaded = Loaded(
        incident=incident,
        source=source,
        folder=origin.folder,
        attachments=attachments,
        problems=problems,
    )
    return loaded, problems


def stated_language(source: Source) -> str:
    """Return the language that the incident file says it is in; nothing where it does not."""
    stated = source.data.get("language") if isinstance(source.data, dict) else None
    return stated if isinstance(stated, str) else ""


def unknown_language(loaded: Loaded | None) -> tuple[Problem, ...]:
    """Say that a file is in a language whose words are not there. Problems: `language-unknown`."""
    code = stated_language(loaded.source) if loaded else ""
    if loaded is None or not code:
        return ()
    from pmdoc.lang import shipped_language  # noqa: PLC0415 -- most files name none

    if shipped_language(code):
        return ()
    unknown = Problem(
        id="language-unknown",
        level=Level.WARNING,
        message=f"is {code!r}, whose words for titles and labels pmdoc does not have.",
        pointer="/language",
        hint="Choose one of `pmdoc list languages`, or build with `--lang` and a file of your own.",
    )
    return loaded.source.place((unknown,))


def _look_at(rest: ValidSubset, folder: Path, error: Position) -> tuple[Problem, ...]:
    """Say what can be said already of a file with errors: all of it is to be mended in one go.

    Problems: those of rules and attachments, and `lint-partial` at the first error where rules
    have to wait.
    """
    from pmdoc.lint.partial import lint_subset  # noqa: PLC0415 -- only where something is wrong

    rules = discover()
    partial = lint_subset(rest, rules, today=now().date())
    found = [
        replace(problem, pointer=rest.in_file(problem.pointer))
        for problem in load_attachments(rest.incident, folder, is_check=True).problems
    ]
    if partial.skipped:
        found.append(_waiting(f"{len(partial.skipped)} of {len(rules)}", error))
    return (*partial.problems, *found)


def _waiting(count: str, error: Position) -> Problem:
    """Say at the first error that rules wait; where all do, so do pictures and data."""
    is_all = count == "All"
    return Problem(
        id="lint-partial",
        level=Level.NOTE,
        message=f"{count} rules{', pictures and data' * is_all} wait until errors are mended.",
        hint="Mend these first." if is_all else "What the others find is here already.",
        position=error,
    )
