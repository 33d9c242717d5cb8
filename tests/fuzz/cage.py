"""Run the command line with an audit hook that watches every file it opens.

In → Out: an incident file's bytes and a command in; exit code and output out, or a failure.
Must not: start a process for each run; a thousand examples would take a quarter of an hour.

A run fails if it opens a file outside the incident's folder and the installation, opens a
connection, starts a program, takes too long, raises an exception, ends with an undocumented exit
code, or leaves anything but complete reports.
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
"""The processor time that an example may take; the slowest take two seconds."""

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
            # searched for packages with plug-ins; the working folder ("") is not allowed
            *(path for path in sys.path if path),
            "/usr/share/zoneinfo",
            "/dev/null",
            "/dev/urandom",
            # fonts for scripts that the fonts of a style do not cover
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            Path("~/.local/share/fonts").expanduser(),
            Path("~/.fonts").expanduser(),
        )
    }
)


class Escape(BaseException):
    """A forbidden action; `except Exception` can't hide it."""


@dataclass(frozen=True, kw_only=True)
class Ended:
    """The result of a run. Shape: `reports` are the files it wrote, by suffix."""

    code: int
    out: str
    err: str
    reports: dict[str, bytes]


class Cage:
    """A folder with an incident, and commands that are run in it under supervision."""

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
        gc.enable()  # a run turns it off, as its process normally ends afterwards
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
        (out.getvalue() + err.getvalue()).encode("utf-8")  # a terminal can show it
        reports = {file.suffix: file.read_bytes() for file in self.reports.iterdir()}
        return Ended(code=code, out=out.getvalue(), err=err.getvalue(), reports=reports)


def _exit_code(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return cast("int", ended.value.code)


@contextlib.contextmanager
def _time_limit() -> Iterator[None]:
    """Stop a run that hangs; if it hangs in C code, exit with a stack trace."""

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


# --- opened files --------------------------------------------------------------------------------

_allowed_folders: tuple[str, ...] | None = None
"""The folders where files may be opened at present; None outside a run."""


@contextlib.contextmanager
def _watched(*folders: Path) -> Iterator[None]:
    """Allow opening files only in these folders and the installation, and writing in the last."""
    global _allowed_folders  # noqa: PLW0603 -- an audit hook can't be removed
    if not _hooked:
        sys.addaudithook(_audit)
        _hooked.append(True)
    _allowed_folders = tuple(os.path.realpath(folder) for folder in folders)
    try:
        yield
    finally:
        _allowed_folders = None


_hooked: list[bool] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise `Escape` for a forbidden event."""
    global _allowed_folders  # noqa: PLW0603 -- see above
    if _allowed_folders is None:
        return
    if event.startswith(_FORBIDDEN):
        raise Escape(f"{event} {arguments}")
    if event not in {"open", "os.listdir", "os.scandir"}:
        return
    allowed, _allowed_folders = (
        _allowed_folders,
        None,
    )  # resolving the path opens nothing that counts
    try:
        path = _real(arguments[0])
    finally:
        _allowed_folders = allowed
    if path and not _is_allowed(path, allowed, is_written=_is_written(event, arguments)):
        raise Escape(f"{event} {path}")


def _real(path: object) -> str:
    """Resolve a path; return "" for a descriptor or anything else that is not a path."""
    if not isinstance(path, (str, bytes, os.PathLike)):
        return ""
    try:
        return os.path.realpath(os.fsdecode(path))
    except (OSError, ValueError):
        return ""  # opening it will fail anyway


def _is_written(event: str, arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2] if event == "open" and isinstance(arguments[2], int) else 0
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _is_allowed(path: str, folders: tuple[str, ...], *, is_written: bool) -> bool:
    """Return whether a path may be opened; in the installation only byte code may be written."""
    # an unnamed file (O_TMPFILE) is opened as its folder
    if is_written and not f"{path}/".startswith(f"{folders[-1]}/"):
        return "__pycache__" in path or path == "/dev/null"
    return any(
        path == root or path.startswith(root + os.sep) for root in (*folders, *_INSTALLATION)
    )
