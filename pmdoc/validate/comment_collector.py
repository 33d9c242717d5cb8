"""Collect the comments of a file, which may be next to any node, into one list.

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


def gather_comments(data: Any, node: SchemaNode) -> Any:
    """Move every comment to the list at the top of the data, in the order of the file.

    Shape: `on` of each comment becomes a JSON Pointer from the top.
    """
    if not has_comments(data):
        return data
    return {**_without(data, node), _KEY: [one for _, one in _found(data, node, ())]}


def find_comment_problems(data: Any, node: SchemaNode) -> Iterator[Problem]:
    """Report comments on something that is not in the file. Problems: `comment-nowhere`."""
    if not has_comments(data):
        return
    for place, comment in _found(data, node, ()):
        if not _exists(data, comment["on"]):
            yield Problem(
                id="comment-nowhere",
                message="refers to nothing in this file.",
                pointer=pointer_to(*place, "on"),
                hint="Write the path as in messages, such as actions[0].due, relative to the "
                "comment's position.",
            )


def has_comments(data: Any) -> bool:
    """Return whether any node has comments: most files have none."""
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


def _inside(data: Any, node: SchemaNode) -> Iterator[tuple[str | int, Any, SchemaNode]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            inner = node.keys.get(key, node.others)
            if inner is not None and _is_node(value):
                yield key, value, inner
    elif node.item is not None:
        for index, value in enumerate(data):
            if _is_node(value):
                yield index, value, node.item


def _found(data: Any, node: SchemaNode, path: _Path) -> Iterator[tuple[_Path, dict[str, Any]]]:
    own = data.get(_KEY) if isinstance(data, Mapping) and _KEY in node.keys else None
    for index, comment in enumerate(own if isinstance(own, list) else ()):
        if isinstance(comment, Mapping):
            steps = _STEP.findall(str(comment.get("on", "")))
            yield (*path, _KEY, index), {**comment, "on": pointer_to(*path, *steps)}
    for key, value, inner in _inside(data, node):
        if key != _KEY:
            yield from _found(value, inner, (*path, key))


def _without(data: Any, node: SchemaNode) -> Any:
    changed = {key: _without(value, inner) for key, value, inner in _inside(data, node)}
    if isinstance(data, Mapping):
        is_ours = _KEY in node.keys
        return {k: changed.get(k, v) for k, v in data.items() if not (is_ours and k == _KEY)}
    return [changed.get(index, value) for index, value in enumerate(data)]


def _exists(data: Any, pointer: str) -> bool:
    for step in parts_of(pointer):
        is_index = step.isascii() and step.isdecimal()
        if isinstance(data, Mapping) and step in data:
            data = data[step]
        elif isinstance(data, list) and is_index and int(step) < len(data):
            data = data[int(step)]
        else:
            return False
    return True
