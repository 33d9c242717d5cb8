"""Data for charts from a CSV file beside the incident.

In → Out: a path as text and the incident's folder in, a `CsvTable` out; of it, samples.
Must not: leave the folder, guess a time zone, or take for a number what is none.
Source: RFC 4180 for the format, RFC 3339 section 5.6 for times.

The first row names the columns. One column has times with their offset, days, or labels; the
others have plain numbers with a decimal point. An empty cell is a gap. Columns are parted by
commas, semicolons or tabs, whichever the first row has most of.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from pathlib import Path

from msgspec import Struct

from pmdoc.diagnostics.errors import AssetError, InputError, suggest
from pmdoc.model.dataset import Sample
from pmdoc.read.asset_path import open_asset
from pmdoc.read.regular_file import read_open_file

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

    Shape: a row is its line number in the file and its cells, stripped; no row is longer than
    `names`; at least one row.
    """

    file: str
    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def column(self, name: str, default: int) -> int:
        """Return a column's place by its name; the default where there is no name.

        Raises:
            AssetError: there is no such column.
        """
        if name in self.names:
            return self.names.index(name)
        if name:
            message = f"{self.file!r} has no column {name!r}."
            raise AssetError(message, hint=suggest(name, self.names))
        if default >= len(self.names):
            message = f"{self.file!r} has one column only."
            raise AssetError(message, hint="Add a column of values, parted by commas.")
        return default


def load_csv(path_text: str, folder: Path) -> CsvTable:
    """Read a CSV file below the incident's folder.

    Raises:
        AssetError: the path leads elsewhere, the file is missing, not UTF-8 or not CSV, has no
            rows, or more than 5 MB, 20,000 rows or 50 columns.
    """
    with open_asset(path_text, folder) as descriptor:
        try:
            data = read_open_file(descriptor, name=repr(path_text), limit_bytes=LIMIT_BYTES)
        except InputError as error:
            raise AssetError(error.message, hint="Put a CSV file there.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"{path_text!r} is not UTF-8 text."
        raise AssetError(message, hint="Save it as CSV in UTF-8.") from None
    return _parse(text, path_text)


def samples_of(table: CsvTable, x: str = "", y: str = "") -> tuple[Sample, ...]:
    """Take one series out of a table: a column of times or labels, and one of numbers.

    Shape: samples with times are in order of time.

    Raises:
        AssetError: there is no such column, or a cell that is no time or number; with its line.
    """
    places = table.column(x, 0), table.column(y, 1)
    has_times = bool(_STARTS_AS_TIME.match(_cell(table.rows[0][1], places[0])))
    samples = []
    for line, cells in table.rows:
        where = f"{table.file!r}, line {line}"
        head, value = _cell(cells, places[0]), _number(_cell(cells, places[1]), where)
        if has_times:
            samples.append(Sample(_time(head, where), "", value))
        else:
            samples.append(Sample(None, head, value))
    if has_times:
        timed = [(sample.at, place) for place, sample in enumerate(samples) if sample.at]
        return tuple(samples[place] for _, place in sorted(timed))
    return tuple(samples)


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
        raise AssetError(message, hint="Look for a quotation mark that is not closed.") from None
    if not rows:
        raise AssetError(f"{file!r} has no rows of data.", hint="Add one below the column names.")
    return CsvTable(file=file, names=names, rows=tuple(rows))


def _check_names(names: tuple[str, ...], file: str) -> None:
    if len(names) > LIMIT_COLUMNS:
        message = f"{file!r} has more than {LIMIT_COLUMNS} columns."
        raise AssetError(message, hint="Keep those that the chart shows.")
    twice = [name for name in names if names.count(name) > 1 and name]
    if twice:
        message = f"{file!r}, line 1: two columns are called {twice[0]!r}."
        raise AssetError(message, hint="Give each one a name of its own.")


def _check_row(rows: list[tuple[int, tuple[str, ...]]], names: tuple[str, ...], file: str) -> None:
    line, cells = rows[-1]
    if len(cells) > len(names):
        message = f"{file!r}, line {line}: {len(cells)} cells under {len(names)} column names."
        raise AssetError(message, hint="Write numbers without marks between thousands.")
    if len(rows) > LIMIT_ROWS:
        message = f"{file!r} has more than {LIMIT_ROWS:,} rows."
        raise AssetError(message, hint="Take means or maxima over longer steps.")


def _cell(cells: tuple[str, ...], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _number(text: str, where: str) -> float | None:
    if not text:
        return None
    value = float(text) if _NUMBER.fullmatch(text) else math.inf
    if not math.isfinite(value):
        hint = "Write a plain number such as 12.5, without a unit; leave a gap empty."
        raise AssetError(f"{where}: {text!r} is not a number.", hint=hint)
    return value


def _time(text: str, where: str) -> dt.datetime:
    """Read a time; a day stands for its beginning in UTC."""
    if _STARTS_AS_TIME.match(text) and not _DAY.fullmatch(text) and not _HAS_OFFSET.match(text):
        raise AssetError(f"{where}: {text!r} has no offset.", hint="Add Z for UTC, or +02:00.")
    try:
        moment = dt.datetime.fromisoformat(text.upper())
    except ValueError:
        raise AssetError(f"{where}: {text!r} is not a time.", hint=_TIMES) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
