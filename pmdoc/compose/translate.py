"""Say a layout's own words in the report's language.

In → Out: the options of a part in, the same with every word translated out.
Must not: touch a path, a name or an author's words; a field's type says which are words.
"""

from __future__ import annotations

import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.layout import Words

T = TypeVar("T")
_MARK = typing.get_args(Words)[1]


def translated(options: T, say: Callable[[str], str]) -> T:
    """Return options with `say` done to each of their words."""
    return typing.cast("T", _walk(options, say, is_words=False))


def is_same_name(name: str, label: str, ctx: Context) -> bool:
    """Say whether an author names what a translated label names, in either language."""
    return label.casefold() in {
        name.casefold(),
        ctx.language.label(name, is_custom=True).casefold(),
    }


def _walk(value: Any, say: Callable[[str], str], *, is_words: bool) -> Any:
    if isinstance(value, str):
        return say(value) if is_words else value
    if isinstance(value, tuple):
        return tuple(_walk(item, say, is_words=is_words) for item in value)
    if not isinstance(value, Struct):
        return value
    changes = {
        name: _walk(getattr(value, name), say, is_words=is_marked)
        for name, is_marked in _fields(type(value))
    }
    return replace(value, **changes)


@cache
def _fields(kind: Any) -> tuple[tuple[str, bool], ...]:
    """List the fields of a class, and whether each holds words."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple((name, _is_marked(hints[name])) for name in kind.__struct_fields__)


def _is_marked(hint: Any) -> bool:
    arguments = typing.get_args(hint)
    return _MARK in arguments or any(_is_marked(argument) for argument in arguments)
