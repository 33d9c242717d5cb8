"""Line ends inside Chinese and Japanese text are no blanks, wherever an author breaks a line."""

from __future__ import annotations

import pytest

from pmdoc.read.line_ends import is_joined, joined_lines, unfolded
from pmdoc.read.yaml.yaml_file import read_yaml


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("理", "が", True),
        ("。", "担", True),
        ("９", "月", True),
        ("”", "的", True),
        ("的", "“", True),
        ("が", "A", False),
        ("A", "が", False),
        ("장", "계", False),
        ("장", "漢", False),
        ("✅", "✅", False),
        ("”", "…", False),
        ("", "が", False),
    ],
)
def test_line_end_is_dropped_between_wide_characters(
    before: str, after: str, expected: bool
) -> None:
    """Latin, Hangul and emoji keep the blank."""
    assert expected is is_joined(before, after)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("待ち\n行列", "待ち行列"), ("待ち\r\nAPI\nの", "待ち API の"), ("a\nb", "a b"), ("", "")],
)
def test_text_of_one_line_is_joined(text: str, expected: str) -> None:
    assert expected == joined_lines(text)


@pytest.mark.parametrize(
    "written",
    [
        "a: 待ち行列が\n  遅れました。山田 太郎",
        "a: 待ち行列が\r\n  遅れました。山田 太郎",
        "a: >-\n  待ち行列が\n  遅れました。山田 太郎",
        'a: "待ち行列が\n  遅れました。山田 太郎"',
        "a: '待ち行列が\n  遅れました。山田 太郎'",
        "{a: '待ち行列が\n  遅れました。山田 太郎'}",
        "a: &x 待ち行列が\n  遅れました。山田 太郎\nb: *x",
    ],
)
def test_folding_puts_no_blank_between_wide_characters(written: str) -> None:
    """A blank that the author typed stays."""
    data = read_yaml(written).data

    assert isinstance(data, dict)
    assert {"待ち行列が遅れました。山田 太郎"} == set(data.values())


def test_lines_of_a_literal_text_stay() -> None:
    assert {"a": "待ち\n行列\n"} == read_yaml("a: |\n  待ち\n  行列\n").data


def test_typed_blank_before_a_folded_one_stays() -> None:
    """The same characters may stand beside a typed blank earlier in the text."""
    assert "障害 発障害発" == unfolded("障害 発 障害 発", "障害 発\n障害\n発")
