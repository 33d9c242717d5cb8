"""Every label of the five templates is mapped to a typed property of the incident."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from pmdoc.model.course import Derived
from pmdoc.model.custom import CustomRecord
from pmdoc.model.incident import Incident
from pmdoc.read.yaml.yaml_file import read_yaml

TABLE: Any = read_yaml(Path(__file__).with_name("template_vocabulary.yaml")).data
COUNTS = {
    "comprehensive": (66, 46, 16),
    "concise": (25, 17, 8),
    "operations": (43, 28, 54),
    "governance": (38, 64, 19),
    "formal": (23, 18, 11),
}
"""The number of headings, fields and columns of each template."""


def rows(part: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield each label with its paths."""
    for label, value in part.items():
        if isinstance(value, dict):
            yield from rows(value, f"{name}{label} > ")
        elif isinstance(value, str):
            yield f"{name}{label}", value


def type_at(path: str) -> Any:
    """Return the type at the end of a path through the classes."""
    first, _, rest = path.partition(".")
    hint: Any = Derived if first == "derived" else Incident
    for name in (rest if first == "derived" else path).split("."):
        hint = _item(typing.get_type_hints(_item(hint))[name])
    return hint


def _item(hint: Any) -> Any:
    arguments = [a for a in typing.get_args(hint) if a not in {types.NoneType, Ellipsis}]
    return _item(arguments[0]) if arguments else hint


@pytest.mark.parametrize("template", COUNTS)
def test_every_label_of_a_template_is_mapped(template: str):
    part = TABLE[template]
    columns = sum(len(table) for table in part["columns"].values())
    assert (len(part["headings"]), len(part["fields"]), columns) == COUNTS[template]


@pytest.mark.parametrize(("label", "paths"), [pytest.param(*row, id=row[0]) for row in rows(TABLE)])
def test_mapped_paths_exist(label: str, paths: str):
    """A field or column maps to a value of its own, not to `custom` or `notes`."""
    for path in paths.split():
        found = type_at(path)
        assert found is not CustomRecord
        assert path != "notes" or label.endswith("Notes")
        if " > columns > " in label and path.count(".") > 1:
            is_record = isinstance(found, type) and issubclass(found, Struct)
            assert not is_record or found.__module__.rpartition(".")[2] in {
                "moment",
                "amount",
                "duration",
            }


@pytest.mark.parametrize("template", COUNTS)
def test_roles_and_recipients_are_free_text(template: str):
    """So the author can write those of any template."""
    assert type_at("report.sign_offs.role") is str
    assert type_at("report.distribution.name") is str
    for text in (*TABLE[template]["sign_off_roles"], *TABLE[template]["distribution"]):
        assert text.strip()
