"""Spellings of one name are one person, and two people stay two."""

from __future__ import annotations

import pytest

from pmdoc.lint.same_person import is_same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dana Reyes", "dana  reyes"),
        ("Dana Reyes", "Reyes, Dana"),
        ("Dana Reyes", "D. Reyes"),
        ("Dana Reyes", "Dana M. Reyes"),
        ("Dana Reyes (SRE)", "Dana Reyes, Payments team"),
        ("Dr. Siobhán Keane", "Siobhan Keane"),
        ("dana.reyes@example.com", "Dana Reyes"),
        ("高橋 健", "高橋 健"),
    ],
)
def test_spellings_of_one_name_match(one: str, other: str) -> None:
    assert is_same_person(one, other)
    assert is_same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dana Reyes", "Dan Reyes"),
        ("Dana Reyes", "Dana Okoro"),
        ("Dana Reyes", "S. Reyes"),
        ("Dana", "Dana Reyes"),
        ("", "Dana Reyes"),
        ("佐藤 花子", "佐藤 一郎"),
        ("Payments team", "Platform team"),
    ],
)
def test_two_people_are_told_apart(one: str, other: str) -> None:
    assert not is_same_person(one, other)
    assert not is_same_person(other, one)
