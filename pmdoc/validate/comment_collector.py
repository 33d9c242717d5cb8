"""Comments stand beside any node of a file; here they are gathered into one list.

In → Out: plain data that fits the schema in; the same data with all comments at its top out.
Must not: change anything else, or judge what a comment says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pmdoc.diagnostics.problem import Problem, parts_of, pointer_to
from pmdoc.validate.schema_index import SchemaNode

_KEY = "comments"
_STEP = re.compile(r"[^.\[\]]+")

_Path = tuple[str | int, ...]


def gather_comments(data: Any, shape: SchemaNode) -> Any:
    """Return the data with every comment in the list at its top, in the order of the file.

    Shape: what a comment is `on` becomes a JSON Pointer from the top; no other node has any.
    """
    if not has_comments(data):
        return data
    return {**_without(data, shape), _KEY: [one for _, one in _found(data, shape, ())]}


def find_comment_problems(data: Any, shape: SchemaNode) -> Iterator[Problem]:
    """Yield a problem for each comment on something that is not in the file.

    Problems: `comment-nowhere`.
    """
    if not has_comments(data):
        return
    for place, comment in _found(data, shape, ()):
        if not _exists(data, comment["on"]):
            yield Problem(
                id="comment-nowhere",
                message="leads to nothing in this file.",
                pointer=pointer_to(*place, "on"),
                hint="Name keys and places as messages do, such as actions[0].due, counted from "
                "where the comment stands.",
            )


def has_comments(data: Any) -> bool:
    """Say whether a node holds the key anywhere; most files don't, and need no more than this."""
    is_mapping = data.__class__ is dict
    if is_mapping and _KEY in data:
        return True
    for value in data.values() if is_mapping else data:
        kind = value.__class__
        if (kind is dict or kind is list) and has_comments(value):
            return True
    return False


def _is_node(value: Any) -> bool:
    return value.__class__ is dict or value.__class__ is list


def _inside(data: Any, shape: SchemaNode) -> Iterator[tuple[str | int, Any, SchemaNode]]:
    """Yield the nodes of a node that may hold comments."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            inner = shape.keys.get(key, shape.others)
            if inner is not None and _is_node(value):
                yield key, value, inner
    elif shape.item is not None:
        for index, value in enumerate(data):
            if _is_node(value):
                yield index, value, shape.item


def _found(data: Any, shape: SchemaNode, path: _Path) -> Iterator[tuple[_Path, dict[str, Any]]]:
    """Yield where each comment stands, and the comment with its pointer."""
    own = data.get(_KEY) if isinstance(data, Mapping) and _KEY in shape.keys else None
    for index, comment in enumerate(own if isinstance(own, list) else ()):
        if isinstance(comment, Mapping):
            steps = _STEP.findall(str(comment.get("on", "")))
            yield (*path, _KEY, index), {**comment, "on": pointer_to(*path, *steps)}
    for key, value, inner in _inside(data, shape):
        if key != _KEY:
            yield from _found(value, inner, (*path, key))


def _without(data: Any, shape: SchemaNode) -> Any:
    """Return a node without its comments."""
    changed = {key: _without(value, inner) for key, value, inner in _inside(data, shape)}
    if isinstance(data, Mapping):
        is_ours = _KEY in shape.keys
        return {k: changed.get(k, v) for k, v in data.items() if not (is_ours and k == _KEY)}
    return [changed.get(index, value) for index, value in enumerate(data)]


def _is_position(step: str) -> bool:
    return step.isascii() and step.isdecimal()


def _exists(data: Any, pointer: str) -> bool:
    for step in parts_of(pointer):
        if isinstance(data, Mapping) and step in data:
            data = data[step]
        elif isinstance(data, list) and _is_position(step) and int(step) < len(data):
            data = data[int(step)]
        else:
            return False
    return True
