"""The position of a word in a value is found in the file, in any YAML style."""

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


def position_of(text: str, pointer: str, offset: int) -> tuple[int, int]:
    """Return the line and column of a problem at an offset in a value."""
    problem = Problem(id="p", message="is wrong.", pointer=pointer, offset=offset)
    position = read_yaml(text, name="t.yaml").place([problem])[0].position
    return position.line, position.column


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_word_is_found_at_its_position(text: str) -> None:
    """Line and column are those that an editor shows."""
    data = read_yaml(text).data
    pointer, inner = ("/1/notes", data[1]) if isinstance(data, list) else ("/notes", data)
    assert isinstance(inner, dict)
    value = str(inner["notes"])
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    row = next(number for number, line in enumerate(lines) if "TODO" in line)

    assert (row + 1, lines[row].index("TODO") + 1) == position_of(
        text, pointer, value.index("TODO")
    )


def test_repeated_word_is_found_at_its_own_position() -> None:
    text = "notes: |\n  TODO and\n  TODO\nsummary: TODO\n"

    assert [(2, 8), (3, 3)] == [position_of(text, "/notes", at) for at in (5, 9)]


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ('notes: "a \\x54ODO"\nother: TODO\n', 2),  # escaped here, a word of another value is plain
        ("notes: short\n", 40),
        ("notes: a b\n", 1),  # a blank
        ("notes: [a, TODO]\n", 1),
    ],
)
def test_unknown_position_is_the_start_of_the_value(text: str, offset: int) -> None:
    assert (1, 8) == position_of(text, "/notes", offset)


@given(words=TEXTS, style=st.sampled_from(["|", ">", '"', "'", ""]))
def test_position_is_the_word_or_the_start_of_the_value(words: list[str], style: str) -> None:
    value = " ".join(words)
    text = yaml.dump({"notes": value, "other": "TODO"}, default_style=style, allow_unicode=True)
    at = value.rfind("TODO")
    if at < 1:
        return

    line, column = position_of(text, "/notes", at)

    start = text.split("\n")[line - 1][column - 1 :]
    is_whole = (line, column) == (1, len(text.partition(":")[0]) + 3)
    assert is_whole or start.startswith("TODO")
