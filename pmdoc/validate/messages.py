"""What validation says to an author: one row for each kind of fault.

In → Out: a `SchemaViolation` in, a `Problem` out.
Must not: show a value, unless it is a short word or a time; what is written may be a secret.

A message reads on after the path that the pipeline puts before it: "actions[2].owner is missing."
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Problem, readable
from pmdoc.validate.format_messages import FormatMessage, word_format
from pmdoc.validate.schema_index import Schema, type_name
from pmdoc.validate.synonyms import meant_choice, meant_key

_MANY = 14
_TIME_AS_KEY = re.compile(
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ])?[0-9]{1,2}[:.][0-9]{2}[0-9:.Z+-]{0,20}"
)


class SchemaViolation(Struct, frozen=True, kw_only=True):
    """One thing that the schema does not admit.

    Shape: `keyword` is the schema's, `title` that of the nearest schema with one, `key` the key
    that is missing or too many, `types` what the place admits, `home` where a key that is unknown
    here is at home, as a pointer to it.
    """

    keyword: str
    pointer: str
    title: str = ""
    key: str = ""
    value: Any = None
    schema: Schema = field(default_factory=dict)
    types: frozenset[str] = frozenset()
    home: str = ""

    @property
    def meant_key(self) -> str:
        """The known key that an unknown one is probably meant to be, or nothing."""
        if self.keyword != "additionalProperties":
            return ""
        return meant_key(self.key, (k for k in self.schema["properties"] if k not in self.value))

    @property
    def meant_pointer(self) -> str:
        """Where the meant key would stand, or nothing."""
        parent = self.pointer.rpartition("/")[0]
        return f"{parent}/{self.meant_key}" if self.meant_key else ""


def is_time_as_key(fault: SchemaViolation) -> bool:
    """Say whether an entry that has a time was written as `2017-01-31T23:27Z: …`."""
    if fault.keyword != "additionalProperties" or _TIME_AS_KEY.fullmatch(fault.key) is None:
        return False
    return {"at", "event"} <= set(fault.schema["properties"])


def word_fault(fault: SchemaViolation) -> Problem:
    """Say what is wrong and what to do about it.

    Problems: all ids that begin with `schema-`, and those of `format_wording`.
    """
    wording = _WORDINGS.get(fault.keyword, _word_other)(fault)
    return Problem(id=wording.id, message=wording.message, hint=wording.hint, pointer=fault.pointer)


# --- keywords ------------------------------------------------------------------------------------


def _word_missing(fault: SchemaViolation) -> FormatMessage:
    given = fault.schema.get("properties", {}).get(fault.key, {})
    hint = _MISSING_HINTS.get(fault.key) or given.get("description", "")
    return FormatMessage("schema-missing", "is missing.", hint)


def _word_unknown(fault: SchemaViolation) -> FormatMessage:
    known = list(fault.schema["properties"])
    if is_time_as_key(fault):
        hint = f"Write `at: {fault.key}`, and `event: …` on a line of its own below it."
        return FormatMessage("schema-unknown-key", "is a time in the place of a key.", hint)
    meant = fault.meant_key or meant_key(fault.key, known)
    if meant:
        hint = f"Did you mean {meant!r}?"
    elif fault.home:
        above, _, name = fault.home.rpartition("/")
        called = f" as `{name}`" if name != fault.key else ""
        hint = f"It belongs below `{readable(above)}:`{called}."
    elif len(known) > _MANY:
        some = ", ".join(known[:_MANY])
        hint = f"Known: {some} and {len(known) - _MANY} more; see `pmdoc schema --help`."
    else:
        hint = suggest(fault.key, known)
    return FormatMessage("schema-unknown-key", "is not a key that pmdoc knows here.", hint)


def _word_type(fault: SchemaViolation) -> FormatMessage:
    if fault.value is None:
        return FormatMessage(
            "schema-empty", "is empty.", "Write something there, or remove the line."
        )
    if not fault.pointer:
        return FormatMessage(
            "schema-type",
            "The file must hold keys with values.",
            "Begin with `pmdoc: 1`, then `incident:` with an id and a title below it.",
        )
    given = type_name(fault.value)
    if fault.types == {"object"}:
        what = "text alone" if given == "string" else _TYPES[given]
        return FormatMessage("schema-type", f"needs keys, not {what}.", _keys_hint(fault, given))
    wanted = [words for name, words in _TYPES.items() if name in fault.types]
    listed = " or ".join(filter(None, [", ".join(wanted[:-1]), wanted[-1]]))
    message = f"must be {listed}, not {_TYPES[given]}."
    return FormatMessage("schema-type", message, _type_hint(fault, given))


def _keys_hint(fault: SchemaViolation, given: str) -> str:
    """Say how to write keys, with one that fits."""
    first = _first_key(fault.schema)
    if given == "array":
        return f"Write a key where each `- ` is, such as `{first}: …`."
    is_item = fault.pointer.rpartition("/")[2].isdecimal()
    return f"Put it behind a key{'' if is_item else ' on the next line'}, such as `{first}: …`."


def _first_key(schema: Schema) -> str:
    """Choose a key to show: one that must be there, the first, or one of the example."""
    if "statement" in schema.get("properties", {}):
        return "statement"
    examples = [example for example in schema.get("examples", ()) if isinstance(example, dict)]
    known = [*schema.get("required", ()), *schema.get("properties", ()), *(examples or [{}])[0]]
    return str(next(iter(known), "key"))


def _type_hint(fault: SchemaViolation, given: str) -> str:
    if "array" in fault.types and given == "object":
        return f"Begin each entry with `- `, such as `- {next(iter(fault.value), 'key')}: …`."
    if "array" in fault.types:
        if str(fault.value).strip().lower() in _NOTHING:
            return "Where there is none, remove the line; else start each line below with `- `."
        return "Start each line with `- `, or put all in brackets: [one, two]."
    if given == "object":
        return "If the text holds a colon and a space, put it in quotes."
    if given == "array":
        return "Write it as one text, without `- ` or brackets."
    if "object" in fault.types:
        return f"Write keys below it, such as `{_first_key(fault.schema)}: …`."
    if "boolean" in fault.types:
        return "Write `true` or `false`, without quotes."
    return "Write digits only, without a unit and without quotes."


def _word_choice(fault: SchemaViolation) -> FormatMessage:
    return FormatMessage("schema-choice", "is not one of the choices.", _choice_hint(fault))


def _choice_hint(fault: SchemaViolation) -> str:
    choices = fault.schema["enum"]
    meant = meant_choice(str(fault.value), choices)
    # `TLP:RED` is another way of writing `RED`, and needs no place in the list.
    listed = [c for c in choices if not any(c.endswith(f":{other}") for other in choices)]
    asked = f"Did you mean `{meant}`? " if meant else ""
    return f"{asked}Choose from: {', '.join(listed)}."


def _word_const(fault: SchemaViolation) -> FormatMessage:
    return FormatMessage(
        "schema-version",
        f"must be {fault.schema['const']}, the format that this pmdoc reads.",
        f"Write `pmdoc: {fault.schema['const']}`.",
    )


def _word_range(fault: SchemaViolation) -> FormatMessage:
    low, high = fault.schema.get("minimum"), fault.schema.get("maximum")
    return FormatMessage("schema-range", f"must be from {low} to {high}.")


def _word_empty(fault: SchemaViolation) -> FormatMessage:
    keys = ", ".join(list(fault.schema.get("properties", {}))[:4])
    hint = f"Fill in keys such as {keys}, or remove it." if keys else "Fill it in, or remove it."
    return FormatMessage("schema-empty", "is empty.", hint)


def _word_name(_: SchemaViolation) -> FormatMessage:
    return FormatMessage(
        "schema-key-name",
        "is not a usable key.",
        "Use letters, digits, `_` and `-`, a letter first.",
    )


def _word_pattern(fault: SchemaViolation) -> FormatMessage:
    if fault.value == "":
        return _word_empty(fault)
    return word_format(fault.title, str(fault.value)) or _word_other(fault)


def _word_other(fault: SchemaViolation) -> FormatMessage:
    return FormatMessage("schema-value", "does not fit here.", fault.schema.get("description", ""))


_WORDINGS: dict[str, Callable[[SchemaViolation], FormatMessage]] = {
    "required": _word_missing,
    "additionalProperties": _word_unknown,
    "type": _word_type,
    "anyOf": _word_type,
    "enum": _word_choice,
    "const": _word_const,
    "minimum": _word_range,
    "maximum": _word_range,
    "minProperties": _word_empty,
    "minLength": _word_empty,
    "propertyNames": _word_name,
    "pattern": _word_pattern,
}

_MISSING_HINTS = {
    "pmdoc": "Write `pmdoc: 1` as the first line.",
    "incident": "Write `incident:` with an id and a title below it.",
    "id": "Add the incident's number in your tracker.",
    "title": "Add one line that says what it is about.",
    "event": "Say what happened.",
    "action": "Say what is to be done.",
    "alt": "Say what a reader who can't see it must know; `decorative: true` if it is nothing.",
    "name": "Add a name.",
    "owner": "Add a name or a team.",
    "reason": "Say why the rule does not apply here.",
}

_NOTHING = {"none", "no", "nothing", "n/a", "na", "-", "keine", "aucun", "aucune", "ninguno"}

_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys with values",
    "null": "nothing",
}
