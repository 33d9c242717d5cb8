"""Report unknown keys without a value; known ones are allowed, to be filled in later.

In → Out: pointers to keys without a value in, problems out.
Must not: report a key that the schema has.

The usual mistake is `{changes: First version, with figures}`: YAML reads "with figures" as a key of
its own, and the words would be lost without notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Problem, parts_of
from pmdoc.validate.schema_index import SchemaNode


def find_unknown_blanks(blanks: Iterable[str], node: SchemaNode) -> Iterator[Problem]:
    """Report keys without a value that the schema does not have. Problems: `schema-unknown-key`."""
    for pointer in blanks:
        *above, key = parts_of(pointer)
        parent = _follow(above, node)
        if parent is None or parent.others is not None or key in parent.keys:
            continue
        hint = suggest(key, parent.keys) if " " not in key else ""
        yield Problem(
            id="schema-unknown-key",
            message="is not a known key here, and has no value.",
            pointer=pointer,
            hint=hint or "If it belongs to the text before it, put that text in quotes.",
        )


def _follow(parts: Iterable[str], node: SchemaNode) -> SchemaNode | None:
    here: SchemaNode | None = node
    for part in parts:
        if here is None:
            return None
        here = here.keys.get(part) or here.others or here.item
    return here if here is not None and here.keys else None
