"""Replay the commands on a Markdown page and compare their output with the page.

In → Out: a page's fenced blocks and an empty folder in; an assertion error where the page is wrong.
Must not: ignore an unknown kind of block.

A block with a file name after its language, such as `yaml NAME` or `file NAME`, is written to the
folder. `append NAME` adds to the end of that file. `edit NAME` changes it: lines with `-` are
replaced by those with `+`, and lines with neither are context. A `console` block holds a command
after `$ `, its output (standard output, then standard error), and a last line `=> CODE` with its
exit code, 0 if omitted. `...` matches any text. A `python` block without a name is run in the
folder; `sh`, `text` and `yaml` blocks without a name are not. A folder with a `pyproject.toml`
counts as an installed package.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from difflib import get_close_matches
from pathlib import Path

from tests.judges import ROOT

FENCE = re.compile(r"^```(\S+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def replay(page: Path, folder: Path, path: Path, *, is_update: bool = False) -> int:
    """Run the blocks of a page in order, and return the number of commands.

    `path` is a folder with `pmdoc`. With `is_update`, the output on the page is replaced.
    """
    commands = 0
    text = page.read_text(encoding="utf-8")
    pieces, at = [], 0
    for block in FENCE.finditer(text):
        kind, name, body = block.groups("")
        if name and not kind.startswith("{"):
            _write(folder / name, kind, body)
        elif kind == "console":
            commands += 1
            actual = _output(body.partition("\n")[0], folder, path)
            if not re.search(r"^=> \d+$", body, re.MULTILINE):
                actual = actual.removesuffix("=> 0\n")
            assert is_update or _matches(body, actual), actual
            pieces += [text[at : block.start(3)], _updated(body, actual)]
            at = block.end(3)
        elif kind == "python":
            commands += 1
            _run([sys.executable, "-W", "error", "-c", body], folder, path, expected=0)
        else:
            assert kind in {"sh", "text", "yaml"} or kind.startswith("{"), kind
    if is_update:
        page.write_text("".join(pieces) + text[at:], encoding="utf-8")
    return commands


def _write(file: Path, kind: str, body: str) -> None:
    """Write a block to its file, append it, or make the change that it describes."""
    if kind in {"append", "edit"}:
        text = file.read_text(encoding="utf-8")
        body = text + body if kind == "append" else _edited(text, body)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(body, encoding="utf-8")
    if file.name == "pyproject.toml" and kind != "edit":
        _write_metadata(file)


def _output(command: str, folder: Path, path: Path) -> str:
    """Run a command, and return it with its output as a console block."""
    ran = _run(["bash", "-c", command.removeprefix("$ ")], folder, path)
    return f"{command}\n{ran.stdout}{ran.stderr}=> {ran.returncode}\n"


def _matches(expected: str, actual: str) -> bool:
    pattern = ".*".join(re.escape(piece) for piece in expected.split("..."))
    return re.fullmatch(pattern, actual, re.DOTALL) is not None


def _updated(expected: str, actual: str) -> str:
    """Return the block with changed lines replaced, or the whole output if lines were added."""
    if _matches(expected, actual):
        return expected
    new = actual.splitlines(keepends=True)
    lines = [
        line if "..." in line or line in new else next(iter(get_close_matches(line, new, 1)), line)
        for line in expected.splitlines(keepends=True)
    ]
    updated = "".join(lines)
    return updated if _matches(updated, actual) else actual


def _edited(text: str, change: str) -> str:
    """Apply a change: replace its old lines by its new ones."""
    lines = change.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
    return text.replace(old, new)


def _write_metadata(pyproject: Path) -> None:
    """Write a package's metadata and entry points, as an installer would."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    info = pyproject.parent / f"{project['name']}-{project['version']}.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    points = ""
    for group, entries in project["entry-points"].items():
        points += f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in entries.items())
    (info / "entry_points.txt").write_text(points, encoding="utf-8")


def _run(
    command: list[str], folder: Path, path: Path, expected: int | None = None
) -> subprocess.CompletedProcess[str]:
    packages = (pyproject.parent for pyproject in folder.glob("*/pyproject.toml"))
    ran = subprocess.run(
        command,
        input="",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{path}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(map(str, [ROOT, *packages])),
        },
    )
    assert expected in {None, ran.returncode}, ran.stdout + ran.stderr
    return ran
