"""Pictures and data next to an incident are loaded once, and unusable files are reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as Picture

from pmdoc.pipeline.check import check_incident
from pmdoc.read.attachments import Attachments, load_attachments
from tests.incidents import incident_from

CSV = "time,failed,pool\n2026-09-17T13:00Z,0.3,44\n2026-09-17T13:05Z,82,\n"


def attach(folder: Path, text: str) -> Attachments:
    """Load the attachments of an incident from a folder with a CSV file and a picture."""
    (folder / "a.csv").write_text(CSV, encoding="utf-8")
    Picture.new("RGB", (4, 2), "red").save(folder / "wide.png")
    return load_attachments(incident_from(text), folder)


def test_csv_chart_has_a_series_for_each_column(tmp_path: Path) -> None:
    """Series have the names of the columns; gaps are kept."""
    found = attach(tmp_path, "metrics: {charts: [{title: T, csv: a.csv}]}")

    assert () == found.problems
    series = {one.name: [s.value for s in one.samples] for one in found.data[0]}
    assert {"failed": [0.3, 82.0], "pool": [44.0, None]} == series


def test_series_can_name_a_column_or_list_points(tmp_path: Path) -> None:
    """Both kinds can be in one chart, sorted by time."""
    points = "[{at: 2026-09-17T14:00Z, value: 2}, {at: 2026-09-17T15:00+02:00, value: 1}]"
    found = attach(
        tmp_path,
        "metrics: {charts: [{title: T, series: [{name: A, csv: a.csv, x: time, y: pool},"
        f" {{name: B, points: {points}}}]}}]}}",
    )

    assert [[44.0, None], [1.0, 2.0]] == [[s.value for s in one.samples] for one in found.data[0]]


@pytest.mark.parametrize(
    ("chart", "pointer", "message"),
    [
        ("csv: b.csv", "/metrics/charts/0/csv", "does not exist"),
        ("series: [{name: A, csv: a.csv, y: x}]", "/metrics/charts/0/series/0/csv", "no column"),
        ("unit: '%'", "/metrics/charts/0", "has no data"),
        (
            "series: [{name: A, csv: a.csv}, {name: B, points: [{label: x, value: 1}]}]",
            "/metrics/charts/0",
            "mixes points with and without times",
        ),
    ],
)
def test_unusable_data_is_a_problem(tmp_path: Path, chart: str, pointer: str, message: str) -> None:
    """The problem points at the property and has a hint."""
    (problem,) = attach(tmp_path, f"metrics: {{charts: [{{title: T, {chart}}}]}}").problems

    assert ("data-unusable", pointer) == (problem.id, problem.pointer)
    assert message in problem.message
    assert problem.hint


@pytest.mark.parametrize("value", [".nan", ".inf", "1e999", "nan"])
def test_non_finite_numbers_are_refused(tmp_path: Path, value: str) -> None:
    path = tmp_path / "incident.yaml"
    path.write_text(
        "pmdoc: 1\nincident: {id: I, title: T}\nmetrics: {charts: [{title: T, series:"
        f" [{{name: A, points: [{{label: x, value: {value}}}]}}]}}]}}\n",
        encoding="utf-8",
    )

    assert "schema-type" in [problem.id for problem in check_incident(path).problems]


def test_check_reads_pictures_without_keeping_them(tmp_path: Path) -> None:
    """Only a build encodes them again; both report the same problems."""
    Picture.new("RGB", (40, 20), "white").save(tmp_path / "good.png")
    (tmp_path / "bad.png").write_bytes(b"no picture")
    incident = incident_from(
        "appendices: {screenshots: [{file: good.png, alt: Rising}, {file: bad.png, alt: Falling}]}"
    )

    tried = load_attachments(incident, tmp_path, is_check=True)
    loaded = load_attachments(incident, tmp_path)

    assert {} == tried.images
    assert ["good.png"] == list(loaded.images)
    assert loaded.problems == tried.problems
    assert 1 == len(tried.problems)


def test_rotated_picture_is_turned_left(tmp_path: Path) -> None:
    """The same file may be used upright as well."""
    pictures = "[{file: wide.png, alt: A}, {file: wide.png, alt: A, rotated: true}]"
    found = attach(tmp_path, f"appendices: {{screenshots: {pictures}}}")

    sizes = {key: (image.width_px, image.height_px) for key, image in found.images.items()}
    assert {"wide.png": (4, 2), "wide.png rotated": (2, 4)} == sizes
