"""Check what an author wrote, and turn it into the typed incident.

In → Out: plain data in; problems, or an `Incident`, out.
Must not: know the source file, or print values.

`check` does both; `validate` and `to_incident` are its halves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from pmdoc.diagnostics.problem import Problem
from pmdoc.model.incident import Incident
from pmdoc.validate.coerce import coerce
from pmdoc.validate.comment_collector import find_comment_problems, gather_comments, has_comments
from pmdoc.validate.empty_keys import find_unknown_blanks
from pmdoc.validate.format_messages import NO_ZONE
from pmdoc.validate.incident_builder import build_incident
from pmdoc.validate.local_times import complete_times
from pmdoc.validate.schema_errors import find_structure_problems
from pmdoc.validate.schemas import CompiledSchema, compile_schema, incident_schema
from pmdoc.validate.semantics import find_semantic_problems

if TYPE_CHECKING:
    from pmdoc.validate.valid_subset import ValidSubset

__all__ = ["Checked", "CompiledSchema", "check", "compile_schema", "to_incident", "validate"]

_MOST_PROBLEMS = 200  # more are no help to anyone; the first ones say what is wrong


class Checked(Struct, frozen=True, kw_only=True):
    """Either the incident, or all problems, each an error.

    Shape: if there are problems, `subset` is the valid part of the file, or None.
    """

    problems: tuple[Problem, ...] = ()
    incident: Incident | None = None
    subset: ValidSubset | None = None


def check(data: object, *, blanks: Iterable[str] = ()) -> Checked:
    """Check data and, if it is valid, turn it into an incident.

    Shape: `blanks` are pointers to keys without a value.

    Problems: those of `schema_errors`, `empty_keys`, `semantics` and `local_times`, at most 200,
    then `schema-more`.
    """
    compiled = incident_schema()
    plain = coerce(data, compiled.index)
    unclear = complete_times(plain, compiled.index)
    blank = find_unknown_blanks(blanks, compiled.index)
    problems = (*blank, *_problems(plain, compiled, unclear))
    is_commented = not problems and has_comments(plain)
    if is_commented:
        problems = tuple(find_comment_problems(plain, compiled.index))
    if problems:
        from pmdoc.validate.valid_subset import valid_subset_of  # noqa: PLC0415 -- only where something is wrong

        faults = (*problems, *unclear)  # also those that are not listed
        return Checked(problems=problems, subset=valid_subset_of(plain, faults, compiled))
    whole = gather_comments(plain, compiled.index) if is_commented else plain
    return Checked(incident=build_incident(whole))


def validate(data: object, compiled: CompiledSchema | None = None) -> tuple[Problem, ...]:
    """Return all problems of plain data. Problems: as `check`."""
    compiled = compiled or incident_schema()
    plain = coerce(data, compiled.index)
    return _problems(plain, compiled, complete_times(plain, compiled.index))


def to_incident(data: object) -> Incident:
    """Turn valid data into an incident."""
    node = incident_schema().index
    plain = coerce(data, node)
    complete_times(plain, node)
    return build_incident(gather_comments(plain, node))


def _problems(
    data: Any, compiled: CompiledSchema, unclear: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    found = dict.fromkeys(
        (*find_structure_problems(data, compiled), *find_semantic_problems(data, compiled.index))
    )
    has_bad_zone = any(problem.pointer == "/time_zone" for problem in found)
    shown = (problem for problem in unclear if not (has_bad_zone and problem.id == NO_ZONE))
    problems = (*found, *shown)
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    message = f"There are {len(problems) - _MOST_PROBLEMS} more problems."
    rest = Problem(id="schema-more", message=message, hint="Fix these first.")
    return (*problems[:_MOST_PROBLEMS], rest)
