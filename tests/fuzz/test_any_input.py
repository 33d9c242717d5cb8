"""Any input ends in a documented way: in time, and without a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import strategies as st
from PIL import Image as Pillow

from pmdoc.layout import layout_names
from tests.fuzz import generated, mutated
from tests.fuzz.budget import search
from tests.fuzz.cage import Cage, Ended
from tests.fuzz.words import any_text

LAYOUTS = st.sampled_from(layout_names())


@pytest.fixture
def cage(tmp_path: Path) -> Cage:
    """Return a cage with the files that generated incidents name."""
    made = Cage(tmp_path)
    Pillow.new("RGB", (4, 3), "red").save(made.folder / generated.PICTURE)
    (made.folder / generated.PART).write_text("notes: Words that incidents share\n")
    return made


def assert_built(ended: Ended) -> None:
    """Assert that reports were built, unless a character has no font or a chart no data."""
    assert ended.code == 0 or lacks(ended, "glyph-missing", "data-unusable"), ended.err


def lacks(ended: Ended, *problems: str) -> bool:
    """Return whether a run ended because a font, data or a picture is missing."""
    return ended.code == 4 and any(problem in ended.out + ended.err for problem in problems)


def test_any_bytes_end_in_a_documented_exit_code(cage: Cage) -> None:
    """Random bytes, and texts in any encoding, are refused or have problems."""
    texts = st.tuples(any_text(200), st.sampled_from(["utf-8", "utf-16", "utf-32", "utf-8-sig"]))
    encoded = texts.map(lambda given: given[0].encode(given[1], "surrogatepass"))

    def check(data: bytes) -> None:
        assert cage.check(data).code in {1, 3}
        assert cage.build(data).code in {1, 3}

    search(check, st.binary(max_size=400) | encoded, at_least=60)


def test_any_mistake_ends_in_problems_or_in_both_reports(cage: Cage) -> None:
    """For files that are nearly right, all reports or none are written."""

    def check(given: tuple[str, str, str]) -> None:
        text, layout, format_ = given
        data = text.encode("utf-8", "surrogatepass")
        checked = cage.check(data, "--layout", layout, "--format", format_)
        only_lacks_files = lacks(checked, "data-unusable", "image-unusable")
        assert checked.code in {0, 1, 3} or only_lacks_files, checked.out
        if checked.code == 0 and len(data) < 10_000:
            assert_built(cage.build(data, "--layout", layout))

    search(
        check, st.tuples(mutated.files(), LAYOUTS, st.sampled_from(["text", "json"])), at_least=60
    )


def test_any_valid_incident_builds_in_both_formats(cage: Cage) -> None:
    """Whatever the schema allows can be built in every layout and with any quoting."""

    def check(given: tuple[object, str, str | None]) -> None:
        incident, layout, quote = given
        data = generated.as_yaml(incident, quote)
        assert_built(cage.build(data, "--layout", layout))

    quotes = st.sampled_from([None, "'", '"', "|"])
    search(check, st.tuples(generated.buildable_incidents(), LAYOUTS, quotes), at_least=15)


def test_any_valid_incident_can_be_checked(cage: Cage) -> None:
    """Every lint rule copes with whatever the schema allows."""

    def check(incident: object) -> None:
        checked = cage.check(generated.as_yaml(incident))
        assert checked.code in {0, 1} or lacks(checked, "glyph-missing", "data-unusable"), (
            checked.out
        )

    search(check, generated.incidents(), at_least=60)
