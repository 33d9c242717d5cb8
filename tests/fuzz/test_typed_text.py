"""Whatever an author types comes out as typed, or a problem points at the text.

Texts are drawn from lines that Markdown might eat: paths, names, signs, figures, tags, marks that
meet nothing. PMDOC_FUZZ_SECONDS draws more of them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import strategies as st

from pmdoc.compose.rewrite import walk
from pmdoc.layout import load_layout
from pmdoc.lint import lint
from pmdoc.markdown.faults import find_faults
from pmdoc.markdown.parser import parse
from pmdoc.markdown.unsafe_links import unsafe_links
from pmdoc.model.document import Block, Checkbox, ItemList, LineBreak
from tests.fuzz import generated
from tests.fuzz.budget import search
from tests.fuzz.cage import Cage
from tests.fuzz.filled import Field, filled
from tests.fuzz.report_text import docx_text, pdf_text, squeezed
from tests.fuzz.test_any_text import NOT_IN_THE_BODY, ON_EACH_PAGE, cage
from tests.incidents import composed, incident_from

__all__ = ["cage"]


class Typed(NamedTuple):
    """What is typed, and what has to come out in a text of one line and among several lines.

    Shape: `#` stands for a number that is different in each field; `lines` is None if a text of
    one line can't hold it.
    """

    text: str
    line: str | None
    among_lines: str


def same(text: str) -> Typed:
    """Return what comes out as typed anywhere."""
    return Typed(text, text, text)


LINES = [
    *map(
        same,
        [
            "> 7# ms",
            "~7# min ~ 10",
            "7#^2 and x^7#",
            "< 7# and a < b > c",
            "2*7#*4",
            "2**7# and 3**7#",
            "*.log7# *.txt",
            "/var/*/x7#/*.gz",
            "count(*) 7# sum(*)",
            "http_* 7# *_total",
            "/* c7# */",
            "f(*args7#, **kw)",
            "__init7#__.py",
            "__main7#__()",
            "x_7#_y __7#",
            "________ 7#",
            "~~7# ~~ 7#~~7#",
            r"\\files7#\jobs\_nightly",
            r"C:\x7#\_y\.z",
            r"CORP\_svc7#",
            r"a\.b7#",
            r"CORP\svc7#",
            "https://example.org/a*7#*c_d_",
            "<service7#> and List<String7#>",
            "<none:7#>",
            "&lt;n7#&gt; R&amp;D",
            "AT&T7# &c;",
            "<b>x7#</b>",
            "<!-- c7# -->",
            "a7#<br>b7#",
            "[09:7#]: alert-fired",
            "[x7#] [ ] [y7#",
            "y7#[^y7#]",
            "[a7#][b7#]",
            "[d7#]: https://example.org/7#",
            "![alt7#](p7#.png)",
            "[w7#](x7#/y.md)",
            "![x7#] !7#",
            "a7# \\",
            "a7# | b7#",
            "\"q7#\" -- 'r7#' ... (c)",
            "7#% of 7#°",
            "Ünï7# 𝕏7#",
        ],
    ),
    Typed("- 7# %", "- 7# %", "7# %"),
    Typed("+ n7#", "+ n7#", "n7#"),
    Typed("* n7#", "* n7#", "n7#"),
    Typed("# h7#", "# h7#", "h7#"),
    Typed("- [ ] t7#", "- [ ] t7#", "t7#"),
    Typed("**b7#** _i7#_ ~~s7#~~", "b7# i7# s7#", "b7# i7# s7#"),
    Typed(r"`c7# \_ *x*`", r"c7# \_ *x*", r"c7# \_ *x*"),
    Typed("[w7#](https://example.org 't7#')", "w7# (t7#)", "w7# (t7#)"),
    Typed("x7#^[note 7#]", "note 7#", "note 7#"),
    Typed("a7#\n===\nb7#\n---\nc7#", None, "a7# === b7#"),
    Typed("|a7#|b|\n|-|-|\n|c7#|`d | e7#`|", None, "d | e7#"),
    Typed("|a7#[^t]|*b7#*|\n|-|-|\n|c<br>7#|\n\n[^t]: n7#", None, "n7#"),
    Typed("> [!TIP]\n> w7#", None, "w7#"),
    Typed("t7#[^k]\n\n[^k]: a7#\n\n    - i7#\n\n    ```\n    c7#\n    ```", None, "c7#"),
    Typed("[^z7#]: u7#", "[^z7#]: u7#", "[^z7#]: u7#"),
    Typed("t[^n]\n\n[^n]: o7#[^m]\n[^m]: i7#", None, "i7#"),
    Typed("```sh now7#\nc7# *x*\n```", None, "c7# *x*"),
    Typed("p\n\n        *c7#*", None, "*c7#*"),
    Typed("30. m7#\n50. n7#", None, "50. n7#"),
    Typed("1. > q7#", None, "q7#"),
    Typed("- a\n\n  # h7#\n  1. x7#", None, "h7#"),
]
ONE_LINE = [typed for typed in LINES if typed.line is not None]
TEXTS = st.one_of(
    st.lists(st.sampled_from(ONE_LINE), min_size=1, max_size=1),
    st.lists(st.sampled_from(LINES), min_size=2, max_size=4, unique=True),
)


def written(drawn: list[Typed], number: int = 7) -> str:
    """Return the text that is typed into a field."""
    separator = "\n" if drawn[0].text[0] in "<[*" else "\n\n"
    return separator.join(typed.text for typed in drawn).replace("7#", f"7{number}7")


def expected(drawn: list[Typed], number: int = 7, *, is_line: bool) -> list[str]:
    """Return what has to come out of a field."""
    pieces = []
    for typed in drawn:
        piece = typed.line if is_line else typed.among_lines
        pieces += [piece] if piece is not None else re.findall(r"\w*7#", typed.text)
    return [piece.replace("7#", f"7{number}7") for piece in pieces]


def visible(blocks: object) -> str:
    """Return all text of blocks without white space, with the numbers of lists."""
    found: list[str] = []
    for node in walk(blocks):
        if isinstance(node, ItemList) and node.ordered:
            items = enumerate(node.items, node.start)
            found += [f"{number}.{visible(item.blocks)}" for number, item in items]
        elif isinstance(node, Checkbox | LineBreak):
            found.append(" ")
        texts = (getattr(node, name) for name in node.__struct_fields__ if name != "target")
        found += [text for text in texts if type(text) is str]
    return squeezed("".join(found))


def lost(pieces: list[str], text: str, typed: str = "") -> list[str]:
    """Return the pieces that are not in a text, unless all that was typed is, marks included."""
    if typed and squeezed(typed) in text:
        return []
    return [piece for piece in pieces if squeezed(piece) not in text]


def is_reported(text: str) -> bool:
    """Return whether rules report a text."""
    return bool(find_faults(text) or unsafe_links(text))


def test_every_typed_piece_is_parsed_or_reported() -> None:
    def check(drawn: list[Typed]) -> None:
        text = written(drawn)
        blocks: tuple[Block, ...] = parse(text)
        missing = lost(expected(drawn, is_line=len(drawn) == 1), visible(blocks))
        assert not missing or is_reported(text), (text, missing)

    search(check, TEXTS, at_least=4000)


def test_every_typed_piece_is_in_the_document_or_reported() -> None:
    """Each field of an incident holds the text, with a number of its own."""
    hidden = re.compile(f"{NOT_IN_THE_BODY.pattern}|/appendices/.*/caption")  # without its picture

    def check(drawn: list[Typed]) -> None:
        data, fields = filled(lambda field: _for(field, drawn))
        text = "# pmdoc:\n" + generated.as_yaml(data | {"language": "en"}, '"').decode()
        document = visible(composed(text, load_layout("comprehensive")).blocks)
        reported = {problem.pointer for problem in lint(incident_from(text))}
        for field in fields:
            if field.pointer not in reported and not hidden.fullmatch(field.pointer):
                assert not lost(_pieces(field, drawn), document, _for(field, drawn)), field.pointer

    search(check, TEXTS, at_least=40)


def test_every_typed_piece_is_in_both_formats_or_reported(cage: Cage) -> None:
    def check(drawn: list[Typed]) -> None:
        data, fields = filled(lambda field: _for(field, drawn))
        data |= {"lint": generated.IGNORE_ALL, "language": "en"}
        ended = cage.build(generated.as_yaml(data, '"'), "--layout", "comprehensive")
        assert ended.code == 0, ended.err
        word = squeezed(docx_text(ended.reports[".docx"]))
        pdf = squeezed(pdf_text(ended.reports[".pdf"]))
        for field in fields:
            hidden = NOT_IN_THE_BODY.fullmatch(field.pointer) or ON_EACH_PAGE.fullmatch(
                field.pointer
            )
            if not hidden and not is_reported(_for(field, drawn)):
                pieces = [one for one in _pieces(field, drawn) if not one.startswith("50. ")]
                assert not lost(pieces, word, _for(field, drawn)), field.pointer
                assert not lost(pieces, pdf, _for(field, drawn)), field.pointer

    search(check, TEXTS, at_least=8)


def _for(field: Field, drawn: list[Typed]) -> str:
    return written(drawn, field.number)


def _pieces(field: Field, drawn: list[Typed]) -> list[str]:
    if "verbatim" in field.definitions:
        return [_for(field, [typed]) for typed in drawn]
    is_line = len(drawn) == 1 or "text" not in field.definitions
    return expected(drawn, field.number, is_line=is_line)
