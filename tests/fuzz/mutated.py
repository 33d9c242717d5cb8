"""Incident files with mistakes, as a tired author, a bad merge or an attacker would make them.

In → Out: the examples and test cases in; a strategy for files made from them out.
Must not: use whole examples; a file with three parts is checked ten times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st

from tests.fuzz.words import HOSTILE
from tests.judges import ROOT

_SIGNS = [
    *"\t\n\r :-#&*!|>'\"%@`{}[],?\\\0\x07\x85\xa0\ufeff\u2028\U0001f600",
    "\n---\n", "\n...\n", "<<: *a", "&a ", "*a", "!!python/object/apply:os.system ", "? ", "- ",
    ": ", " #", '"\\ud800"', '"\\x07"', "~", "null", "|+2\n", ">-\n", "{a: ", "[[[[",
    "\ninclude: part.yaml\n", "\ninclude: [incident.yaml, ../x.yaml, part.yaml]\n",
]  # fmt: skip
_VALUES = [
    "", "~", "no", "1.10", "012", "1_000", ".nan", "-.inf", "1e999", "9" * 400, "12:30", "true",
    "2024-13-45", "2024-02-30", "9999-12-31T23:59:59+23:59", "0001-01-01T00:00-23:59", "2024-01-02",
    "2024-01-02T12:30", "about 2024-01-02T12:30Z", "unknown", "P1D", "999999999 weeks", "-1", "0",
    "{}", "[]", "[a, b]", "{a: b}", "[{}]", "{name: x}", "../../etc/passwd", "/dev/zero",
    "http://127.0.0.1:9/", "javascript:alert(1)", "\\\\host\\share", "Europe/Nowhere", "../../UTC",
    "xx-XX", "CON.png", "picture.png", "|\n      a\n     b", '"a\n  b"', "'it''s'", "a: b: c",
]  # fmt: skip


@cache
def _parts() -> tuple[tuple[str, ...], ...]:
    """Split the examples and test cases into their top-level parts."""
    paths = [*ROOT.glob("examples/*/incident.yaml"), *ROOT.glob("tests/cases/*/*.yaml")]
    texts = [p.read_text("utf-8") for p in sorted(paths) if not p.stem.endswith(".problems")]
    return tuple(tuple(re.split(r"(?m)^(?=[a-z])", text)[1:]) or (text,) for text in texts)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Generate a file from some parts of one file, with some mistakes."""
    parts = draw(st.sampled_from(_parts()))
    kept = draw(st.lists(st.sampled_from(parts), min_size=1, max_size=3, unique=True))
    if draw(st.booleans()):
        kept = ["pmdoc: 1\nincident: {id: INC-1, title: Outage}\n", *kept]
    lines = "".join(kept).splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 6))):
        draw(st.sampled_from(_MISTAKES))(draw, lines)
        if not lines:
            break
    return "".join(lines)


_Mistake = Callable[[st.DrawFn, list[str]], None]


def _at(draw: st.DrawFn, lines: list[str]) -> int:
    return draw(st.integers(0, len(lines) - 1))


def _delete(draw: st.DrawFn, lines: list[str]) -> None:
    del lines[_at(draw, lines)]


def _repeat(draw: st.DrawFn, lines: list[str]) -> None:
    lines.insert(_at(draw, lines), lines[_at(draw, lines)])


def _indent(draw: st.DrawFn, lines: list[str]) -> None:
    index = _at(draw, lines)
    width = draw(st.integers(-4, 4))
    lines[index] = " " * width + lines[index] if width > 0 else lines[index][-width:]


def _replace_value(draw: st.DrawFn, lines: list[str]) -> None:
    index = _at(draw, lines)
    key, colon, _ = lines[index].partition(":")
    value = draw(st.sampled_from(_VALUES) | st.sampled_from(sorted(HOSTILE.values())))
    lines[index] = f"{key}{colon} {value}\n"


def _quote_hostile(draw: st.DrawFn, lines: list[str]) -> None:
    """Replace a value by a quoted hostile text."""
    index = _at(draw, lines)
    key, colon, _ = lines[index].partition(":")
    text = draw(st.sampled_from(sorted(HOSTILE.values()))).replace("'", "''")
    lines[index] = f"{key}{colon} '{text}'\n"


def _rename_key(draw: st.DrawFn, lines: list[str]) -> None:
    index, other = _at(draw, lines), _at(draw, lines)
    key = lines[other].partition(":")[0].strip(" -\n")
    lines[index] = re.sub(r"[a-z_]+(?=:)", lambda _: key, lines[index], count=1)


def _insert(draw: st.DrawFn, lines: list[str]) -> None:
    index = _at(draw, lines)
    column = draw(st.integers(0, len(lines[index])))
    sign = draw(st.sampled_from(_SIGNS) | st.text(max_size=3))
    lines[index] = lines[index][:column] + sign + lines[index][column:]


def _truncate(draw: st.DrawFn, lines: list[str]) -> None:
    index = _at(draw, lines)
    del lines[index + 1 :]
    lines[index] = lines[index][: draw(st.integers(0, len(lines[index])))]


def _join(draw: st.DrawFn, lines: list[str]) -> None:
    index = _at(draw, lines)
    lines[index] = lines[index].rstrip("\n")


_MISTAKES: list[_Mistake] = [
    _delete,
    _repeat,
    _indent,
    _replace_value,
    _replace_value,
    _quote_hostile,
    _rename_key,
    _insert,
    _insert,
    _truncate,
    _join,
]
