"""Find rows that are there twice.

A row that was pasted twice counts twice: two actions for one task, two notices to one authority, a
name that signs twice in one role. Rows are the same if what tells them apart is: time and event,
text of an action, address of a reference, role and name. Two entries of a service in one region are
fine if they say different things.

Passes:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    timeline:
      - {at: 2026-03-02T09:20Z, event: Alert}
      - {at: 2026-03-02T09:40Z, event: Alert}

Fails:
    pmdoc: 1
    incident: {id: INC-1, title: Outage}
    timeline:
      - {at: 2026-03-02T09:20Z, event: Alert}
      - {at: 2026-03-02T09:20Z, event: alert.}
"""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any

from pmdoc.diagnostics.problem import readable
from pmdoc.lint.content_words import is_unwritten
from pmdoc.lint.rule import Finding, Findings, Level, Rule, Subject, pointer_to
from pmdoc.model.incident import Incident

_Key = Callable[[Any], tuple[object, ...]]


def _plain(value: object) -> str:
    """Return a text, or a date as text, without what two ways of typing differ in."""
    return " ".join(str(value or "").split()).casefold().strip(" .")


def _text(*names: str, and_: tuple[str, ...] = ()) -> _Key:
    """Return a function for the key of a row: texts, and other values as they are."""
    read = attrgetter(*names, *and_) if len(names) + len(and_) > 1 else None

    def key(row: Any) -> tuple[object, ...]:
        values = read(row) if read else (getattr(row, names[0]),)
        texts = tuple(map(_plain, values[: len(names)]))
        is_written = any(texts) and not any(map(is_unwritten, texts))
        return (*texts, *values[len(names) :]) if is_written else ()

    return key


def _itself(row: Any) -> tuple[object, ...]:
    return (_plain(row),)


_ACTION = _text("action")
_SERVICE = _text("name", "impact", "region", and_=("duration",))
_NOTICE = _text("authority", "regulation", "reference", and_=("due", "sent"))
_LISTS: tuple[tuple[tuple[str, ...], _Key], ...] = (
    (("timeline",), _text("event", "action", and_=("at",))),
    (("actions",), _ACTION),
    (("references",), _text("url")),
    (("references",), _text("title", "publisher", "date", and_=("url",))),
    (("report", "authors"), _itself),
    (("report", "reviewers"), _itself),
    (("report", "participants"), _itself),
    (("report", "sign_offs"), _text("name", and_=("role",))),
    (("report", "distribution"), _text("name", "note")),
    (("impact", "services"), _SERVICE),
    (("impact", "unaffected"), _itself),
    (("impact", "measures"), _text("name", "note")),
    (("impact", "customers", "segments"), _itself),
    (("root_cause", "contributing_factors"), _text("name", "description")),
    (("root_cause", "five_whys"), _text("why")),
    (("metrics", "current_state"), _text("name")),
    (("communication", "log"), _text("message", "channel", "audience", and_=("at",))),
    (("communication", "regulatory"), _NOTICE),
)


def _check(subject: Subject) -> Findings:
    named = set()
    for place, key in _LISTS:
        for index, other in _repeated(_rows(subject.incident, place), key):
            pointer = pointer_to(*place, index)
            if pointer not in named:
                named.add(pointer)
                yield Finding(
                    pointer,
                    f"says the same as {readable(pointer_to(*place, other))}.",
                    "Delete one of them, or say how they differ.",
                )


def _rows(incident: Incident, place: tuple[str, ...]) -> Iterable[Any]:
    value: Any = incident
    for step in place:
        value = getattr(value, step)
    return tuple(value)


def _repeated(rows: Iterable[Any], key: _Key) -> Iterator[tuple[int, int]]:
    """Yield the index of each row that was there before, and of the first such row."""
    seen: dict[tuple[object, ...], int] = {}
    for index, row in enumerate(rows):
        found = key(row)
        if found:
            first = seen.setdefault(found, index)
            if first != index:
                yield index, first


RULE = Rule(id="row-repeated", level=Level.WARNING, check=_check)
