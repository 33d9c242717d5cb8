"""Read a style file and those it extends, checked against the schema.

In → Out: a style's name or path in, its files out, nearest first.
Must not: know the meaning of any key.
Source: brand.yml, https://posit-dev.github.io/brand-yml/; schema/style.schema.json lists all keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pmdoc.diagnostics.errors import StyleError
from pmdoc.diagnostics.problem import Problem, parts_of
from pmdoc.read.source import Source
from pmdoc.runtime.resources import styles_folder
from pmdoc.validate.config_file import ConfigFile, ConfigKind, find_schema_problems
from pmdoc.validate.schema_index import SchemaNode
from pmdoc.validate.schemas import shipped_schema

DEFAULT_STYLE = "corporate"
_COLORS = {"color", "theme_color", "fill"}
_MESSAGES = {
    "color": ("is not a colour.", 'Write "#0f4c81" in quotes, or the name of a colour.'),
    "fill": ("is not a colour.", 'Write "#0f4c81" in quotes, a colour\'s name, or "" for none.'),
    "length": ("is not a length.", "Write a number and its unit, such as 18mm or 10.5pt."),
    "tracking": ("is not a length.", "Write a number and its unit, such as 0.6pt."),
    "size": ("is not a size.", "Write a number and its unit, such as 10pt, 1.2rem or 16px."),
    "path": ("is not a path.", "Write the path of a file, relative to the style's folder."),
    "line_height": ("is not a line height.", "Write a number such as 1.4."),
}
"""Message and hint for a value that does not fit a definition of the schema."""


def style_names() -> tuple[str, ...]:
    """Return the names of the shipped styles, sorted."""
    return _STYLES.names()


def read_layers(name: str | Path) -> tuple[ConfigFile, ...]:
    """Read a style's file and those it extends. Raises: as `resolve_style`."""
    return _STYLES.read_chain(name)


def _find_problems(source: Source) -> list[Problem]:
    node = shipped_schema("style").index
    problems = [_reword(problem, node) for problem in find_schema_problems(source, "style")]
    hint = "Put a colour that begins with # in quotes: without them it is a comment."
    problems += [
        Problem(id="style-no-color", message="has no value.", pointer=pointer, hint=hint)
        for pointer in source.blanks
        if _COLORS & _definitions_at(pointer, node)
    ]
    return problems


def _reword(problem: Problem, node: SchemaNode) -> Problem:
    if problem.id == "schema-value":
        for name in _definitions_at(problem.pointer, node) & _MESSAGES.keys():
            message, hint = _MESSAGES[name]
            return replace(problem, message=message, hint=hint)
    return problem


def _definitions_at(pointer: str, top: SchemaNode) -> set[str]:
    node: Any = top
    for part in parts_of(pointer):
        node = node and (node.keys.get(part) or node.others or node.item)
    return node.definitions if node else set()


_STYLES = ConfigKind(
    name="style",
    folder=styles_folder(),
    error=StyleError,
    first_line="`meta:` with a name",
    find_problems=_find_problems,
    extends_problem="style-extends",
    extends_key=("defaults", "pmdoc", "extends"),
    default_parent=DEFAULT_STYLE,
)
