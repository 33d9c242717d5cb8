"""What the schema says about the data, one problem for each root cause.

In → Out: plain data and the contract in; problems out.
Must not: word a message (see `wording`), or fetch a schema.
Source: JSON Schema 2020-12, https://json-schema.org/draft/2020-12/json-schema-validation

The fast validator decides; only where it says no does the slow one say why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.validate.messages import SchemaViolation, is_time_as_key, word_fault
from pmdoc.validate.schema_index import Schema, SchemaNode, type_name, types_of
from pmdoc.validate.schemas import CompiledSchema
from pmdoc.validate.synonyms import other_names

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


_DEEPEST = 2
"""How many keys deep a misplaced key is looked for."""


def find_structure_problems(data: Any, contract: CompiledSchema) -> tuple[Problem, ...]:
    """Check data against the schema.

    Problems: those of `wording`.
    """
    if is_valid(data, contract):
        return ()
    homes = _Homes(contract.shape)
    errors = _errors(data, contract)
    faults = [fault for error in errors for fault in _faults(error, contract, homes)]
    return tuple(dict.fromkeys(word_fault(fault) for fault in _without_cascades(faults)))


def is_valid(data: Any, contract: CompiledSchema) -> bool:
    """Ask the fast validator; what it can't read is left to the slow one."""
    try:
        return contract.validator.is_valid(data)
    except (ValueError, UnicodeEncodeError):
        return False


def _errors(data: Any, contract: CompiledSchema) -> Iterator[ValidationError]:
    """Ask the slow validator, which is imported only now: it takes longer than all the rest."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- see above
    from referencing import Registry  # noqa: PLC0415 -- see above

    return Draft202012Validator(contract.schema, registry=Registry()).iter_errors(data)


class _Homes(dict[str, str]):
    """Where keys are at home, each looked for once: one mistake is often made in many entries."""

    def __init__(self, shape: SchemaNode) -> None:
        self._shape = shape

    def __missing__(self, key: str) -> str:
        self[key] = home = _home_of(key, self._shape)
        return home


def _faults(
    error: ValidationError, contract: CompiledSchema, homes: _Homes, title: str = ""
) -> Iterator[SchemaViolation]:
    """Turn an error into faults, following the alternative that the author meant."""
    title = _schema(error).get("title", title)
    if error.validator == "anyOf":
        meant = _meant_alternative(error)
        if meant:
            for inner in meant:
                yield from _faults(inner, contract, homes, title)
            return
    for key in _keys(error):
        home = homes[key] if error.validator == "additionalProperties" else ""
        yield _fault(error, title, key, contract, home)


def _meant_alternative(error: ValidationError) -> list[ValidationError]:
    """Find the alternative whose type fits what was written; empty if none does."""
    inner = sorted(error.context, key=lambda e: e.schema_path[0])
    for _, group in groupby(inner, key=lambda e: e.schema_path[0]):
        errors = list(group)
        if not any(_is_type_error(e, error) for e in errors):
            return errors
    return []


def _is_type_error(inner: ValidationError, outer: ValidationError) -> bool:
    """Say whether an alternative fails because it is about another type altogether."""
    is_here = list(inner.absolute_path) == list(outer.absolute_path)
    return is_here and inner.validator in {"type", "enum", "const"} and not _fits_type(inner)


def _fits_type(error: ValidationError) -> bool:
    types = types_of(_schema(error))
    return type_name(error.instance) in types or (
        type_name(error.instance) == "integer" and "number" in types
    )


def _schema(error: ValidationError) -> Schema:
    return error.schema if isinstance(error.schema, Mapping) else {}


def _keys(error: ValidationError) -> Iterable[str]:
    """List the keys that an error is about; one empty key where it is about the value itself."""
    value: Any = error.instance
    if error.validator == "required":
        return [key for key in _schema(error)["required"] if key not in value]
    if error.validator == "additionalProperties":
        return [key for key in value if key not in _schema(error).get("properties", {})]
    if "propertyNames" in error.relative_schema_path:
        return [value]
    return [""]


def _fault(
    error: ValidationError, title: str, key: str, contract: CompiledSchema, home: str
) -> SchemaViolation:
    is_of_key = key or error.validator == "additionalProperties"  # a key may be empty
    path = [*error.absolute_path, *([key] if is_of_key else [])]
    is_name = "propertyNames" in error.relative_schema_path
    return SchemaViolation(
        keyword="propertyNames" if is_name else str(error.validator),
        title=title,
        key=key,
        pointer=pointer_to(*path),
        value=error.instance,
        schema=_schema(error),
        types=frozenset(_all_types(_schema(error), contract)),
        home=home,
    )


_HOMES = {"id": "/incident", "title": "/incident", "services": "/impact"}
"""Keys that stand in several sections, with the section that is mostly meant."""


def _home_of(key: str, shape: SchemaNode) -> str:
    """Find where a key is at home, or what it is called there; as a pointer to the key."""
    if key in _HOMES:
        return f"{_HOMES[key]}/{key}"
    for name in (key, *other_names(key)):
        if home := _home(name, shape):
            return f"{home}/{name}"
    return ""


def _home(key: str, shape: SchemaNode) -> str:
    """Find where a key is at home: the nearest place to the top, not inside a list."""
    places = [("", shape)]
    while places:
        for pointer, here in places:
            if key in here.keys and pointer:
                return pointer
        places = [
            (f"{pointer}/{name}", inner)
            for pointer, here in places
            for name, inner in here.keys.items()
            if pointer.count("/") < _DEEPEST
        ]
    return ""


def _all_types(schema: Any, contract: CompiledSchema) -> Iterator[str]:
    """Name the types that a schema admits, its alternatives and references included."""
    yield from types_of(schema)
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from _all_types(contract.schema["$defs"][name], contract)
    for alternative in schema.get("anyOf", ()):
        yield from _all_types(alternative, contract)


def _without_cascades(faults: list[SchemaViolation]) -> Iterator[SchemaViolation]:
    """Leave out what follows from another fault at the same place.

    That is: keys missing because their names are misspelt, choices missed because the type is
    wrong, what is missing from an entry whose key is its time, and emptiness where missing keys
    are named anyway.
    """
    timed = {fault.pointer.rpartition("/")[0] for fault in faults if is_time_as_key(fault)}
    meant = {fault.meant_pointer for fault in faults if fault.meant_pointer}
    mistyped = {fault.pointer for fault in faults if fault.keyword == "type"}
    for fault in faults:
        is_cascade = (
            (fault.keyword == "required" and fault.pointer in meant)
            or (fault.keyword == "required" and fault.pointer.rpartition("/")[0] in timed)
            or (fault.keyword == "enum" and fault.pointer in mistyped)
            or (fault.keyword == "minProperties" and "required" in fault.schema)
        )
        if not is_cascade:
            yield fault
