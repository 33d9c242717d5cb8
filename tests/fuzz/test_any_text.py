"""Any text in any text field comes out of both formats, once and unchanged."""

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
from tests.fuzz.report_text import docx_text, pdf_text, squeezed, visible_only
from tests.fuzz.words import HOSTILE
from tests.judges import some

NOT_IN_THE_BODY = re.compile(
    "/lint/.*|/comments/.*|/report/(privilege|handling|organization)|/people/dana/email|/.*/alt"
    "|/timeline/4/at/accounts/0/wording|/metrics/current_state/0/unit"
    "|/custom/systems/.*"
)
"""Furniture, remarks, descriptions of pictures, units without figures, and fields of a house."""
TOLD_TWICE = re.compile("/incident/time_to_resolve/.*|/metrics/current_state/0/name")
"""Figures told among the facts and again later, or in a table and again in a drawing."""
ON_EACH_PAGE = re.compile("/report/(copy|recipient)")
"""What may make the header so high that it reaches into what is taken for the body."""
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


@pytest.fixture
def cage(tmp_path: Path) -> Cage:
    """Return a folder with the pictures that the full case names."""
    made = Cage(tmp_path)
    incident, _ = filled(lambda _: "")
    for name in ("screenshots", "monitoring"):
        for picture in incident["appendices"][name]:
            path = made.folder / picture["file"]
            path.parent.mkdir(exist_ok=True)
            Pillow.new("RGB", (4, 3), "red").save(path)
    return made


def escaped(text: str) -> str:
    """Write a text so that Markdown leaves it as it is."""
    return PUNCTUATION.sub(r"\\\g<0>", text)


def shown(text: str) -> str:
    """Show what no document can carry as a sign that can be seen."""
    return "".join(map(_sign, text))


def _sign(character: str) -> str:
    point = ord(character)
    if point < 0x20 and character not in "\t\n\r":
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\u2421"
    is_noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return "\ufffd" if 0x80 <= point <= 0x9F or is_noncharacter else character


def is_right_to_left(text: str) -> bool:
    """Say whether a text holds signs that change the direction in which it is read."""
    return any(unicodedata.bidirectional(c) in _OTHER_WAY for c in text)


_OTHER_WAY = frozenset(
    {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
)


class Read(NamedTuple):
    """Both reports of an incident with a text in every field, read back, and what was said."""

    fields: tuple[Field, ...]
    word: str
    pdf: str
    said: str


def read_back(cage: Cage, layout: str, text_for: Callable[[Field], str]) -> Read:
    """Build an incident with a text in every field, and read the reports."""
    incident, fields = filled(lambda field: field.marked(text_for(field)))
    incident |= {"lint": generated.IGNORE_ALL, "language": "en"}
    ended = cage.build(generated.as_yaml(incident, '"'), "--layout", layout)
    assert ended.code == 0, ended.err
    word = squeezed(docx_text(ended.reports[".docx"]))
    return Read(fields, word, visible_only(pdf_text(ended.reports[".pdf"])), ended.err)


_counts: dict[str, dict[str, int]] = {}


def counts(cage: Cage, layout: str) -> dict[str, int]:
    """Say how often a layout shows each field, by its pointer."""
    if layout not in _counts:
        read = read_back(cage, layout, lambda _: "x")
        _counts[layout] = {f.pointer: len(f.found_in(read.word)) for f in read.fields}
    return _counts[layout]


def check_every_field(cage: Cage, text: str, layout: str) -> str:
    """Build an incident with the text in every field, look for it, and return what was said."""

    def written(field: Field) -> str:
        return text if "verbatim" in field.definitions else escaped(text)

    read = read_back(cage, layout, written)
    shows = counts(cage, layout)
    for field in read.fields:
        if not shows[field.pointer] or ON_EACH_PAGE.fullmatch(field.pointer):
            continue
        # Names, units and sources are no Markdown: they come out as they were written.
        expected = {squeezed(shown(text)), squeezed(shown(written(field)))}
        in_word, in_pdf = field.found_in(read.word), field.found_in(read.pdf)
        assert 1 <= len(in_word) == len(in_pdf) <= shows[field.pointer], field.pointer
        assert expected >= set(in_word), field.pointer
        if is_right_to_left(text):  # the order of copied text is the viewer's
            assert {tuple(sorted(visible_only(e))) for e in expected} >= {
                tuple(sorted(found)) for found in in_pdf
            }, field.pointer
        else:
            assert {visible_only(e) for e in expected} >= set(in_pdf), field.pointer
    return read.said


def test_every_text_field_is_shown_once(cage: Cage) -> None:
    """The comprehensive layout tells everything, and nothing twice but what is listed here."""
    found = counts(cage, "comprehensive")

    assert found == {
        pointer: 2 if TOLD_TWICE.fullmatch(pointer) else int(not NOT_IN_THE_BODY.fullmatch(pointer))
        for pointer in found
    }


@pytest.mark.parametrize("name", some(sorted(set(HOSTILE) - {"long word", "nested"}), 8))
def test_hostile_text_in_every_field_is_only_text(cage: Cage, name: str) -> None:
    """X1 to X4, X6, X8, X12: no tag, template, field or escape means anything, and none is lost."""
    said = check_every_field(cage, HOSTILE[name], "comprehensive")

    is_shown_otherwise = shown(HOSTILE[name]) != HOSTILE[name]
    assert is_shown_otherwise == ("[text-control-character]" in said)
    assert (name == "bidi") == ("[text-turning-character]" in said)


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\u00a0", "\u200b", "<!-- -->", "[]()", "#"])
def test_a_report_of_blanks_is_a_report(cage: Cage, blank: str) -> None:
    """What turns out to hold no words is left out, like what was not filled in."""
    incident, _ = filled(
        lambda field: "x" if "title_line" in field.definitions else blank,
        TEXTS | {"severity", "classification"},
    )
    incident |= {"lint": generated.IGNORE_ALL, "language": "en"}

    for layout in layout_names():
        ended = cage.build(generated.as_yaml(incident, '"'), "--layout", layout)
        assert ended.code == 0, ended.err


def test_any_text_in_any_field_comes_out_once_and_unchanged(cage: Cage) -> None:
    """X2: what is extracted from both formats is what was typed, but for white space.

    X8: signs that no font has stop the build, each named with its place.
    """
    # Line breaks can begin a list or a code block, where an escape is not one.
    common = st.characters(max_codepoint=0x24F, exclude_characters="\t\n\r")
    drawn = st.text(common | st.sampled_from("αβΩжЯ–—…€₿→☐⚠“”„«»"), min_size=1, max_size=30)
    anything = st.text(common | st.characters(codec="utf-8"), min_size=1, max_size=8)

    def check(given: tuple[str, str]) -> None:
        check_every_field(cage, *given)

    def check_end(text: str) -> None:
        incident, _ = filled(lambda _: escaped(text))
        incident |= {"lint": generated.IGNORE_ALL, "language": "en"}
        ended = cage.build(generated.as_yaml(incident, '"'))
        # A title of blanks is none, and is asked for; control characters are shown as signs.
        if all(one in "\t\n\r" or unicodedata.category(one).startswith("Z") for one in text):
            assert (ended.code, "[schema-empty]" in ended.err) == (1, True), ended.err
            return
        assert ended.code == 0 or (ended.code == 4 and "[glyph-missing]" in ended.err), ended.err

    search(check, st.tuples(drawn, st.sampled_from(layout_names())), at_least=6)
    search(check_end, anything, at_least=6)
