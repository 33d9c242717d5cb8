"""A starter file is valid, has every key of its layout, and follows the layout's order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

import pytest

from pmdoc.compose.front_matter import FRONT
from pmdoc.compose.layout_walk import walk_reads
from pmdoc.diagnostics.errors import LayoutError
from pmdoc.diagnostics.problem import Level
from pmdoc.layout import Layout, Section, layout_names, load_layout
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.compose import compose_incident
from pmdoc.pipeline.load import load_incident
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import parts
from pmdoc.pipeline.scaffold import scaffold
from pmdoc.read.yaml.yaml_file import read_yaml
from tests.judges import run_pmdoc

NAMES = layout_names()
HAS_ALL_KEYS = pytest.mark.parametrize("has_all_keys", [True, False], ids=["all", "short"])


def write(folder: Path, name: str, *, has_all_keys: bool = True) -> Path:
    """Write the file for a shipped layout."""
    path = folder / "incident.yaml"
    path.write_text(
        scaffold(load_layout(name), parts(), has_all_keys=has_all_keys), encoding="utf-8"
    )
    return path


def keys(text: str) -> Iterator[str]:
    """Yield all keys of the file as paths, without list positions."""
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip(" -"))
        key, colon, _ = line.lstrip(" -").partition(":")
        if line.lstrip().startswith(("#", '- "')) or not colon:
            continue
        above = [*(a for a in above if a[0] < indent), (indent, key)]
        yield ".".join(name for _, name in above)


def first_reads(layout: Layout) -> list[str]:
    """Return the paths that a layout reads, except derived ones, in order."""
    found: dict[str, None] = {}
    for *_, reads in walk_reads(layout, parts(), []):
        found.update(dict.fromkeys(a[0] for a in reads.root if not a[0].startswith("derived.")))
        for records in reads.records:
            for path in records.lists:
                found.update(dict.fromkeys(f"{path}.{a[0]}" for a in records.inside))
                found[path] = None
    return [*found]


@HAS_ALL_KEYS
@pytest.mark.parametrize("name", NAMES)
def test_file_has_no_problems_but_placeholders(
    name: str, tmp_path: Path, *, has_all_keys: bool
) -> None:
    """Each placeholder is reported with its line."""
    problems = check_incident(write(tmp_path, name, has_all_keys=has_all_keys)).problems

    assert {(p.id, p.level) for p in problems} == {("placeholder-left", Level.WARNING)}
    lines = (tmp_path / "incident.yaml").read_text(encoding="utf-8").splitlines()
    held = [number for number, line in enumerate(lines, 1) if '"[' in line.partition("  #")[0]]
    assert [p.position.line for p in problems] == held


@HAS_ALL_KEYS
@pytest.mark.parametrize("name", NAMES)
def test_layout_shows_everything_in_the_file(
    name: str, tmp_path: Path, *, has_all_keys: bool
) -> None:
    loaded = load_incident(write(tmp_path, name, has_all_keys=has_all_keys))

    problems = compose_incident(loaded, Options(layout=name)).problems

    # the unit of a metric is for numbers, and the file has texts to replace
    without = {p.pointer for p in problems if p.id == "layout-no-place"}
    assert {"/metrics/current_state/0/unit"} >= without


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_keys_that_the_layout_reads_are_included(name: str) -> None:
    layout = load_layout(name)

    held = set(keys(scaffold(layout, parts(), has_all_keys=True)))

    reads = first_reads(layout)
    assert {path.partition(".")[0] for path in reads} <= held
    # images and charts need a file, and the keys below `people` are the author's
    others = ("appendices.monitoring.", "appendices.screenshots.", "metrics.charts.", "people.")
    assert [p for p in reads if p not in held and not p.startswith(others)] == []
    front = {paths[0] for paths in FRONT}
    tops = {path.partition(".")[0] for path in (*reads, *front)} | {"pmdoc", "incident"}
    assert {path for path in held if "." not in path} <= tops


@pytest.mark.parametrize("name", NAMES)
def test_order_follows_the_layout(name: str) -> None:
    """Top-level keys are in the order in which the layout first reads them."""
    layout = load_layout(name)
    held = [path for path in keys(scaffold(layout, parts(), has_all_keys=True)) if "." not in path]

    reads = [path.partition(".")[0] for path in first_reads(layout)]

    assert held == ["pmdoc", *dict.fromkeys(reads)]


def test_order_within_a_key_follows_the_layout() -> None:
    """The keys of a record are in the order of the table's columns."""
    columns = [{"title": word, "value": word} for word in ("owner", "action", "due")]
    layout = _layout_of({"part": "table", "value": "actions", "columns": columns})

    held = [
        path
        for path in keys(scaffold(layout, parts(), has_all_keys=True))
        if path.startswith("actions.")
    ]

    assert held == ["actions.owner", "actions.action", "actions.due"]


def test_custom_and_required_fields_are_included() -> None:
    layout = _layout_of({"part": "text", "value": ["custom.business_unit", "derived.duration"]})

    text = scaffold(layout, parts(), has_all_keys=True)

    assert 'business_unit: "[business_unit]"' in text
    assert {"incident.id", "incident.title", "incident.started", "incident.resolved"} <= {
        *keys(text)
    }
    assert "timeline" not in text


def test_entry_passes_the_filter_of_the_layout() -> None:
    """If a layout shows only some kinds of records, the sample entry is one of them."""
    layout = _layout_of(
        {"part": "items", "value": "lessons.technical", "where": {"area": "team-and-communication"}}
    )

    assert "area: team-and-communication  #" in scaffold(layout, parts(), has_all_keys=True)


@pytest.mark.parametrize(
    ("name", "path", "key", "entries"),
    [
        ("operations", "sign_offs", "role", 4),
        ("formal", "sign_offs", "role", 4),
        ("comprehensive", "sign_offs", "role", 5),
        ("comprehensive", "distribution", "name", 5),
    ],
)
def test_file_has_the_entries_that_the_layout_proposes(
    name: str, path: str, key: str, entries: int
) -> None:
    """Reports name nobody whom the author did not name, so the author begins with the names."""
    text = scaffold(load_layout(name), parts(), has_all_keys=True)
    records = read_yaml(text, name="new.yaml").data["report"][path]

    assert entries == len(records)
    assert not [record[key] for record in records if record[key].startswith("[")]


def test_unknown_path_is_an_error() -> None:
    with pytest.raises(LayoutError, match=r"lessons\.tecnical"):
        scaffold(
            _layout_of({"part": "items", "value": "lessons.tecnical"}), parts(), has_all_keys=True
        )


def test_unknown_part_is_an_error() -> None:
    with pytest.raises(LayoutError, match="nonsense"):
        scaffold(_layout_of({"part": "nonsense"}), parts(), has_all_keys=True)


@pytest.mark.parametrize("name", NAMES)
def test_default_file_is_short(name: str, tmp_path: Path) -> None:
    """It has what a first report needs, including three events and two actions."""
    path = write(tmp_path, name, has_all_keys=False)

    data: Any = read_yaml(path).data

    assert len(path.read_text(encoding="utf-8").splitlines()) < 70
    assert (3, 2) == (len(data["timeline"]), len(data["actions"]))
    assert {"pmdoc", "report", "incident", "summary", "timeline", "root_cause", "actions"} == {
        *data
    }


def test_file_names_its_schema() -> None:
    """Editors find the schema through the first line."""
    first = scaffold(load_layout(), parts(), has_all_keys=True).splitlines()[0]

    assert first == "# yaml-language-server: $schema=incident.schema.json"


@pytest.mark.parametrize("name", NAMES)
def test_every_key_has_a_comment(name: str) -> None:
    """It is on the key's line or on the line above; further entries of a list need none."""
    lines = scaffold(load_layout(name), parts(), has_all_keys=True).splitlines()

    bare: list[str] = []
    commented: set[str] = set()
    for above, line in itertools.pairwise(lines):
        key, colon, _ = line.replace("- ", "  ", 1).partition(":")
        if " # " in f" {line}" or above.lstrip(" -").startswith("# "):
            commented.add(key)
        elif colon and key not in commented:
            bare.append(line)

    assert set(bare) <= {"  dana:"}


def test_same_layout_gives_the_same_file() -> None:
    layout = load_layout()

    assert scaffold(layout, parts(), has_all_keys=True) == scaffold(
        copy(layout), parts(), has_all_keys=True
    )


@pytest.mark.parametrize("name", NAMES)
def test_file_builds_with_its_placeholders(name: str, tmp_path: Path) -> None:
    """A draft can be built at once, and shows the placeholders."""
    loaded = load_incident(write(tmp_path, name))

    report = compose_incident(loaded, Options(layout=name))

    assert "[Incident title]" in repr(report.document)
    assert [p for p in report.problems if p.level is Level.ERROR] == []


def test_existing_files_are_not_overwritten(tmp_path: Path) -> None:
    """Neither the incident nor its schema is."""
    path = tmp_path / "incident.yaml"
    path.write_text("mine\n", encoding="utf-8")
    schema = tmp_path / "incident.schema.json"
    schema.write_text("{}\n", encoding="utf-8")

    ran = run_pmdoc("new", path)
    other = run_pmdoc("new", tmp_path / "other.yaml")

    assert (3, "") == (ran.returncode, ran.stdout)
    assert "already exists" in ran.stderr
    assert path.read_text(encoding="utf-8") == "mine\n"
    assert "was kept" in other.stderr
    assert schema.read_text(encoding="utf-8") == "{}\n"


def _layout_of(part: dict[str, Any]) -> Layout:
    """Make a layout of one part."""
    return Layout(name="acme", sections=(Section(title="One", parts=(part,)),))
