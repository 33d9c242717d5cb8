"""What every test gets: no network, and examples that are built once.

In → Out: fixtures.
Must not: hide a failure; a build that fails fails each test that needs it.
"""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pmdoc.pipeline.build import build_reports
from pmdoc.pipeline.options import Options
from tests.judges import example, example_names

_SLOW = [HealthCheck.too_slow]
settings.register_profile("any machine", deadline=None, suppress_health_check=_SLOW)
settings.load_profile("any machine")  # what a search finds does not hang on how busy a machine is


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person take what tests got for what they should get, and then read the difference."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test open a connection."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a test opened a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """Build every example in both formats, once: name → suffix → file."""
    folder = tmp_path_factory.mktemp("built")
    files: dict[str, dict[str, Path]] = {}
    for name in example_names():
        outputs = build_reports(example(name), ["docx", "pdf"], Options())
        files[name] = {}
        for suffix, data in outputs.items():
            files[name][suffix] = folder / f"{name}{suffix}"
            files[name][suffix].write_bytes(data)
    return files
