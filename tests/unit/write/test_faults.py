"""If writing fails, each file is complete, none is lost, and no temporary file remains.

Every call of the operating system is made to fail, or to be the last before the process is killed.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pmdoc.diagnostics.errors import InputError
from pmdoc.write import draft, write_atomically
from tests.judges import ROOT, example

OLD = {"a.docx": b"old a", "c.html": b"old c"}
NEW = {"a.docx": b"new", "b.pdf": b"new", "c.html": b"new"}
CALLS = (
    "open", "write", "read", "close", "link", "replace", "unlink", "fsync", "fchmod", "fchown",
    "fstat", "lstat", "listdir",
)  # fmt: skip


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def start_over(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)


def write_all(folder: Path) -> None:
    write_atomically({folder / name: data for name, data in NEW.items()})


class Faults:
    """Counts the system calls, and acts at one of them."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._act: Callable[[], None] = lambda: None
        self._at = 0
        self.acted_at = ""
        patch.setattr(os, "fsync", lambda _: None)  # slow, and no test can cut the power
        for name in CALLS:
            patch.setattr(os, name, self._wrapped(name, getattr(os, name)))

    def arm(self, at: int, act: Callable[[], None]) -> None:
        """Act before the call with that number, from 1."""
        self.count, self._at, self._act, self.acted_at = 0, at, act, ""

    def _wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            if _is_from_write(sys._getframe(1).f_code.co_filename):
                self.count += 1
                if self.count == self._at:
                    self.acted_at = name
                    self._act()
            return call(*args, **options)

        return counted


def _is_from_write(path: str) -> bool:
    return "/pmdoc/write/" in path


@pytest.fixture(params=["nameless", "hidden", "without second names"])
def faults(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """Yield the faults for each kind of file system."""
    if request.param != "nameless":
        monkeypatch.setattr(draft, "_NAMELESS", 0)
    if request.param == "without second names":
        monkeypatch.setattr(os, "link", _refuse_link)
    yield Faults(monkeypatch)
    monkeypatch.undo()


def _refuse_link(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "no second names here")


def test_each_kind_of_file_system_works(tmp_path: Path, faults: Faults) -> None:
    start_over(tmp_path)

    write_all(tmp_path)

    assert listing(tmp_path) == NEW
    assert faults.count > 30


ERRORS = {
    "full": OSError(errno.ENOSPC, "full"),
    "broken": OSError(errno.EIO, "broken"),
    "permission lost": PermissionError(errno.EACCES, "no"),
    "interrupt": KeyboardInterrupt(),
}


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_any_failure_leaves_all_old_or_all_new_o1_o2(
    tmp_path: Path, faults: Faults, error: BaseException
) -> None:
    """O1, O2: for a failure at any call; the next run removes everything else."""

    def fail() -> None:
        is_waiting = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
        if not (isinstance(error, KeyboardInterrupt) and is_waiting):
            raise error

    at, has_failed = 0, True
    while has_failed:
        at += 1
        start_over(tmp_path)
        faults.arm(at, fail)
        expected = [NEW]
        try:
            write_all(tmp_path)
        except (InputError, KeyboardInterrupt):
            expected = [OLD, NEW]
        has_failed = faults.count >= at
        found = listing(tmp_path)
        assert {n: found[n] for n in found if not n.startswith(".pmdoc-")} in expected, at
        assert faults.acted_at == "unlink" or found in expected, at

        faults.arm(0, fail)
        write_all(tmp_path)
        assert listing(tmp_path) == NEW, at


def test_kill_at_any_call_leaves_whole_files_o1(tmp_path: Path, faults: Faults) -> None:
    """O1: each target is old or new, and the next run removes temporary files."""
    at, was_killed = 0, True
    while was_killed:
        at += 1
        start_over(tmp_path)
        was_killed = _is_killed_at(at, faults, tmp_path)
        found = listing(tmp_path)
        assert found["a.docx"] in {b"old a", b"new"}
        assert found["c.html"] in {b"old c", b"new"}
        assert found.get("b.pdf") in {None, b"new"}
        assert all(name.startswith(".pmdoc-") for name in set(found) - set(NEW))

        write_all(tmp_path)
        assert listing(tmp_path) == NEW, at
    assert at > 30


def _is_killed_at(at: int, faults: Faults, folder: Path) -> bool:
    """Write in a process that is killed before a call; return whether it got that far."""
    child = os.fork()
    if child == 0:
        faults.arm(at, lambda: os.kill(os.getpid(), signal.SIGKILL))
        write_all(folder)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_signal_at_any_call_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: signal.Signals
) -> None:
    """The process ends at once, or as soon as all files are written."""
    faults = Faults(monkeypatch)
    at, was_ended = 0, True
    while was_ended:
        at += 1
        start_over(tmp_path)
        was_ended = _is_ended_at(at, faults, tmp_path, end)
        assert listing(tmp_path) in (OLD, NEW), at
    assert at > 30


def _is_ended_at(at: int, faults: Faults, folder: Path, end: signal.Signals) -> bool:
    child = os.fork()
    if child == 0:
        signal.signal(end, signal.SIG_DFL)
        faults.arm(at, lambda: os.kill(os.getpid(), end))
        write_all(folder)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


def test_full_disk_is_reported_and_keeps_the_old_reports(tmp_path: Path) -> None:
    """The system accepts some bytes and refuses the rest."""
    for suffix in (".docx", ".pdf"):
        (tmp_path / f"incident{suffix}").write_bytes(b"old")
    before = listing(tmp_path)

    ran = _build(tmp_path, limit_bytes=20_000).communicate()
    code = ran[1].decode()

    assert "is too large for this disk" in code
    assert "Traceback" not in code
    assert listing(tmp_path) == before


def test_interrupted_build_leaves_old_or_new_reports(tmp_path: Path) -> None:
    """Both reports are of one run, and there is no other file."""
    old = {"incident.docx": b"old", "incident.pdf": b"old"}
    for delay in (0.05, 0.3, 0.6, 0.8, 1.0):
        for name, data in old.items():
            (tmp_path / name).write_bytes(data)
        process = _build(tmp_path)
        time.sleep(delay)
        process.send_signal(signal.SIGTERM)
        process.communicate()

        found = listing(tmp_path)
        assert set(found) == set(old)
        assert len({data == b"old" for data in found.values()}) == 1


def _build(output: Path, limit_bytes: int = -1) -> subprocess.Popen[bytes]:
    """Start a build with a limit on the size of files."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))

    return subprocess.Popen(
        [sys.executable, "-m", "pmdoc", "build", str(example("minimal")), "-o", str(output)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=limit if limit_bytes >= 0 else None,  # noqa: PLW1509 -- no threads here
    )
