"""What every test gets: markers, no network, and examples that are built once.

In → Out: fixtures.
Must not: hide a failure; a build that fails fails each test that needs it.
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
settings.load_profile("any machine")  # what a search finds does not hang on how busy a machine is


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person take what tests got for what they should get, and then read the difference."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run what is named test by test in this process: to start others takes longer."""
    return 0 if all("::" in name for name in config.args) else None


class OneByOne(LoadScopeScheduling):
    """Deal tests out one by one, but those of a module that share its fixture to one process.

    With pytest 9.2 `--dist loadgroup`, which would do the same, keeps no group together.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if _has_fixture_of_module(file) else nodeid


@functools.cache
def _has_fixture_of_module(file: str) -> bool:
    return 'scope="module"' in (ROOT / file).read_text("utf-8")


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> OneByOne | None:
    """Deal tests out in our way, unless `--dist` asks for another."""
    return OneByOne(config, log) if config.option.dist == "load" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test its markers."""
    known: dict[object, list[str]] = {}
    for item in items:
        if not isinstance(item, pytest.Function):
            continue
        if item.get_closest_marker("slow") and not (IN_CI or _is_asked_for(item)):
            item.add_marker(pytest.mark.skip("slow: runs with CI set, or when it is named"))
        if item.function not in known:  # the cases of a test are marked alike
            known[item.function] = markers_of(item)
        for name in known[item.function]:
            item.add_marker(name)


def _is_asked_for(item: pytest.Function) -> bool:
    """Return whether a slow test is named, or all slow ones are."""
    config = item.config
    is_named = any(name.endswith(f"::{item.originalname}") for name in config.args)
    return is_named or config.option.markexpr == "slow"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test open a connection."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a test opened a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


class Built(Mapping[str, dict[str, Path]]):
    """The examples' reports: name → suffix → file, built in both formats when first asked for.

    Processes that run tests side by side share them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> dict[str, Path]:
        """Build an example, if nobody has."""
        files = {suffix: self._folder / f"{name}{suffix}" for suffix in (".docx", ".pdf")}
        if not all(file.exists() for file in files.values()):
            outputs = build_reports(example(name), ["docx", "pdf"], Options())
            for suffix, file in files.items():
                half = file.with_suffix(f"{suffix}.{os.getpid()}")
                half.write_bytes(outputs[suffix])
                half.replace(file)
        return files

    def __iter__(self) -> Iterator[str]:
        """List the examples."""
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
    """Return a folder for `PATH` with the command `pmdoc` of this checkout."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "pmdoc"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pmdoc "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder
