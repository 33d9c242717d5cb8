"""Find the values of an incident that its report does not show.

In → Out: an incident and what composing has shown of it in, one note for each other value out.
Must not: guess from names or words; a value is shown if composing recorded it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.paths import is_filled
from pmdoc.compose.shown import SHARED, Key, Keys, ShownValues, key_of
from pmdoc.diagnostics.problem import Level, Problem, parts_of, pointer_to
from pmdoc.model.amount import Amount, Duration
from pmdoc.model.custom import CustomRecord
from pmdoc.model.improvement import Due
from pmdoc.model.incident import Incident, Person
from pmdoc.model.moment import Moment
from pmdoc.model.name import Names
from pmdoc.model.record import Chart, ImageEntry, Series
from pmdoc.model.struct_fields import defaults_of

_WHOLE: Mapping[type, tuple[str, ...]] = {
    Moment: ("wording", "source", "remark", "accounts"),
    Amount: ("unit", "note", "source"),
    Duration: ("note", "source"),
    Due: (),
    Names: (),
    Chart: ("title", "caption", "alt", "series", "target"),
    ImageEntry: ("caption", "alt"),
}
"""Values that are shown as a whole, with the parts that may be missing beside them."""
_SKIPPED: Mapping[type, frozenset[str]] = {
    Incident: frozenset({"pmdoc", "lint", "language", "time_zone", "times", "comments"}),
    Person: frozenset({"key"}),
    Series: frozenset({"csv", "x", "y"}),
}
"""Settings, which no reader looks for. Comments are always attached to something."""
_POSITION = re.compile(r"/\d+(?=/|$)")
_Fields = tuple[tuple[str, object], ...]
"""Properties with their defaults."""
IN_LAW: Mapping[str, str] = {
    "/report/classification": "says who may read it",
    "/report/tlp": "says who may pass it on",
    "/report/privilege": "claims legal privilege",
    "/report/handling": "says how to handle it",
    "/report/confidentiality": "says what is confidential",
    "/report/disclaimer": "limits what it can be held to",
    "/report/distribution": "says who receives it",
    "/report/recipient": "says whose copy it is",
    "/report/copy": "says whose copy it is",
    "/report/approval": "says who approved it",
    "/report/sign_offs": "says who signed it",
    "/impact/data": "says what happened to data",
    "/impact/business/compliance": "says which duties were breached",
    "/communication/regulatory": "says which authorities were notified",
    "/communication/regulatory_statement": "says which authorities were notified",
}
"""Values that matter in law, each with the reason: leaving one out can mislead a reader about
secrecy, consent, or the duty to notify. A build names these at once."""


class _Missing(Struct, frozen=True):
    """A value, list or record that is not shown, or the first of several places like it.

    Shape: `values` is the number of values in all of them.
    """

    pointer: str
    places: int = 1
    values: int = 1


def find_unplaced(incident: Incident, shown: ShownValues, layout_name: str) -> tuple[Problem, ...]:
    """Return a problem for each value that is not shown; a list or record of such values is one.

    Values of the same property, of which none is shown, make one problem at the first of them.
    Example: if no part shows `actions.notes`, and three actions have notes, there is one problem at
    `/actions/0/notes` with the count 3.

    Problems: `layout-no-place`.
    """
    search = _Search(shown.keys)
    search.look_at(incident, "", _fields_of(Incident))
    kinds: dict[str, list[_Missing]] = {}
    for missing in search.missing:
        kinds.setdefault(_POSITION.sub("/*", missing.pointer), []).append(missing)
    problems: list[Problem] = []
    for kind, group in kinds.items():
        together = _join(group, group[0].pointer)
        is_whole_kind = len(group) == 1 or together.places == _count(incident, parts_of(kind))
        problems.extend(_problem(m, layout_name) for m in ((together,) if is_whole_kind else group))
    return tuple(problems)


def reason_in_law(pointer: str) -> str:
    """Return what a value says that matters in law; empty for other values."""
    inside = f"{pointer}/"
    return next((why for path, why in IN_LAW.items() if inside.startswith(f"{path}/")), "")


def _join(group: Sequence[_Missing], pointer: str) -> _Missing:
    return _Missing(pointer, sum(m.places for m in group), sum(m.values for m in group))


def _problem(missing: _Missing, layout_name: str) -> Problem:
    more = f" (and {missing.places - 1} more like it)" if missing.places > 1 else ""
    reason = reason_in_law(missing.pointer)
    although = f", although it {reason}" if reason else ""
    return Problem(
        id="layout-no-place",
        level=Level.WARNING,
        message=f"is not shown by the layout {layout_name!r}{more}.",
        pointer=missing.pointer,
        hint=f"It is left out of the report{although}.",
        count=missing.values,
    )


class _Search:
    """Looks for values that are not shown, and collects their pointers."""

    def __init__(self, shown: Keys) -> None:
        self.missing: list[_Missing] = []
        self._shown = shown

    def look_at(self, record: Struct, pointer: str, fields: _Fields) -> bool:
        """Look at properties of a record; return whether anything in it is shown."""
        is_any_shown = False
        for name, default in fields:
            value = getattr(record, name)
            if is_filled(value) and value != default:
                key = key_of(record, name, value)
                is_any_shown |= self._visit(value, key, pointer + pointer_to(name))
        return is_any_shown

    def _visit(self, value: object, key: Key, pointer: str) -> bool:
        is_whole = type(value) in _WHOLE
        if isinstance(value, CustomRecord):
            return self._visit_fields(value, pointer)
        if isinstance(value, tuple) and not is_whole:
            return self._visit_list(value, pointer)
        if isinstance(value, Struct) and not is_whole:
            return self.look_at(value, pointer, _fields_of(type(value)))
        if key not in self._shown:
            self.missing.append(_Missing(pointer))
            return False
        if isinstance(value, Struct):
            self.look_at(value, pointer, _fields_of(type(value)))
        return True

    def _visit_fields(self, record: CustomRecord, pointer: str) -> bool:
        is_any_shown = False
        for field in record.fields:
            value, at = field.value, pointer + pointer_to(field.name)
            is_any_shown |= bool(value) and self._visit(value, id(value), at)
        return is_any_shown

    def _visit_list(self, items: tuple[Any, ...], pointer: str) -> bool:
        """Look at a list. Of the list, or an item, without anything shown there is one pointer."""
        kind, start, is_any_shown = type(items[0]), len(self.missing), False
        is_plain = kind is CustomRecord or kind in _WHOLE or not issubclass(kind, Struct)
        fields: _Fields | None = None if is_plain else self._look_at_columns(kind, items, pointer)
        if fields == ():
            return True
        for step, item in _steps(items):
            before = len(self.missing)
            at = pointer + step
            if fields is not None:
                self.look_at(item, at, fields)
                is_any_shown = True
            elif self._visit(item, id(item), at):
                is_any_shown = True
            elif len(self.missing) > before:
                self.missing[before:] = [self._as_one(at, before)]
        if not is_any_shown and len(self.missing) > start:
            self.missing[start:] = [self._as_one(pointer, start)]
        return is_any_shown

    def _as_one(self, pointer: str, start: int) -> _Missing:
        return replace(_join(self.missing[start:], pointer), places=1)

    def _look_at_columns(
        self, kind: type[Struct], items: tuple[Any, ...], pointer: str
    ) -> _Fields | None:
        """Return the properties to look at in each record; None if a record may show nothing.

        Why: in a timeline of ten thousand entries, comparing sets of keys costs a tenth.
        """
        mixed, unshown, is_each_begun = [], [], False
        for name, default in _fields_of(kind):
            column = [item for item in items if getattr(item, name) is not default]
            values = list(map(attrgetter(name), column))
            kinds = set(map(type, values))
            if len(kinds) != 1:
                mixed += [(name, default)] if kinds else []
                continue
            (inner,) = kinds
            is_choice = issubclass(inner, SHARED)
            keys = [(id(item), name) for item in column] if is_choice else [*map(id, values)]
            if self._shown.issuperset(keys) and _are_plain(values, inner):
                is_each_begun = is_each_begun or len(column) == len(items)
            elif _is_single(inner) and self._shown.isdisjoint(keys):
                at = f"{pointer}/{items.index(column[0])}/{name}"
                unshown.append(_Missing(at, len(column), len(column)))
            else:
                mixed.append((name, default))
        if not is_each_begun or kind is Person:
            return None
        self.missing.extend(unshown)
        return tuple(mixed)


def _is_single(kind: type) -> bool:
    """Return whether a value of this class is shown or not shown as one."""
    return kind in _WHOLE or not issubclass(kind, tuple | Struct)


def _are_plain(values: Sequence[object], kind: type) -> bool:
    """Return whether values have no parts that a report can show one by one."""
    if kind not in _WHOLE:
        return _is_single(kind)
    if not _WHOLE[kind]:
        return True
    names, defaults = zip(*_fields_of(kind), strict=True)
    return set(map(attrgetter(*names), values)) == {defaults}


def _steps(items: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """Yield the items of a list with their steps: people have keys."""
    for index, item in enumerate(items):
        if isinstance(item, Person):
            yield pointer_to(item.key), item
        else:
            yield f"/{index}", item


@cache
def _fields_of(kind: type[Struct]) -> _Fields:
    """Return the properties that a report can show one by one, with their defaults."""
    if _WHOLE.get(kind) == ():
        return ()
    defaults = defaults_of(kind)
    skipped = _SKIPPED.get(kind, frozenset())
    names = _WHOLE.get(kind, kind.__struct_fields__)
    return tuple((name, defaults.get(name)) for name in names if name not in skipped)


def _count(value: Any, steps: tuple[str, ...]) -> int:
    """Count the values of a property in all records: those of `("actions", "*", "notes")`."""
    if not steps:
        return 1
    step, below = steps[0], steps[1:]
    if isinstance(value, tuple):
        below_each = (item for key, item in _steps(value) if step in {"*", key[1:]})
        return sum(_count(item, below) for item in below_each)
    if isinstance(value, CustomRecord):
        inner = value.get(step)
        return _count(inner, below) if inner else 0
    inner = getattr(value, step)
    is_stated = is_filled(inner) and (step, inner) not in _fields_of(value.__class__)
    return _count(inner, below) if is_stated else 0
