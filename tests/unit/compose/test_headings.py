"""A heading has the letter of its place, and no span of time that its actions break.

In → Out: layouts with spans and letters, and incidents, in; headings out.
Must not: use a shipped layout, whose titles may change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pmdoc.layout import load_layout
from pmdoc.model.document import CrossReference, Heading, Paragraph
from tests.incidents import composed, words

SPANNED = """
name: spanned
sections:
  - title: Soon (in time)
    span: {{within: {within}, otherwise: Soon}}
    parts:
      - part: table
        value: actions
        where: {{horizon: immediate}}
        columns: [{{title: Action, value: action}}]
  - title: Rest
    parts:
      - part: items
        value: actions
        where: {{horizon: [long-term, none]}}
        title: {{label: "", value: action}}
"""


def headings(layout: str, incident: str, folder: Path) -> list[str]:
    """Compose an incident in a layout and return the headings."""
    path = folder / "layout.yaml"
    path.write_text(layout, encoding="utf-8")
    document = composed(incident, load_layout(str(path)))
    return [words(block.children) for block in document.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("within", "last"),
    [
        ("this week", "2026-03-15"),
        ("this month", "2026-03-31"),
        ("this quarter", "2026-03-31"),
        ("7 days", "2026-03-17"),
        ("1 week", "2026-03-17"),
        ("3 months", "2026-06-10"),
        ("12 months", "2027-03-10"),
    ],
)
def test_title_keeps_its_span_only_while_the_actions_do(
    within: str, last: str, tmp_path: Path
) -> None:
    """The span is counted from the day of the report; an action without a date breaks none."""
    layout = SPANNED.format(within=within)
    next_day = f"{last[:-2]}{int(last[-2:]) + 1:02}" if last[-2:] != "31" else "2026-04-01"

    def first_heading(due: str) -> str:
        actions = (
            f"[{{action: A, horizon: immediate, due: {due}}}, {{action: B, horizon: immediate}},"
            " {action: C, horizon: long-term, due: 2031-01-01}]"
        )
        text = f"report: {{date: 2026-03-10}}\nactions: {actions}\n"
        return headings(layout, text, tmp_path)[0]

    assert ["Soon (in time)", "Soon"] == [first_heading(last), first_heading(next_day)]


def test_span_is_counted_from_the_incident_without_a_date_of_the_report(tmp_path: Path) -> None:
    """Without any date nobody knows whether the actions keep to it."""
    layout = SPANNED.format(within="1 month")
    actions = "actions: [{action: A, horizon: immediate, due: 2026-03-20}]\n"
    dated = "pmdoc: 1\nincident: {id: INC-1, title: Outage, date: 2026-02-28}\n" + actions

    assert "Soon (in time)" == headings(layout, dated, tmp_path)[0]
    assert "Soon" == headings(layout, actions, tmp_path)[0]


@pytest.mark.parametrize(
    ("due", "title"), [("2026-03-09", "Soon (in time)"), ("2026-03-10", "Soon")]
)
def test_what_was_due_before_the_report_is_counted_from_the_incident(
    due: str, title: str, tmp_path: Path
) -> None:
    """An action due three weeks after the incident was not due within a week."""
    text = (
        "pmdoc: 1\nreport: {date: 2026-04-21}\n"
        "incident: {id: INC-1, title: Outage, date: 2026-03-02}\n"
        f"actions: [{{action: A, horizon: immediate, due: {due}}}]\n"
    )

    assert title == headings(SPANNED.format(within="this week"), text, tmp_path)[0]


def test_condition_in_place_of_a_date_keeps_to_no_span(tmp_path: Path) -> None:
    action = "{action: A, horizon: immediate, due: after the move}"
    text = f"report: {{date: 2026-03-10}}\nactions: [{action}]"

    assert "Soon" == headings(SPANNED.format(within="1 week"), text, tmp_path)[0]


def test_span_belongs_to_the_title_that_promises_it(tmp_path: Path) -> None:
    """A layout that changes the title has no span, unless it states one."""
    (tmp_path / "base.yaml").write_text(SPANNED.format(within="1 week"), encoding="utf-8")
    text = "report: {date: 2026-03-10}\nactions: [{action: A, horizon: immediate, due: 2027-01-01}]"
    layout = "extends: base.yaml\nchange: {Soon (in time): {title: At once}}\n"

    assert "At once" == headings(layout, text, tmp_path)[0]


LETTERED = """
name: lettered
contents: 2
sections:
  - title: Appendix
    letters: "Annex {letter} - {title}"
    sections:
      - {title: Logs, parts: [{part: excerpts, value: appendices.logs}]}
      - {title: Errors, parts: [{part: excerpts, value: appendices.error_messages}]}
      - {title: Legend, is-numbered: false, parts: [{part: text, value: lessons.general}]}
      - {title: Rest, parts: [{part: text, value: notes}]}
"""
TEXT = "appendices: {error_messages: [E1]}\nlessons: {general: 'See [](#rest).'}\nnotes: N\n"


def test_subsections_are_lettered_as_they_are_present(tmp_path: Path) -> None:
    """Contents and references follow."""
    titles = ["Appendix", "Annex A - Errors", "Legend", "Annex B - Rest"]
    assert titles == headings(LETTERED, TEXT, tmp_path)

    document = composed(TEXT, load_layout(str(tmp_path / "layout.yaml")))
    (reference,) = (
        inline
        for block in document.blocks
        if isinstance(block, Paragraph)
        for inline in block.children
        if isinstance(inline, CrossReference)
    )
    assert "Annex B - Rest" == words(reference)


def test_more_subsections_than_letters_are_numbered(tmp_path: Path) -> None:
    sections = "".join(
        "      - {title: T, parts: [{part: text, value: notes}]}\n" for _ in range(27)
    )
    layout = LETTERED[: LETTERED.index("      - {title: Logs")] + sections
    titles = headings(layout, "notes: N", tmp_path)

    assert ["Annex Z - T", "Annex 27 - T"] == titles[-2:]
