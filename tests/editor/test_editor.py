"""Editors with a YAML language server complete, explain and check incident files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pmdoc.layout import load_layout
from pmdoc.pipeline.plugins import parts
from pmdoc.pipeline.scaffold import scaffold
from pmdoc.runtime.resources import schema_folder
from tests.editor.language_server import LanguageServer
from tests.judges import example, example_names, need_npm

HEAD = "pmdoc: 1\nincident:\n  id: INC-1\n  title: Outage\n"


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    """Return a server that uses the schema of incident files."""
    program = need_npm("yaml-language-server/bin/yaml-language-server")
    with LanguageServer(program, schema_folder() / "incident.schema.json") as running:
        yield running


def test_completion_offers_missing_keys_of_a_timeline_entry(server: LanguageServer) -> None:
    """Each has a description; keys that are there already are not offered."""
    offered = server.complete(f"{HEAD}timeline:\n  - at: 2026-01-01T10:00Z\n    |\n")

    assert {"event", "actor", "action", "phase", "notes", "source"} <= set(offered)
    assert "at" not in offered
    assert offered["actor"] == "The person, team or system that acted, or a list of several."
    assert all(offered.values())


def test_completion_offers_all_keys_of_a_new_entry(server: LanguageServer) -> None:
    """The cursor is after the dash."""
    offered = server.complete(f"{HEAD}timeline:\n  - |\n")

    assert {"at", "event", "actor", "phase"} <= set(offered)


def test_completion_explains_choices(server: LanguageServer) -> None:
    """Each choice has its meaning."""
    offered = server.complete(f"{HEAD}timeline:\n  - event: E\n    phase: |\n")

    phases = {"lead-up", "detection", "investigation", "containment", "mitigation", "resolution"}
    assert phases <= set(offered)
    assert "From the first harm until it was known." == offered["detection"]


def test_completion_offers_unused_sections(server: LanguageServer) -> None:
    """Sections that are there already are not offered."""
    offered = server.complete(f"{HEAD}|\n")

    assert {"report", "include", "summary", "timeline", "actions", "root_cause"} <= set(offered)
    assert "incident" not in offered


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  sever|ity: SEV-1\n", ["Severity", "organization's scale", "`SEV-1`"]),
        ("  star|ted: unknown\n", ["Started", "When the impact began"]),
        ("report:\n  t|lp: RED\n", ["TLP", "Traffic Light Protocol", "named recipients only"]),
        ("report:\n  sta|tus: draft\n", ["`in-review`: Handed to reviewers."]),
        ("timeline:\n  - a|t: unknown\n", ["a time, a day, a month, a year, or `unknown`."]),
        ("inc|lude: a.yaml\n", ["Shared parts", "lists are appended to"]),
    ],
)
def test_hover_explains_a_key(text: str, words: list[str], server: LanguageServer) -> None:
    """It shows a title, a sentence, the choices and an example."""
    shown = server.hover(HEAD + text)

    assert [] == [word for word in words if word not in shown], shown
    assert "\\`" not in shown


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("  titel: x\n", 4, "titel"),
        ("report:\n  status: finl\n", 5, '"draft", "in-review"'),
        ("timeline:\n  - at: 2026-01-01 10 am\n    event: E\n", 5, "pattern"),
        ("actions:\n  - owner: Dana\n", 5, '"action"'),
    ],
)
def test_mistake_is_marked(text: str, line: int, words: str, server: LanguageServer) -> None:
    """It is marked in its line while the author types."""
    found = server.diagnostics(HEAD + text)

    assert any(words in message for where, message in found if where == line), found


@pytest.mark.parametrize("name", example_names())
def test_examples_are_clean(name: str, server: LanguageServer) -> None:
    """The editor accepts what pmdoc accepts."""
    assert [] == server.diagnostics(example(name))


def test_new_file_has_no_unknown_keys(server: LanguageServer, tmp_path: Path) -> None:
    """`pmdoc new` names the schema in the first line, and the schema knows all keys."""
    written = scaffold(load_layout("operations"), parts(), has_all_keys=True)
    (tmp_path / "incident.yaml").write_text(written, encoding="utf-8")
    schema = (schema_folder() / "incident.schema.json").read_text(encoding="utf-8")
    (tmp_path / "incident.schema.json").write_text(schema, encoding="utf-8")

    found = server.diagnostics(tmp_path / "incident.yaml")

    assert written.startswith("# yaml-language-server: $schema=incident.schema.json\n")
    assert [] == [m for _, m in found if "not allowed" in m or "Unable" in m]
