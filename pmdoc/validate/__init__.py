"""Checking what an author wrote, and turning it into the typed incident.

In → Out: data as it was read in; problems and an `Incident` out.
Must not: know the file that the data came from, or print what is written in it.

`check_data` and `to_incident` are the two steps; `validate` is for those who want problems only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pmdoc.model.incident import Incident
from pmdoc.problems import Problem
from pmdoc.validate.build import build_incident
from pmdoc.validate.coerce import coerce
from pmdoc.validate.contract import Contract, incident_contract, make_contract
from pmdoc.validate.semantics import find_semantic_problems
from pmdoc.validate.structure import find_structure_problems

__all__ = ["Contract", "check_data", "make_contract", "to_incident", "validate"]

_MOST_PROBLEMS = 200
"""More are no help to anyone; the first ones say what is wrong."""


def check_data(data: object, contract: Contract | None = None) -> tuple[Any, tuple[Problem, ...]]:
    """Turn data as it was read into plain JSON values, and say all that is wrong with it.

    Problems: those of `structure` and `semantics`, at most 200, then one `schema-more`. All are
    errors: only data without any fits `to_incident`.
    """
    contract = contract or incident_contract()
    plain = coerce(data, contract.shape)
    return plain, _problems(plain, contract)


def validate(data: object, contract: Contract | None = None) -> tuple[Problem, ...]:
    """Say all that is wrong with data as it was read.

    Problems: as `check_data`.
    """
    return check_data(data, contract)[1]


def to_incident(data: Mapping[str, Any]) -> Incident:
    """Turn data into an incident. Shape: `data` is what `check_data` gave, without problems."""
    return build_incident(data)


def _problems(data: Any, contract: Contract) -> tuple[Problem, ...]:
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
