"""Shared fixtures and hooks: markers, a blocked network, and example reports built once.

In → Out: fixtures.
Must not: hide a failed build; every test that needs the report fails.
"""

from __future__ import annotations

import functools
import os
import socket
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from tests.judges import IN_CI, ROOT, example, example_names
from tests.markers import markers_of

_SLOW = [HealthCheck.too_slow]
settings.register_profile("any machine", deadline=None, suppress_health_check=_SLOW)
settings.load_profile("any machine")  # results must not depend on how busy the machine is


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add an option that overwrites expected output; review the difference before committing."""
    parser.addoption("--update-golden", action="store_true", help="overwrite tests/golden")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run individually named tests in this process: starting workers would take longer."""
    return 0 if all("::" in name for name in config.args) else None


class OneByOne(LoadScopeScheduling):
    """Distribute tests one by one, but keep files with a module fixture in one process.

    `--dist loadgroup` is meant for this, but does not keep groups together with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if _has_module_fixture(file) else nodeid


@functools.cache
def _has_module_fixture(file: str) -> bool:
    return 'scope="module"' in (ROOT / file).read_text("utf-8")


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> OneByOne | None:
    """Use `OneByOne` unless `--dist` asks for another scheduler."""
    return OneByOne(config, log) if config.option.dist == "load" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Add markers to each test."""
    known: dict[object, list[str]] = {}
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        if item.get_closest_marker("slow") and not (IN_CI or _is_requested(item)):
            item.add_marker(pytest.mark.skip("slow: runs when CI is set, or when named"))
        if item.function not in known:  # all cases of a test have the same markers
            known[item.function] = markers_of(item)
        for name in known[item.function]:
            item.add_marker(name)


def _is_requested(item: pytest.Function) -> bool:
    """Return whether this slow test is named, or all slow tests are selected."""
    config = item.config
    is_named = any(name.endswith(f"::{item.originalname}") for name in config.args)
    return is_named or config.option.markexpr == "slow"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that opens a network connection."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a test opened a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


class Built(Mapping[str, dict[str, Path]]):
    """Reports of the examples: name → suffix → file, built in both formats on first use.

    Test processes that run in parallel share the files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> dict[str, Path]:
        """Return an example's files, built if necessary."""
        files = {suffix: self._folder / f"{name}{suffix}" for suffix in (".docx", ".pdf")}
        if not all(file.exists() for file in files.values()):
            outputs = build_reports(example(name), ["docx", "pdf"], Options())
            for suffix, file in files.items():
                partial = file.with_suffix(f"{suffix}.{os.getpid()}")
                partial.write_bytes(outputs[suffix])
                partial.replace(file)
        return files

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the examples."""
        return iter(example_names())

    def __len__(self) -> int:
        """Count the examples."""
        return len(example_names())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Built:
    """Return the reports of the examples."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "built"
    folder.mkdir(exist_ok=True)
    return Built(folder)


@pytest.fixture(scope="session")
def pmdoc_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for `PATH` whose `pmdoc` command runs this checkout."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "pmdoc"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pmdoc "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder
