"""Worker processes are replaced when they die, and end with their parent."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pmdoc.pipeline.worker_pool import LostItem, WorkerPool
from tests.judges import ROOT, example

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")


def double_or_die(item: tuple[int, str]) -> int:
    """Return twice the number; "die" kills the process, "die once" only if the file is missing."""
    number, fate = item
    if fate == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if fate == "exit":
        os._exit(7)
    if fate.startswith("/") and not Path(fate).exists():
        Path(fate).touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    if fate == "raise":
        raise ValueError(number)
    return 2 * number


def test_results_keep_their_order() -> None:
    items = [(number, "") for number in range(40)]

    assert [2 * n for n in range(40)] == list(WorkerPool(double_or_die, 3).map(items))


def test_item_that_kills_its_process_is_the_only_one_lost() -> None:
    items = [(0, ""), (1, "die"), (2, ""), (3, "exit"), (4, "")]

    done = list(WorkerPool(double_or_die, 2).map(items))

    assert [0, LostItem("SIGKILL"), 4, LostItem("exit code 7"), 8] == done


def test_item_whose_process_dies_once_is_tried_again(tmp_path: Path) -> None:
    items = [(0, ""), (1, str(tmp_path / "tried")), (2, "")]

    assert [0, 2, 4] == list(WorkerPool(double_or_die, 2).map(items))


def test_exception_of_an_item_is_raised_for_it() -> None:
    done = WorkerPool(double_or_die, 2).map([(0, ""), (1, "raise"), (2, "")])

    assert 0 == next(done)
    with pytest.raises(ValueError, match="1"):
        next(done)


def test_file_that_exceeds_the_memory_limit_is_named(tmp_path: Path) -> None:
    monstrous = tmp_path / "monstrous.yaml"
    rows = "".join(f"  - {{at: 2026-03-02T09:12Z, event: Event {i}}}\n" for i in range(60_000))
    monstrous.write_text(
        f"pmdoc: 1\nincident: {{id: INC-1, title: Outage}}\ntimeline:\n{rows}", encoding="utf-8"
    )
    command = [sys.executable, "-m", "pmdoc", "build", example("minimal"), monstrous]
    options = ["--format", "docx", "-o", tmp_path, "--jobs", "2", "--memory-limit", "200"]

    ran = subprocess.run(
        [*command, *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert (5, f"{tmp_path / 'incident.docx'}\n") == (ran.returncode, ran.stdout)
    assert ran.stderr.startswith(f"{monstrous} needs more memory than there is.")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL", "SIGINT"])
def test_workers_end_with_their_parent(tmp_path: Path, name: str) -> None:
    for index in range(200):
        (tmp_path / f"{index}.yaml").symlink_to(example("payments-outage"))
    process = subprocess.Popen(
        [sys.executable, "-m", "pmdoc", "check", "*.yaml", "--jobs", "2"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        # background processes ignore Ctrl-C unless the signal's default is restored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- see above
    )
    workers = wait_for_children(process.pid, 2)
    number = getattr(signal, name)

    process.send_signal(number)
    _, messages = process.communicate(timeout=60)

    assert (-9 if name == "SIGKILL" else 128 + number) == process.returncode
    assert b"Traceback" not in messages
    deadline = time.monotonic() + 60
    while any(is_running(worker) for worker in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def wait_for_children(parent: int, count: int) -> list[int]:
    """Return the numbers of a process's children once there are `count` of them."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    deadline = time.monotonic() + 60
    while len(numbers := children.read_text(encoding="ascii").split()) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return [int(number) for number in numbers]


def is_running(process: int) -> bool:
    """Return whether a process exists and is not just waiting to be reaped."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
        return stat.rpartition(") ")[2][0] != "Z"
    return False
