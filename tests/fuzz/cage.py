"""Run the command line where it can do no harm unseen: every file that it opens is looked at.

In → Out: an incident file's bytes and a command in; exit code and output out, or a failure.
Must not: start a process for each run; a thousand examples would take a quarter of an hour.

Fails a run that opens a file outside the incident's folder and the installation, opens a
connection, starts a program, takes too long, lets an exception out, ends in an exit code that is
not documented, or leaves something else than whole reports.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import io
import os
import signal
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from pmdoc.cli import main
from tests.judges import ROOT

LIMIT_SECONDS = 20
"""Processor time that an example may take, on a busy machine too; the worst take two."""

_DOCUMENTED = {0, 1, 2, 3, 4, 5, 6}
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "ftplib.",
    "urllib.",
    "webbrowser.",
)
_INSTALLATION = tuple(
    {
        os.path.realpath(path)
        for path in (
            ROOT,
            sys.prefix,
            sys.base_prefix,
            *sysconfig.get_paths().values(),
            # where packages are looked for that bring rules; not the folder that a run is in
            *(path for path in sys.path if path),
            "/usr/share/zoneinfo",
            "/dev/null",
            "/dev/urandom",
            # fonts for scripts that the style's own have no signs for
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            Path("~/.local/share/fonts").expanduser(),
            Path("~/.fonts").expanduser(),
        )
    }
)


class Escape(BaseException):
    """Something happened that must not; no `except Exception` can hide it."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a run ended. Shape: `reports` are the files it wrote, by suffix."""

    code: int
    out: str
    err: str
    reports: dict[str, bytes]


class Cage:
    """A folder for an incident, and the way to run commands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "incident"
        self.reports = folder / "reports"
        self.folder.mkdir()
        self.reports.mkdir()

    def check(self, incident: bytes, *options: str) -> Ended:
        """Check an incident file."""
        return self._run(incident, "check", *options)

    def build(self, incident: bytes, *options: str) -> Ended:
        """Build both reports of an incident file, all or none."""
        ended = self._run(incident, "build", "-o", str(self.reports), *options)
        whole = {".docx": b"PK\x03\x04", ".pdf": b"%PDF-"} if ended.code == 0 else {}
        assert whole == {name: ended.reports[name][: len(start)] for name, start in whole.items()}
        assert set(whole) == set(ended.reports)
        return ended

    def _run(self, incident: bytes, command: str, *options: str) -> Ended:
        for old in self.reports.iterdir():
            old.unlink()
        path = self.folder / "incident.yaml"
        path.write_bytes(incident)
        before = sorted(self.folder.iterdir())
        gc.enable()  # a run switches it off, for it expects to be the last
        gc.collect()
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.chdir(self.folder),
            _watched(self.folder, self.reports),
            _time_limit(),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = _exit_code([command, "incident.yaml", *options])
        assert code in _DOCUMENTED
        assert before == sorted(self.folder.iterdir())
        assert incident == path.read_bytes()
        assert code == 0 or out.getvalue() or err.getvalue()
        assert "Traceback" not in err.getvalue()
        (out.getvalue() + err.getvalue()).encode("utf-8")  # what is said can be shown
        reports = {file.suffix: file.read_bytes() for file in self.reports.iterdir()}
        return Ended(code=code, out=out.getvalue(), err=err.getvalue(), reports=reports)


def _exit_code(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return cast("int", ended.value.code)


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    """Stop a run that hangs; where Python can't, because C code does, end with a stack trace."""

    def stop(*_: object) -> None:
        raise Escape(f"the run takes longer than {LIMIT_SECONDS} s")

    former = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, LIMIT_SECONDS)
    faulthandler.dump_traceback_later(20 * LIMIT_SECONDS, exit=True, file=sys.__stderr__)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


# --- what is opened ------------------------------------------------------------------------------

_open_to: tuple[str, ...] | None = None
"""The folders where files may be opened at present; None while nobody is watched."""


@contextlib.contextmanager
def _watched(*folders: Path) -> Iterator[None]:
    """Let files be opened in these folders and the installation only, and written in the last."""
    global _open_to  # noqa: PLW0603 -- an audit hook can't be taken off again
    if not _hooked:
        sys.addaudithook(_look)
        _hooked.append(True)
    _open_to = tuple(os.path.realpath(folder) for folder in folders)
    try:
        yield
    finally:
        _open_to = None


_hooked: list[bool] = []


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what must not happen."""
    global _open_to  # noqa: PLW0603 -- see above
    if _open_to is None:
        return
    if event.startswith(_FORBIDDEN):
        raise Escape(f"{event} {arguments}")
    if event not in {"open", "os.listdir", "os.scandir"}:
        return
    allowed, _open_to = _open_to, None  # resolving the path opens nothing that counts
    try:
        path = _real(arguments[0])
    finally:
        _open_to = allowed
    if path and not _is_allowed(path, allowed, is_written=_is_written(event, arguments)):
        raise Escape(f"{event} {path}")


def _real(path: object) -> str:
    """Say where a path leads; nowhere if it is a descriptor or no path at all."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        return ""
    try:
        return os.path.realpath(os.fsdecode(path))
    except (OSError, ValueError):
        return ""  # opening it will say so


def _is_written(event: str, arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2] if event == "open" and isinstance(arguments[2], int) else 0
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _is_allowed(path: str, folders: tuple[str, ...], *, is_written: bool) -> bool:
    """Say whether a path may be opened; in the installation only byte code may be written."""
    # a new file without a name is opened as the folder in which it is to be
    if is_written and not f"{path}/".startswith(f"{folders[-1]}/"):
        return "__pycache__" in path or path == "/dev/null"
    return any(
        path == root or path.startswith(root + os.sep) for root in (*folders, *_INSTALLATION)
    )
