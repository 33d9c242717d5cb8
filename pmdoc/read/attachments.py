"""Load the images and the chart data that an incident refers to.

In → Out: an incident and its folder in; images, datasets and problems out.
Must not: open files other than by `load_image` and `load_csv`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from pmdoc.diagnostics.errors import AssetError
from pmdoc.diagnostics.problem import Problem, pointer_to
from pmdoc.model.attachment import Dataset, Image, Sample
from pmdoc.model.incident import Incident
from pmdoc.model.record import Chart, Point, Series
from pmdoc.read.csv_file import CsvTable, load_csv, samples_of, sorted_by_time
from pmdoc.read.image_file import check_image, load_image
from pmdoc.read.line_ends import joined_lines

ASSET_PROBLEMS = frozenset({"image-unusable", "data-unusable"})


class Attachments(Struct, frozen=True, kw_only=True):
    """Images by their `key`, datasets by the index of the chart, and problems.

    Shape: `files` has the paths of all files that were read, as written in the incident.
    """

    images: Mapping[str, Image] = field(default_factory=dict)
    data: Mapping[int, tuple[Dataset, ...]] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_attachments(incident: Incident, folder: Path, *, is_check: bool = False) -> Attachments:
    """Load all images and chart data of an incident.

    With `is_check`, images are only checked: `images` is empty, and the problems are the same.

    Problems: `image-unusable` and `data-unusable`.
    """
    problems: list[Problem] = []
    images = _load_images(incident, folder, problems, is_check=is_check)
    charts = _Charts(folder, incident.zone, problems)
    data = charts.load(incident.metrics.charts)
    pictures = (*incident.appendices.screenshots, *incident.appendices.monitoring)
    image_files = (picture.file for picture in pictures if picture.key in images)
    files = tuple(dict.fromkeys((*image_files, *charts.files)))
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


def _unusable(id: str, error: AssetError, pointer: str) -> Problem:
    message = f"can't be used. {error.message}"
    return Problem(id=id, message=message, hint=error.hint, pointer=pointer)


class _Charts:
    def __init__(self, folder: Path, zone: dt.tzinfo, problems: list[Problem]) -> None:
        self._folder = folder
        self._zone = zone
        self._problems = problems
        self._tables: dict[str, CsvTable] = {}

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(self._tables)

    def load(self, charts: tuple[Chart, ...]) -> dict[int, tuple[Dataset, ...]]:
        loaded = {}
        for index, chart in enumerate(charts):
            pointer = pointer_to("metrics", "charts", index)
            before = len(self._problems)
            datasets = tuple(self._datasets(chart, pointer))
            if len(self._problems) == before:
                self._check(datasets, pointer)
            loaded[index] = tuple(dataset for dataset in datasets if dataset.samples)
        return loaded

    def _check(self, datasets: tuple[Dataset, ...], pointer: str) -> None:
        samples = [sample for dataset in datasets for sample in dataset.samples]
        if not any(sample.value is not None for sample in samples):
            message = "has no data."
            hint = "Give it `csv`, or `series` with `points` or `csv`."
        elif len({sample.at is None for sample in samples}) > 1:
            message = "mixes points with and without times."
            hint = "Give all points a time, or all of them a label."
        else:
            return
        problem = Problem(id="data-unusable", message=message, hint=hint, pointer=pointer)
        self._problems.append(problem)

    def _datasets(self, chart: Chart, pointer: str) -> Iterator[Dataset]:
        if chart.csv:
            yield from self._all_columns(chart.csv, f"{pointer}/csv")
        for index, series in enumerate(chart.series):
            yield self._dataset(series, f"{pointer}/series/{index}")

    def _all_columns(self, file: str, pointer: str) -> Iterator[Dataset]:
        try:
            table = self._table(file)
            table.column("", 1)
            for name in table.names[1:]:
                yield Dataset(name, samples_of(table, table.names[0], name, self._zone))
        except AssetError as error:
            self._problems.append(_unusable("data-unusable", error, pointer))

    def _dataset(self, series: Series, pointer: str) -> Dataset:
        samples = tuple(_sample(point) for point in series.points)
        if series.csv:
            try:
                samples += samples_of(self._table(series.csv), series.x, series.y, self._zone)
            except AssetError as error:
                self._problems.append(_unusable("data-unusable", error, f"{pointer}/csv"))
        return Dataset(joined_lines(series.name), sorted_by_time(samples))

    def _table(self, file: str) -> CsvTable:
        if file not in self._tables:
            self._tables[file] = load_csv(file, self._folder)
        return self._tables[file]


def _sample(point: Point) -> Sample:
    moment, value = point.at, float(point.value)
    if moment is None or moment.resolution is None:
        return Sample(None, joined_lines(point.label), value)
    return Sample(moment.earliest, joined_lines(point.label), value, moment.resolution)
