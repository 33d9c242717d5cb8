"""Telling which incidents have to be done again, because a file that they read has changed.

In → Out: jobs in; those that are due out, all of them at first.
Must not: print, do a job, or hold what a job made.

The system's own notices (by way of watchfiles) only wake; what counts is whether size, date or
identity of a file differ from before. So editors that save by renaming, files that come and go, and
notices that never arrive are all the same to it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pmdoc.diagnostics.errors import InputError, MissingExtra
from pmdoc.pipeline.batch import Job
from pmdoc.pipeline.resolve import brand_places, layout_path, style_path
from pmdoc.read import INCLUDE, Data, is_yaml_name, read_incident, read_yaml, texts_in

_WAKE_MS = 1000
_QUIET_MS = 20
_SETTLE_SECONDS = 0.03
_SETTLE_TIMES = 10
_NAMES_OF_FILES = {"file", "csv"}
_ASSETS = {".png", ".jpg", ".jpeg", ".svg", ".ttf", ".otf", ".ttc"}
_State = dict[Path, tuple[int, int, int] | None]


def due(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    """Yield the jobs that are due, for ever; each is to be done before the next is asked for.

    Raises:
        MissingExtra: watchfiles is not installed.
    """
    try:
        import watchfiles  # noqa: PLC0415 -- an extra, and only for this
    except ModuleNotFoundError:
        message = "--watch needs the package 'watchfiles', which is not installed."
        raise MissingExtra(message, hint="Run: pip install 'pmdoc[watch]'") from None

    inputs: dict[int, frozenset[Path]] = {}
    states: dict[int, _State] = {}
    changed = list(range(len(jobs)))
    while True:
        for index in changed:  # before the job, so that nothing that changes meanwhile is missed
            inputs[index] = input_files(jobs[index], inputs.get(index, frozenset()))
            states[index] = _state(inputs[index])
        yield [jobs[index] for index in changed]
        changed = []
        folders = sorted({_existing_folder(path) for paths in inputs.values() for path in paths})
        for _ in watchfiles.watch(
            *folders,
            watch_filter=None,
            recursive=False,
            step=_QUIET_MS,
            rust_timeout=_WAKE_MS,
            yield_on_timeout=True,
        ):
            changed = [index for index in inputs if _state(inputs[index]) != states[index]]
            if changed:
                break
        for index in changed:
            _settle(inputs[index], states[index])


def input_files(job: Job, before: frozenset[Path] = frozenset()) -> frozenset[Path]:
    """List the files that a job reads, those that are not there (yet) too.

    `before` is what it read last; while the incident can't be read, that stays.
    """
    origin, options = job.origin, job.options
    folder = origin.folder
    found = {origin.path}
    try:
        source = read_incident(origin)
    except InputError:  # someone is in the midst of writing
        found |= before
        found.update(_included(origin.path))
    else:
        found.update(source.included)
        found.update(folder / name for name in _named_files(source.data))
    language = Path(options.language) if is_yaml_name(options.language) else None
    for path in (layout_path(folder, options.layout), style_path(folder, options.style), language):
        found.update(_chain(path))
    for name in (options.layout, options.style):
        if is_yaml_name(name):  # once it is there, it may be the one that is meant
            found.add(folder / name)
    if not options.style:
        found.update(brand_places(folder))
    if options.docx_template is not None:
        found.add(options.docx_template)
    return frozenset(found)


def _included(path: Path) -> Iterator[Path]:
    """List what a file and those that it includes name to be included, as far as they are there."""

    def named(here: Path, data: Data) -> Iterator[Path]:
        names = data.get(INCLUDE, []) if isinstance(data, dict) else []
        return (here.parent / name for name in _texts(names) if is_yaml_name(name))

    return _followed(path, named)


def _followed(path: Path, named: Callable[[Path, Data], Iterable[Path]]) -> Iterator[Path]:
    """Yield a YAML file, the files that it names, and theirs, as far as they can be read."""
    waiting, seen = [path], set[Path]()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        try:
            data = read_yaml(here).data
        except InputError:
            continue
        for one in named(here, data):
            if is_yaml_name(one):
                waiting.append(one)
            else:
                yield one


def _named_files(data: Data, key: str = "") -> Iterator[str]:
    """List what an incident names as a file."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _named_files(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _named_files(value, key)
    elif data and key in _NAMES_OF_FILES and data.isprintable():
        yield data


def _chain(path: Path | None) -> Iterator[Path]:
    """List a layout or style file, those that it extends, and the files that a style names."""

    def named(here: Path, data: Data) -> Iterator[Path]:
        for text in _texts(data):
            one = here.parent / text
            is_asset = one.suffix.lower() in _ASSETS or ("." in text and one.is_file())
            if is_yaml_name(text) or is_asset:
                yield one

    return _followed(path, named) if path else iter(())


def _texts(data: Data) -> Iterator[str]:
    """Yield what may be a file's name."""
    return (text for text in texts_in(data) if text and text.isprintable() and len(text) < 500)


def _state(paths: Iterable[Path]) -> _State:
    """Note what tells one state of a file from another; None for one that is not there."""
    state: _State = {}
    for path in paths:
        try:
            found = path.stat()
            state[path] = found.st_mtime_ns, found.st_size, found.st_ino
        except OSError:
            state[path] = None
    return state


def _settle(paths: frozenset[Path], before: _State) -> None:
    """Wait until an editor has finished: nothing changes any more, and nothing has gone.

    Some delete a file and write it anew; what stays away is gone indeed.
    """
    state = _state(paths)
    for _ in range(_SETTLE_TIMES):
        time.sleep(_SETTLE_SECONDS)
        later = _state(paths)
        is_gone = any(later[path] is None and before[path] is not None for path in paths)
        if later == state and not is_gone:
            return
        state = later


def _existing_folder(path: Path) -> Path:
    """Find the nearest folder above a path that is there to be watched."""
    for folder in path.absolute().parents:
        if folder.is_dir():
            return folder
    return Path(path.anchor or "/")
