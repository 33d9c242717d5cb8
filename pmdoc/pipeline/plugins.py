"""Find renderers, and the parts that sections are made of.

In → Out: a name in; the plug-in, which is one constant of one module, out.
Must not: list plug-ins by name; folders and installed packages do.

pmdoc's own plug-ins are the modules of a package that have the constant. Those of other packages
are in the entry point groups `pmdoc.renderers` and `pmdoc.parts`. Lint rules, group `pmdoc.rules`,
are found by `pmdoc.lint`, as a rule that can't be loaded must not end a run.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from pmdoc.diagnostics.errors import MissingExtra, UnknownName
from pmdoc.runtime.entry_points import find_entry_points, module_names

if TYPE_CHECKING:
    from pmdoc.compose import Part
    from pmdoc.render import Renderer

T = TypeVar("T")


class Plugins(Mapping[str, T], Generic[T]):
    """The plug-ins of one kind by name, each imported when it is first used.

    Entry points are read only for a name that pmdoc itself does not have.
    """

    def __init__(self, package: str, constant: str, group: str) -> None:
        self._package = package
        self._constant = constant
        self._group = group
        self._loaded: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        """Import a plug-in."""
        if name not in self._loaded:
            own = self._load_own(name) if name in module_names(self._package) else None
            self._loaded[name] = self._load_entry_point(name) if own is None else own
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        own = [n for n in module_names(self._package) if self._load_own(n) is not None]
        others = [entry.name for entry in find_entry_points(self._group)]
        return iter(dict.fromkeys((*own, *others)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _load_own(self, name: str) -> T | None:
        """Import a module of our package; None if it is not a plug-in."""
        module = importlib.import_module(f"{self._package}.{name}")
        return cast("T | None", getattr(module, self._constant, None))

    def _load_entry_point(self, name: str) -> T:
        for entry in (entry for entry in find_entry_points(self._group) if entry.name == name):
            try:
                return cast("T", entry.load())
            except ModuleNotFoundError as error:
                raise MissingExtra(
                    f"{name!r} needs the package {error.name!r}, which is not installed.",
                    hint=f"Run: pip install {error.name}",
                ) from error
        raise KeyError(name)


_RENDERERS: Plugins[Renderer] = Plugins("pmdoc.render", "RENDERER", "pmdoc.renderers")
_PARTS: Plugins[Part] = Plugins("pmdoc.compose.parts", "PART", "pmdoc.parts")


def renderers() -> Mapping[str, Renderer]:
    """Return all renderers by the name that `--format` takes."""
    return _RENDERERS


def find_renderer(name: str) -> Renderer:
    """Return one renderer.

    Raises:
        UnknownName: no renderer has the name.
        MissingExtra: the renderer's package needs one that is not installed.
    """
    try:
        return _RENDERERS[name]
    except KeyError:
        raise UnknownName("format", name, _RENDERERS) from None


def parts() -> Mapping[str, Part]:
    """Return all parts by the name that layouts use."""
    return _PARTS
