"""A part: a kind of content that a layout can use by name in its sections.

In → Out: nothing in; `Part` out, which each module of `parts/` instantiates as `PART`.
Must not: list the parts; they are discovered in the folder and among entry points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.reads import Reads
from pmdoc.diagnostics.errors import LayoutError, suggest
from pmdoc.diagnostics.problem import Problem
from pmdoc.layout import read_options
from pmdoc.model.document import Block

_FORM = "form"
_COMMON_KEYS = {"part", _FORM}


class NoOptions(Struct, frozen=True):
    """The options of a part that has none."""


class Part(Struct, frozen=True, kw_only=True):
    """A kind of content that a layout can use.

    Shape: `options` is a subclass of `msgspec.Struct`; its fields are the keys that a layout may
    set. `compose` takes an instance of it and the context, and returns blocks, or none if the
    incident has nothing to show. `reads` returns the paths that the options name, so that a layout
    can be checked without an incident.
    """

    name: str
    compose: Callable[[Any, Context], tuple[Block, ...]]
    options: type = NoOptions
    reads: Callable[[Any], Reads] = lambda _: Reads()

    def __post_init__(self) -> None:
        if not issubclass(self.options, Struct):  # as in packages made for older versions
            raise LayoutError(
                f"The options of the part {self.name!r} are not a msgspec.Struct.",
                hint="Update the package that provides the part.",
            )


def has_form(spec: Mapping[str, Any]) -> bool:
    """Return whether a blank form has room for the part."""
    return str(spec.get(_FORM, "true")).casefold() == "true"


def read_part(
    spec: Mapping[str, Any], pointer: str, parts: Mapping[str, Part], problems: list[Problem]
) -> tuple[Part, Any] | None:
    """Return the part that a layout uses, with its options; None if there is no such part.

    Problems: `layout-unknown-part`, and those of `read_options`.
    """
    name = str(spec.get("part", ""))
    part = parts.get(name)
    if part is None:
        problems.append(
            Problem(
                id="layout-unknown-part",
                message=f"uses the unknown part {name!r}.",
                pointer=pointer,
                hint=suggest(name, parts),
            )
        )
        return None
    plain = {key: value for key, value in spec.items() if key not in _COMMON_KEYS}
    return part, read_options(part.options, plain, pointer, problems)
