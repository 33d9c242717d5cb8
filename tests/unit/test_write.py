"""A set of files is written as a whole or not at all, and nothing else is touched."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from pmdoc import write
from pmdoc.errors import InputError
from pmdoc.write import write_atomically


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_files_are_written(tmp_path):
    """New files appear, old ones are replaced, nothing is left over."""
    (tmp_path / "a.docx").write_bytes(b"old")

    write_atomically({tmp_path / "a.docx": b"new", tmp_path / "a.pdf": b"pdf"})

    assert listing(tmp_path) == {"a.docx": b"new", "a.pdf": b"pdf"}


def test_nothing_to_write_is_fine():
    """An empty set is written at once."""
    write_atomically({})


def test_relative_paths_work(tmp_path, monkeypatch):
    """`-o report.docx` has no folder in it."""
    monkeypatch.chdir(tmp_path)

    write_atomically({Path("a.docx"): b"new"}, inputs=[Path("a.yaml")])

    assert listing(tmp_path) == {"a.docx": b"new"}


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_a_file_keeps_its_permissions_o3(tmp_path, mode):
    """O3: a report that only its owner could read stays so."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    path.chmod(mode)

    write_atomically({path: b"new"})

    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_gets_ordinary_permissions(tmp_path):
    """A temporary file's are too strict for a report."""
    (tmp_path / "ordinary").touch()

    write_atomically({tmp_path / "a.docx": b"new"})

    assert (tmp_path / "a.docx").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("folder", "is a folder"),
        ("link", "is a link"),
        ("dangling", "is a link"),
        ("pipe", "pipe"),
        ("input.yaml", "is the input itself"),
        ("folder/../input.yaml", "is the input itself"),
        ("second-name.yaml", "is the input itself"),
        ("missing/a.docx", "does not exist"),
        ("input.yaml/a.docx", "not a folder"),
        ("x" * 300, "too long"),
        ("nul\0", "not a file name"),
    ],
)
def test_what_must_not_be_replaced_is_refused_o3(tmp_path, name, word):
    """O3: folders, links, devices, inputs and impossible names; the others stay as well."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "input.yaml").write_bytes(b"input")
    (tmp_path / "second-name.yaml").hardlink_to(tmp_path / "input.yaml")
    (tmp_path / "link").symlink_to("input.yaml")
    (tmp_path / "dangling").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())
    files = {tmp_path / "good.docx": b"new", tmp_path / name: b"new"}

    with pytest.raises(InputError, match=word) as caught:
        write_atomically(files, inputs=[tmp_path / "input.yaml"])

    assert caught.value.hint
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "input.yaml").read_bytes() == b"input"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(tmp_path):
    """O3: the message says which folder."""
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="may not be written to"):
        write_atomically({tmp_path / "a.docx": b"new"})
    tmp_path.chmod(0o700)


# --- faults -------------------------------------------------------------------------------------

OLD = {"a.docx": b"old a", "c.html": b"old c"}


@pytest.fixture
def files(tmp_path: Path) -> dict[Path, bytes]:
    """Three files to write; the first and the last exist."""
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    return {tmp_path / name: b"new" for name in ("a.docx", "b.pdf", "c.html")}


def fail_on_call(number: int, error: BaseException, function):
    """Let a function fail when it is called for the given time."""
    calls = [0]

    def wrapper(*args: object, **options: object) -> object:
        calls[0] += 1
        if calls[0] == number:
            raise error
        return function(*args, **options)

    return wrapper


FAULTS = {
    "sync": (write.os, "fsync"),
    "make": (write.tempfile, "mkstemp"),
    "replace": (write.Path, "replace"),
    "fill": (write, "_fill"),
}
ERRORS = {
    "full": OSError(errno.ENOSPC, "full"),
    "broken": OSError(errno.EIO, "broken"),
    "interrupt": KeyboardInterrupt(),
}


@pytest.mark.parametrize("number", range(1, 4))
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_any_failure_leaves_everything_as_it_was_o1_o2(
    tmp_path, files, monkeypatch, fault, number, error
):
    """O1, O2: old bytes unchanged, no new file, no temporary one."""
    target, name = FAULTS[fault]
    monkeypatch.setattr(target, name, fail_on_call(number, error, getattr(target, name)))

    expected = KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else InputError
    with pytest.raises(expected):
        write_atomically(files)

    monkeypatch.undo()
    assert listing(tmp_path) == OLD


@pytest.mark.parametrize("name", ["a.docx", "b.pdf"])
def test_a_single_file_survives_a_failed_replacement(tmp_path, files, monkeypatch, name):
    """O1: also when there is no second name to come back from."""
    error = OSError(errno.EACCES, "no")
    monkeypatch.setattr(write.Path, "replace", fail_on_call(1, error, Path.replace))

    with pytest.raises(InputError):
        write_atomically({tmp_path / name: b"new"})

    monkeypatch.undo()
    assert listing(tmp_path) == OLD


def test_a_disk_without_second_names_works_as_well(tmp_path, files, monkeypatch):
    """FAT has no hard links: the former content is copied instead."""
    refuse = fail_on_call(1, OSError(errno.EPERM, "no"), Path.hardlink_to)
    monkeypatch.setattr(write.Path, "hardlink_to", refuse)
    replace = fail_on_call(2, OSError(errno.EIO, "broken"), Path.replace)
    monkeypatch.setattr(write.Path, "replace", replace)

    with pytest.raises(InputError, match="can't be written"):
        write_atomically(files)

    monkeypatch.undo()
    assert listing(tmp_path) == OLD


def test_a_full_disk_is_named(tmp_path, files, monkeypatch):
    """The next step is clear."""
    monkeypatch.setattr(write.os, "fsync", fail_on_call(2, OSError(errno.ENOSPC, ""), os.fsync))

    with pytest.raises(InputError, match=r"disk is full: .*b\.pdf") as caught:
        write_atomically(files)
    assert "Make room" in caught.value.hint


def test_a_folder_that_can_not_be_synced_is_no_failure(tmp_path, monkeypatch):
    """Some network disks refuse; the files are written all the same."""
    monkeypatch.setattr(write.os, "fsync", fail_on_call(2, OSError(errno.EINVAL, ""), os.fsync))

    write_atomically({tmp_path / "a.docx": b"new"})

    assert listing(tmp_path) == {"a.docx": b"new"}


@pytest.mark.parametrize("call", range(1, 7))
def test_a_killed_run_leaves_whole_files_o1(tmp_path, files, call):
    """O1: each target holds its old or its new bytes, never a part."""
    code = f"""
        import os, signal
        from pathlib import Path
        from pmdoc import write
        calls = 0
        def count(function):
            def wrapper(*args, **options):
                global calls
                calls += 1
                if calls == {call}:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*args, **options)
            return wrapper
        write.os.fsync = count(os.fsync)
        write.Path.replace = count(Path.replace)
        folder = Path({str(tmp_path)!r})
        write.write_atomically({{folder / n: b"new" for n in ("a.docx", "b.pdf", "c.html")}})
    """

    result = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)

    assert result.returncode == -signal.SIGKILL
    found = listing(tmp_path)
    assert found["a.docx"] in {b"old a", b"new"}
    assert found["c.html"] in {b"old c", b"new"}
    assert found.get("b.pdf") in {None, b"new"}
    assert all(name.startswith(".pmdoc-") for name in set(found) - {path.name for path in files})


def test_two_runs_at_once_do_not_mix_o4(tmp_path):
    """O4: whoever comes last wins as a whole, and no temporary name collides."""
    contents = [bytes([65 + n]) * 200_000 for n in range(4)]
    runs = [
        threading.Thread(target=write_atomically, args=({tmp_path / "a.docx": content},))
        for content in contents
        for _ in range(5)
    ]

    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert list(listing(tmp_path)) == ["a.docx"]
    assert (tmp_path / "a.docx").read_bytes() in contents
