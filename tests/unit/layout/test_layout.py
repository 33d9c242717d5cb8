"""Layout files are read, and every mistake is reported with its position."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pmdoc.diagnostics.errors import LayoutError, UnknownName
from pmdoc.layout import Layout, Section, WhenEmpty, layout_names, load_layout

BASE = """
name: base
description: The one below
title:
  kicker: Report
  badges: [incident.severity]
  facts: [{label: Date, value: report.date}]
is-numbered: true
contents: 1
severities: {S1: critical, S2: info}
closing: Goodbye
sections:
  - title: Summary
    parts: [{part: text, value: summary.overview}]
    sections:
      - {title: In Short, parts: [{part: text, value: summary.one_line}]}
      - title: Notes
  - title: Causes
    name: why
    sections:
      - title: Trigger
      - title: Notes
  - title: Actions
    when-empty: show
"""


def load_text(text: str, folder: Path) -> Layout:
    """Load a layout from text, next to `base.yaml`."""
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    path = folder / "acme.yaml"
    path.write_text(text, encoding="utf-8")
    return load_layout(path)


def outline(sections: tuple[Section, ...]) -> str:
    """Return the titles on one line, with subsections in brackets."""
    return " ".join(
        f"{s.title}({outline(s.sections)})" if s.sections else s.title for s in sections
    )


@pytest.mark.parametrize("name", layout_names())
def test_shipped_layout_loads(name: str) -> None:
    layout = load_layout(name)

    assert name == layout.name
    assert layout.sections


def test_all_mistakes_are_reported_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text("name: acme\nsectons: []\nsections:\n  - titel: A\n  - oops\n")

    with pytest.raises(LayoutError) as caught:
        load_layout(path)

    text = str(caught.value)
    assert "acme.yaml:2" in text
    assert "Did you mean 'sections'" in text
    assert "acme.yaml:4" in text
    assert "acme.yaml:5" in text


def test_part_that_is_not_a_mapping_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    path.write_text("name: acme\nsections:\n  - title: A\n    parts:\n      - text\n")

    with pytest.raises(LayoutError, match=r"acme\.yaml:5:9 sections\[0\]\.parts\[0\] needs keys"):
        load_layout(path)


def test_unknown_layout_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'operations'"):
        load_layout("operation")


def without_sources(sections: tuple[Section, ...]) -> list[Section]:
    """Remove the sources of sections."""
    return [
        replace(one, source=None, sections=tuple(without_sources(one.sections))) for one in sections
    ]


@pytest.mark.parametrize("name", layout_names())
def test_layout_that_only_extends_equals_its_parent(name: str, tmp_path: Path) -> None:
    """Only its name differs."""
    layout = load_text(f"extends: {name}", tmp_path)

    assert "acme" == layout.name
    assert without_sources(load_layout(name).sections) == without_sources(layout.sections)
    assert load_layout(name).title == layout.title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Summary(In Short Notes) Causes(Trigger Notes) Actions"),
        (
            "sections: [{use: Actions}, rest]",
            "Actions Summary(In Short Notes) Causes(Trigger Notes)",
        ),
        ("sections: [{use: Actions, title: To Do}]", "To Do"),
        (
            "sections: [rest, {title: New}]",
            "Summary(In Short Notes) Causes(Trigger Notes) Actions New",
        ),
        ("sections: [{use: Trigger}, {use: why}]", "Trigger Causes(Notes)"),
        (
            "sections: [{use: why, sections: [{title: New}, {use: Actions}, rest]}]",
            "Causes(New Actions Trigger Notes)",
        ),
        (
            "sections: [{title: All, sections: [{use: In Short}]}, rest]",
            "All(In Short) Summary(Notes) Causes(Trigger Notes) Actions",
        ),
        ("drop: [Summary, Trigger]", "Causes(Notes) Actions"),
        ("drop: [why > Notes]", "Summary(In Short Notes) Causes(Trigger) Actions"),
        (
            "drop: [Summary]\nsections: [{use: In Short}, rest]",
            "In Short Causes(Trigger Notes) Actions",
        ),
        (
            "change: {Trigger: {title: Spark}}",
            "Summary(In Short Notes) Causes(Spark Notes) Actions",
        ),
        (
            "change: {why: {sections: [{use: In Short}, rest]}}",
            "Summary(Notes) Causes(In Short Trigger Notes) Actions",
        ),
    ],
)
def test_layout_can_reorder_drop_and_add_sections(text: str, expected: str, tmp_path: Path) -> None:
    """Sections are named by handle at any depth; `rest` stands for all that are not named."""
    layout = load_text(f"extends: base.yaml\n{text}", tmp_path)

    assert expected == outline(layout.sections)


def test_reused_section_keeps_what_is_not_overridden(tmp_path: Path) -> None:
    """Parts are replaced as a whole, other keys one by one."""
    text = """
extends: base.yaml
sections:
  - {use: Actions, intro: All of them, empty-text: Nothing}
  - {use: Summary, parts: [{part: text, value: notes}], starts-page: true}
"""
    actions, summary = load_text(text, tmp_path).sections

    assert (WhenEmpty.SHOW, "All of them", "Nothing") == (
        actions.when_empty,
        actions.intro,
        actions.empty_text,
    )
    assert ({"part": "text", "value": "notes"},) == summary.parts
    assert summary.starts_page
    assert "Summary" == summary.title


def test_parts_know_their_source_file(tmp_path: Path) -> None:
    """Problems in a part need its position."""
    text = "extends: base.yaml\nchange: {Summary: {parts: [{part: text, value: notes}]}}"
    summary = load_text(text, tmp_path).sections[0]
    short = summary.sections[0]

    assert summary.source is not None
    assert short.source is not None
    assert "acme.yaml:2:28" in str(summary.source.locate(summary.pointer + "/parts/0"))
    assert "base.yaml:16:" in str(short.source.locate(short.pointer + "/parts/0"))


def test_other_keys_override_those_of_the_parent(tmp_path: Path) -> None:
    """The title block is merged key by key; a severity scale is replaced as a whole."""
    text = "extends: base.yaml\ntitle: {kicker: Ours}\nseverities: {P1: critical}\ncontents: 0"
    layout = load_text(text, tmp_path)

    assert ("Ours", ("incident.severity",)) == (layout.title.kicker, layout.title.badges)
    assert ["P1"] == list(layout.severities)
    assert (0, True, "Goodbye") == (layout.contents, layout.is_numbered, layout.closing)


def test_layouts_can_extend_one_another(tmp_path: Path) -> None:
    """A changed title is the section's handle in the next layout."""
    middle = "extends: base.yaml\nchange: {Actions: {title: To Do}}\ndrop: [Summary]"
    (tmp_path / "middle.yaml").write_text(middle, encoding="utf-8")

    layout = load_text("extends: middle.yaml\nsections: [{use: To Do}, rest]", tmp_path)

    assert "To Do Causes(Trigger Notes)" == outline(layout.sections)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "sections: [{use: Summarx}]",
            "2:18 sections[0].use 'Summarx' is not a section of 'base'. Did",
        ),
        ("drop: [Why]", "Did you mean 'why'?"),
        (
            "change: {Trigge: {title: X}}",
            "'Trigge' is not a section of 'base'. Did you mean 'Trigger'",
        ),
        ("drop: [Notes]", "the name of 2 sections. Write one of: Summary > Notes, why > Notes."),
        ("sections: [{use: why}, {use: why}]", "sections[1].use names 'why', which is named"),
        ("drop: [why]\nchange: {why: {title: X}}", "drop[0] names 'why', which is named elsewhere"),
        ("sections: [rest, rest]", "sections[1] has no sections left"),
        (
            "sections: [{title: A, sections: [rest]}]",
            "sections[0].sections[0] has no sections left",
        ),
        ("sections: [others]", "or the one word `rest`"),
        ("sections: [{parts: []}]", "lacks the key 'title'"),
        ("sections: x", "must be a list, not text"),
        ("contents: 9", "contents must be from 0 to 3"),
        ("is-numbered: yes", "is-numbered must be true or false"),
        ("severities: {P1: awful}", "Choose from: neutral, info, good"),
        ("change: {why: {}}", "change.why is empty"),
        ("sections: [{title: A, parts: [{value: x}]}]", "sections[0].parts[0].part is missing"),
    ],
)
def test_mistakes_in_a_derived_layout_are_reported(text: str, message: str, tmp_path: Path) -> None:
    """This includes unknown handles."""
    with pytest.raises(LayoutError) as caught:
        load_text(f"extends: base.yaml\n{text}", tmp_path)

    assert "acme.yaml:2:" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: acme.yaml", "extends leads back to this file"),
        ("extends: none.yaml", "'none.yaml' does not exist"),
        ("extends: operation", "Did you mean 'operations'"),
        ("sections: [{use: Summary}]", "Add `extends:`"),
        ("drop: [Summary]", "Add `extends:`"),
        ("- a", "is not a layout"),
        ("# nothing", "is empty"),
        ("a: [", "not valid YAML"),
    ],
)
def test_unusable_layout_is_a_layout_error(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(LayoutError) as caught:
        load_text(text, tmp_path)

    assert message in str(caught.value)


def test_all_yaml_spellings_of_true_are_accepted(tmp_path: Path) -> None:
    assert all(
        load_text(f"is-numbered: {word}", tmp_path).is_numbered for word in ("true", "True", "TRUE")
    )


def test_missing_layout_file_is_a_layout_error(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="does not exist"):
        load_layout(tmp_path / "none.yaml")


def test_layout_lists_its_own_and_inherited_files(tmp_path: Path) -> None:
    """The nearest file comes first; shipped layouts are not listed."""
    (tmp_path / "base.yaml").write_text("extends: concise\n", encoding="utf-8")
    (tmp_path / "ours.yaml").write_text("extends: base.yaml\n", encoding="utf-8")

    files = load_layout(tmp_path / "ours.yaml").files

    assert (tmp_path / "ours.yaml", tmp_path / "base.yaml") == files
    assert () == load_layout("concise").files
