"""Compare `pmdoc check` with `check-jsonschema` on the same files, in one run.

In → Out: nothing in; a table of seconds, seconds of processor time and peak memory out, each the
best of several complete processes, including start-up.
Must not: be a test; machines are shared and noisy, so only ratios within one run are meaningful.

check-jsonschema validates against the schema only; it is measured if it is on the path
(pip install check-jsonschema). Run: python -m tests.bench.check
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.bench import NAMES, ROOT, SHARED, best, to_incident

EXAMPLES = ("minimal", "aws-s3-2017", "payments-outage")


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        files = {f"examples/{e}": ROOT / "examples" / e / "incident.yaml" for e in EXAMPLES}
        files |= _bench_files(Path(name))
        print(f"{'file':<26}  {'what':<18} {'seconds':>8} {'of CPU':>8} {'MB':>6}")
        for label, path in {"(nothing)": None, **files}.items():
            runs = 2 if path and path.stat().st_size > 10**6 else 9
            for what, command in _commands(path).items():
                found = best(command, Path(name), runs)
                row = f"{found[0]:>8.3f} {found[1]:>8.3f} {found[2]:>6.0f}"
                print(f"{label:<26}  {what:<18} {row}", flush=True)
    return 0


def _commands(path: Path | None) -> dict[str, list[str]]:
    """Return the commands to measure on a file; without a file, those that only start up."""
    peer = shutil.which("check-jsonschema")
    if path is None:
        return {
            "python": [sys.executable, "-c", "pass"],
            "pmdoc --version": [sys.executable, "-m", "pmdoc", "--version"],
        }
    commands = {"pmdoc check": [sys.executable, "-m", "pmdoc", "check", str(path)]}
    if peer:
        schema = str(ROOT / "schema" / "incident.schema.json")
        commands["check-jsonschema"] = [peer, "--schemafile", schema, str(path)]
    return commands


def _bench_files(folder: Path) -> dict[str, Path]:
    """Write the content of ../shared/bench as incident files."""
    if not SHARED.is_dir():
        return {}
    subprocess.run([sys.executable, str(SHARED / "content.py")], cwd=folder, check=True)
    files = {}
    for rows, name in NAMES.items():
        files[f"{rows} rows"] = folder / f"{name}.yaml"
        content = json.loads((folder / f"{name}.json").read_text("utf-8"))
        files[f"{rows} rows"].write_text(to_incident(content), "utf-8")
    return files


if __name__ == "__main__":
    sys.exit(main())
