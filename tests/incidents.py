"""Incidents for tests, written as YAML.

In → Out: YAML text in; a typed incident or its composed document out.
Must not: bypass the reader or the checks.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose import Context, compose
from pmdoc.lang import load_language
from pmdoc.layout import Layout, load_layout
from pmdoc.model.attachment import Dataset
from pmdoc.model.course import Course
from pmdoc.model.document import Block, Document, Image
from pmdoc.model.incident import Incident
from pmdoc.pipeline.plugins import parts
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.validate import check

HEAD = "pmdoc: 1\nincident: {id: INC-1, title: Outage}\n"
PIXEL = Image(b"", "image/png", 4, 3)


def model_classes() -> set[type[Struct]]:
    """Return the class of an incident and those of everything in it."""
    kinds: set[type[Struct]] = {Incident}
    hints = [*typing.get_type_hints(Incident).values()]
    for hint in hints:
        hints.extend(typing.get_args(hint))
        if isinstance(hint, type) and issubclass(hint, Struct) and hint not in kinds:
            kinds.add(hint)
            hints.extend(typing.get_type_hints(hint).values())
    return kinds


def incident_from(text: str) -> Incident:
    """Read a valid incident; the required keys may be omitted."""
    if "pmdoc:" not in text:
        text = HEAD + text
    checked = check(read_yaml(text, name="test.yaml").data)
    assert checked.incident is not None, checked.problems
    return checked.incident


def context_for(text: str = "", layout: Layout | None = None) -> Context:
    """Return the context in which a part is composed."""
    incident = incident_from(text)
    return Context(
        incident=incident,
        course=Course(incident),
        layout=layout or load_layout("operations"),
        language=load_language("en"),
        images={"a.png": PIXEL},
    )


def composed(
    text: str = "",
    layout: Layout | None = None,
    data: Mapping[int, tuple[Dataset, ...]] | None = None,
) -> Document:
    """Return an incident's composed document."""
    return compose(replace(context_for(text, layout), data=data or {}), parts()).document


def words(value: object) -> str:
    """Return all text below a node in reading order, separated by bars."""
    found: list[str] = []
    _gather(value, found)
    return "|".join(found)


def _gather(value: object, found: list[str]) -> None:
    if isinstance(value, tuple):
        for item in value:
            _gather(item, found)
    elif isinstance(value, str):
        return
    else:
        for name in ("title", "kicker", "label", "value", "note", "text"):
            text = getattr(value, name, None)
            if isinstance(text, str) and text and not isinstance(value, type):
                found.append(text)
        for name in _CHILDREN:
            child = getattr(value, name, None)
            if child is not None and not isinstance(child, str):
                _gather(child, found)


_CHILDREN = (
    "grid",
    "columns",
    "rows",
    "cells",
    "items",
    "figures",
    "statement",
    "blocks",
    "children",
)


def kinds(blocks: tuple[Block, ...]) -> list[str]:
    """Return the names of the blocks' types."""
    return [type(block).__name__ for block in blocks]
