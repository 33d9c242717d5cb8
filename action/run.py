"""Check incident files and build their reports, as a step of the GitHub Action.

In → Out: the action's inputs as environment variables in; outputs, annotations, a SARIF file and a
job summary out, with pmdoc's exit code.
Must not: import anything but the standard library; pmdoc is in a separate environment.
Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections import Counter
from pathlib import Path


def main() -> int:
    """Check the files, build their reports if all is well, and return pmdoc's exit code."""
    files = [line.strip() for line in os.environ["FILES"].splitlines() if line.strip()]
    formats = os.environ["FORMATS"].strip()
    given = {name: os.environ[name.upper()] for name in ("layout", "style")}
    options = [f"--{name}={value}" for name, value in given.items() if value]
    if os.environ["STRICT"].lower() == "true":
        options.append("--strict")

    sarif = Path(os.environ["RUNNER_TEMP"], "pmdoc.sarif")
    checked = _pmdoc("check", "--format=sarif", *options, "--", *files)
    sarif.write_text(checked.stdout, encoding="utf-8")
    annotated = _pmdoc("check", "--format=github", *options, "--", *files)
    sys.stdout.write(annotated.stdout)
    sys.stderr.write(annotated.stderr)
    code, reports = checked.returncode, list[str]()
    if code == 0 and formats:
        built = _pmdoc("build", f"--format={formats}", *options, "--", *files)
        sys.stderr.write(built.stderr)
        code, reports = built.returncode, built.stdout.splitlines()

    _output("count", str(len(reports)))
    _output("reports", json.dumps(reports))
    _output("paths", "\n".join(reports))
    _output("sarif", str(sarif))
    _summarize(checked.stdout, reports)
    return code


def _pmdoc(*arguments: str) -> subprocess.CompletedProcess[str]:
    programs = Path(os.environ["RUNNER_TEMP"], "pmdoc", "Scripts" if os.name == "nt" else "bin")
    return subprocess.run(
        [str(programs / "pmdoc"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _output(name: str, value: str) -> None:
    """Set an output of the step; the random delimiter keeps a value from setting another one."""
    end = secrets.token_hex(16)
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"{name}<<{end}\n{value}\n{end}\n")


def _summarize(sarif: str, reports: list[str]) -> None:
    """Write the numbers of problems and the names of reports to the job summary."""
    results = json.loads(sarif)["runs"][0]["results"] if sarif else []
    levels = Counter(result["level"] for result in results)
    found = ", ".join(f"{levels[name]} {name}s" for name in ("error", "warning", "note"))
    lines = ["### pmdoc", "", f"Problems: {found}.", ""]
    lines += [f"- `{report.replace('`', '')}`" for report in reports] or ["No report was built."]
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
        summary.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
