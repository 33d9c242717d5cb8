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
from pmdoc.validate.incident_builder import build_incident
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

    Problems: those of `schema_errors`, `empty_keys` and `semantics`, at most 200, then
    `schema-more`.
    """
    compiled = incident_schema()
    plain = coerce(data, compiled.index)
    problems = (*find_unknown_blanks(blanks, compiled.index), *_problems(plain, compiled))
    is_commented = not problems and has_comments(plain)
    if is_commented:
        problems = tuple(find_comment_problems(plain, compiled.index))
    if problems:
        from pmdoc.validate.valid_subset import valid_subset_of  # noqa: PLC0415 -- only where something is wrong

        return Checked(problems=problems, subset=valid_subset_of(plain, problems, compiled))
    whole = gather_comments(plain, compiled.index) if is_commented else plain
    return Checked(incident=build_incident(whole))


def validate(data: object, compiled: CompiledSchema | None = None) -> tuple[Problem, ...]:
    """Return all problems of plain data. Problems: as `check`."""
    compiled = compiled or incident_schema()
    return _problems(coerce(data, compiled.index), compiled)


def to_incident(data: object) -> Incident:
    """Turn valid data into an incident."""
    node = incident_schema().index
    return build_incident(gather_comments(coerce(data, node), node))


def _problems(data: Any, compiled: CompiledSchema) -> tuple[Problem, ...]:
    found = dict.fromkeys(
        (*find_structure_problems(data, compiled), *find_semantic_problems(data, compiled.index))
    )
    problems = tuple(found)
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    message = f"There are {len(problems) - _MOST_PROBLEMS} more problems."
    rest = Problem(id="schema-more", message=message, hint="Fix these first.")
    return (*problems[:_MOST_PROBLEMS], rest)
