"""`constraints.txt` pins everything that `pip install` needs, for every supported Python."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from typing import Any, cast

import pytest
from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.judges import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.lstrip().startswith("#")
]
SYSTEMS = {"linux": "posix", "darwin": "posix", "win32": "nt"}
PYTHONS = [
    classifier.rpartition(" ")[2]
    for classifier in PROJECT["project"]["classifiers"]
    if classifier.startswith("Programming Language :: Python :: 3.")
]


def requirements() -> Iterator[Requirement]:
    """Yield the requirements in pyproject.toml: to build, to run, and for each extra."""
    project = PROJECT["project"]
    for one in itertools.chain(
        PROJECT["build-system"]["requires"],
        project["dependencies"],
        *project["optional-dependencies"].values(),
    ):
        requirement = Requirement(one)
        if requirement.name != project["name"]:  # an extra that includes another
            yield requirement


def environment(python: str, system: str) -> dict[str, str]:
    """Return the environment markers of a Python version and operating system."""
    described = cast("dict[str, Any]", default_environment())
    return described | {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": system,
        "os_name": SYSTEMS[system],
        "platform_system": {"win32": "Windows"}.get(system, system.capitalize()),
        "extra": "",
    }


def pins_of(name: str, where: dict[str, str]) -> list[Requirement]:
    """List the pins of a package that apply in an environment."""
    found = [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(name)]
    return [p for p in found if p.marker is None or p.marker.evaluate(cast("Environment", where))]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_every_dependency_has_one_pin_that_fits(python: str, system: str) -> None:
    """After a change to pyproject.toml run `just lock`."""
    where = environment(python, system)

    assert [] == [
        str(one)
        for one in requirements()
        if [True] != [one.specifier.contains(_version(pin)) for pin in pins_of(one.name, where)]
    ]


def test_indirect_dependencies_are_pinned() -> None:
    """The requirements of installed packages are followed from pyproject.toml."""
    where = environment(PYTHONS[0], "linux") | default_environment()
    waiting, seen, unpinned = list(requirements()), set[str](), set[str]()
    while waiting:
        one = waiting.pop()
        name = f"{canonicalize_name(one.name)}{sorted(one.extras)}"
        if name in seen:
            continue
        seen.add(name)
        if not pins_of(one.name, where):
            unpinned.add(one.name)
        try:
            needed = [Requirement(text) for text in requires(one.name) or ()]
        except PackageNotFoundError:
            continue
        for extra in ("", *one.extras):
            asked = cast("Environment", where | {"extra": extra})
            waiting += [r for r in needed if r.marker is None or r.marker.evaluate(asked)]

    assert set() == unpinned
    assert len(seen) > len(PROJECT["project"]["dependencies"])


def test_pins_are_exact_versions() -> None:
    """No range, and no address of an index or a file, which others may not reach."""
    assert [] == [str(pin) for pin in PINS if pin.url or not _version(pin)]


def _version(pin: Requirement) -> str:
    (specifier,) = pin.specifier
    assert specifier.operator == "=="
    return specifier.version
