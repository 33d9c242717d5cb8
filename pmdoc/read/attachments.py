"""Load what an incident names beside itself: its pictures and the data of its charts.

In → Out: an incident and its folder in; pictures, series and problems out.
Must not: read anything but through the gates of `read`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from pmdoc.diagnostics.errors import AssetError
from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.model.dataset import Dataset, Sample
from pmdoc.model.image import Image
from pmdoc.model.incident import Chart, Incident, Moment, Series
from pmdoc.read import CsvTable, check_image, load_csv, load_image, samples_of

ASSET_PROBLEMS = frozenset({"image-unusable", "data-unusable"})


class Attachments(Struct, frozen=True, kw_only=True):
    """What was loaded.

    Shape: pictures by their `key`; data by the place of the chart among the incident's; `files`
    names every file that was read, as the incident does.
    """

    images: Mapping[str, Image] = field(default_factory=dict)
    data: Mapping[int, tuple[Dataset, ...]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_attachments(incident: Incident, folder: Path, *, is_check: bool = False) -> Attachments:
    """Load every picture and every series of data that the incident names.

    A check only tries the pictures: `images` is empty then, and the problems are the same.

    Problems: `image-unusable` and `data-unusable`, one for each that can't be used.
    """
    problems: list[Problem] = []
    images = _load_images(incident, folder, problems, is_check=is_check)
    charts = _Charts(folder, problems)
    data = charts.load(incident.metrics.charts)
    pictures = (*incident.appendices.screenshots, *incident.appendices.monitoring)
    read = (*(one.file for one in pictures if one.key in images), *charts.files)
    files = tuple(dict.fromkeys(read))
    return Attachments(images=images, data=data, files=files, problems=tuple(problems))


def _load_images(
    incident: Incident, folder: Path, problems: list[Problem], *, is_check: bool
) -> dict[str, Image]:
    images: dict[str, Image] = {}
    for name in ("screenshots", "monitoring"):
        for index, picture in enumerate(getattr(incident.appendices, name)):
            try:
                if is_check:
                    check_image(picture.file, folder)
                    continue
                images[picture.key] = load_image(picture.file, folder, is_turned=picture.rotated)
            except AssetError as error:
                pointer = pointer_to("appendices", name, index, "file")
                problems.append(_unusable("image-unusable", error, pointer))
    return images


def _unusable(ident: str, error: AssetError, pointer: str) -> Problem:
    return Problem(
        id=ident,
        message=f"can't be used. {error.message}",
        hint=error.hint,
        pointer=pointer,
    )


class _Charts:
    """Loads the series of charts; a CSV file that several name is read once."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self._folder = folder
        self._problems = problems
        self._tables: dict[str, CsvTable] = {}

    @property
    def files(self) -> tuple[str, ...]:
        """The files that were read."""
        return tuple(self._tables)

    def load(self, charts: tuple[Chart, ...]) -> dict[int, tuple[Dataset, ...]]:
        """Load all charts; one without any data is left out, and named."""
        found = {}
        for index, chart in enumerate(charts):
            before = len(self._problems)
            sets = tuple(self._sets(chart, pointer_to("metrics", "charts", index)))
            if len(self._problems) == before:
                self._check(sets, pointer_to("metrics", "charts", index))
            found[index] = tuple(one for one in sets if one.samples)
        return found

    def _check(self, sets: tuple[Dataset, ...], pointer: str) -> None:
        """Say what the data of a whole chart lack."""
        if not any(sample.value is not None for one in sets for sample in one.samples):
            message = "has no data."
            hint = "Give it `csv`, or `series` with `points` or `csv`."
        elif len({sample.at is None for one in sets for sample in one.samples}) > 1:
            message = "mixes points with times and points without."
            hint = "Give all points a time, or all a label."
        else:
            return
        self._problems.append(
            Problem(id="data-unusable", message=message, hint=hint, pointer=pointer)
        )

    def _sets(self, chart: Chart, pointer: str) -> Iterator[Dataset]:
        if chart.csv:
            yield from self._all_columns(chart.csv, f"{pointer}/csv")
        for index, series in enumerate(chart.series):
            yield self._one(series, f"{pointer}/series/{index}")

    def _all_columns(self, file: str, pointer: str) -> Iterator[Dataset]:
        try:
            table = self._table(file)
            table.column("", 1)
            for name in table.names[1:]:
                yield Dataset(name, samples_of(table, table.names[0], name))
        except AssetError as error:
            self._problems.append(_unusable("data-unusable", error, pointer))

    def _one(self, series: Series, pointer: str) -> Dataset:
        samples = tuple(
            Sample(_instant(point.at), point.label, float(point.value)) for point in series.points
        )
        if series.csv:
            try:
                samples += samples_of(self._table(series.csv), series.x, series.y)
            except AssetError as error:
                self._problems.append(_unusable("data-unusable", error, f"{pointer}/csv"))
        timed = [(sample.at, place) for place, sample in enumerate(samples) if sample.at]
        if len(timed) == len(samples):
            samples = tuple(samples[place] for _, place in sorted(timed))
        return Dataset(series.name, samples)

    def _table(self, file: str) -> CsvTable:
        if file not in self._tables:
            self._tables[file] = load_csv(file, self._folder)
        return self._tables[file]


def _instant(moment: Moment | None) -> dt.datetime | None:
    """Return a point's time; a day stands for its beginning in UTC."""
    if moment is None or moment.time is None:
        return None
    if isinstance(moment.time, dt.datetime):
        return moment.time
    return dt.datetime.combine(moment.time, dt.time(), dt.UTC)
