"""Problems are printed with their source lines on a terminal, and as plain lines elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pmdoc.cli import terminal
from pmdoc.cli.problem_output import fold, fold_by_section, to_text
from pmdoc.cli.source_quote import SourceQuoter
from pmdoc.cli.terminal import Progress
from pmdoc.diagnostics.problem import Level, Position, Problem
from tests.judges import ROOT, run_pmdoc

GOOD = "pmdoc: 1\nincident: {id: INC-1, title: Outage}\n"
BAD = "pmdoc: 1\nincident: {id: INC-1, titel: Outage}\n"


def quoted(line: str, column: int, width: int = 60, id: str = "x") -> list[str]:
    """Quote the second line of a file."""
    problem = Problem(id=id, message="m", position=Position(file="f", line=2, column=column))
    return SourceQuoter({"f": f"first\n{line}\nlast"}).quote(problem, width)


WITH_BAR_AFTER = """
import sys
from pmdoc.cli import terminal
from pmdoc.cli import main
terminal._QUIET_SECONDS = float(sys.argv.pop(1))
sys.exit(main())
"""
NEVER = 1e6


def on_terminal(*arguments: str, cwd: Path, bar_after: float = NEVER, **env: str) -> str:
    """Run pmdoc with both streams on a terminal, and return its output.

    Units: the progress bar appears after `bar_after` seconds, so that on a slow machine it does
    not appear in a test of something else.
    """
    pty = pytest.importorskip("pty")
    master, terminal = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80"}
    process = subprocess.Popen(
        [sys.executable, "-c", WITH_BAR_AFTER, str(bar_after), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
        cwd=cwd,
        env={k: v for k, v in {**environment, **env}.items() if v},
    )
    os.close(terminal)
    pieces = []
    try:
        while piece := os.read(master, 65536):
            pieces.append(piece)
    except OSError:  # raised on Linux when the other end is closed
        pass
    os.close(master)
    process.wait(timeout=600)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def test_caret_is_below_the_column() -> None:
    assert ["    2 │ id: INC-1", "      │     ^"] == quoted("id: INC-1", 5)


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("\tid: x", 2, 12),
        ("名前: x", 5, 14),
        ("e\u0301: x", 5, 11),
        ("a\x1bb: x", 3, 10),
        ("", 1, 8),
        ("short", 99, 13),
    ],
)
def test_caret_is_below_the_column_of_unusual_characters(
    line: str, column: int, caret: int
) -> None:
    """Tabs, wide characters, accents and control characters take their width on a terminal."""
    text, below = quoted(line, column)

    assert caret == below.index("^")
    assert "\t" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("column", [1, 30, 250, 490, 500])
def test_long_line_is_cut_around_the_caret(column: int) -> None:
    """The text fits, and the caret still points at the same character."""
    line = "".join(chr(ord("a") + n % 26) for n in range(500))
    text, below = quoted(line, column)

    assert len(text) <= 60
    assert line[column - 1] == text[below.index("^")]


@pytest.mark.parametrize("id", ["secret-in-text", "secret-suspected", "card-number-in-text"])
def test_line_with_a_secret_is_not_quoted(id: str) -> None:
    """CI logs are widely readable."""
    assert [] == quoted("password: hunter2", 11, id=id)


def test_line_with_a_secret_is_not_quoted_for_another_problem() -> None:
    place = Position(file="f", line=1, column=1)
    secret = Problem(id="secret-in-text", message="m", position=place)
    other = Problem(id="schema-value", message="m", position=place)

    assert [] == SourceQuoter({"f": "hunter2"}, [secret, other]).quote(other, 80)
    assert [] != SourceQuoter({"f": "hunter2"}, [other]).quote(other, 80)


def test_no_line_of_a_value_with_a_secret_is_quoted() -> None:
    """Another line may hold a second secret that is not reported separately."""
    secret, other = (
        Problem(id=id, message="m", pointer="/notes", position=Position(file="f", line=line))
        for id, line in (("secret-in-text", 1), ("placeholder-left", 2))
    )

    assert [] == SourceQuoter({"f": "hunter2\nTODO hunter3"}, [secret, other]).quote(other, 80)


def test_unreadable_file_is_not_quoted(tmp_path: Path) -> None:
    gone = Problem(id="x", message="m", position=Position(file=str(tmp_path / "x"), line=1))

    assert [] == SourceQuoter().quote(gone, 80)


def test_terminal_shows_line_and_caret_in_colours(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")

    shown = on_terminal("check", "bad.yaml", cwd=tmp_path, NO_COLOR="", FORCE_COLOR="")

    assert "\x1b[31m\x1b[1merror:" in shown
    assert "    2 │ incident: {id: INC-1, titel: Outage}" in shown


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"FORCE_COLOR": "0"}])
def test_colours_can_be_turned_off(setting: dict[str, str], tmp_path: Path) -> None:
    """The line and the caret remain."""
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")

    shown = on_terminal("check", "bad.yaml", cwd=tmp_path, **{"FORCE_COLOR": "", **setting})

    assert "\x1b" not in shown
    assert "      │                       ^\n" in shown


def test_dumb_terminal_gets_plain_lines(tmp_path: Path) -> None:
    """They are the same lines as in a file."""
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")

    shown = on_terminal("check", "bad.yaml", cwd=tmp_path, TERM="dumb", FORCE_COLOR="")

    assert shown.startswith("bad.yaml:2:23 incident.titel is not a known key")
    assert "\x1b" not in shown
    assert "│" not in shown


def test_colours_can_be_forced(tmp_path: Path) -> None:
    """CI logs show colours without being terminals."""
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")

    plain = run_pmdoc("check", "bad.yaml", cwd=tmp_path, env={"FORCE_COLOR": ""})
    forced = run_pmdoc("check", "bad.yaml", cwd=tmp_path, env={"FORCE_COLOR": "1"})

    assert "\x1b" not in plain.stdout + plain.stderr
    assert "\x1b[31m" in forced.stdout


def test_file_name_is_not_printed_twice() -> None:
    """A message that begins with the file's name has no position."""
    gone = Problem(id="i", message="x.yaml does not exist.", position=Position(file="x.yaml"))

    assert "x.yaml does not exist. [i]" == to_text([gone])


def test_repeated_problems_are_folded() -> None:
    """This affects only warnings and notes with the given ids, never errors."""
    many = [Problem(id="a", level=Level.WARNING, message=str(n)) for n in range(9)]
    errors = [Problem(id="b", message=str(n)) for n in range(9)]

    others = [Problem(id="c", level=Level.NOTE, message=str(n)) for n in range(9)]

    kept, left_out = fold([*many, *errors, *others], {"a", "b"})

    assert (*many[:3], *errors, *others) == kept
    assert {"a": 6} == left_out


def test_frequent_problems_are_summarised_by_section() -> None:
    """More than twenty problems of one id are listed as a count and first line for each section."""

    def problem(id: str, line: int, pointer: str, level: Level = Level.NOTE) -> Problem:
        position = Position(file="f.yaml", line=line)
        return Problem(id=id, level=level, message="m", pointer=pointer, position=position)

    many = [
        problem("a", n, "/summary/x" if n < 9 else f"/timeline/{n}/event") for n in range(1, 22)
    ]
    twenty = [problem("b", n, "/notes") for n in range(20)]
    errors = [problem("c", n, "/notes", Level.ERROR) for n in range(30)]

    kept, sums = fold_by_section([*many, *twenty, *errors])

    assert [*many[:3], *twenty, *errors] == kept
    places = "summary 5 (from line 4), timeline 13 (from line 9)"
    assert [f"f.yaml: note: 18 more: {places}. `pmdoc check --all` lists them. [a]"] == sums


def test_bar_shows_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar shows done and total, steps, seconds and label, and never exceeds the line."""
    monkeypatch.setenv("COLUMNS", "60")
    progress = Progress(4)
    for name in ("a.yaml", "a.yaml → .pdf", "b" * 90):
        progress.step(name)

    line = progress.line(3.2)

    assert line.startswith("█" * 12 + "░" * 12 + " 2/4  3 s  bbb")
    assert len(line) < 60


def test_bar_is_not_drawn_while_lines_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The drawing thread waits for the end of the block."""
    monkeypatch.setattr(terminal, "is_terminal", lambda _: True)
    monkeypatch.setattr(terminal, "_QUIET_SECONDS", 0.0)
    drawn = threading.Event()
    monkeypatch.setattr(Progress, "line", lambda *_: drawn.set() or "BAR")

    with Progress(1) as progress:
        assert drawn.wait(60)
        with progress.paused():
            capsys.readouterr()
            drawn.clear()
            assert not drawn.wait(0.3)
            assert "" == capsys.readouterr().err
        assert drawn.wait(60)

    assert capsys.readouterr().err.endswith("BAR\x1b[K\r\x1b[K")


def test_bar_appears_only_for_long_builds(tmp_path: Path) -> None:
    """A small report has no flickering bar; one is drawn after a second at the earliest."""
    (tmp_path / "small.yaml").write_text(GOOD, encoding="utf-8")

    shown = on_terminal("build", "small.yaml", cwd=tmp_path, bar_after=terminal._QUIET_SECONDS)

    assert all(int(seconds) >= 1 for seconds in re.findall(r"/3  (\d+) s", shown)), shown
    assert shown.endswith("small.docx\nsmall.pdf\n")


def test_bar_of_a_long_build_disappears_at_the_end(tmp_path: Path) -> None:
    """It shows the steps; only the names of the reports remain."""
    rows = "".join(
        f"  - {{at: 2026-01-01T10:00Z, event: Row {n} of the timeline}}\n" for n in range(12_000)
    )
    (tmp_path / "large.yaml").write_text(f"{GOOD}timeline:\n{rows}", encoding="utf-8")

    shown = on_terminal("build", "large.yaml", cwd=tmp_path, bar_after=0.0)

    assert re.search(r"░ [0-2]/3  \d+ s  large.yaml", shown)
    assert re.sub(r"\r[^\n]*?\x1b\[K", "", shown) == "large.docx\nlarge.pdf\n"
