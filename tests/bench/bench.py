"""Measure pmdoc beside plain python-docx and plain reportlab on the same content, in one run.

In → Out: row counts as arguments (25, 1000, 10000 without any) in; a table of seconds and peak
memory out, each the best of several whole processes, so that start-up counts.
Must not: be a test; machines are shared and noisy, so only ratios of one run mean anything.

The content and the peers are those of ../shared/bench. Run: python tests/bench/bench.py 25 1000
"""

from __future__ import annotations

import json
import os
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


def main() -> int:
    """Measure and print."""
    sizes = [int(a) for a in sys.argv[1:]] or list(NAMES)
    if not SHARED.is_dir():
        print("../shared/bench is not here")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, str(SHARED / "content.py")], cwd=folder, check=True)
        print(f"{'rows':>6}  {'what':<22} {'seconds':>8} {'MB':>6}")
        for size in sizes:
            incident = folder / f"{NAMES[size]}.yaml"
            incident.write_text(
                to_incident(json.loads((folder / f"{NAMES[size]}.json").read_text()))
            )
            for what, command in commands(NAMES[size], incident).items():
                seconds, megabytes = best(command, folder, RUNS[size])
                print(f"{size:>6}  {what:<22} {seconds:>8.2f} {megabytes:>6.0f}", flush=True)
    return 0


def commands(name: str, incident: Path) -> dict[str, list[str]]:
    """Return what is measured, each a whole process."""
    pmdoc = [sys.executable, "-m", "pmdoc"]
    return {
        "python, nothing": [sys.executable, "-c", "pass"],
        "python-docx": [sys.executable, str(SHARED / "peer_python_docx.py"), name, "p.docx"],
        "pmdoc docx": [*pmdoc, "build", str(incident), "--format", "docx", "-o", "o.docx"],
        "reportlab, untagged": [sys.executable, str(SHARED / "peer_reportlab.py"), name, "p.pdf"],
        "pmdoc pdf, tagged": [*pmdoc, "build", str(incident), "--format", "pdf", "-o", "o.pdf"],
        "pmdoc check": [*pmdoc, "check", str(incident)],
    }


def best(command: list[str], folder: Path, runs: int) -> tuple[float, float]:
    """Return the shortest time in seconds and the least peak memory in MB of several runs."""
    # An installed package has its byte code at hand; some environments forbid writing it.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    seconds, megabytes = float("inf"), float("inf")
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
    return seconds, megabytes


def to_incident(content: dict[str, Any]) -> str:
    """Write the peers' content as an incident file: paragraphs and lists as Markdown text."""
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
