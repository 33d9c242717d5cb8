"""The fast and the slow validator agree, open no connection, and limit their output."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing.exceptions import Unresolvable

from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check, compile_schema, validate
from pmdoc.validate.coerce import coerce
from pmdoc.validate.schema_errors import find_structure_problems, is_valid
from pmdoc.validate.schemas import incident_schema
from tests.judges import IN_CI

CASES = sorted(
    path
    for path in (Path(__file__).resolve().parents[2] / "cases").glob("*valid/*.yaml")
    if ".problems" not in path.name
)
ODD_VALUES = [
    "",
    "\n",
    "x\n",
    "2017-01-31\n",
    "٢٠١٧",
    0,
    -1,
    1.5,
    True,
    None,
    [],
    {},
    ["x"],
    "\ud800",
]


def load(path: Path) -> Any:
    """Read a case as plain data."""
    return coerce(read_yaml(path).data, incident_schema().index)


def agree(data: Any) -> bool:
    """Return whether both validators agree, with problems exactly if the data is invalid."""
    contract = incident_schema()
    fast = is_valid(data, contract)
    slow = Draft202012Validator(contract.schema).is_valid(data)
    return fast == slow == (not find_structure_problems(data, contract))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_validators_agree_on_the_cases(path: Path):
    assert agree(load(path))


@pytest.mark.parametrize("seed", range(60 if IN_CI else 15))
def test_validators_agree_on_broken_data(seed: int):
    """The data is a full incident with one value replaced."""
    choose = random.Random(seed)  # noqa: S311 -- a repeatable choice, not a secret
    data = copy.deepcopy(load(next(p for p in CASES if p.stem == "full")))
    here: Any = data
    while True:
        key = choose.choice(list(here) if isinstance(here, dict) else range(len(here)))
        inner = here[key]
        if not inner or not isinstance(inner, dict | list) or choose.random() < 0.2:
            break
        here = inner
    for value in ODD_VALUES[:-1]:
        here[key] = value
        assert agree(data), value


def test_lone_surrogate_does_not_crash_the_validators():
    data = {"pmdoc": 1, "incident": {"id": "INC-1", "title": "half \ud800"}}
    assert validate(data) == ()


def test_nothing_is_fetched():
    """A reference to another file or host is neither followed nor reported."""
    contract = incident_schema()
    schema = {"type": "object", "properties": {"a": {"$ref": "http://127.0.0.1:9/schema.json"}}}
    foreign = type(contract)(
        schema=schema, index=contract.index, validator=compile_schema({"type": "null"}).validator
    )
    with pytest.raises(Unresolvable):
        find_structure_problems({"a": 1}, foreign)


def test_problems_are_capped():
    """Thousands of equal mistakes must not hide the others."""
    rows = [{"evnt": "x"} for _ in range(3000)]
    problems = check({"pmdoc": 1, "incident": {"id": "a", "title": "b"}, "timeline": rows}).problems
    assert len(problems) == 201
    assert problems[-1].id == "schema-more"
    assert problems[0].hint == "Did you mean 'event'?"


def test_values_are_not_shown():
    """A value may be a secret."""
    secret = "hunter2-token"  # noqa: S105 -- the point of the test
    data = {
        "pmdoc": secret,
        "incident": {"id": [secret], "title": {"a": secret}, "started": secret, "status": secret},
        "report": {"date": secret, "tlp": secret, "authors": secret},
        "language": secret + "!",
        "time_zone": secret,
        "references": [{"url": f"token:{secret}"}],
    }
    problems = validate(data)
    assert len(problems) >= 10
    assert not any(secret in p.message + p.hint + p.pointer for p in problems)
