"""Included files and values set for one run are merged, and each keeps its position."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmdoc.diagnostics.problem import Position
from pmdoc.read.incident_file import read_incident
from pmdoc.read.origin import Origin, Override
from pmdoc.read.source import Source, UnreadableInput
from pmdoc.runtime import limits


def write_files(folder: Path, **files: str) -> Path:
    """Write files, including `main.yaml`; `__` in a name separates folders."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "main.yaml"


def read(path: Path, *overrides: str) -> Source:
    made = tuple(Override.from_text(text) for text in overrides)
    return read_incident(Origin(path=path, overrides=made))


def read_problems(path: Path, *overrides: str) -> list[tuple[str, str]]:
    """Read an unreadable incident; return the ids and messages of its problems."""
    with pytest.raises(UnreadableInput) as caught:
        read(path, *overrides)
    return [(p.id, p.message) for p in caught.value.problems]


def test_own_values_override_included_mappings(tmp_path: Path) -> None:
    """Included files are merged in order, the incident last."""
    source = read(
        write_files(
            tmp_path,
            main="include: [a.yaml, b.yaml]\npeople:\n  dana: {name: Own}\nnotes: mine\n",
            a="people:\n  dana: {name: A, team: DB}\n  sam: {name: A}\n",
            b="people:\n  sam: {name: B}\nnotes: theirs\n",
        )
    )

    assert {
        "people": {"dana": {"name": "Own", "team": "DB"}, "sam": {"name": "B"}},
        "notes": "mine",
    } == source.data


def test_lists_are_concatenated_in_the_order_of_the_files(tmp_path: Path) -> None:
    """The incident's own entries come last."""
    source = read(
        write_files(
            tmp_path,
            main="include: [a.yaml, b.yaml]\nactions: [own]\n",
            a="actions: [one]\n",
            b="actions: [two]\n",
        )
    )

    assert {"actions": ["one", "two", "own"]} == source.data


def test_merged_parts_keep_their_positions(tmp_path: Path) -> None:
    """A mistake in a shared file is reported there."""
    path = write_files(
        tmp_path,
        main="include: shared/a.yaml\nactions:\n- own\n",
        shared__a="# people\npeople:\n  dana: {nam: A}\nactions: [one]\n",
    )
    source = read(path)
    shared = str(tmp_path / "shared" / "a.yaml")

    assert Position(file=shared, line=3, column=10) == source.locate("/people/dana/nam", key=True)
    assert Position(file=shared, line=4, column=11) == source.locate("/actions/0")
    assert Position(file=str(path), line=3, column=3) == source.locate("/actions/1")
    assert (tmp_path / "shared/a.yaml",) == source.included


def test_empty_keys_are_filled_and_reported(tmp_path: Path) -> None:
    """A key without a value does not hide the value of an included file."""
    path = write_files(
        tmp_path, main="include: a.yaml\nnotes:\nlanguag:\n", a="notes: theirs\nzone:\n"
    )
    source = read(path)

    assert {"notes": "theirs"} == source.data
    assert ("/zone", "/languag") == source.blanks
    assert Position(file=str(path), line=3, column=1) == source.locate("/languag", key=True)


def test_included_files_may_include_files_of_the_project(tmp_path: Path) -> None:
    """The project is the nearest parent folder under version control."""
    (tmp_path / ".git").mkdir()
    path = write_files(
        tmp_path / "incidents" / "2026",
        main="include: ../../shared/all.yaml\n",
        **{"..__..__shared__all": "include: people.yaml\n"},
    )
    write_files(tmp_path / "shared", people="people: {dana: {name: Dana}}\n")

    assert {"people": {"dana": {"name": "Dana"}}} == read(path).data


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("../outside.yaml", "include-unusable"),
        ("/etc/passwd.yaml", "include-unusable"),
        ("link.yaml", "include-unusable"),
        ("gone.yaml", "include-unusable"),
        (".hidden.yaml", "include-unusable"),
        ("secrets.txt", "include-unusable"),
        ("main.yaml", "include-circle"),
        ("[x.yaml]", "include-unusable"),
        ("{a: b}", "include-value"),
        ("[[x.yaml]]", "include-value"),
    ],
)
def test_unusable_include_is_refused(name: str, id: str, tmp_path: Path) -> None:
    """No file outside the project is opened."""
    write_files(tmp_path, outside="notes: secret\n")
    folder = tmp_path / "project"
    path = write_files(folder, main=f"include: {name}\n")
    (folder / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (folder / ".hidden.yaml").write_text("notes: secret\n", encoding="utf-8")

    assert [id] == [found for found, _ in read_problems(path)]


def test_included_files_have_a_limit_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "YAML_BYTES", 200)
    parts = {name: f"notes: {name * 100}\n" for name in "abc"}
    path = write_files(tmp_path, main="include: [a.yaml, b.yaml, c.yaml]\n", **parts)

    assert ["include-limit", "include-limit"] == [id for id, _ in read_problems(path)]


def test_circular_and_deep_includes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("include: main.yaml\n", encoding="utf-8")
    assert "include-circle" == read_problems(write_files(tmp_path, main="include: b.yaml\n"))[0][0]

    chain = {f"c{n}": f"include: c{n + 1}.yaml\n" for n in range(12)}
    assert (
        "include-limit"
        == read_problems(write_files(tmp_path, main="include: c0.yaml\n", **chain))[0][0]
    )


def test_yaml_errors_of_shared_files_have_their_position(tmp_path: Path) -> None:
    """All files are read before the run stops."""
    path = write_files(tmp_path, main="include: [a.yaml, b.yaml]\n", a="x: [\n", b="\ty: 1\n")

    with pytest.raises(UnreadableInput) as caught:
        read(path)

    assert ["a.yaml", "b.yaml"] == [Path(p.position.file).name for p in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("report.status=final", {"report": {"status": "final"}}),
        ("actions[0].id=B", {"actions": [{"id": "B"}]}),
        ("actions[1].id=B", {"actions": [{"id": "A"}, {"id": "B"}]}),
        ("actions=[]", {"actions": []}),
        ("report.status=", {"report": {}}),
        ("notes=a: b #c", {"notes": "a: b #c"}),
        ("summary.money.value=5", {"summary": {"money": {"value": "5"}}}),
    ],
)
def test_set_values_override_the_file(
    text: str, expected: dict[str, object], tmp_path: Path
) -> None:
    """The remaining values are unchanged."""
    path = write_files(tmp_path, main="report: {status: draft}\nactions:\n- id: A\n")
    before = {"report": {"status": "draft"}, "actions": [{"id": "A"}]}

    assert {**before, **expected} == read(path, text).data
    assert before == read(path).data


def test_position_of_a_set_value_is_the_option(tmp_path: Path) -> None:
    path = write_files(tmp_path, main="report: {status: draft}\n")
    source = read(path, "report.staus=final", "actions=[{id: A, do: x}]")

    assert Position(file="--set") == source.locate("/report/staus", key=True)
    assert Position(file="--set") == source.locate("/actions/0/do", key=True)
    assert Position(file=str(path), line=1, column=18) == source.locate("/report/status")


def test_setting_a_value_does_not_change_its_alias(tmp_path: Path) -> None:
    path = write_files(tmp_path, main="a: &x {k: 1}\nb: *x\n")

    assert {"a": {"k": "2"}, "b": {"k": "1"}} == read(path, "a.k=2").data


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("actions[4].id=B", "actions[4] does not exist: the list ends at 0."),
        ("report.status.x=B", "report.status is text and has no 'x'."),
        ("actions.id=B", "actions is a list and has no 'id'."),
        ("actions=[", "not valid YAML"),
        ("include=x.yaml", "include can't be set for one run."),
    ],
)
def test_unknown_path_to_set_is_explained(text: str, words: str, tmp_path: Path) -> None:
    """The message names the value that is there instead."""
    path = write_files(tmp_path, main="report: {status: draft}\nactions:\n- id: A\n")

    assert words in read_problems(path, text)[0][1]


@pytest.mark.parametrize(
    "text", ["report", "=x", "[0]=x", "a..b=x", "a b=x", "a[x]=y", ".a=b", "=", "a[0]b=x"]
)
def test_invalid_override_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        Override.from_text(text)
