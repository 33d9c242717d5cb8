"""What every class of the model is: a frozen dataclass with slots, whose fields are given by name.

In → Out: a class with annotated fields in, the dataclass out.
Must not: differ from `dataclass(frozen=True, slots=True, kw_only=True)` in anything but the time
that making a class takes: those methods that can serve all classes are not compiled for each.

Why: a check is over in a tenth of a second, and the model has a hundred classes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, cast, dataclass_transform

T = TypeVar("T")


class _Shared:
    """The methods that do for every class what a dataclass's own would do."""

    def __repr__(self) -> str:
        shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(cast("Any", self)) if f.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _compared(self) == _compared(other)

    def __hash__(self) -> int:
        return hash(_compared(self))


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def value(kind: type[T]) -> type[T]:
    """Make a class of values: equal if their fields are, and never changed."""
    for name in ("__repr__", "__eq__", "__hash__"):
        if vars(kind).get(name) is None:
            setattr(kind, name, vars(_Shared)[name])
    return dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)(kind)


def _compared(one: Any) -> tuple[Any, ...]:
    return tuple([getattr(one, f.name) for f in fields(one) if f.compare])
