"""Any text in any text field is in both formats, once and unchanged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import strategies as st
from PIL import Image as Pillow

from pmdoc.layout import layout_names
from tests.fuzz import generated
from tests.fuzz.budget import search
from tests.fuzz.cage import Cage
from tests.fuzz.filled import TEXTS, Field, filled
from tests.fuzz.report_text import (
    docx_text,
    pdf_text,
    pdf_text_in_order,
    squeezed,
    visible_only,
)
from tests.fuzz.words import HOSTILE
from tests.judges import some

NOT_IN_THE_BODY = re.compile(
    "/lint/.*|/comments/.*|/report/(privilege|handling|organization)|/people/dana/email|/.*/alt"
    "|/metrics/current_state/0/unit"
    "|/custom/systems/.*"
)
"""Headers, comments, descriptions of pictures, units without figures, and custom fields."""
SHOWN_TWICE = re.compile("/incident/time_to_resolve/.*|/metrics/current_state/0/name")
"""Figures that are among the facts and again later, or in a table and again in a chart."""
ON_EACH_PAGE = re.compile("/report/(copy|recipient)")
"""Texts that may make the header so high that it reaches into the extracted body."""
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


@pytest.fixture
def cage(tmp_path: Path) -> Cage:
    """Return a cage with the pictures that the full case names."""
    made = Cage(tmp_path)
    incident, _ = filled(lambda _: "")
    for name in ("screenshots", "monitoring"):
        for picture in incident["appendices"][name]:
            path = made.folder / picture["file"]
            path.parent.mkdir(exist_ok=True)
            Pillow.new("RGB", (4, 3), "red").save(path)
    return made


def escaped(text: str) -> str:
    """Escape a text so that Markdown leaves it unchanged."""
    return PUNCTUATION.sub(r"\\\g<0>", text)


def shown(text: str) -> str:
    """Replace characters that no document can contain by visible ones."""
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    point = ord(character)
    if point < 0x20 and character not in "\t\n\r":
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\u2421"
    is_noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return "\ufffd" if 0x80 <= point <= 0x9F or is_noncharacter else character


def is_right_to_left(text: str) -> bool:
    """Return whether a text has characters that change the reading direction."""
    return any(unicodedata.bidirectional(c) in _CHANGES_DIRECTION for c in text)


_CHANGES_DIRECTION = frozenset(
    {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
)


class Read(NamedTuple):
    """The text of both reports of an incident with a text in every field, and the messages."""

    fields: tuple[Field, ...]
    word: str
    pdf: str
    pdf_in_order: str
    messages: str


def read_back(cage: Cage, layout: str, text_for: Callable[[Field], str]) -> Read:
    """Build an incident with a text in every field, and read the reports."""
    incident, fields = filled(lambda field: field.marked(text_for(field)))
    incident |= {"lint": generated.IGNORE_ALL, "language": "en"}
    ended = cage.build(generated.as_yaml(incident, '"'), "--layout", layout)
    assert ended.code == 0, ended.err
    word = squeezed(docx_text(ended.reports[".docx"]))
    pdf = ended.reports[".pdf"]
    texts = visible_only(pdf_text(pdf)), visible_only(pdf_text_in_order(pdf))
    return Read(fields, word, *texts, ended.err)


_counts: dict[str, dict[str, int]] = {}


def counts(cage: Cage, layout: str) -> dict[str, int]:
    """Return how often a layout shows each field, by its pointer."""
    if layout not in _counts:
        read = read_back(cage, layout, lambda _: "x")
        _counts[layout] = {f.pointer: len(f.found_in(read.word)) for f in read.fields}
    return _counts[layout]


def check_every_field(cage: Cage, text: str, layout: str) -> str:
    """Check the reports of an incident with the text in every field; return the messages."""

    def written(field: Field) -> str:
        return text if "verbatim" in field.definitions else escaped(text)

    read = read_back(cage, layout, written)
    shows = counts(cage, layout)
    for field in read.fields:
        if not shows[field.pointer] or ON_EACH_PAGE.fullmatch(field.pointer):
            continue
        # Names, units and sources are not Markdown, so that escapes stay.
        expected = {squeezed(shown(text)), squeezed(shown(written(field)))}
        in_word, in_pdf = field.found_in(read.word), field.found_in(read.pdf)
        if not {visible_only(e) for e in expected} >= set(in_pdf):  # its row goes on on a page
            in_pdf = field.found_in(read.pdf_in_order)
        assert 1 <= len(in_word) == len(in_pdf) <= shows[field.pointer], field.pointer
        assert expected >= set(in_word), field.pointer
        if is_right_to_left(text):  # viewers decide the order of copied text
            assert {tuple(sorted(visible_only(e))) for e in expected} >= {
                tuple(sorted(found)) for found in in_pdf
            }, field.pointer
        else:
            assert {visible_only(e) for e in expected} >= set(in_pdf), field.pointer
    return read.messages


def test_every_text_field_is_shown_once(cage: Cage) -> None:
    """The comprehensive layout shows everything, and only the fields listed here twice."""
    found = counts(cage, "comprehensive")

    assert found == {
        pointer: 2
        if SHOWN_TWICE.fullmatch(pointer)
        else int(not NOT_IN_THE_BODY.fullmatch(pointer))
        for pointer in found
    }


@pytest.mark.parametrize("name", some(sorted(set(HOSTILE) - {"long word", "nested"}), 8))
def test_hostile_text_is_shown_as_plain_text(cage: Cage, name: str) -> None:
    """X1 to X4, X6, X8, X12: no tag, template, field or escape is interpreted or lost."""
    messages = check_every_field(cage, HOSTILE[name], "comprehensive")

    has_controls = shown(HOSTILE[name]) != HOSTILE[name]
    assert has_controls == ("[text-control-character]" in messages)
    assert (name == "bidi") == ("[text-turning-character]" in messages)


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\u00a0", "\u200b", "<!-- -->", "[]()", "#"])
def test_report_of_blank_texts_is_built(cage: Cage, blank: str) -> None:
    """Fields without words are left out, like fields that are missing."""
    incident, _ = filled(
        lambda field: "x" if "title_line" in field.definitions else blank,
        TEXTS | {"severity", "classification"},
    )
    incident |= {"lint": generated.IGNORE_ALL, "language": "en"}

    for layout in layout_names():
        ended = cage.build(generated.as_yaml(incident, '"'), "--layout", layout)
        assert ended.code == 0, ended.err


def test_any_text_in_any_field_comes_out_once_and_unchanged(cage: Cage) -> None:
    """X2: the text extracted from both formats is what was typed, apart from white space.

    X8: characters that no font has stop the build, and messages name them.
    """
    # Line breaks can begin a list or a code block, in which escapes do not work.
    common = st.characters(max_codepoint=0x24F, exclude_characters="\t\n\r")
    drawn = st.text(common | st.sampled_from("αβΩжЯ–—…€₿→☐⚠“”„«»"), min_size=1, max_size=30)
    anything = st.text(common | st.characters(codec="utf-8"), min_size=1, max_size=8)

    def check(given: tuple[str, str]) -> None:
        check_every_field(cage, *given)

    def check_end(text: str) -> None:
        incident, _ = filled(lambda _: escaped(text))
        incident |= {"lint": generated.IGNORE_ALL, "language": "en"}
        ended = cage.build(generated.as_yaml(incident, '"'))
        # A blank title counts as missing; control characters are shown as visible ones.
        if all(one in "\t\n\r" or unicodedata.category(one).startswith("Z") for one in text):
            assert (ended.code, "[schema-empty]" in ended.err) == (1, True), ended.err
            return
        assert ended.code == 0 or (ended.code == 4 and "[glyph-missing]" in ended.err), ended.err

    search(check, st.tuples(drawn, st.sampled_from(layout_names())), at_least=6)
    search(check_end, anything, at_least=6)
