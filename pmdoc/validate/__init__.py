"""Checking what an author wrote, and turning it into the typed incident.

In → Out: data as it was read in; problems and an `Incident` out.
Must not: know the file that the data came from, or print what is written in it.

`check` does all of it in one go; `validate` and `to_incident` are its halves.
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
from pmdoc.validate.schemas import CompiledSchema, incident_contract, make_contract
from pmdoc.validate.semantics import find_semantic_problems

if TYPE_CHECKING:
    from pmdoc.validate.valid_subset import ValidSubset

__all__ = ["Checked", "CompiledSchema", "check", "make_contract", "to_incident", "validate"]

_MOST_PROBLEMS = 200
"""More are no help to anyone; the first ones say what is wrong."""


class Checked(Struct, frozen=True, kw_only=True):
    """What checking gives: all problems, each an error, or else the incident.

    Shape: with problems, `rest` is the part of the file without them, where there is one.
    """

    problems: tuple[Problem, ...] = ()
    incident: Incident | None = None
    rest: ValidSubset | None = None


def check(data: object, *, blanks: Iterable[str] = ()) -> Checked:
    """Check data as it was read and, if nothing is wrong, turn it into an incident.

    Shape: `blanks` points at the keys that the author left without a value.

    Problems: those of `structure`, `blank` and `semantics`, at most 200, then one `schema-more`.
    """
    contract = incident_contract()
    plain = coerce(data, contract.shape)
    problems = (*find_unknown_blanks(blanks, contract.shape), *_problems(plain, contract))
    is_commented = not problems and has_comments(plain)
    if is_commented:
        problems = tuple(find_comment_problems(plain, contract.shape))
    if problems:
        from pmdoc.validate.valid_subset import rest_of  # noqa: PLC0415 -- only where something is wrong

        return Checked(problems=problems, rest=rest_of(plain, problems, contract))
    whole = gather_comments(plain, contract.shape) if is_commented else plain
    return Checked(incident=build_incident(whole))


def validate(data: object, contract: CompiledSchema | None = None) -> tuple[Problem, ...]:
    """Say all that is wrong with data as it was read.

    Problems: as `check`.
    """
    contract = contract or incident_contract()
    return _problems(coerce(data, contract.shape), contract)


def to_incident(data: object) -> Incident:
    """Turn data that `validate` finds nothing wrong with into an incident."""
    shape = incident_contract().shape
    return build_incident(gather_comments(coerce(data, shape), shape))


def _problems(data: Any, contract: CompiledSchema) -> tuple[Problem, ...]:
    """Gather all problems, each one once and not too many."""
    found = dict.fromkeys(
        (
            *find_structure_problems(data, contract),
            *find_semantic_problems(data, contract.shape),
        )
    )
    problems = tuple(found)
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    rest = Problem(
        id="schema-more",
        message=f"There are {len(problems) - _MOST_PROBLEMS} more problems.",
        hint="Put these right first.",
    )
    return (*problems[:_MOST_PROBLEMS], rest)
