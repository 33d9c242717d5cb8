"""Read data for charts from CSV files.

In → Out: a path as text and the incident's folder in, a `CsvTable` out; from that, samples.
Must not: leave the folder, guess a time zone, or guess at numbers.
Source: RFC 4180 for the format, RFC 3339 section 5.6 for times.

The first row names the columns. One column has times with offsets, days, or labels; the others
have plain numbers with a decimal point. An empty cell is a gap. The separator is the comma,
semicolon or tab, whichever is most frequent in the first row:

    time,requests,errors
    2019-07-02T13:42Z,1200,3
    2019-07-02T13:43Z,,250
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from pmdoc.diagnostics.errors import AssetError, suggest
from pmdoc.model.attachment import Sample
from pmdoc.model.moment import TimeResolution
from pmdoc.read.asset_path import read_asset

LIMIT_BYTES = 5_000_000
LIMIT_ROWS = 20_000
LIMIT_COLUMNS = 50

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_STARTS_AS_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ]|$)")
_HAS_OFFSET = re.compile(r".*(?:[Zz]|[+-][0-9]{2}:[0-9]{2})")
_TIMES = "Write times such as 2019-07-02T13:42Z."


class CsvTable(Struct, frozen=True, kw_only=True):
    """The cells of a file.

    Shape: a row is its line number in the file and its cells, stripped. There is at least one row,
    and none is longer than `names`.
    """

    file: str
    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def column(self, name: str, default: int) -> int:
        """Return a column's index by its name, or the default for an empty name.

        Raises:
            AssetError: the column does not exist.
        """
        if name in self.names:
            return self.names.index(name)
        if name:
            message = f"{self.file!r} has no column {name!r}."
            raise AssetError(message, hint=suggest(name, self.names))
        if default >= len(self.names):
            message = f"{self.file!r} has only one column."
            raise AssetError(message, hint="Add a column of values, separated by commas.")
        return default


def load_csv(path_text: str, folder: Path) -> CsvTable:
    """Read a CSV file below the incident's folder.

    Raises:
        AssetError: the path leads elsewhere, or the file is missing, not UTF-8, not CSV, has no
            rows, or has more than 5 MB, 20,000 rows or 50 columns.
    """
    data = read_asset(path_text, folder, limit_bytes=LIMIT_BYTES, expected="a CSV file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{path_text!r} is not UTF-8 text."
        raise AssetError(message, hint="Save it as CSV in UTF-8.") from None
    return _parse(text, path_text)


def samples_of(
    table: CsvTable, x: str = "", y: str = "", zone: dt.tzinfo = dt.UTC
) -> tuple[Sample, ...]:
    """Return one series: column `x` has times or labels, column `y` numbers.

    Shape: samples with times are sorted by time. The defaults are the first and second column.
    Days begin at midnight in `zone`.

    Raises:
        AssetError: a column does not exist, or a cell is not a time or number.
    """
    x_index, y_index = table.column(x, 0), table.column(y, 1)
    has_times = bool(_STARTS_AS_TIME.match(_cell(table.rows[0][1], x_index)))
    samples = []
    for line, cells in table.rows:
        where = f"{table.file!r}, line {line}"
        head, value = _cell(cells, x_index), _number(_cell(cells, y_index), where)
        if has_times:
            is_day = _DAY.fullmatch(head) is not None
            resolution = TimeResolution.DAY if is_day else TimeResolution.MINUTE
            samples.append(Sample(_time(head, where, zone), "", value, resolution))
        else:
            samples.append(Sample(None, head, value))
    return sorted_by_time(samples)


def sorted_by_time(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """Return samples in order of time, or unchanged if any has no time."""
    times = [sample.at for sample in samples if sample.at]
    if len(times) < len(samples):
        return tuple(samples)
    order = sorted(range(len(samples)), key=times.__getitem__)
    return tuple(samples[index] for index in order)


def _parse(text: str, file: str) -> CsvTable:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        names = tuple(name.strip() for name in next(reader, ()))
        _check_names(names, file)
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                rows.append((reader.line_num, stripped))
                _check_row(rows, names, file)
    except csv.Error as error:
        message = f"{file!r}, line {reader.line_num}: not CSV ({error})."
        raise AssetError(message, hint="Look for an unclosed quotation mark.") from None
    if not rows:
        raise AssetError(f"{file!r} has no rows of data.", hint="Add one below the column names.")
    return CsvTable(file=file, names=names, rows=tuple(rows))


def _check_names(names: tuple[str, ...], file: str) -> None:
    if len(names) > LIMIT_COLUMNS:
        message = f"{file!r} has more than {LIMIT_COLUMNS} columns."
        raise AssetError(message, hint="Keep only those that the chart shows.")
    duplicates = [name for name in names if names.count(name) > 1 and name]
    if duplicates:
        message = f"{file!r}, line 1: two columns are called {duplicates[0]!r}."
        raise AssetError(message, hint="Give each column a different name.")


def _check_row(rows: list[tuple[int, tuple[str, ...]]], names: tuple[str, ...], file: str) -> None:
    line, cells = rows[-1]
    if len(cells) > len(names):
        message = f"{file!r}, line {line}: {len(cells)} cells under {len(names)} column names."
        raise AssetError(message, hint="Write numbers without thousands separators.")
    if len(rows) > LIMIT_ROWS:
        message = f"{file!r} has more than {LIMIT_ROWS:,} rows."
        raise AssetError(message, hint="Use averages or maxima over longer intervals.")


def _cell(cells: tuple[str, ...], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _number(text: str, where: str) -> float | None:
    if not text:
        return None
    value = float(text) if _NUMBER.fullmatch(text) else math.inf
    if not math.isfinite(value):
        hint = "Write a plain number such as 12.5, without a unit; leave a gap empty."
        raise AssetError(f"{where}: {text!r} is not a number.", hint=hint)
    return value


def _time(text: str, where: str, zone: dt.tzinfo) -> dt.datetime:
    """Parse a time; a day is its start."""
    if _STARTS_AS_TIME.match(text) and not _DAY.fullmatch(text) and not _HAS_OFFSET.match(text):
        raise AssetError(f"{where}: {text!r} has no offset.", hint="Add Z for UTC, or +02:00.")
    try:
        moment = dt.datetime.fromisoformat(text.upper())
    except ValueError:
        raise AssetError(f"{where}: {text!r} is not a time.", hint=_TIMES) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)
