"""Load, validate and lint an incident file.

In → Out: a file, or text with a name, in; the valid incident with its images and data, and all
problems out.
Must not: look at a layout or a style, or stop at the first problem.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from pmdoc.diagnostics.errors import LanguageError, ProblemsFound
from pmdoc.diagnostics.problem import (
    Level,
    Position,
    Problem,
    apply_strictness,
    has_errors,
    sort_problems,
)
from pmdoc.lint import discover, lint, unusable_rules
from pmdoc.model.incident import Incident
from pmdoc.read.attachments import Attachments, load_attachments
from pmdoc.read.file_gate import absolute
from pmdoc.read.incident_file import read_incident
from pmdoc.read.origin import Origin
from pmdoc.read.source import Source
from pmdoc.runtime.clock import now
from pmdoc.validate import check as check_data

if TYPE_CHECKING:
    from pmdoc.validate.valid_subset import ValidSubset

Input = Path | str | Origin
"""A file's path, or an origin that holds text with a name."""


class Loaded(Struct, frozen=True, kw_only=True):
    """A valid incident, the file it came from, and the warnings and notes on it."""

    incident: Incident
    source: Source
    folder: Path
    attachments: Attachments = field(default_factory=Attachments)
    problems: tuple[Problem, ...] = ()


def to_origin(path: Input) -> Origin:
    """Turn a path into an origin; return an origin as it is."""
    return path if isinstance(path, Origin) else Origin(path=Path(path))


def load_incident(path: Input, *, is_strict: bool = False) -> Loaded:
    """Read, validate and lint an incident file.

    Shape: `folder` of the result is absolute, so that later steps don't depend on the working
    folder.

    Raises:
        InputError: the file can't be read.
        ProblemsFound: it has errors, or warnings when `is_strict`.
    """
    loaded, findings = examine_incident(to_origin(path))
    problems = apply_strictness(findings, is_strict=is_strict)
    if loaded is None or has_errors(problems):
        raise ProblemsFound(problems=problems)
    return replace(loaded, problems=problems, folder=absolute(loaded.folder))


def examine_incident(
    origin: Origin, *, is_check: bool = False
) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Load a file and return all its problems; None for an incident that is not valid.

    With `is_check` images are verified, but not kept.

    Raises:
        InputError: the file does not exist or can't be opened.
        UnreadableInput: it is not plain YAML; the exception carries the problems.
    """
    source = read_incident(origin)
    checked = check_data(source.data, blanks=source.blanks)
    incident, problems = checked.incident, list(checked.problems)
    attachments = Attachments()
    if incident is not None:
        problems += lint(incident, discover(), today=now().date())
        attachments = load_attachments(incident, origin.folder, is_check=is_check)
        problems += attachments.problems
    elif checked.subset is not None:
        first = sort_problems(source.place(problems))[0]
        problems += _check_valid_subset(checked.subset, origin.folder, first.position)
    elif isinstance(source.data, dict):
        first = sort_problems(source.place(problems))[0]
        problems.append(_skipped("All rules, images and data files", first.position))
    problems += unusable_rules()
    placed = sort_problems((*source.problems, *source.place(problems)))
    if incident is None:
        return None, placed
    loaded = Loaded(
        incident=incident,
        source=source,
        folder=origin.folder,
        attachments=attachments,
        problems=placed,
    )
    return loaded, placed


def stated_language(source: Source) -> str:
    """Return the value of `language:` in the incident file; empty if there is none."""
    stated = source.data.get("language") if isinstance(source.data, dict) else None
    return stated if isinstance(stated, str) else ""


def unknown_language(loaded: Loaded | None) -> tuple[Problem, ...]:
    """Report a `language:` that pmdoc does not have. Problems: `language-unknown`."""
    code = stated_language(loaded.source) if loaded else ""
    if loaded is None or not code:
        return ()
    from pmdoc.lang import shipped_language  # noqa: PLC0415 -- most files state none

    if shipped_language(code):
        return ()
    unknown = Problem(
        id="language-unknown",
        level=Level.WARNING,
        message=f"is {code!r}, a language that pmdoc does not have.",
        pointer="/language",
        hint="Choose one from `pmdoc list languages`, or build with `--lang` and your own file.",
    )
    return loaded.source.place((unknown,))


def require_language(loaded: Loaded, language: str, problems: Iterable[Problem] = ()) -> None:
    """Stop a build in the incident's own language if pmdoc does not have it.

    Raises:
        LanguageError: it does not; the error carries `problems` too.
    """
    if not language and (unknown := unknown_language(loaded)):
        errors = (replace(problem, level=Level.ERROR) for problem in unknown)
        raise LanguageError(problems=(*problems, *errors))


def _check_valid_subset(subset: ValidSubset, folder: Path, error: Position) -> tuple[Problem, ...]:
    """Check the valid parts of a file with errors, so that all can be fixed in one go."""
    from pmdoc.lint.partial import lint_subset  # noqa: PLC0415 -- only for files with errors

    rules = discover()
    partial = lint_subset(subset, rules, today=now().date())
    problems = [
        replace(problem, pointer=subset.in_file(problem.pointer))
        for problem in load_attachments(subset.incident, folder, is_check=True).problems
    ]
    if partial.skipped:
        problems.append(_skipped(f"{len(partial.skipped)} of {len(rules)} rules", error))
    return (*partial.problems, *problems)


def _skipped(what: str, error: Position) -> Problem:
    return Problem(
        id="lint-partial",
        level=Level.NOTE,
        message=f"{what} were skipped.",
        hint="Fix the errors first.",
        position=error,
    )
