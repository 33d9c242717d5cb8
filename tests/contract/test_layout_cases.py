"""What authors of layouts want to show is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.compose import compose
from pmdoc.diagnostics.problem import Level
from pmdoc.layout import load_layout
from pmdoc.model.document import ItemList
from pmdoc.pipeline.check import check_incident
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import parts
from pmdoc.pipeline.scaffold import scaffold
from tests.incidents import HEAD, composed, context_for, words

CASES = Path(__file__).resolve().parents[1] / "cases"
LAYOUTS = sorted((CASES / "layout").glob("*.yaml"))
RECORDS = (CASES / "vocabulary" / "custom-records.yaml").read_text(encoding="utf-8")
QUESTION = "extends: concise\nsections:\n  - title: Act\n    parts: [{part: checklist, %s}]\n"
ANSWERS = "value: custom.malicious, entries: [Yes, No, Unknown]"
FINAL = HEAD + "report: {status: final}\n"


def printed(incident: str, layout: str, folder: Path) -> str:
    path = folder / "layout.yaml"
    path.write_text(layout, encoding="utf-8")
    return words(composed(incident, load_layout(str(path))).blocks)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_layout_can_be_used(path: Path) -> None:
    problems = check_incident(
        CASES / "vocabulary" / "custom-records.yaml", Options(layout=str(path))
    ).problems

    assert [p for p in problems if p.id.startswith("layout-") and p.id != "layout-no-place"] == []


def test_records_of_the_house_are_a_table() -> None:
    layout = load_layout(str(CASES / "layout" / "table-of-custom.yaml"))

    table = "Indicators|Kind|Value|sha256|abc|ip|203.0.113.7"
    assert table in words(composed(RECORDS, layout).blocks)


def test_table_without_columns_has_those_of_the_keys(tmp_path: Path) -> None:
    """Text among the records is kept, and so are nested records and lists."""
    incident = (
        "custom: {iocs: [{kind: sha256, first_seen: 2026-03-01}, a file,"
        " {kind: ip, ports: [22, 4711], owner: {name: Acme, url: https://a.example}}]}"
    )
    layout = "name: house\nsections: [{title: T, parts: [{part: table, value: custom.iocs}]}]\n"

    found = printed(incident, layout, tmp_path)

    assert "Kind|First seen|Ports|Owner|sha256|2026-03-01|a file|ip|22|4711|Name:| |Acme" in found


def test_columns_are_needed_for_records_of_the_vocabulary(tmp_path: Path) -> None:
    path = tmp_path / "layout.yaml"
    path.write_text("name: a\nsections: [{title: T, parts: [{part: table, value: actions}]}]\n")
    (tmp_path / "incident.yaml").write_text(HEAD)

    problems = check_incident(tmp_path / "incident.yaml", Options(layout=str(path))).problems

    assert "layout-missing-key" in {problem.id for problem in problems}


def test_text_without_parts_is_a_section() -> None:
    layout = load_layout(str(CASES / "layout" / "static-text-only.yaml"))

    assert "How to read this report|All times are in UTC." in words(composed("", layout).blocks)


def test_introduction_to_an_empty_part_is_left_out(tmp_path: Path) -> None:
    layout = (
        "extends: concise\nsections: [{title: Notes, intro: What else is known.,"
        " parts: [{part: text, value: notes}]}, rest]\n"
    )

    assert "What else is known." not in printed("", layout, tmp_path)


@pytest.mark.parametrize(
    ("options", "incident", "expected"),
    [
        # nobody has answered yet
        (ANSWERS, "", "open Yes, open No, open Unknown"),
        ("entries: [Yes, No, Unknown]", "", "open Yes, open No, open Unknown"),
        # a final report has answers only
        (ANSWERS, FINAL, ""),
        ("entries: [Yes, No, Unknown]", FINAL, ""),
        (ANSWERS, f"{FINAL}custom: {{malicious: no}}", "open Yes, done No, open Unknown"),
        (ANSWERS, "custom: {malicious: true}", "done Yes, open No, open Unknown"),
        # an answer is not lost, even if the layout does not expect it
        (ANSWERS, "custom: {malicious: Partly}", "open Yes, open No, open Unknown, done Partly"),
        (ANSWERS, "custom: {malicious: [Yes, Unknown]}", "done Yes, open No, done Unknown"),
    ],
)
def test_answer_ticks_its_box(options: str, incident: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "layout.yaml"
    path.write_text(QUESTION % options, encoding="utf-8")
    document = composed(incident, load_layout(str(path)))

    lists = [block for block in document.blocks if isinstance(block, ItemList)]
    items = [item for block in lists for item in block.items]
    assert expected == ", ".join(f"{item.marker.value} {words(item.blocks)}" for item in items)


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        ("value: report.sign_offs", "key"),
        ("value: actions, key: action", "done"),
        ("label: A", "entries"),
    ],
)
def test_checklist_names_what_it_lacks(options: str, missing: str, tmp_path: Path) -> None:
    path = tmp_path / "layout.yaml"
    path.write_text(QUESTION % options, encoding="utf-8")
    (tmp_path / "incident.yaml").write_text(HEAD)

    problems = check_incident(tmp_path / "incident.yaml", Options(layout=str(path))).problems

    assert any(problem.message.endswith(f"lacks the key {missing!r}.") for problem in problems)


def test_new_file_has_the_records_that_the_layout_shows(tmp_path: Path) -> None:
    text = scaffold(
        load_layout(str(CASES / "layout" / "table-of-custom.yaml")), parts(), has_all_keys=True
    )

    assert '  iocs:\n    - kind: "[kind]"\n      value: "[value]"\n' in text


def test_misspelt_column_is_named(tmp_path: Path) -> None:
    layout = (
        "name: house\nsections: [{title: T, parts: [{part: table, value: custom.iocs, columns:"
        " [{title: Kind, value: knid}, {title: Value, value: value}]}]}]\n"
    )
    path = tmp_path / "layout.yaml"
    path.write_text(layout, encoding="utf-8")
    context = context_for(RECORDS, load_layout(str(path)))

    found = [p for p in compose(context, parts()).problems if p.pointer == "/custom/iocs"]

    (problem,) = (p for p in found if p.id == "layout-custom-key")
    assert Level.WARNING is problem.level
    assert "Did you mean 'kind'?" == problem.hint
