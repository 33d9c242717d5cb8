"""Check data against the schema, with one problem for each root cause.

In → Out: plain data and the compiled schema in; problems out.
Must not: contain a message (see `messages`), or fetch a schema.
Source: JSON Schema 2020-12, https://json-schema.org/draft/2020-12/json-schema-validation

The fast validator (jsonschema-rs) decides; the slow one (jsonschema) only explains.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.validate.messages import SchemaViolation, describe_violation, is_time_as_key
from pmdoc.validate.schema_index import Schema, SchemaNode, type_name, types_of
from pmdoc.validate.schemas import CompiledSchema
from pmdoc.validate.synonyms import other_names

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


_DEEPEST = 2  # the number of levels that are searched for a misplaced key


def find_structure_problems(data: Any, compiled: CompiledSchema) -> tuple[Problem, ...]:
    """Check data against the schema. Problems: those of `messages`."""
    if is_valid(data, compiled):
        return ()
    home_of = cache(lambda key: _home_of(key, compiled.index))  # mistakes repeat in many entries
    errors = _errors(data, compiled)
    faults = [fault for error in errors for fault in _violations(error, compiled, home_of)]
    return tuple(dict.fromkeys(describe_violation(fault) for fault in _without_cascades(faults)))


def is_valid(data: Any, compiled: CompiledSchema) -> bool:
    """Return whether the fast validator accepts the data; False if it can't read it."""
    try:
        return compiled.validator.is_valid(data)
    except (ValueError, UnicodeEncodeError):
        return False


def _errors(data: Any, compiled: CompiledSchema) -> Iterator[ValidationError]:
    """Yield the errors of the slow validator, imported here as that takes longer than all else."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 -- see above
    from referencing import Registry  # noqa: PLC0415 -- see above

    return Draft202012Validator(compiled.schema, registry=Registry()).iter_errors(data)


def _violations(
    error: ValidationError, compiled: CompiledSchema, home_of: Callable[[str], str], title: str = ""
) -> Iterator[SchemaViolation]:
    title = _schema(error).get("title", title)
    if error.validator == "anyOf":
        meant = _meant_alternative(error)
        if meant:
            for inner in meant:
                yield from _violations(inner, compiled, home_of, title)
            return
    for key in _keys(error):
        home = home_of(key) if error.validator == "additionalProperties" else ""
        yield _fault(error, title, key, compiled, home)


def _meant_alternative(error: ValidationError) -> list[ValidationError]:
    """Return the errors of the alternative whose type fits the value; empty if none does."""
    inner = sorted(error.context, key=lambda e: e.schema_path[0])
    for _, group in groupby(inner, key=lambda e: e.schema_path[0]):
        errors = list(group)
        if not any(_is_type_error(e, error) for e in errors):
            return errors
    return []


def _is_type_error(inner: ValidationError, outer: ValidationError) -> bool:
    is_here = list(inner.absolute_path) == list(outer.absolute_path)
    return is_here and inner.validator in {"type", "enum", "const"} and not _fits_type(inner)


def _fits_type(error: ValidationError) -> bool:
    types, name = types_of(_schema(error)), type_name(error.instance)
    return name in types or (name == "integer" and "number" in types)


def _schema(error: ValidationError) -> Schema:
    return error.schema if isinstance(error.schema, Mapping) else {}


def _keys(error: ValidationError) -> Iterable[str]:
    """Return the keys that an error is about; one empty key if it is about the value itself."""
    value: Any = error.instance
    if error.validator == "required":
        return [key for key in _schema(error)["required"] if key not in value]
    if error.validator == "additionalProperties":
        return [key for key in value if key not in _schema(error).get("properties", {})]
    if "propertyNames" in error.relative_schema_path:
        return [value]
    return [""]


def _fault(
    error: ValidationError, title: str, key: str, compiled: CompiledSchema, home: str
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
        types=frozenset(_all_types(_schema(error), compiled)),
        home=home,
    )


_HOMES = {"id": "/incident", "title": "/incident", "services": "/impact"}
"""Keys that several sections have, with the section that is usually meant."""


def _home_of(key: str, node: SchemaNode) -> str:
    if key in _HOMES:
        return f"{_HOMES[key]}/{key}"
    for name in (key, *other_names(key)):
        if home := _home(name, node):
            return f"{home}/{name}"
    return ""


def _home(key: str, node: SchemaNode) -> str:
    """Return where a key belongs: the place nearest to the top that is not inside a list."""
    places = [("", node)]
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


def _all_types(schema: Any, compiled: CompiledSchema) -> Iterator[str]:
    yield from types_of(schema)
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from _all_types(compiled.schema["$defs"][name], compiled)
    for alternative in schema.get("anyOf", ()):
        yield from _all_types(alternative, compiled)


def _without_cascades(faults: list[SchemaViolation]) -> Iterator[SchemaViolation]:
    """Drop violations that follow from another one at the same place.

    These are: keys missing because they are misspelt, wrong choices of a wrong type, keys missing
    from an entry whose key is its time, and empty objects whose missing keys are reported anyway.
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
