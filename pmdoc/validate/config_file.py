"""Read a file that a house writes for its reports: a layout, a style or a language.

In → Out: a path in, a map with places out; the name of a shipped schema in, what breaks it out.
Must not: know what any key means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from pmdoc.diagnostics.errors import InputError, PmdocError
from pmdoc.diagnostics.problem import Problem
from pmdoc.read import Source, UnreadableInput, read_yaml
from pmdoc.validate.coerce import coerce
from pmdoc.validate.empty_keys import find_unknown_blanks
from pmdoc.validate.schema_errors import find_structure_problems
from pmdoc.validate.schemas import shipped_schema


def read_house_file(path: Path, kind: str, error: type[PmdocError], *, start: str) -> Source:
    """Read a file whose data are a map.

    Shape: `kind` is what the file is called in messages ("layout"), `start` how one may begin.

    Raises:
        PmdocError: of the class `error`; the file is missing, unreadable, empty or no map.
    """
    try:
        source = read_yaml(path)
    except UnreadableInput as unreadable:
        if unreadable.problems[0].id == "yaml-empty":
            raise error(f"{path} is empty.", hint=f"Begin with {start}.") from None
        raise error(problems=unreadable.problems) from None
    except InputError as unreadable:
        raise error(unreadable.message, hint=unreadable.hint) from None
    if not isinstance(source.data, dict):
        raise error(f"{path} is not a {kind}.", hint=f"A {kind} is a map of keys to values.")
    return source


def data_of(source: Source) -> Mapping[str, Any]:
    """Return the data of a file that `read_house_file` found to be a map."""
    return cast("Mapping[str, Any]", source.data)


def find_schema_problems(source: Source, schema: str) -> list[Problem]:
    """Find what the shipped schema of that name does not admit in a file.

    Problems: those of `validate.structure` and `validate.blank`.
    """
    compiled = shipped_schema(schema)
    found = find_structure_problems(coerce(source.data, compiled.index), compiled)
    return [*found, *find_unknown_blanks(source.blanks, compiled.index)]


def stop_on(problems: Iterable[Problem], error: type[PmdocError]) -> None:
    """Stop if there are any problems.

    Raises:
        PmdocError: of the class `error`; its text names each problem on a line of its own.
    """
    found = tuple(problems)
    if found:
        raise error(problems=found)
