"""Messages on violations of the schema, one function for each keyword.

In → Out: a `SchemaViolation` in, a `Problem` out.
Must not: show a value, unless it is a short word or a time: it may be a secret.

A message continues the path that precedes it: "actions[2].owner is missing."
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import Problem, readable
from pmdoc.validate.format_messages import FormatMessage, message_for_format
from pmdoc.validate.schema_index import Schema, type_name
from pmdoc.validate.synonyms import meant_choice, meant_key

_MANY = 14
_TIME_AS_KEY = re.compile(
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ])?[0-9]{1,2}[:.][0-9]{2}[0-9:.Z+-]{0,20}"
)


class SchemaViolation(Struct, frozen=True, kw_only=True):
    """One violation of the schema.

    Shape: `keyword` is the schema's, `title` that of the nearest schema with one, `key` the missing
    or unknown key, `types` the allowed types, `home` the pointer where an unknown key belongs.
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
        """The known key that an unknown one probably means, or an empty string."""
        if self.keyword != "additionalProperties":
            return ""
        return meant_key(self.key, (k for k in self.schema["properties"] if k not in self.value))

    @property
    def meant_pointer(self) -> str:
        """The pointer to the meant key, or an empty string."""
        parent = self.pointer.rpartition("/")[0]
        return f"{parent}/{self.meant_key}" if self.meant_key else ""


def is_time_as_key(violation: SchemaViolation) -> bool:
    """Return whether a timeline entry was written as `2017-01-31T23:27Z: …`."""
    if violation.keyword != "additionalProperties" or _TIME_AS_KEY.fullmatch(violation.key) is None:
        return False
    return {"at", "event"} <= set(violation.schema["properties"])


def describe_violation(violation: SchemaViolation) -> Problem:
    """Describe a violation: what is wrong, and what to do about it.

    Problems: all ids that begin with `schema-`, and those of `format_messages`.
    """
    describe = _MESSAGES.get(violation.keyword, _other_message)
    return describe(violation).at(violation.pointer)


def _missing_message(violation: SchemaViolation) -> FormatMessage:
    given = violation.schema.get("properties", {}).get(violation.key, {})
    hint = _HINTS_IF_MISSING.get(violation.key) or given.get("description", "")
    return FormatMessage("schema-missing", "is missing.", hint)


def _unknown_message(violation: SchemaViolation) -> FormatMessage:
    known = list(violation.schema["properties"])
    if is_time_as_key(violation):
        hint = f"Write `at: {violation.key}`, and `event: …` on the line below it."
        return FormatMessage("schema-unknown-key", "is a time used as a key.", hint)
    meant = violation.meant_key or meant_key(violation.key, known)
    if meant:
        hint = f"Did you mean {meant!r}?"
    elif violation.home:
        above, _, name = violation.home.rpartition("/")
        called = f" as `{name}`" if name != violation.key else ""
        hint = f"It belongs below `{readable(above)}:`{called}."
    elif len(known) > _MANY:
        some = ", ".join(known[:_MANY])
        hint = f"Known: {some} and {len(known) - _MANY} more; see `pmdoc schema --help`."
    else:
        hint = suggest(violation.key, known)
    return FormatMessage("schema-unknown-key", "is not a known key here.", hint)


def _type_message(violation: SchemaViolation) -> FormatMessage:
    if violation.value is None:
        return FormatMessage("schema-empty", "is empty.", "Fill it in, or remove the line.")
    if not violation.pointer:
        hint = "Begin with `pmdoc: 1`, then `incident:` with an id and a title below it."
        return FormatMessage("schema-type", "The file must contain keys with values.", hint)
    given = type_name(violation.value)
    if violation.types == {"object"}:
        what = "text alone" if given == "string" else _TYPES[given]
        message = f"needs keys, not {what}."
        return FormatMessage("schema-type", message, _keys_hint(violation, given))
    wanted = [words for name, words in _TYPES.items() if name in violation.types]
    listed = " or ".join(filter(None, [", ".join(wanted[:-1]), wanted[-1]]))
    message = f"must be {listed}, not {_TYPES[given]}."
    return FormatMessage("schema-type", message, _type_hint(violation, given))


def _keys_hint(violation: SchemaViolation, given: str) -> str:
    first = _first_key(violation.schema)
    if given == "array":
        return f"Write a key in place of each `- `, such as `{first}: …`."
    is_item = violation.pointer.rpartition("/")[2].isdecimal()
    return f"Write it after a key{'' if is_item else ' on the next line'}, such as `{first}: …`."


def _first_key(schema: Schema) -> str:
    if "statement" in schema.get("properties", {}):
        return "statement"
    examples = [example for example in schema.get("examples", ()) if isinstance(example, dict)]
    known = [*schema.get("required", ()), *schema.get("properties", ()), *(examples or [{}])[0]]
    return str(next(iter(known), "key"))


def _type_hint(violation: SchemaViolation, given: str) -> str:
    if "array" in violation.types and given == "object":
        return f"Begin each entry with `- `, such as `- {next(iter(violation.value), 'key')}: …`."
    if "array" in violation.types:
        if str(violation.value).strip().lower() in _NOTHING:
            return "If there is none, remove the line; otherwise start each line below with `- `."
        return "Start each line with `- `, or put all in brackets: [one, two]."
    if given == "object":
        return "If the text contains a colon and a space, put it in quotes."
    if given == "array":
        return "Write it as one text, without `- ` or brackets."
    if "object" in violation.types:
        return f"Write keys below it, such as `{_first_key(violation.schema)}: …`."
    if violation.title in {"At least", "At most"}:
        return "Write the figure after `value:`, and `true` here."
    if "boolean" in violation.types:
        return "Write `true` or `false`, without quotes."
    return "Write digits only, without a unit and without quotes."


def _choice_message(violation: SchemaViolation) -> FormatMessage:
    choices = violation.schema["enum"]
    meant = meant_choice(str(violation.value), choices)
    # `TLP:RED` is another spelling of `RED`, and is not listed.
    listed = [c for c in choices if not any(c.endswith(f":{other}") for other in choices)]
    suggestion = f"Did you mean `{meant}`? " if meant else ""
    hint = f"{suggestion}Choose from: {', '.join(listed)}."
    return FormatMessage("schema-choice", "is not one of the choices.", hint)


def _const_message(violation: SchemaViolation) -> FormatMessage:
    return FormatMessage(
        "schema-version",
        f"must be {violation.schema['const']}, the format that this version reads.",
        f"Write `pmdoc: {violation.schema['const']}`.",
    )


def _range_message(violation: SchemaViolation) -> FormatMessage:
    low, high = violation.schema.get("minimum"), violation.schema.get("maximum")
    return FormatMessage("schema-range", f"must be from {low} to {high}.")


def _empty_message(violation: SchemaViolation) -> FormatMessage:
    keys = ", ".join(list(violation.schema.get("properties", {}))[:4])
    hint = f"Fill in keys such as {keys}, or remove it." if keys else "Fill it in, or remove it."
    return FormatMessage("schema-empty", "is empty.", hint)


def _name_message(violation: SchemaViolation) -> FormatMessage:
    hint = violation.schema.get("description", "Use letters, digits, `_` and `-`, a letter first.")
    return FormatMessage("schema-key-name", "is not a valid key.", hint)


def _pattern_message(violation: SchemaViolation) -> FormatMessage:
    if violation.value == "":
        return _empty_message(violation)
    return message_for_format(violation.title, str(violation.value)) or _other_message(violation)


def _other_message(violation: SchemaViolation) -> FormatMessage:
    hint = violation.schema.get("description", "")
    return FormatMessage("schema-value", "does not fit here.", hint)


_MESSAGES: dict[str, Callable[[SchemaViolation], FormatMessage]] = {
    "required": _missing_message,
    "additionalProperties": _unknown_message,
    "type": _type_message,
    "anyOf": _type_message,
    "enum": _choice_message,
    "const": _const_message,
    "minimum": _range_message,
    "maximum": _range_message,
    "minProperties": _empty_message,
    "minLength": _empty_message,
    "propertyNames": _name_message,
    "pattern": _pattern_message,
}

_HINTS_IF_MISSING = {
    "pmdoc": "Write `pmdoc: 1` as the first line.",
    "incident": "Write `incident:` with an id and a title below it.",
    "id": "Add the incident's number in your tracker.",
    "title": "Add one line that says what it is about.",
    "event": "Describe what happened.",
    "action": "Describe what is to be done.",
    "alt": "Describe it for readers who can't see it, or set `decorative: true`.",
    "name": "Add a name.",
    "owner": "Add a name or a team.",
    "reason": "Explain why the rule does not apply here.",
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
