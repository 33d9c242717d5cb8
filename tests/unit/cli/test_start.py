"""Ctrl-C ends a run with one word, at any time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.judges import ROOT, example

INTERRUPTED = """
import os, signal, sys

class Interrupt:
    def __init__(self, wanted):
        self.left = wanted

    def find_spec(self, name, path=None, target=None):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGINT)

from pmdoc.cli import main
sys.meta_path.insert(0, Interrupt(int(sys.argv.pop(1))))
main()
"""
"""A run that gets Ctrl-C during an import."""


def restore_interrupts() -> None:
    """Undo what a shell does to background programs, which ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(moment: int, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line and interrupt it at import number `moment`, or never if it is 0."""
    return subprocess.run(
        [sys.executable, "-c", before + INTERRUPTED, str(moment), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=restore_interrupts,
    )


@pytest.mark.parametrize("moment", [1, 2, 5, 12, 27, 40, 60, 90, 130, 170, 190])
def test_interrupt_during_start_prints_one_word(moment: int) -> None:
    """There is no traceback while modules are imported."""
    ran = run(moment, "check", example("minimal"))

    assert ("\nStopped.\n", "", 130) == (ran.stderr, ran.stdout, ran.returncode)


def test_interrupted_build_leaves_no_files(tmp_path: Path) -> None:
    moment = "pmdoc.write.atomic"
    before = f"""
import os, signal, sys
class Late:
    def find_spec(self, name, path=None, target=None):
        if name == {moment!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Late())
"""

    ran = run(0, "build", example("minimal"), "-o", str(tmp_path), before=before)

    assert ("\nStopped.\n", 130) == (ran.stderr, ran.returncode)
    assert [] == sorted(tmp_path.iterdir())


def test_ignored_interrupt_does_not_stop_a_run() -> None:
    """Under `nohup`, or in the background, Ctrl-C is meant for another process."""
    ignoring = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"

    ran = run(5, "check", example("minimal"), before=ignoring)

    assert ("1 file: no problems\n", 0) == (ran.stderr, ran.returncode)


WAIT_SECONDS = 600
SHARED = """
import os, signal, sys, time
from pmdoc.pipeline import batch
from pmdoc.cli import main

def run_job(job, on_step=None):
    if job.name.endswith("minimal/incident.yaml"):
        os.kill(0, signal.SIGINT)
    time.sleep({sleep})

run_job.__module__, run_job.__qualname__ = "pmdoc.pipeline.batch", "run_job"
batch.run_job = run_job
main()
"""
"""A run in several processes, one of which sends Ctrl-C to all."""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_interrupt_of_several_processes_prints_one_word() -> None:
    """Ctrl-C goes to all of them; none prints a traceback, and none is waited for."""
    files = [str(example(name)) for name in ("minimal", "gitlab-2017", "aws-s3-2017")]

    ran = subprocess.run(
        [sys.executable, "-c", SHARED.format(sleep=WAIT_SECONDS), "check", *files, "--jobs", "2"],
        capture_output=True,
        text=True,
        check=False,
        timeout=WAIT_SECONDS / 2,
        start_new_session=True,  # so that a signal to 0 reaches this run only
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=restore_interrupts,
    )

    assert ("\nStopped.\n", "", 130) == (ran.stderr, ran.stdout, ran.returncode)
