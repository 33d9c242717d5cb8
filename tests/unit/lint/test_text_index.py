"""All texts of an incident are searched at once, and each match has its position."""

from __future__ import annotations

import re

import pytest

from pmdoc.lint.text_index import (
    IndexedText,
    JoinedTexts,
    SearchPattern,
    TextGroup,
    TextKind,
    Texts,
)
from tests.incidents import incident_from, model_classes

INCIDENT = """
people: {dana: {name: Dana Reyes, email: dana@example.com}}
timeline:
  - {at: {precision: unknown, wording: at night}, event: "The `pool` ran dry", actor: dana}
impact: {users: {affected: "many"}, customers: {count: {value: 3, note: By estimate}}}
references: [{id: S1, title: "[Report](https://example.com/a)", url: "https://example.com/b"}]
appendices: {logs: ["ERROR pool"]}
custom: {unit: Cards, list: [one, two]}
actions: [{action: Test, owner: A, comments: [{text: TBD, on: action}]}]
lint: {ignore: [{rule: action-owner, reason: As agreed}]}
"""


def test_every_text_has_its_pointer_and_kind() -> None:
    """Settings are not indexed."""
    found = {text.pointer: text.kind for text in Texts(incident_from(INCIDENT)).everything.texts}

    expected = {
        "/incident/id": TextKind.LABEL,
        "/incident/title": TextKind.PROSE,
        "/people/dana/name": TextKind.NAME,
        "/people/dana/email": TextKind.LABEL,
        "/timeline/0/at/wording": TextKind.PROSE,
        "/timeline/0/event": TextKind.PROSE,
        "/timeline/0/actor": TextKind.NAME,
        "/impact/users/affected": TextKind.PROSE,
        "/impact/customers/count/note": TextKind.PROSE,
        "/references/0/id": TextKind.LABEL,
        "/references/0/title": TextKind.PROSE,
        "/references/0/url": TextKind.ADDRESS,
        "/appendices/logs/0/text": TextKind.LINES,
        "/actions/0/action/comments/text": TextKind.REMARK,
        "/custom/unit": TextKind.PROSE,
        "/custom/list/0": TextKind.PROSE,
        "/custom/list/1": TextKind.PROSE,
    }
    assert expected == {pointer: found.get(pointer) for pointer in expected}
    assert not [pointer for pointer in found if pointer.startswith("/lint")]


def test_code_and_addresses_are_blanked_in_prose() -> None:
    """Blanks of equal length keep the offsets of words."""
    prose = {text.pointer: text.text for text in Texts(incident_from(INCIDENT)).prose.texts}

    assert prose["/timeline/0/event"] == "The        ran dry"
    assert prose["/references/0/title"] == f"[Report]({' ' * len('https://example.com/a')})"
    assert "/appendices/logs/0/text" not in prose


@pytest.mark.parametrize("hints", [(), ("pool",), ("x", "pool")])
def test_match_has_its_text_and_offset(hints: tuple[str, ...]) -> None:
    """This holds with and without hints."""
    texts = [
        IndexedText("/a", "İstanbul Pool", TextKind.PROSE),
        IndexedText("/b", "none", TextKind.PROSE),
        IndexedText("/c", "pool, pool", TextKind.PROSE),
        IndexedText("/d", "pool", TextKind.LINES),
    ]
    corpus = TextGroup(JoinedTexts(texts), (TextKind.PROSE,))

    found = [
        (hit.text.pointer, hit.start)
        for hit in corpus.search(SearchPattern("pool", *hints, flags=re.IGNORECASE))
    ]

    assert found == [("/a", 9), ("/c", 0), ("/c", 6)]


def test_pattern_never_matches_across_texts() -> None:
    row = JoinedTexts(
        [IndexedText("/a", "human", TextKind.PROSE), IndexedText("/b", "error", TextKind.PROSE)]
    )

    assert list(TextGroup(row).search(SearchPattern(r"human\s+error"))) == []


def test_label_names_are_fields_of_the_model() -> None:
    """A renamed field would become prose unnoticed."""
    from pmdoc.lint import text_index as texts

    names = {field for kind in model_classes() for field in kind.__struct_fields__}

    assert texts._LABELS | texts._ADDRESSES <= names
