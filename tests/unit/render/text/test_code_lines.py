"""Lines of code keep their columns, and long ones break at blanks."""

from __future__ import annotations

import pytest

from pmdoc.render.text.code_lines import broken_line, code_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\r\n\tc\n\n", ["a       b", "        c"]),
        ("12345678\tb", ["12345678        b"]),
        ("障害\tx", ["障害    x"]),
        ("e\u0301\tx", ["e\u0301       x"]),
        ("", [""]),
    ],
)
def test_tabs_reach_every_eighth_column(text: str, expected: list[str]) -> None:
    """A wide character takes two columns, as in a terminal, and a mark none."""
    assert expected == code_lines(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("run --all x", ["run ", "--all ", "x"]),
        ("    indented", ["    inde", "nted"]),
        ("abcdefghijkl", ["abcdefgh", "ijkl"]),
        ("ab cdefghijklmn", ["ab ", "cdefgh", "ijklmn"]),
        ("abcdefgh   x", ["abcdefgh   ", "x"]),
        ("e\u0301" * 9, ["e\u0301" * 8, "e\u0301"]),
        ("", [""]),
    ],
)
def test_line_breaks_at_a_blank_where_there_is_one(line: str, expected: list[str]) -> None:
    """Eight characters fit, and six on the lines that follow; nothing is lost."""
    assert expected == list(broken_line(line, 8, 6, lambda cluster: float(len(cluster[:1]))))
    assert line == "".join(expected)
