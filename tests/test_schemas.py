"""The schemas of style, layout and language files are described, self-contained and safe.

In → Out: nothing in; pass or fail out.
Must not: build a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from pmdoc.model.document import Tone
from pmdoc.read.source import Source
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.runtime.resources import languages_folder, layouts_folder, styles_folder
from pmdoc.style import TextRole
from pmdoc.validate.coerce import coerce
from pmdoc.validate.schema_errors import find_structure_problems
from pmdoc.validate.schemas import shipped_schema
from tests.timing import assert_linear

NAMES = ("style", "layout", "language")
OPEN = {
    "style": {
        "/properties/logo/anyOf/1/properties/images",
        "/properties/meta",
        "/properties/meta/properties/link/anyOf/1",
        "/properties/color/properties/palette",
        "/properties/defaults",
        "/$defs/pmdoc/properties/word-styles",
    },
    "layout": {
        "/$defs/part",
        "/properties/severities",
        "/properties/change",
    },
    "language": {
        "/properties/plurals",
        "/properties/words",
        "/properties/labels",
        "/$defs/word/anyOf/1",
    },
}


def nodes(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield all subschemas with their paths."""
    if isinstance(node, dict):
        yield path, node
        for key, inner in node.items():
            if key not in {"examples", "enum", "default"}:
                yield from nodes(inner, f"{path}/{key}")
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from nodes(inner, f"{path}/{index}")


def explained(name: str) -> dict[str, dict[str, Any]]:
    """Return the properties and definitions of a schema by their paths."""
    schema = shipped_schema(name).schema
    found = {f"{name}/$defs/{key}": node for key, node in schema["$defs"].items()}
    for path, node in nodes(schema):
        if not path.endswith("/properties"):
            for key, inner in node.get("properties", {}).items():
                found[f"{name}{path}/{key}"] = inner
    return found


EXPLAINED = {path: node for name in NAMES for path, node in explained(name).items()}
PATTERNS = sorted(
    {
        node["pattern"]
        for name in NAMES
        for _, node in nodes(shipped_schema(name).schema)
        if isinstance(node.get("pattern"), str)
    }
)


@pytest.mark.parametrize("name", NAMES)
def test_schema_fits_its_metaschema(name: str) -> None:
    """The draft is 2020-12."""
    schema = shipped_schema(name).schema

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", EXPLAINED)
def test_property_is_explained(path: str) -> None:
    """Editors can show a title, a sentence and valid examples."""
    node = EXPLAINED[path]
    definitions = shipped_schema(path.partition("/")[0]).schema["$defs"]
    validator = jsonschema_rs.Draft202012Validator({**node, "$defs": definitions})

    assert node["title"]
    assert node["description"].endswith("."), path
    assert node["examples"]
    for example in node["examples"]:
        assert validator.is_valid(example), example


@pytest.mark.parametrize("name", ["incident", *NAMES])
def test_markdown_descriptions_repeat_the_text(name: str) -> None:
    """A description with code is repeated as Markdown, which hover windows show.

    A definition has no Markdown, which editors would show instead of a property's description.
    """
    for path, node in nodes(shipped_schema(name).schema):
        words = node.get("description")
        is_definition = re.fullmatch(r"/\$defs/[^/]*", path) is not None
        if isinstance(words, str) and "`" in words and not is_definition:
            assert words == node.get("markdownDescription"), path
        else:
            assert is_definition or path.endswith("properties") or "markdownDescription" not in node
        if "enumDescriptions" in node:
            assert len(node["enum"]) == len(node["enumDescriptions"]), path
            assert all(text.endswith(".") for text in node["enumDescriptions"]), path


@pytest.mark.parametrize("name", NAMES)
def test_references_are_local_and_used(name: str) -> None:
    """No schema refers to another file, and no definition is unused."""
    schema = shipped_schema(name).schema
    references = {node["$ref"] for _, node in nodes(schema) if isinstance(node.get("$ref"), str)}

    assert {f"#/$defs/{key}" for key in schema["$defs"]} == references


@pytest.mark.parametrize("name", NAMES)
def test_objects_are_closed(name: str) -> None:
    """Unknown keys are errors, except where authors, brand.yml or other modules define the keys."""
    found = {
        path
        for path, node in nodes(shipped_schema(name).schema)
        if node.get("type") == "object" and node.get("additionalProperties") is not False
    }

    assert OPEN[name] == found


@pytest.mark.parametrize("path", [p for p in EXPLAINED if "/$defs/" not in p])
def test_keys_are_kebab_case(path: str) -> None:
    """Keys are written as in brand.yml; the words of a language are named as in the code."""
    if path.startswith("language/"):
        path = path.replace("_", "-")
    assert re.fullmatch(r"[a-z][a-z0-9-]*", path.rpartition("/")[2]), path


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_is_safe(pattern: str) -> None:
    """It admits no foreign digits and no trailing newline, and never backtracks for long."""
    assert r"\d" not in pattern
    assert r"\w" not in pattern
    if pattern != r"\S":
        assert pattern.startswith("^")
        assert pattern.endswith(r"$(?!\n)")
    for piece in ["1", "a", "9 ", "#a", "rgb(", "1.", "A-", "a "]:
        assert_linear(lambda n, piece=piece: re.search(pattern, piece * n + "\n!"), 5_000)


def test_style_schema_knows_every_role_and_tone() -> None:
    """Every text role and tone in the code is a key in the schema."""
    own = shipped_schema("style").schema["$defs"]["pmdoc"]["properties"]

    assert [role.value for role in TextRole] == list(own["text"]["properties"])
    assert [tone.value for tone in Tone] == list(own["tones"]["properties"])
    assert [t.value for t in Tone] == shipped_schema("layout").schema["$defs"]["tone"]["enum"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        *(("style", read_yaml(path)) for path in sorted(styles_folder().glob("*.yaml"))),
        *(("layout", read_yaml(path)) for path in sorted(layouts_folder().glob("*.yaml"))),
        *(("language", read_yaml(path)) for path in sorted(languages_folder().glob("*.yaml"))),
    ],
    ids=lambda value: value.name.rpartition("/")[2] if isinstance(value, Source) else value,
)
def test_shipped_files_fit_their_schema(name: str, source: Source) -> None:
    """Builds rely on this and do not check them again."""
    assert () == source.problems
    contract = shipped_schema(name)
    assert () == find_structure_problems(coerce(source.data, contract.index), contract)
