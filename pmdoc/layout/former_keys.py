"""Keys of layout files that have been renamed, and are still read by their former names.

In → Out: a layout file as it was read in; a note for each former name out.
Must not: be asked about shipped layouts; they use the present names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pmdoc.diagnostics.problem import Level, Problem, pointer_to
from pmdoc.read.source import Source


def rename_former_keys(source: Source) -> tuple[Problem, ...]:
    """Rename former keys where they are, so that only this function knows them.

    `{part: fields, in-form: false, form: list}` becomes `{part: fields, form: false, show: list}`.
    Order and identity of the mappings stay, as positions in the file are kept by them.

    Problems: `layout-former-key`, a note for each.
    """
    found = tuple(_former_keys(source.data, ""))
    notes = source.place(
        Problem(
            id="layout-former-key",
            level=Level.NOTE,
            message=f"is now called `{new}`.",
            hint="Rename it; the former name is still read.",
            pointer=pointer + pointer_to(old),
        )
        for _, pointer, old, new in found
    )
    for mapping, _, old, new in found:
        entries = [(new if key == old else key, value) for key, value in mapping.items()]
        mapping.clear()
        mapping.update(entries)
        keys = source.places.keys.get(id(mapping), [])
        keys[:] = [new if key == old else key for key in keys]
    return notes


def _former_keys(data: Any, pointer: str) -> Iterator[tuple[dict[str, Any], str, str, str]]:
    """Yield each mapping with a former key, its pointer, and the key's old and new name."""
    entries: Iterable[tuple[Any, Any]] = enumerate(data)
    if isinstance(data, dict):
        entries = data.items()
        if data.get("part") == "fields" and data.get("form") in ("table", "list", "lines"):
            yield data, pointer, "form", "show"
        if "in-form" in data:
            yield data, pointer, "in-form", "form"
    for key, value in entries:
        if isinstance(value, dict | list):
            yield from _former_keys(value, pointer + pointer_to(key))
