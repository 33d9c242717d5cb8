"""A set of files is written as a whole or not at all, and nothing else is touched."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from pmdoc.diagnostics.errors import InputError
from pmdoc.write import draft, new_folders, write_atomically


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

    (tmp_path / "out").mkdir()

    write_atomically({Path("a.docx"): b"new"}, inputs=[Path("a.yaml")])
    for content in (b"first", b"second"):
        write_atomically({Path("out/a.docx"): content, Path("out/a.pdf"): content})

    assert listing(tmp_path) == {"a.docx": b"new"}
    assert listing(tmp_path / "out") == {"a.docx": b"second", "a.pdf": b"second"}


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
        ("kept.docx", "is write-protected"),
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
    (tmp_path / "kept.docx").touch(0o444)
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
    with pytest.raises(InputError, match="is not writable"):
        write_atomically({tmp_path / "a.docx": b"new"})
    tmp_path.chmod(0o700)


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


@pytest.mark.parametrize("is_alive", [True, False])
def test_only_what_nobody_is_at_is_cleared_away_o4(tmp_path, monkeypatch, is_alive):
    """O4: the hidden file of a run beside this one stays, that of a killed one goes."""
    monkeypatch.setattr(draft, "_NAMELESS", 0)
    other = draft.PendingFile(str(tmp_path))
    (name,) = listing(tmp_path)
    if not is_alive:
        other._close()

    write_atomically({tmp_path / "a.docx": b"new"})

    assert (name in listing(tmp_path)) == is_alive
    other.discard()


def test_other_hidden_files_are_nobody_elses_business(tmp_path):
    """What is not ours is not removed, whatever it is called."""
    (tmp_path / ".pmdoc-notes").touch()
    (tmp_path / "x.tmp").touch()
    (tmp_path / ".pmdoc-link.tmp").symlink_to("x.tmp")

    write_atomically({tmp_path / "a.docx": b"new"})

    assert {".pmdoc-notes", "x.tmp", ".pmdoc-link.tmp", "a.docx"} == set(listing(tmp_path))


def test_folders_are_there_only_with_what_was_written(tmp_path):
    """Folders that were made for files go again if these can't be written; others stay."""
    (tmp_path / "old").mkdir()
    wanted = [tmp_path / "old" / "a" / "b", tmp_path / "new"]

    with pytest.raises(InputError), new_folders(wanted):
        raise InputError("The disk is full.")
    left = [path.name for path in tmp_path.rglob("*")]
    with new_folders(wanted):
        pass

    assert ["old"] == left
    assert [True, True] == [path.is_dir() for path in wanted]


def test_folder_that_others_have_filled_stays(tmp_path):
    """What somebody else has put into a new folder is not ours to remove."""

    def write() -> None:
        (tmp_path / "new" / "theirs").write_bytes(b"theirs")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), new_folders([tmp_path / "new"]):
        write()

    assert b"theirs" == (tmp_path / "new" / "theirs").read_bytes()


def test_file_in_the_place_of_a_folder_is_said(tmp_path):
    """A folder can't be made where a file is, nor below it, and what was made on the way goes."""
    (tmp_path / "file").write_bytes(b"")

    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with (
            pytest.raises(InputError, match="can't be created"),
            new_folders([tmp_path / "x", folder]),
        ):
            pass

    assert ["file"] == [path.name for path in tmp_path.iterdir()]
