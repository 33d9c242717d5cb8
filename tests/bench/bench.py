"""Compare pmdoc with similar tools on the same content, in one run.

In → Out: row counts as arguments (default: 25, 1000, 10000) in; a table of seconds and peak memory
out, each the best of several complete processes, including start-up.
Must not: be a test; machines are shared and noisy, so only ratios within one run are meaningful.

The content and the other tools are in ../shared/bench: plain python-docx and reportlab, and, if
installed, docxtpl, pandoc (or pypandoc-binary), typst and weasyprint (PDF/UA-1).
Run: python tests/bench/bench.py 25 1000
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "bench"
NAMES = {25: "small", 1000: "mid", 10000: "big"}
RUNS = {25: 7, 1000: 3, 10000: 1}
PEERS = {"typst": "typst, PDF/UA-1", "weasyprint": "weasyprint, PDF/UA-1"}
"""Packages that write tagged files too, with their labels in the table."""


def main() -> int:
    """Measure and print."""
    sizes = [int(a) for a in sys.argv[1:]] or list(NAMES)
    if not SHARED.is_dir():
        print("../shared/bench is missing")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, str(SHARED / "content.py")], cwd=folder, check=True)
        if importlib.util.find_spec("docxtpl"):
            template = [sys.executable, str(SHARED / "make_docxtpl_template.py")]
            subprocess.run(template, cwd=folder, check=True)
        print(f"{'rows':>6}  {'what':<22} {'seconds':>8} {'of CPU':>8} {'MB':>6}")
        for size in sizes:
            incident = folder / f"{NAMES[size]}.yaml"
            incident.write_text(
                to_incident(json.loads((folder / f"{NAMES[size]}.json").read_text()))
            )
            for what, command in commands(NAMES[size], incident).items():
                try:
                    found = best(command, folder, RUNS[size])
                except SystemExit:
                    if what not in PEERS.values():
                        raise
                    print(f"{size:>6}  {what:<22} lacks a library of the system", flush=True)
                    continue
                row = f"{found[0]:>8.2f} {found[1]:>8.2f} {found[2]:>6.0f}"
                print(f"{size:>6}  {what:<22} {row}", flush=True)
    return 0


def commands(name: str, incident: Path) -> dict[str, list[str]]:
    """Return the commands to measure by their labels."""
    pmdoc = [sys.executable, "-m", "pmdoc"]
    peers = {
        label: [sys.executable, str(SHARED / f"peer_{package}.py"), name, "p.pdf"]
        for package, label in PEERS.items()
        if importlib.util.find_spec(package)
    }
    return {
        "python, nothing": [sys.executable, "-c", "pass"],
        "python-docx": [sys.executable, str(SHARED / "peer_python_docx.py"), name, "p.docx"],
        **word_peers(name),
        "pmdoc docx": [*pmdoc, "build", str(incident), "--format", "docx", "-o", "o.docx"],
        "reportlab, untagged": [sys.executable, str(SHARED / "peer_reportlab.py"), name, "p.pdf"],
        "pmdoc pdf, tagged": [*pmdoc, "build", str(incident), "--format", "pdf", "-o", "o.pdf"],
        **peers,
        "pmdoc check": [*pmdoc, "check", str(incident)],
    }


def word_peers(name: str) -> dict[str, list[str]]:
    """Return the commands of other tools that write Word files, if they are installed."""
    found = {}
    if importlib.util.find_spec("docxtpl"):
        found["docxtpl"] = [sys.executable, str(SHARED / "peer_docxtpl.py"), name, "p.docx"]
    pandoc = shutil.which("pandoc")
    package = importlib.util.find_spec("pypandoc")
    if pandoc is None and package is not None and package.origin is not None:
        inside = Path(package.origin).parent / "files" / "pandoc"
        pandoc = str(inside) if inside.is_file() else None
    if pandoc is not None:
        found["pandoc"] = [pandoc, f"{name}.md", "-o", "p.docx"]
    return found


def best(command: list[str], folder: Path, runs: int) -> tuple[float, float, float]:
    """Return the minimum of several runs: seconds, seconds of processor time, peak memory in MB.

    On a busy machine only processor time is meaningful.
    """
    # An installed package has compiled byte code; some environments forbid writing it.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    seconds = processor = megabytes = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**env, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        if status:
            message = process.stderr.read().decode() if process.stderr else ""
            raise SystemExit(f"{' '.join(command)} failed:\n{message}")
        seconds, megabytes = min(seconds, took), min(megabytes, usage.ru_maxrss / 1024)
        processor = min(processor, usage.ru_utime + usage.ru_stime)
    return seconds, processor, megabytes


def to_incident(content: dict[str, Any]) -> str:
    """Convert the content to an incident file, with paragraphs and lists as Markdown."""
    lines = ["pmdoc: 1", f"incident: {{id: INC-1, title: {content['title']}}}"]
    sections = []
    for section in content["sections"]:
        items = "\n".join(f"- {item}" for item in section["l"])
        sections.append("\n\n".join([f"**{section['h']}**", *section["p"], items]))
    lines.append("notes: |")
    lines += [f"  {line}".rstrip() for line in "\n\n".join(sections).splitlines()]
    lines.append("timeline:")
    for at, event, actor, action in content["timeline"]:
        lines += [f"  - at: {at}", f"    event: {event}", f"    actor: {actor}"]
        lines += [f"    action: {action}", "    phase: detection"]
    lines.append("actions:")
    for ident, action, owner, due, status in content["actions"]:
        lines += [f"  - id: {ident}", f"    action: {action}", f"    owner: {owner}"]
        lines += [f"    due: {due}", f"    status: {status.lower()}", "    horizon: immediate"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
