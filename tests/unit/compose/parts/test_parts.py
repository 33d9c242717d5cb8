"""Content parts compose as described: checklists, changes, legends, facts and links."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from pmdoc.compose.part import read_part
from pmdoc.diagnostics.problem import Problem
from pmdoc.model.attachment import Image
from pmdoc.model.document import (
    Block,
    Figure,
    ItemList,
    KeyFigures,
    Link,
    Marker,
    Paragraph,
    is_line_to_write_on,
)
from pmdoc.pipeline.plugins import parts
from tests.incidents import context_for, words


def compose_part(spec: dict[str, Any], text: str = "", **context: Any) -> tuple[Block, ...]:
    """Compose one part as a layout would."""
    problems: list[Problem] = []
    found = read_part(spec, "/parts/0", parts(), problems)
    assert found is not None, problems
    assert [] == problems
    part, options = found
    return part.compose(options, replace(context_for(text), **context))


def only_list(blocks: tuple[Block, ...]) -> ItemList:
    """Return the only list among blocks."""
    (found,) = (block for block in blocks if isinstance(block, ItemList))
    return found


def text_of(value: object) -> str:
    """Return the text below a node without the bars."""
    return words(value).replace("|", "")


SIGNERS = {
    "part": "checklist",
    "value": "report.sign_offs",
    "key": "role",
    "done": "date",
    "entries": ["Author", "Commander"],
    "details": ["name", "date"],
}


def test_checklist_of_a_form_has_the_layout_entries_and_the_authors_own() -> None:
    """An unsigned entry stays open; a signer of another role follows."""
    items = only_list(
        compose_part(
            SIGNERS,
            "report: {sign_offs: [{role: Auditor, name: Bo},"
            " {role: commander, name: Ann, date: 2017-02-20}]}",
            is_form=True,
        )
    ).items

    assert ["Author", "commander: Ann, 20 February 2017", "Auditor: Bo"] == [
        text_of(item.blocks) for item in items
    ]
    assert [Marker.OPEN, Marker.DONE, Marker.OPEN] == [item.marker for item in items]


def test_unticked_boxes_of_a_checklist_are_fields() -> None:
    """Each box knows its position in the incident file, even if the file has no such entry yet."""
    items = only_list(
        compose_part(
            SIGNERS,
            "report: {sign_offs: [{role: Auditor, name: Bo},"
            " {role: commander, name: Ann, date: 2017-02-20}]}",
            is_form=True,
        )
    ).items

    assert [
        ("/report/sign_offs/2/date", "Author"),
        None,
        ("/report/sign_offs/0/date", "Auditor: Bo"),
    ] == [(item.field.name, item.field.label) if item.field else None for item in items]


def test_checklist_of_a_report_has_only_the_authors_entries() -> None:
    text = "report: {sign_offs: [{role: Auditor, name: Bo}]}"

    assert ["Auditor: Bo"] == [
        text_of(item.blocks) for item in only_list(compose_part(SIGNERS, text)).items
    ]
    assert () == compose_part(SIGNERS)


def test_box_of_a_signer_whose_name_is_withheld_is_ticked() -> None:
    """Who has signed has, whether named or not."""
    text = "report: {sign_offs: [{role: Auditor, name_withheld: true}]}"

    (item,) = only_list(compose_part(SIGNERS, text)).items

    assert (Marker.DONE, "Auditor: Name withheld") == (item.marker, text_of(item.blocks))


@pytest.mark.parametrize("is_form", [False, True], ids=["report", "form"])
def test_recipient_has_a_box_only_if_the_author_says_whether_he_received_it(
    *, is_form: bool
) -> None:
    """An open box beside a name says that the person has not received the report."""
    spec = {
        "part": "checklist",
        "value": "report.distribution",
        "key": "name",
        "done": "received",
        "box": "stated",
    }
    text = (
        "report: {distribution: [{name: A}, {name: B, received: true}, {name: C, received: false}]}"
    )
    items = only_list(compose_part(spec, text, is_form=is_form)).items

    unsaid = Marker.OPEN if is_form else Marker.DEFAULT
    assert [unsaid, Marker.DONE, Marker.OPEN] == [item.marker for item in items]
    assert [is_form, False, True] == [item.field is not None for item in items]


def test_checklist_without_entries_is_left_out() -> None:
    spec = {"part": "checklist", "value": "prevention.checklist", "key": "text", "done": "done"}

    assert () == compose_part(spec)


def test_checklist_applies_its_filter() -> None:
    """Each horizon has its own list."""
    spec = {
        "part": "checklist",
        "value": "prevention.checklist",
        "key": "text",
        "done": "done",
        "where": {"horizon": ["short-term", "none"]},
        "label": "Soon",
    }
    text = (
        "prevention: {checklist: [{text: A, horizon: short-term, done: true},"
        " {text: B, horizon: long-term}, {text: C}]}"
    )
    blocks = compose_part(spec, text)

    assert "Soon" == words(blocks[0])
    assert [("A", Marker.DONE), ("C", Marker.OPEN)] == [
        (text_of(item.blocks), item.marker) for item in only_list(blocks).items
    ]


def test_changes_show_before_and_after_or_the_known_one() -> None:
    """A figure that was not measured yet still has its target."""
    spec = {
        "part": "changes",
        "value": "metrics.success",
        "title": "name",
        "before": "current",
        "after": "target",
    }
    text = (
        "metrics: {success: [{name: Detection, current: 12 min, target: 2 min},"
        " {name: Coverage, target: 90 %}, {name: Load, current: 80 %}, {name: Calm}]}"
    )

    assert ["Detection: 12 min → 2 min", "Coverage: → 90 %", "Load: 80 %", "Calm"] == [
        text_of(item.blocks) for item in only_list(compose_part(spec, text)).items
    ]


def test_legend_explains_only_what_the_report_uses() -> None:
    """Without actions, action types need no explanation."""
    spec = {
        "part": "legend",
        "explains": "actions",
        "label": "Types",
        "items": [{"term": "Prevent", "meaning": "less likely."}],
    }

    assert () == compose_part(spec)
    assert "Types|Prevent| — less likely." == words(compose_part(spec, "actions: [{action: Test}]"))


def test_values_of_a_one_line_field_are_joined() -> None:
    """A date and a purpose become one text."""
    spec = {
        "part": "fields",
        "show": "list",
        "items": [
            {
                "label": "First",
                "value": ["follow_up.review_30_day.date", "follow_up.review_30_day.purpose"],
                "one-line": "true",
            }
        ],
    }
    text = "follow_up: {review_30_day: {date: 2017-03-12, purpose: Check progress}}"

    assert "First: 12 March 2017 – Check progress" == text_of(compose_part(spec, text))


def test_value_with_an_address_is_a_link() -> None:
    """A ticket links to the tracker; without a name its address is the text, linked once."""
    spec = {
        "part": "items",
        "value": "actions",
        "title": {"label": "", "value": "action"},
        "facts": [{"label": "Ticket", "value": {"value": ["ticket", "url"], "link": "url"}}],
    }
    text = (
        "actions: [{action: A, ticket: X-1, url: 'https://example.com/1'},"
        " {action: B, url: 'https://example.com/2'}, {action: C, ticket: X-3}]"
    )
    links = []
    for item in only_list(compose_part(spec, text)).items:
        for block in item.blocks:
            assert isinstance(block, Paragraph)
            links += [(words(c), c.target) for c in block.children if isinstance(c, Link)]

    assert [
        ("X-1", "https://example.com/1"),
        ("https://example.com/2", "https://example.com/2"),
    ] == links


def test_record_without_a_name_shows_its_description_once() -> None:
    """A description used as the title is not repeated below it."""
    spec = {
        "part": "items",
        "value": "root_cause.contributing_factors",
        "title": {"label": "", "value": {"value": ["name", "description"]}},
        "fields": [{"label": "Description", "value": "description"}],
    }
    text = (
        "root_cause: {contributing_factors: [{description: No owner},"
        " {name: Owner, description: None}]}"
    )

    assert ["No owner", "Owner|Description:| |None"] == [
        words(item.blocks) for item in only_list(compose_part(spec, text)).items
    ]


def test_facts_of_a_column_follow_its_text() -> None:
    """They are on one line, separated, and only those that are filled in."""
    spec = {
        "part": "table",
        "value": "actions",
        "columns": [
            {
                "title": "Action",
                "value": "action",
                "facts": [
                    {"label": "ID", "value": "id"},
                    {"label": "Type", "value": "type"},
                    {"label": "Ticket", "value": "ticket"},
                ],
            }
        ],
    }
    text = "actions: [{action: Test, id: A1, ticket: X-1}]"

    assert "Action|Test|ID:| |A1|  ·  |Ticket:| |X-1" == words(compose_part(spec, text))


STRIP = {
    "part": "key_figures",
    "items": [
        {"label": "Duration", "value": "impact.business.revenue"},
        {"label": "Users", "value": "impact.users.affected"},
        {"label": "Failed", "value": "impact.users.failed_requests"},
    ],
}


def test_key_figure_is_a_number_with_its_unit_below() -> None:
    """A note stays however long it is: it may be the bound without which the figure is wrong."""
    note = "At most; that many were in the table that was read on both days"
    (strip,) = compose_part(
        STRIP,
        f"impact: {{users: {{affected: {{value: 39406, unit: customers, note: {note}}},"
        " failed_requests: {value: 7, source: S1}}}",
    )

    assert isinstance(strip, KeyFigures)
    assert [("Users", "39,406", f"customers {note}"), ("Failed", "7", "[S1]")] == [
        (figure.label, figure.value, figure.note) for figure in strip.figures
    ]


def test_unknown_values_and_sentences_are_no_key_figures() -> None:
    """A strip of a single figure is left out too."""
    text = (
        "impact: {business: {revenue: We do not know yet what this has cost us},"
        " users: {affected: {basis: unknown, note: Not published}, failed_requests: 12}}"
    )

    assert () == compose_part(STRIP, text)


EXCERPTS = "appendices: {logs: [{title: Console, text: one}, two]}"


@pytest.mark.parametrize("is_form", [False, True])
def test_excerpts_are_unchanged_in_blank_forms(*, is_form: bool) -> None:
    """Only missing values get room to write."""
    spec = {"part": "excerpts", "value": "appendices.logs"}

    filled = compose_part(spec, EXCERPTS, is_form=is_form)
    empty = compose_part(spec, is_form=is_form)

    assert ["Console", "one", "two"] == [words(block) for block in filled]
    assert is_form == bool(empty)
    assert all(is_line_to_write_on(block) for block in empty)


@pytest.mark.parametrize(
    ("pixels", "width", "share"),
    [(1800, "", 1.0), (480, "", 1.0), (120, "", 0.25), (1, "", 0.02), (120, ", width: 80", 0.8)],
)
def test_small_pictures_are_not_enlarged(pixels: int, width: str, share: float) -> None:
    """A picture takes its own share of the text width, or the width its author gives."""
    text = f"appendices: {{screenshots: [{{file: a.png, alt: A line{width}}}]}}"
    picture = Image(b"", "image/png", pixels, 90)

    (figure,) = compose_part(
        {"part": "figures", "value": "appendices.screenshots"}, text, images={"a.png": picture}
    )

    assert isinstance(figure, Figure)
    assert share == figure.width


def labels(blocks: tuple[Block, ...]) -> list[str]:
    """Return the labels and values of a table of them."""
    return [
        f"{item.label}: {words(item.blocks)}" for b in blocks for item in getattr(b, "items", ())
    ]


ROWS = {
    "part": "fields",
    "items": [
        {"label": "Loss", "value": "impact.data.loss"},
        {"label": "Window", "value": "impact.data.window", "empty": "Not stated"},
        {
            "label": "Disclosure",
            "value": "impact.data.disclosure",
            "empty": "None known",
            "when-empty": "show",
        },
    ],
}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("draft", ["Window: Not stated", "Disclosure: None known"]),
        ("in-review", ["Window: Not stated", "Disclosure: None known"]),
        ("final", ["Disclosure: None known"]),
        ("approved", ["Disclosure: None known"]),
    ],
)
def test_finished_report_says_only_what_is_worth_saying_of_missing_values(
    status: str, expected: list[str]
) -> None:
    assert expected == labels(compose_part(ROWS, f"report: {{status: {status}}}"))


def test_list_says_that_it_is_empty_until_the_report_is_final() -> None:
    spec = {"part": "items", "value": "impact.unaffected", "empty": "Nothing"}
    always = {**spec, "when-empty": "show"}

    assert ["Nothing", "", "Nothing"] == [
        words(compose_part(one, f"report: {{status: {status}}}"))
        for one, status in ((spec, "draft"), (spec, "final"), (always, "final"))
    ]


def test_row_is_left_out_without_the_value_that_it_goes_with() -> None:
    """The incident's title is worth a row only if the report has another one."""
    row = {"label": "Incident", "value": "incident.title", "given": "report.title"}
    spec = {"part": "fields", "items": [row]}

    assert [] == labels(compose_part(spec))
    assert ["Incident: Outage"] == labels(compose_part(spec, "report: {title: Report}"))


def test_form_has_no_room_for_rows_and_columns_that_say_so() -> None:
    rows = {
        "part": "fields",
        "items": [
            {"label": "A", "value": "impact.data.loss"},
            {"label": "B", "value": "impact.data.window", "form": "false"},
        ],
    }
    table = {
        "part": "table",
        "value": "actions",
        "columns": [
            {"title": "Action", "value": "action"},
            {"title": "Owner", "value": "owner"},
            {"title": "Notes", "value": "notes", "form": "false"},
        ],
    }

    def titles(text: str, *, is_form: bool) -> list[str]:
        (block,) = compose_part(table, text, is_form=is_form)
        return [column.title for column in block.grid.columns]  # type: ignore[union-attr]  # a table

    assert ["A: "] == labels(compose_part(rows, is_form=True))
    assert ["Action", "Owner"] == titles("", is_form=True)
    assert ["Action", "Owner"] == titles("actions: [{action: X}]", is_form=True)
    assert ["Action"] == titles("actions: [{action: X}]", is_form=False)
    assert ["Action", "Notes"] == titles("actions: [{action: X, notes: Y}]", is_form=False)


def test_table_whose_columns_show_nothing_is_left_out() -> None:
    spec = {"part": "table", "value": "actions", "columns": [{"title": "Owner", "value": "owner"}]}

    assert () == compose_part(spec, "actions: [{action: X}]")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-03-09", "9 March 2026"),
        ("2026-03", "March 2026"),
        ("2026", "2026"),
    ],
)
def test_reference_has_its_day_month_or_year(date: str, expected: str) -> None:
    """A month as it is typed would be a date that no reader writes."""
    text = f"references: [{{title: Report, publisher: ACME, date: {date}}}]"

    assert words(compose_part({"part": "references"}, text)) == f"Report| (ACME, {expected})"


@pytest.mark.parametrize(("date", "expected"), [("2026-05", "May 2026"), ("2027", "2027")])
def test_review_has_its_month_or_year(date: str, expected: str) -> None:
    spec = {
        "part": "fields",
        "items": [{"value": "follow_up.review_30_day.date", "label": "Review"}],
    }

    assert expected in words(compose_part(spec, f"follow_up: {{review_30_day: {date}}}"))
