"""Watch the files that jobs read.

In → Out: jobs in; those to run again out, all of them at first.
Must not: print, run a job, or keep the result of one.

File system events (from watchfiles) only wake it up; a job is due if size, modification time or
inode of a file differ from before. So it does not matter whether an editor saves by renaming, a
file is deleted and created again, or an event is lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from pmdoc.diagnostics.errors import InputError, MissingExtra
from pmdoc.pipeline.batch import Job
from pmdoc.pipeline.resolve import brand_paths, file_path, style_path
from pmdoc.read.file_gate import absolute, is_file, is_folder
from pmdoc.read.incident_file import read_incident
from pmdoc.read.source import INCLUDE, Data, texts_in
from pmdoc.read.yaml.yaml_file import read_yaml
from pmdoc.read.yaml_names import is_yaml_name

_WAKE_MS = 1000
_QUIET_MS = 20
_SETTLE_SECONDS = 0.03
_SETTLE_TIMES = 10
_FILE_KEYS = {"file", "csv"}
_ASSET_SUFFIXES = {".png", ".jpg", ".jpeg", ".svg", ".ttf", ".otf", ".ttc"}
_State = dict[Path, tuple[int, int, int] | None]


def changed_jobs(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    """Yield all jobs, then for ever those whose files have changed since.

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
        for index in changed:  # before the job runs, so that no change during it is missed
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
    """Return the files that a job reads, including those that don't exist (yet).

    `before` are the files that it read last; they are kept while the incident can't be read.
    """
    origin, options = job.origin, job.options
    folder = origin.folder
    files = {origin.path}
    try:
        source = read_incident(origin)
    except InputError:  # it may be half written
        files |= before
        files.update(_follow(origin.path, _include_names))
    else:
        files.update(source.included)
        files.update(folder / name for name in _asset_names(source.data))
    language = Path(options.language) if is_yaml_name(options.language) else None
    for path in (
        file_path(folder, options.layout),
        style_path(origin.path, options.style),
        language,
    ):
        files.update(_follow(path, _possible_names) if path else ())
    for name in (options.layout, options.style):
        if is_yaml_name(name):  # once it exists, it may be the one that is used
            files.add(folder / name)
    if not options.style:
        files.update(brand_paths(origin.path))
    if options.docx_template is not None:
        files.add(options.docx_template)
    return frozenset(files)


def _follow(path: Path, names_in: Callable[[Data], Iterable[str]]) -> Iterator[Path]:
    """Yield a YAML file, the YAML files and assets that it refers to, and theirs."""
    waiting, seen = [path], set[Path]()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        yield file
        try:
            data = read_yaml(file).data
        except InputError:
            continue
        for name in names_in(data):
            target = file.parent / name
            if is_yaml_name(name):
                waiting.append(target)
            elif target.suffix.lower() in _ASSET_SUFFIXES or ("." in name and _is_file(target)):
                yield target


def _asset_names(data: Data, key: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _asset_names(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _asset_names(value, key)
    elif data and key in _FILE_KEYS and data.isprintable():
        yield data


def _include_names(data: Data) -> Iterator[str]:
    return _possible_names(data.get(INCLUDE, []) if isinstance(data, dict) else [])


def _possible_names(data: Data) -> Iterator[str]:
    return (text for text in texts_in(data) if text and text.isprintable() and len(text) < 500)


def _state(paths: Iterable[Path]) -> _State:
    """Return modification time, size and inode of each file; None if it does not exist."""
    state: _State = {}
    for path in paths:
        try:
            stat = path.stat()
            state[path] = stat.st_mtime_ns, stat.st_size, stat.st_ino
        except OSError:
            state[path] = None
    return state


def _settle(paths: frozenset[Path], before: _State) -> None:
    """Wait until no file changes or is missing: some editors delete a file and write it again."""
    state = _state(paths)
    for _ in range(_SETTLE_TIMES):
        time.sleep(_SETTLE_SECONDS)
        later = _state(paths)
        is_missing = any(later[path] is None and before[path] is not None for path in paths)
        if later == state and not is_missing:
            return
        state = later


def _is_file(path: Path) -> bool:
    with suppress(InputError):
        return is_file(path)
    return False


def _existing_folder(path: Path) -> Path:
    """Return the nearest existing folder above a path, as only that can be watched."""
    for folder in absolute(path).parents:
        if is_folder(folder):
            return folder
    return Path(path.anchor or "/")
