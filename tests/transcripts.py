"""What pages say of the command line is replayed.

In → Out: a page's fenced blocks and an empty folder in; an assertion where the page is wrong.
Must not: pass over a block that it does not know.

A block with a name behind its language, such as `yaml NAME` or `file NAME`, is written to the
folder, `append NAME` is added to the end of that file, and `edit NAME` changes it: lines with `-`
are replaced by those with `+`, lines with neither stay. A block of kind `console` holds a command
after `$ `, what it printed (standard output, then standard error), and a last line `=> CODE` with
its exit code, 0 if there is none. `...` stands for any text. A block of kind `python` without a
name is run in the folder. `sh`, `text` and `yaml` are only shown. A folder with a `pyproject.toml`
counts as an installed package.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.judges import ROOT

FENCE = re.compile(r"^```(\S+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def replay(page: Path, folder: Path, path: Path) -> int:
    """Do what a page says, in its order, and count the commands. `path` holds `pmdoc`."""
    commands = 0
    for kind, name, body in FENCE.findall(page.read_text(encoding="utf-8")):
        file = folder / (name or "")
        if kind == "append":
            file.write_text(file.read_text(encoding="utf-8") + body, encoding="utf-8")
        elif kind == "edit":
            file.write_text(_edited(file.read_text(encoding="utf-8"), body), encoding="utf-8")
        elif name and not kind.startswith("{"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, encoding="utf-8")
            if file.name == "pyproject.toml":
                _announce(file)
        elif kind == "console":
            commands += 1
            _replay(body, folder, path)
        elif kind == "python":
            commands += 1
            _run([sys.executable, "-W", "error", "-c", body], folder, path, expected=0)
        else:
            assert kind in {"sh", "text", "yaml"} or kind.startswith("{"), kind
    return commands


def _edited(text: str, change: str) -> str:
    """Replace a change's old lines by its new ones."""
    lines = change.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
    return text.replace(old, new)


def _announce(pyproject: Path) -> None:
    """Lay out what an installer writes of a package's entry points."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    info = pyproject.parent / f"{project['name']}-{project['version']}.dist-info"
    info.mkdir()
    named = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(named, encoding="utf-8")
    points = ""
    for group, entries in project["entry-points"].items():
        points += f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in entries.items())
    (info / "entry_points.txt").write_text(points, encoding="utf-8")


def _replay(body: str, folder: Path, path: Path) -> None:
    """Run a command and compare what it says."""
    typed, _, said = body.partition("\n")
    said = said if re.search(r"^=> \d+$", said, re.MULTILINE) else f"{said}=> 0\n"

    ran = _run(["bash", "-c", typed.removeprefix("$ ")], folder, path)

    got = f"{ran.stdout}{ran.stderr}=> {ran.returncode}\n"
    pattern = ".*".join(re.escape(piece) for piece in said.split("..."))
    assert re.fullmatch(pattern, got, re.DOTALL), f"{typed}\n{got}"


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
