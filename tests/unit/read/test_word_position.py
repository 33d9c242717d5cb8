"""A word of a value is found in the file, however the value is written there."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pmdoc.diagnostics.problem import Problem
from pmdoc.read.yaml.yaml_file import read_yaml

TEXTS = st.lists(st.sampled_from(["TODO", "a", "b:", "#", "TODO", "\n", "\n\n", "ü", "'", '"']))
FILES = {
    "literal": 'notes: |\n  One two\n\n    three TODO\n  "four"\n',
    "literal, indented by hand": "notes: |2\n    One TODO\n",
    "folded": "notes: >-\n  One\n  two TODO\n",
    "plain": "notes: One\n  two TODO\n",
    "quoted": 'notes: "One \\"two\\"\n  TODO"\n',
    "quoted once": "notes: 'One ''two''\n  TODO'\n",
    "Windows": "notes: |\r\n  One\r\n  two TODO\r\nother: TODO\r\n",
    "with a mark": "\ufeffnotes: One TODO\n",
    "line separator": "notes: 'One\u2028two TODO'\n",
    "in a list": "[a, {notes: One TODO}]\n",
}


def places(text: str, pointer: str, offset: int) -> tuple[int, int]:
    """Give the line and column at which a problem comes out."""
    problem = Problem(id="p", message="is wrong.", pointer=pointer, offset=offset)
    position = read_yaml(text, name="t.yaml").place([problem])[0].position
    return position.line, position.column


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_a_word_is_found_where_it_stands(text: str) -> None:
    """Its line and column are those that an editor shows."""
    data = read_yaml(text).data
    pointer, inner = ("/1/notes", data[1]) if isinstance(data, list) else ("/notes", data)
    assert isinstance(inner, dict)
    value = str(inner["notes"])
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    row = next(number for number, line in enumerate(lines) if "TODO" in line)

    assert (row + 1, lines[row].index("TODO") + 1) == places(text, pointer, value.index("TODO"))


def test_the_same_word_is_told_apart() -> None:
    """The second is not the first, and another value's is nobody's."""
    text = "notes: |\n  TODO and\n  TODO\nsummary: TODO\n"

    assert [(2, 8), (3, 3)] == [places(text, "/notes", at) for at in (5, 9)]


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ('notes: "a \\x54ODO"\nother: TODO\n', 2),  # escaped here, another's below
        ("notes: short\n", 40),
        ("notes: a b\n", 1),  # a blank
        ("notes: [a, TODO]\n", 1),
    ],
)
def test_what_is_not_found_is_the_whole_value(text: str, offset: int) -> None:
    """Better the beginning than a wrong place."""
    assert (1, 8) == places(text, "/notes", offset)


@given(words=TEXTS, style=st.sampled_from(["|", ">", '"', "'", ""]))
def test_nothing_else_is_pointed_at(words: list[str], style: str) -> None:
    """A place is the value's beginning, or the word that was asked for."""
    value = " ".join(words)
    text = yaml.dump({"notes": value, "other": "TODO"}, default_style=style, allow_unicode=True)
    at = value.rfind("TODO")
    if at < 1:
        return

    line, column = places(text, "/notes", at)

    start = text.split("\n")[line - 1][column - 1 :]
    is_whole = (line, column) == (1, len(text.partition(":")[0]) + 3)
    assert is_whole or start.startswith("TODO")
