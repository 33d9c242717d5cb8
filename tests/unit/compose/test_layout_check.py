"""Layouts are checked against the model before they are used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.compose import check_layout
from pmdoc.diagnostics.problem import Level
from pmdoc.layout import load_layout
from pmdoc.pipeline.plugins import parts

HEAD = "name: acme\nsections:\n  - title: A\n    parts:\n"


def check_section(text: str, folder: Path) -> list[tuple[str, str, str]]:
    """Check a layout of one section; return each problem's id, pointer and hint."""
    path = folder / "acme.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return [(p.id, p.pointer, p.hint) for p in check_layout(load_layout(path), parts())]


@pytest.mark.parametrize(
    ("part", "problem", "hint"),
    [
        ("{part: text, value: summary.overveiw}", "layout-path", "Did you mean 'overview'?"),
        ("{part: tabel, value: actions}", "layout-unknown-part", "Did you mean 'table'?"),
        ("{part: text}", "layout-missing-key", "Every part of this kind needs it."),
        ("{part: text, value: []}", "layout-value", "Write at least one entry."),
        ("{part: revisions, columns: []}", "layout-value", "Write at least one entry."),
        (
            "{part: metrics, columns: [A], items: [{label: A, value: notes}]}",
            "layout-value",
            "Write a list of 2 texts.",
        ),
        (
            "{part: fields, head: [A, B, C], items: [{label: A, value: notes}]}",
            "layout-value",
            "Write a list of 2 texts.",
        ),
        ("{part: whys, value: {a: b}}", "layout-value", "Write text."),
        ("{part: text, valeu: notes}", "layout-unknown-key", "Did you mean 'value'?"),
        (
            "{part: fields, items: [{label: A, value: derived.duratoin}]}",
            "layout-path",
            "Did you mean 'duration'?",
        ),
        (
            "{part: items, value: actions, title: {label: '', value: ownr}}",
            "layout-path",
            "Did you mean 'owner'?",
        ),
        (
            "{part: table, value: actions, columns: [{title: A, value: [actoin]}]}",
            "layout-path",
            "Did you mean 'action'?",
        ),
        (
            "{part: items, value: actions, where: {horizon: immediat}}",
            "layout-filter",
            "Did you mean 'immediate'?",
        ),
        (
            "{part: items, value: actions, where: {horzion: immediate}}",
            "layout-path",
            "Did you mean 'horizon'?",
        ),
    ],
)
def test_unknown_name_suggests_the_nearest(
    part: str, problem: str, hint: str, tmp_path: Path
) -> None:
    """The problem has its place in the layout file."""
    found = check_section(f"      - {part}\n", tmp_path)

    assert (problem, hint) in [(i, h) for i, _, h in found]
    assert all(pointer.startswith("/sections/0/parts/0") for _, pointer, _ in found)


def test_custom_fields_and_derived_figures_are_accepted(tmp_path: Path) -> None:
    text = (
        "      - {part: text, value: [custom.cost_center, derived.duration]}\n"
        "      - {part: table, value: actions, columns: [{title: A, value: derived.date}]}\n"
    )

    assert [] == check_section(text, tmp_path)


def test_records_that_no_filter_selects_are_a_warning(tmp_path: Path) -> None:
    """Nothing of a list may be lost between two tables."""
    text = (
        "      - {part: items, value: actions, where: {horizon: [immediate, none]}}\n"
        "      - {part: items, value: actions, where: {horizon: [short-term, long-term]}}\n"
    )
    path = tmp_path / "acme.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    (problem,) = check_layout(load_layout(path), parts())

    assert ("layout-filter-gap", Level.WARNING) == (problem.id, problem.level)
    assert "leaves out actions whose horizon is medium-term" in problem.message
    assert [] == check_section(text + "      - {part: items, value: actions}\n", tmp_path)


def test_title_facts_are_checked_too(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text(
        "name: acme\ntitle: {badges: [incident.severty], facts: [{label: A, value: report.x}]}\n"
    )

    assert ["/title/facts", "/title/badges"] == [
        p.pointer for p in check_layout(load_layout(path), parts())
    ]
