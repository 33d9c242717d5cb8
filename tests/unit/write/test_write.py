"""Files are written as a whole or not at all, and nothing else is touched."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from pmdoc.diagnostics.errors import InputError
from pmdoc.write import draft, new_folders, write_atomically
from tests.unprivileged import ignores_permissions


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_files_are_written(tmp_path):
    """New files are created, old ones replaced, and no temporary file remains."""
    (tmp_path / "a.docx").write_bytes(b"old")

    write_atomically({tmp_path / "a.docx": b"new", tmp_path / "a.pdf": b"pdf"})

    assert listing(tmp_path) == {"a.docx": b"new", "a.pdf": b"pdf"}


def test_nothing_to_write_is_accepted():
    write_atomically({})


def test_relative_paths_work(tmp_path, monkeypatch):
    """`-o report.docx` has no folder in it."""
    monkeypatch.chdir(tmp_path)

    (tmp_path / "out").mkdir()

    write_atomically({Path("a.docx"): b"new"}, inputs=[Path("a.yaml")])
    for content in (b"first", b"second"):
        write_atomically({Path("out/a.docx"): content, Path("out/a.pdf"): content})

    assert listing(tmp_path) == {"a.docx": b"new"}
    assert listing(tmp_path / "out") == {"a.docx": b"second", "a.pdf": b"second"}


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_file_keeps_its_permissions_o3(tmp_path, mode):
    """O3: a private report stays private."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    path.chmod(mode)

    write_atomically({path: b"new"})

    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_new_file_gets_ordinary_permissions(tmp_path):
    """Those of a temporary file are too strict for a report."""
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
        ("kept.docx", "is write-protected"),
        ("input.yaml", "is a file that the report is made from"),
        ("folder/../input.yaml", "is a file that the report is made from"),
        ("second-name.yaml", "is a file that the report is made from"),
        ("missing/a.docx", "does not exist"),
        ("input.yaml/a.docx", "not a folder"),
        ("x" * 300, "too long"),
        ("nul\0", "not a file name"),
    ],
)
def test_unwritable_target_is_refused_o3(tmp_path, name, word):
    """O3: folders, links, devices, inputs and impossible names; no other file is written either."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "input.yaml").write_bytes(b"input")
    (tmp_path / "second-name.yaml").hardlink_to(tmp_path / "input.yaml")
    (tmp_path / "link").symlink_to("input.yaml")
    (tmp_path / "dangling").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "kept.docx").touch(0o444)
    before = sorted(tmp_path.iterdir())
    files = {tmp_path / "good.docx": b"new", tmp_path / name: b"new"}

    with pytest.raises(InputError, match=word) as caught:
        write_atomically(files, inputs=[tmp_path / "input.yaml"])

    assert caught.value.hint
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "input.yaml").read_bytes() == b"input"


@pytest.mark.skipif(ignores_permissions(), reason="root may write everywhere")
def test_read_only_folder_is_named_in_the_message(tmp_path):
    """O3."""
    tmp_path.chmod(0o500)
    with pytest.raises(InputError, match="is not writable"):
        write_atomically({tmp_path / "a.docx": b"new"})
    tmp_path.chmod(0o700)


def test_parallel_runs_do_not_mix_o4(tmp_path):
    """O4: the last run wins as a whole, and temporary names don't collide."""
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


@pytest.mark.parametrize("is_alive", [True, False])
def test_only_abandoned_temporary_files_are_removed_o4(tmp_path, monkeypatch, is_alive):
    """O4: files of a run in progress are kept, those of a killed one are removed."""
    monkeypatch.setattr(draft, "_NAMELESS", 0)
    other = draft.PendingFile(str(tmp_path))
    (name,) = listing(tmp_path)
    if not is_alive:
        other._close()

    write_atomically({tmp_path / "a.docx": b"new"})

    assert (name in listing(tmp_path)) == is_alive
    other.discard()


def test_other_hidden_files_are_kept(tmp_path):
    (tmp_path / ".pmdoc-notes").touch()
    (tmp_path / "x.tmp").touch()
    (tmp_path / ".pmdoc-link.tmp").symlink_to("x.tmp")

    write_atomically({tmp_path / "a.docx": b"new"})

    assert {".pmdoc-notes", "x.tmp", ".pmdoc-link.tmp", "a.docx"} == set(listing(tmp_path))


def test_new_folders_are_removed_if_writing_fails(tmp_path):
    """Existing folders are kept."""
    (tmp_path / "old").mkdir()
    wanted = [tmp_path / "old" / "a" / "b", tmp_path / "new"]

    with pytest.raises(InputError), new_folders(wanted):
        raise InputError("The disk is full.")
    left = [path.name for path in tmp_path.rglob("*")]
    with new_folders(wanted):
        pass

    assert ["old"] == left
    assert [True, True] == [path.is_dir() for path in wanted]


def test_new_folder_with_other_files_is_kept(tmp_path):
    def write() -> None:
        (tmp_path / "new" / "theirs").write_bytes(b"theirs")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), new_folders([tmp_path / "new"]):
        write()

    assert b"theirs" == (tmp_path / "new" / "theirs").read_bytes()


def test_file_in_place_of_a_folder_is_reported(tmp_path):
    """Folders that were created before are removed."""
    (tmp_path / "file").write_bytes(b"")

    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with (
            pytest.raises(InputError, match="can't be created"),
            new_folders([tmp_path / "x", folder]),
        ):
            pass

    assert ["file"] == [path.name for path in tmp_path.iterdir()]
