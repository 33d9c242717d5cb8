"""What a part of a section is: a kind of content that a layout can ask for by name.

In → Out: nothing in; the `Part` that each module of `parts/` holds as its constant `PART`.
Must not: list the kinds; the folder does.
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
_OF_EVERY_PART = {"part", _FORM}


class Part(Struct, frozen=True, kw_only=True):
    """A kind of content that a layout can ask for.

    Shape: `options` is the `msgspec.Struct` whose fields a layout may set; `compose` takes one of
    them and the context, and returns blocks, none where the incident has nothing for it. `reads`
    says which paths the options name, so that a layout can be checked before any incident is read.
    """

    name: str
    options: type
    compose: Callable[[Any, Context], tuple[Block, ...]]
    reads: Callable[[Any], Reads] = lambda _: Reads()

    def __post_init__(self) -> None:
        """Refuse what no layout could set.

        Raises:
            LayoutError: `options` is no such class; parts of other packages may be older than ours.
        """
        if not issubclass(self.options, Struct):
            raise LayoutError(
                f"The options of the part {self.name!r} are no msgspec.Struct.",
                hint="Bring the package that the part comes from up to date.",
            )


def has_form(spec: Mapping[str, Any]) -> bool:
    """Return whether a blank form has room for the part."""
    return str(spec.get(_FORM, "true")).casefold() == "true"


def read_part(
    spec: Mapping[str, Any], pointer: str, parts: Mapping[str, Part], problems: list[Problem]
) -> tuple[Part, Any] | None:
    """Find the part that a layout asks for and read its options; None where there is no such part.

    Problems: `layout-unknown-part`, and those of `read_options`.
    """
    name = str(spec.get("part", ""))
    part = parts.get(name)
    if part is None:
        problems.append(
            Problem(
                id="layout-unknown-part",
                message=f"asks for the part {name!r}, which is not there.",
                pointer=pointer,
                hint=suggest(name, parts),
            )
        )
        return None
    plain = {key: value for key, value in spec.items() if key not in _OF_EVERY_PART}
    return part, read_options(part.options, plain, pointer, problems)
