"""Field values are composed according to their type."""

from __future__ import annotations

import pytest

from pmdoc.compose.formatting.field_values import FieldValue, compose_field
from pmdoc.compose.formatting.values import ValueFormat
from pmdoc.compose.parts import references
from pmdoc.model.document import Badge, Code, ItemList, Link, Paragraph, Tone
from tests.incidents import context_for, words

AMOUNTS = [
    ("5000", "5,000"),
    ("99.90", "99.90"),
    ("{value: 4.5, unit: GB}", "4.5\N{NO-BREAK SPACE}GB"),
    ("{value: 700, basis: estimate}", "700 (estimate)"),
    ("{value: 5000, unit: projects, at_least: true}", "at least 5,000\N{NO-BREAK SPACE}projects"),
    ("{value: 300, unit: users, at_most: true}", "at most 300\N{NO-BREAK SPACE}users"),
    ("{value: 5 %, at_most: true, basis: estimate}", "at most 5 % (estimate)"),
    ("at most 300", "at most 300"),
    ("≤ 5 %", "≤ 5 %"),
    ("{value: < 300, unit: ms}", "< 300\N{NO-BREAK SPACE}ms"),
    ("{basis: unknown}", "Unknown"),
    ("{basis: unknown, note: Not published}", "Not published"),
]


@pytest.mark.parametrize(("written", "expected"), AMOUNTS, ids=[a[0] for a in AMOUNTS])
def test_amount_shows_unit_and_basis(written: str, expected: str) -> None:
    ctx = context_for(f"impact: {{users: {{affected: {written}}}}}")
    piece = FieldValue(value=("impact.users.affected",))

    assert expected == words(compose_field(piece, ctx.incident, ctx))


UNITS = [
    ("300", "300\N{NO-BREAK SPACE}ms"),
    ("99.90", "99.90\N{NO-BREAK SPACE}ms"),
    ("< 300", "< 300\N{NO-BREAK SPACE}ms"),
    ("≤300", "≤300\N{NO-BREAK SPACE}ms"),
    ("at most 1,300", "at most 1,300\N{NO-BREAK SPACE}ms"),
    ("{value: 300, at_most: true}", "at most 300\N{NO-BREAK SPACE}ms"),
    ("below 70 %", "below 70 %"),
    ("< 2 s", "< 2 s"),
    ("none since 2019", "none since 2019"),
    ("Not measured", "Not measured"),
]


@pytest.mark.parametrize(("written", "expected"), UNITS, ids=[u[0] for u in UNITS])
def test_figure_without_unit_takes_that_of_its_metric(written: str, expected: str) -> None:
    """A bound before a number is no unit; words and another unit stay as they are."""
    figure = written if written.startswith("{") else f'"{written}"'
    metric = f"{{name: Latency, unit: ms, before: {figure}}}"
    ctx = context_for(f"metrics: {{current_state: [{metric}]}}")
    field = FieldValue(value=("before",), unit="unit")

    assert expected == words(compose_field(field, ctx.incident.metrics.current_state[0], ctx))


def test_first_filled_path_wins() -> None:
    """A layout may list several paths for one value."""
    ctx = context_for("summary: {impact: Some users}")
    piece = FieldValue(value=("summary.users", "summary.impact"))

    assert "Some users" == words(compose_field(piece, ctx.incident, ctx))


def test_empty_path_gives_no_blocks() -> None:
    """The layout decides what an empty value shows."""
    ctx = context_for()

    assert () == compose_field(FieldValue(value=("summary.users",)), ctx.incident, ctx)


def test_severity_is_a_badge_with_its_tone() -> None:
    """The layout's severity scale decides the tone."""
    ctx = context_for("pmdoc: 1\nincident: {id: I, title: T, severity: SEV-2}")
    blocks = compose_field(
        FieldValue(value=("incident.severity",), show=ValueFormat.BADGE), ctx.incident, ctx
    )

    assert (Paragraph((Badge("SEV-2", Tone.SERIOUS),)),) == blocks


def test_several_texts_become_a_list_and_one_becomes_a_paragraph() -> None:
    ctx = context_for("impact: {geography: [Europe, Asia], demography: [Mobile]}")

    several = compose_field(FieldValue(value=("impact.geography",)), ctx.incident, ctx)
    single = compose_field(FieldValue(value=("impact.demography",)), ctx.incident, ctx)

    assert isinstance(several[0], ItemList)
    assert isinstance(single[0], Paragraph)


def test_custom_field_is_shown_by_its_key() -> None:
    ctx = context_for("custom: {cost_center: 4711-B}")

    assert "4711-B" == words(
        compose_field(FieldValue(value=("custom.cost_center",)), ctx.incident, ctx)
    )


def test_derived_duration_is_shown() -> None:
    ctx = context_for(
        "pmdoc: 1\nincident: {id: I, title: T, "
        "started: 2026-01-01T10:00Z, resolved: 2026-01-01T14:23Z}"
    )

    assert "4 h 23 min|from the start to resolution" == words(
        compose_field(FieldValue(value=("derived.duration",)), ctx.incident, ctx)
    )


def test_relative_address_is_printed_without_a_link() -> None:
    """A report is read elsewhere, so only web and mail addresses are links."""
    ctx = context_for(
        "references:\n"
        "  - {id: A, title: Runbook, url: ../runbooks/failover.md, kind: runbook}\n"
        "  - {id: B, title: Post, url: 'https://example.com/post', kind: runbook}\n"
    )
    items = references.PART.compose(references.ReferencesOptions(), ctx)[0]
    assert isinstance(items, ItemList)
    inlines = [inline for item in items.items for inline in item.blocks[0].children]  # type: ignore[union-attr]  # paragraphs

    assert ["https://example.com/post"] == [i.target for i in inlines if isinstance(i, Link)]
    assert ["../runbooks/failover.md"] == [i.text for i in inlines if isinstance(i, Code)]
