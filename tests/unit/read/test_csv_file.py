"""CSV files as chart data: accepted variants, and messages for unusable files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmdoc.diagnostics.errors import AssetError
from pmdoc.model.attachment import Sample
from pmdoc.read.csv_file import load_csv, samples_of
from pmdoc.runtime import limits

NOON = datetime(2026, 9, 17, 12, tzinfo=UTC)


def write(folder: Path, text: str | bytes) -> Path:
    """Write a file named `a.csv`."""
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "a.csv").write_bytes(data)
    return folder


def read_samples(folder: Path, text: str | bytes, x: str = "", y: str = "") -> tuple[Sample, ...]:
    """Read one series of a file."""
    return samples_of(load_csv("a.csv", write(folder, text)), x, y)


@pytest.mark.parametrize(
    "text",
    [
        "time,load\n2026-09-17T12:00Z,12.5\n",
        "\ufefftime,load\r\n2026-09-17T14:00+02:00,12.5\r\n",
        'time;load\n"2026-09-17T12:00:00Z";"12.5"\n',
        "time\tload\n2026-09-17 12:00Z\t+12.5\n\n",
        "load,time\n1.25e1,2026-09-17T12:00z\n",
    ],
)
def test_csv_variants_are_equivalent(tmp_path: Path, text: str) -> None:
    """Delimiters, line ends, quotes, offsets and the order of columns may differ."""
    (sample,) = read_samples(tmp_path, text, "time", "load")

    assert Sample(NOON, "", 12.5) == Sample(sample.at, sample.label, sample.value)


def test_first_two_columns_are_the_default(tmp_path: Path) -> None:
    text = "region,share,sum\nNorth,41,9\nSouth,-2,8\n"

    assert (Sample(None, "North", 41.0), Sample(None, "South", -2.0)) == read_samples(
        tmp_path, text
    )
    assert [9.0, 8.0] == [s.value for s in read_samples(tmp_path, text, y="sum")]


def test_rows_are_sorted_by_time_and_gaps_kept(tmp_path: Path) -> None:
    """An empty cell is a gap, and a date is the start of its day."""
    text = "t,v\n2026-09-17T12:00Z,2\n2026-09-17,\n2026-09-16T23:00Z,1\n"

    found = read_samples(tmp_path, text)

    assert [1.0, None, 2.0] == [sample.value for sample in found]
    assert [(16, 23), (17, 0), (17, 12)] == [(s.at.day, s.at.hour) for s in found if s.at]


BAD: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "no rows of data"),
    "names only": ("t,v\n", "no rows of data"),
    "one column": ("v\n1\n", "only one column"),
    "words for a number": ("t,v\na,1\nb,n/a\n", "line 3: 'n/a' is not a number"),
    "decimal comma": ("t;v\na;1,5\n", "line 2: '1,5' is not a number"),
    "nan": ("t,v\na,NaN\n", "line 2: 'NaN' is not a number"),
    "infinite": ("t,v\na,1e999\n", "line 2: '1e999' is not a number"),
    "underscores": ("t,v\na,1_000\n", "'1_000' is not a number"),
    "thousands": ("t,v\na,1\nb,1,000\n", "line 3: 3 cells under 2 column names"),
    "no offset": ("t,v\n2026-09-17T12:00,1\n", "line 2: '2026-09-17T12:00' has no offset"),
    "no such day": ("t,v\n2026-09-17,1\n2026-02-30,1\n", "line 3: '2026-02-30' is not a time"),
    "label among times": ("t,v\n2026-09-17T12:00Z,1\nlater,2\n", "line 3: 'later' is not a time"),
    "open quote": ('t,v\n"a,1\n', "not CSV"),
    "two alike": ("t,v,v\na,1,2\n", "line 1: two columns are called 'v'"),
    "not text": (b"\xff\xfe\x00", "not UTF-8"),
    "too long": ("t,v\n" + "a,1\n" * (limits.CSV_ROWS + 1), "more than 20,000 rows"),
    "too wide": (
        ",".join(map(str, range(limits.CSV_COLUMNS + 1))) + "\n1\n",
        "more than 50 columns",
    ),
    "too large": (b"t,v\n" + b" " * 5_000_001, "larger than 5 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_unusable_file_is_reported_with_its_line(tmp_path: Path, name: str) -> None:
    text, message = BAD[name]

    with pytest.raises(AssetError, match=message) as caught:
        read_samples(tmp_path, text)

    assert caught.value.hint


def test_unknown_column_suggests_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"no column 'laod'\. Did you mean 'load'"):
        read_samples(tmp_path, "time,load\na,1\n", y="laod")


@pytest.mark.parametrize("path", ["../a.csv", "/etc/passwd", "none.csv", ".", ""])
def test_path_must_stay_inside_the_folder(tmp_path: Path, path: str) -> None:
    """The rules are the same as for pictures."""
    write(tmp_path, "t,v\na,1\n")
    (tmp_path / "inside").mkdir()

    with pytest.raises(AssetError):
        load_csv(path, tmp_path / "inside")
