"""Find text that still waits to be written.

In → Out: an incident in, problems out.
Must not: take a Markdown link, a check box or the lines of a log for a placeholder.

A file to start from holds placeholders in square brackets, and people leave themselves notes such
as TBD. Neither belongs in a report that leaves the house. Markdown keeps its brackets, as in
`[the status page](https://status.example.com)`, and so does the id of a reference, as in `[S1]`.

Passes:

    pmdoc: 1
    incident:
      id: INC-1
      title: Edge servers out of CPU
    summary:
      one_line: See [the status page](https://status.example.com/1).

Fails:

    pmdoc: 1
    incident:
      id: INC-1
      title: "[Incident title]"
    summary:
      one_line: TBD
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum

from pmdoc.lint.rule import Rule
from pmdoc.model.amount import Amount
from pmdoc.model.incident import CustomField, Incident, LintSettings, Person
from pmdoc.model.record import Listing
from pmdoc.problems import Level, Problem, pointer_to

_WHOLE = re.compile(r"\[(?P<inner>[^\[\]\n]+)\]")
_NOTE = re.compile(r"\b(?:(?i:tbd|lorem ipsum)|TODO|XXX+|YYYY-MM-DD)\b")
_CODE = re.compile(r"(`+).+?\1", re.DOTALL)
_BOXES = {"x", "X", ""}


def _check(incident: Incident) -> Iterator[Problem]:
    """Look at every text of the incident."""
    known = {reference.id for reference in incident.references} | _BOXES
    for pointer, text in _texts(incident, ""):
        if _is_placeholder(text, known):
            yield Problem(
                id=RULE.id,
                message="is still a placeholder.",
                hint="Write what belongs here, or delete it.",
                pointer=pointer,
            )


def _is_placeholder(text: str, known: set[str]) -> bool:
    """Say whether a text waits to be written; `known` may stand in brackets for good."""
    whole = _WHOLE.fullmatch(text.strip())
    if whole:
        inner = whole["inner"].strip()
        return inner not in known and not inner.isdigit()
    return _NOTE.search(_CODE.sub("", text)) is not None


def _texts(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield each text that an author wrote for readers, with where it stands."""
    if isinstance(value, str):
        if not isinstance(value, StrEnum):
            yield pointer, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, pointer + pointer_to(_key(item, index)))
    elif is_dataclass(value) and not isinstance(value, LintSettings):
        for given in fields(value):
            part = getattr(value, given.name)
            # what a machine wrote may hold any word, but hardly one in brackets alone
            if isinstance(value, Listing) and given.name == "text" and not _WHOLE.fullmatch(part):
                continue
            below = pointer if _is_itself(value, given.name) else f"{pointer}/{given.name}"
            yield from _texts(part, below)


def _key(item: object, index: int) -> str | int:
    """Name the place of an item: people and a house's own fields stand under keys."""
    if isinstance(item, Person):
        return item.key
    return item.name if isinstance(item, CustomField) else index


def _is_itself(value: object, name: str) -> bool:
    """Say whether a field is what the author may have written as the value itself."""
    if isinstance(value, CustomField):
        return True
    return isinstance(value, Amount) and name == "value"


RULE = Rule(id="placeholder-left", level=Level.WARNING, check=_check)
