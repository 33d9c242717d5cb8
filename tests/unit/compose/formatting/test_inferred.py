"""What an author marks as inferred is printed as inferred, and nothing else is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pmdoc.compose.formatting.field_values import FieldValue, compose_field
from pmdoc.compose.formatting.values import to_blocks
from pmdoc.compose.parts import whys
from pmdoc.lang import load_language
from tests.incidents import context_for, words


def shown(text: str, path: str) -> str:
    ctx = context_for(text)
    return words(compose_field(FieldValue(value=(path,)), ctx.incident, ctx)).replace("|", "")


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("root_cause: {statement: S, basis: inferred}", "root_cause.statement", "S (inferred)"),
        ("root_cause: {statement: S, basis: established}", "root_cause.statement", "S"),
        ("root_cause: {statement: S, trigger: T, basis: inferred}", "root_cause.trigger", "T"),
        ("root_cause: {statement: S, primary: {description: D, basis: inferred}}",
         "root_cause.statement", "S"),
        ("root_cause: {primary: {mechanism: M, basis: inferred}}",
         "root_cause.primary.mechanism", "M (inferred)"),
        ("root_cause: {primary: {description: D, mechanism: M, basis: inferred}}",
         "root_cause.primary.mechanism", "M"),
        ("impact: {data: {loss: L, disclosure: D, basis: inferred}}", "impact.data.loss",
         "L (inferred)"),
        ("impact: {data: {loss: L, disclosure: D, basis: inferred}}", "impact.data.disclosure",
         "D (inferred)"),
        # several paragraphs have the mark above them, as one behind the last would not mean all
        ("root_cause: {statement: \"One\\n\\ntwo\", basis: inferred}", "root_cause.statement",
         "InferredOnetwo"),
    ],
)  # fmt: skip
def test_mark_follows_the_statement(text: str, path: str, expected: str) -> None:
    assert expected == shown(text, path)


def test_first_filled_alternative_has_its_own_mark() -> None:
    """The summary of a cause is the author's own sentence."""
    ctx = context_for("summary: {root_cause: A}\nroot_cause: {statement: B, basis: inferred}")
    field = FieldValue(value=("summary.root_cause", "root_cause.statement"))

    assert "A" == words(compose_field(field, ctx.incident, ctx))


def test_record_without_columns_is_marked_as_a_whole() -> None:
    text = "root_cause: {systemic_issues: [{name: N, description: D, basis: inferred}]}"
    ctx = context_for(text)
    (issue,) = ctx.incident.root_cause.systemic_issues

    assert "N: D (inferred)" == words(to_blocks(issue, ctx)).replace("|", "")


def test_mark_is_in_the_language_of_the_report() -> None:
    ctx = context_for("root_cause: {five_whys: [{why: W, answer: A, basis: inferred}]}")
    options = whys.WhysOptions(value=("root_cause.five_whys",))

    blocks = whys.PART.compose(options, replace(ctx, language=load_language("de")))
    assert "W|A| (Schlussfolgerung)" == words(blocks)
