"""Keys without a value: known ones wait to be filled in, unknown ones are mistakes.

In → Out: pointers to keys without a value in, problems out.
Must not: complain of a key that the schema knows.

`{changes: First version, with figures}` is the usual mistake: YAML reads "with figures" as a key
of its own, and words that the author meant to be printed would be lost without a sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Problem, parts_of
from pmdoc.validate.schema_index import SchemaNode


def find_unknown_blanks(blanks: Iterable[str], shape: SchemaNode) -> Iterator[Problem]:
    """Find the keys without a value that the schema has no place for.

    Problems: `schema-unknown-key`.
    """
    for pointer in blanks:
        *above, key = parts_of(pointer)
        parent = _follow(above, shape)
        if parent is None or parent.others is not None or key in parent.keys:
            continue
        hint = suggest(key, parent.keys) if " " not in key else ""
        yield Problem(
            id="schema-unknown-key",
            message="is not a key that pmdoc knows here, and has no value.",
            pointer=pointer,
            hint=hint or "If it belongs to the text before it, put that text in quotes.",
        )


def _follow(parts: Iterable[str], shape: SchemaNode) -> SchemaNode | None:
    """Walk to the shape of a place; None where something is wrong on the way already."""
    here: SchemaNode | None = shape
    for part in parts:
        if here is None:
            return None
        here = here.keys.get(part) or here.others or here.item
    return here if here is not None and here.keys else None
