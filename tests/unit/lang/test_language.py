"""Languages write dates, numbers and durations in their manner."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmdoc.errors import UnknownName
from pmdoc.lang import language_codes, load_language

DURATIONS = [
    (timedelta(seconds=2), "2 s"),
    (timedelta(minutes=45), "45 min"),
    (timedelta(hours=4, minutes=23), "4 h 23 min"),
    (timedelta(hours=18, minutes=47, seconds=3), "18 h 47 min"),
    (timedelta(days=1, hours=23, minutes=50), "47 h 50 min"),
    (timedelta(days=2, hours=1, minutes=5), "49 h 5 min"),
    (timedelta(days=10, hours=1, minutes=5), "10 d 1 h 5 min"),
    (timedelta(days=3), "3 d"),
    (timedelta(minutes=59, seconds=59), "59 min 59 s"),
    (timedelta(hours=1), "1 h"),
    (timedelta(0), "0 s"),
]


@pytest.mark.parametrize(("span", "expected"), DURATIONS, ids=[d[1] for d in DURATIONS])
def test_duration_in_words(span: timedelta, expected: str) -> None:
    """Nothing is cut off but the seconds of hours."""
    assert expected == load_language("en").duration(span)


def test_numbers_and_dates() -> None:
    """Thousands are parted; months are names, so that no date can be misread."""
    english = load_language("en")

    assert ["5,000", "4.5", "1,234.25", "0"] == [english.number(n) for n in (5000, 4.5, 1234.25, 0)]
    assert "31 January 2017" == english.date(date(2017, 1, 31))


def test_region_falls_back_to_its_language() -> None:
    """`en-GB` is read from `en` and stays the document's language."""
    assert "en-GB" == load_language("en-GB").code


def test_unknown_language_lists_the_known() -> None:
    """The next step is in the message."""
    with pytest.raises(UnknownName, match="xx"):
        load_language("xx")


@pytest.mark.parametrize("code", language_codes())
def test_language_has_every_word(code: str) -> None:
    """A shipped language is whole."""
    language = load_language(code)

    assert set(load_language("en").words) == set(language.words)
