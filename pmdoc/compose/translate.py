"""Translate the labels that a layout gives a part into the report's language.

In → Out: the options of a part in, the same options with every label translated out.
Must not: touch a path or a name: only fields of the type `Words` are labels.
"""

from __future__ import annotations

import re
import typing
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.layout import Words

T = TypeVar("T")
_MARK = typing.get_args(Words)[1]
_WORD = re.compile(r"\w+")
_UNSPOKEN = re.compile(r"[.'’]")
"""Characters within words, as in "V.P."; others separate words."""
_SMALL = {"and", "of", "the"}
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_EITHER = re.compile(r"(\w+) ?/ ?(\w+)")


def translate(options: T, label: Callable[[str], str]) -> T:
    """Return options in which each label is replaced by the result of `label`."""
    return typing.cast("T", _translate(options, label, is_label=False))


def is_same_name(name: str, label: str, ctx: Context) -> bool:
    """Return whether an author's name and a translated label mean the same, in either language.

    Case, hyphens, dots, plurals and small words make no difference: "Post-mortem authors" is "Post
    Mortem Author". A label may offer two names: "Director of Engineering" is "VP/Director of
    Engineering". What is in brackets does not count.
    """
    spelling = _spelling(name)
    return spelling in _spellings(label) or any(
        translation == label and spelling in _spellings(english)
        for english, translation in ctx.language.labels.items()
    )


@cache
def _spellings(label: str) -> frozenset[str]:
    """Return the spelling of a label, and of each name that it offers."""
    label = _IN_BRACKETS.sub("", label)
    offered = [_EITHER.sub(rf"\{group}", label) for group in (1, 2)]
    return frozenset(_spelling(name) for name in (label, *offered))


def _spelling(name: str) -> str:
    """Return what is left of a name without the differences that carry no meaning."""
    plain = _UNSPOKEN.sub("", unicodedata.normalize("NFKC", name).casefold())
    words = (word for word in _WORD.findall(_IN_BRACKETS.sub("", plain)) if word not in _SMALL)
    return "".join(word.removesuffix("s") for word in words)


def _translate(value: Any, label: Callable[[str], str], *, is_label: bool) -> Any:
    if isinstance(value, str):
        return label(value) if is_label else value
    if isinstance(value, tuple):
        return tuple(_translate(item, label, is_label=is_label) for item in value)
    if not isinstance(value, Struct):
        return value
    changes = {
        name: _translate(getattr(value, name), label, is_label=is_marked)
        for name, is_marked in _fields(type(value))
    }
    return replace(value, **changes)


@cache
def _fields(kind: Any) -> tuple[tuple[str, bool], ...]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple((name, _is_marked(hints[name])) for name in kind.__struct_fields__)


def _is_marked(hint: Any) -> bool:
    arguments = typing.get_args(hint)
    return _MARK in arguments or any(_is_marked(argument) for argument in arguments)
