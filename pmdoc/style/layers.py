"""Read a style file and those that it extends, each one checked against the schema.

In → Out: a style's name or path in, its layers out, nearest first.
Must not: know what a key means, but for `extends`.
Source: brand.yml, https://posit-dev.github.io/brand-yml/; schema/style.schema.json has all keys.

The shipped styles are checked by the tests, so that a build need not prepare the schema for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.diagnostics.errors import StyleError, UnknownName
from pmdoc.diagnostics.problem import Problem, parts_of
from pmdoc.read import Source, is_yaml_name
from pmdoc.runtime.resources import styles_folder
from pmdoc.validate import CompiledSchema
from pmdoc.validate.config_file import data_of, find_schema_problems, read_house_file, stop_on
from pmdoc.validate.schema_index import SchemaNode
from pmdoc.validate.schemas import shipped_schema

DEFAULT_STYLE = "corporate"
_WORDS = {
    "color": ("is not a colour.", 'Write "#0f4c81" in quotes, or the name of a colour.'),
    "fill": ("is not a colour.", 'Write "#0f4c81" in quotes, a colour\'s name, or "" for none.'),
    "length": ("is not a length.", "Write a number and its unit, such as 18mm or 10.5pt."),
    "tracking": ("is not a length.", "Write a number and its unit, such as 0.6pt."),
    "size": ("is not a size.", "Write a number and its unit, such as 10pt, 1.2rem or 16px."),
    "path": ("is not a path.", "Name a file beside the style."),
    "line_height": ("is not a line height.", "Write a number such as 1.4."),
}


class Layer(Struct, frozen=True, kw_only=True):
    """One style file, as its author wrote it."""

    path: Path
    source: Source
    data: Mapping[str, Any]


def style_names() -> tuple[str, ...]:
    """List the shipped styles by name."""
    return tuple(sorted(path.stem for path in styles_folder().glob("*.yaml")))


def read_layers(name: str | Path) -> tuple[Layer, ...]:
    """Read a style by its shipped name or by the path of a file, and those that it extends.

    Raises:
        UnknownName: a name that no shipped style has.
        StyleError: a file that is missing or can't be read, or that the schema does not admit.
    """
    path = Path(name)
    if not is_yaml_name(path):
        path = styles_folder() / f"{name}.yaml"
        if not path.is_file():
            raise UnknownName("style", str(name), style_names())
    layers: list[Layer] = []
    seen: list[Path] = []
    parent: Path | None = path
    while parent is not None:
        seen.append(parent.resolve())
        layers.append(_read(parent))
        parent = _parent(layers[-1], seen)
    return tuple(layers)


def _parent(layer: Layer, seen: list[Path]) -> Path | None:
    """Find the file that a layer extends; none for the one at the bottom."""
    own = layer.data.get("defaults", {}).get("pmdoc", {})
    name = own.get("extends")
    if name is None:  # a house's brand.yml says only what differs
        return None if _is_shipped(layer.path) else styles_folder() / f"{DEFAULT_STYLE}.yaml"
    is_file = is_yaml_name(name)
    path = layer.path.parent / name if is_file else styles_folder() / f"{name}.yaml"
    if path.resolve() in seen:
        _stop(layer, "extends itself.", "Remove one `extends:` of the circle.")
    if not path.is_file():
        unknown = UnknownName("style", name, style_names())
        hint = f"Put it at {path}." if is_file else unknown.hint
        _stop(layer, f"{name!r} is not there.", hint)
    return path


def _stop(layer: Layer, message: str, hint: str) -> None:
    pointer = "/defaults/pmdoc/extends"
    problem = Problem(id="style-extends", message=message, pointer=pointer, hint=hint)
    stop_on(layer.source.place([problem]), StyleError)


def _is_shipped(path: Path) -> bool:
    return path.parent.resolve() == styles_folder().resolve()


def _read(path: Path) -> Layer:
    source = read_house_file(path, "style", StyleError, start="`meta:` with a name")
    if not _is_shipped(path):
        stop_on(source.place(find_problems(source)), StyleError)
    return Layer(path=path, source=source, data=data_of(source))


def find_problems(source: Source) -> list[Problem]:
    """Check a style file against the schema.

    Problems: those of `find_schema_problems`, and `style-no-color`.
    """
    contract = shipped_schema("style")
    problems = [_word(problem, contract) for problem in find_schema_problems(source, "style")]
    hint = "A colour that begins with # needs quotes, else it is a remark."
    problems += [
        Problem(id="style-no-color", message="has no value.", pointer=pointer, hint=hint)
        for pointer in source.blanks
        if {"color", "theme_color", "fill"} & _definitions(pointer, contract.index)
    ]
    return problems


def _word(problem: Problem, contract: CompiledSchema) -> Problem:
    """Say what was wanted where the schema knows only that it does not fit."""
    if problem.id != "schema-value":
        return problem
    for name in _definitions(problem.pointer, contract.index) & _WORDS.keys():
        message, hint = _WORDS[name]
        return replace(problem, message=message, hint=hint)
    return problem


def _definitions(pointer: str, shape: SchemaNode) -> set[str]:
    """Name the definitions of the schema that say what may stand at a place."""
    here: Any = shape
    for part in parts_of(pointer):
        here = here and (here.keys.get(part) or here.others or here.item)
    return here.definitions if here else set()
