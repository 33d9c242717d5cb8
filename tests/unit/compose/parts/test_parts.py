"""Kinds of content, each alone: boxes to tick, figures that change, legends, facts and links."""

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


def blocks_of(spec: dict[str, Any], text: str = "", **context: Any) -> tuple[Block, ...]:
    """Compose one part as a layout would ask for it."""
    problems: list[Problem] = []
    found = read_part(spec, "/parts/0", parts(), problems)
    assert found is not None, problems
    assert [] == problems
    part, options = found
    return part.compose(options, replace(context_for(text), **context))


def list_of(blocks: tuple[Block, ...]) -> ItemList:
    """Return the only list among blocks."""
    (found,) = (block for block in blocks if isinstance(block, ItemList))
    return found


def plain(value: object) -> str:
    """Return the words below a node without the bars."""
    return words(value).replace("|", "")


SIGNERS = {
    "part": "checklist",
    "value": "report.sign_offs",
    "key": "role",
    "done": "date",
    "entries": ["Author", "Commander"],
    "details": ["name", "date"],
}


def test_checklist_shows_standing_entries_and_the_authors_own() -> None:
    """An entry that nobody signed stays open; a signer of another role follows."""
    items = list_of(
        blocks_of(
            SIGNERS,
            "report: {sign_offs: [{role: Auditor, name: Bo},"
            " {role: commander, name: Ann, date: 2017-02-20}]}",
        )
    ).items

    assert ["Author", "commander: Ann, 20 February 2017", "Auditor: Bo"] == [
        plain(item.blocks) for item in items
    ]
    assert [Marker.OPEN, Marker.DONE, Marker.OPEN] == [item.marker for item in items]


def test_open_boxes_of_a_checklist_are_fields() -> None:
    """A box to tick names its place in the incident file, also where nothing stands there yet."""
    items = list_of(
        blocks_of(
            SIGNERS,
            "report: {sign_offs: [{role: Auditor, name: Bo},"
            " {role: commander, name: Ann, date: 2017-02-20}]}",
        )
    ).items

    assert [
        ("/report/sign_offs/2/date", "Author"),
        None,
        ("/report/sign_offs/0/date", "Auditor: Bo"),
    ] == [(item.field.name, item.field.label) if item.field else None for item in items]


def test_checklist_without_entries_is_left_out_when_empty() -> None:
    """No list without items."""
    spec = {"part": "checklist", "value": "prevention.checklist", "key": "text", "done": "done"}

    assert () == blocks_of(spec)


def test_checklist_keeps_to_its_filter() -> None:
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
    blocks = blocks_of(spec, text)

    assert "Soon" == words(blocks[0])
    assert [("A", Marker.DONE), ("C", Marker.OPEN)] == [
        (plain(item.blocks), item.marker) for item in list_of(blocks).items
    ]


def test_changes_show_both_sides_or_the_one_that_is_known() -> None:
    """A figure that nobody measured yet still has its target."""
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
        plain(item.blocks) for item in list_of(blocks_of(spec, text)).items
    ]


def test_legend_explains_only_what_is_there() -> None:
    """Without actions their types need no explanation."""
    spec = {
        "part": "legend",
        "explains": "actions",
        "label": "Types",
        "items": [{"term": "Prevent", "meaning": "less likely."}],
    }

    assert () == blocks_of(spec)
    assert "Types|Prevent| — less likely." == words(blocks_of(spec, "actions: [{action: Test}]"))


def test_field_on_one_line_runs_its_pieces_on() -> None:
    """A date and a purpose read as one."""
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

    assert "First: 12 March 2017 – Check progress" == plain(blocks_of(spec, text))


def test_piece_with_an_address_is_a_link() -> None:
    """A ticket leads to the tracker; without a name its address stands for it, linked once."""
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
    for item in list_of(blocks_of(spec, text)).items:
        for block in item.blocks:
            assert isinstance(block, Paragraph)
            links += [(words(c), c.target) for c in block.children if isinstance(c, Link)]

    assert [
        ("X-1", "https://example.com/1"),
        ("https://example.com/2", "https://example.com/2"),
    ] == links


def test_record_without_a_name_says_its_description_once() -> None:
    """What stands in for the title is not said again below it."""
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
        words(item.blocks) for item in list_of(blocks_of(spec, text)).items
    ]


def test_facts_of_a_column_stand_below_its_cell() -> None:
    """In one line, parted, and only those that are filled in."""
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

    assert "Action|Test|ID:| |A1|  ·  |Ticket:| |X-1" == words(blocks_of(spec, text))


STRIP = {
    "part": "key_figures",
    "items": [
        {"label": "Duration", "value": "impact.business.revenue"},
        {"label": "Users", "value": "impact.users.affected"},
        {"label": "Failed", "value": "impact.users.failed_requests"},
    ],
}


def test_key_figure_is_a_number_over_its_unit() -> None:
    """What a glance can take in: the number large, its unit below, no long remark."""
    (strip,) = blocks_of(
        STRIP,
        "impact: {users: {affected: {value: 39406, unit: customers, note: 'A remark that is far"
        " too long for a strip of figures'}, failed_requests: {value: 7, source: S1}}}",
    )

    assert isinstance(strip, KeyFigures)
    assert [("Users", "39,406", "customers"), ("Failed", "7", "[S1]")] == [
        (figure.label, figure.value, figure.note) for figure in strip.figures
    ]


def test_what_is_unknown_or_a_sentence_is_no_key_figure() -> None:
    """A strip of one figure is none."""
    text = (
        "impact: {business: {revenue: We do not know yet what this has cost us},"
        " users: {affected: {basis: unknown, note: Not published}, failed_requests: 12}}"
    )

    assert () == blocks_of(STRIP, text)


EXCERPTS = "appendices: {logs: [{title: Console, text: one}, two]}"


@pytest.mark.parametrize("is_form", [False, True])
def test_excerpts_stand_as_they_are_in_forms_too(*, is_form: bool) -> None:
    """Room to write is for what is not there."""
    spec = {"part": "excerpts", "value": "appendices.logs"}

    filled = blocks_of(spec, EXCERPTS, is_form=is_form)
    empty = blocks_of(spec, is_form=is_form)

    assert ["Console", "one", "two"] == [words(block) for block in filled]
    assert is_form == bool(empty)
    assert all(is_line_to_write_on(block) for block in empty)


@pytest.mark.parametrize(
    ("pixels", "asked", "share"),
    [(1800, "", 1.0), (480, "", 1.0), (120, "", 0.25), (1, "", 0.02), (120, ", width: 80", 0.8)],
)
def test_small_pictures_are_not_blown_up(pixels: int, asked: str, share: float) -> None:
    """Of a wide text a small picture takes what it fills, or what its author says."""
    text = f"appendices: {{screenshots: [{{file: a.png, alt: A line{asked}}}]}}"
    picture = Image(b"", "image/png", pixels, 90)

    (figure,) = blocks_of(
        {"part": "figures", "value": "appendices.screenshots"}, text, images={"a.png": picture}
    )

    assert isinstance(figure, Figure)
    assert share == figure.width
