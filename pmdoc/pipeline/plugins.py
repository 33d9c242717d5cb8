"""Find what can be plugged in: renderers, and the parts that sections are made of.

In → Out: a name in, the plug-in out; each is one module with one constant.
Must not: list a plug-in by name; the folders and the installed packages do.

pmdoc's own plug-ins are the modules of a folder; those of other packages stand under the entry
point groups `pmdoc.renderers` and `pmdoc.parts`. Nothing beside the input is ever imported. Lint
rules find themselves (`lint.discover`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from pmdoc.diagnostics.errors import MissingExtra, UnknownName
from pmdoc.runtime.entry_points import find_entry_points

if TYPE_CHECKING:
    from pmdoc.compose import Part
    from pmdoc.render import Renderer

T = TypeVar("T")
_SHARED_BY_RENDERERS = frozenset({"charts", "renderer_protocol", "text"})
"""What lies in `render/` and is no renderer. To import each one and look would take too long."""


class Plugins(Mapping[str, T], Generic[T]):
    """The plug-ins of one kind by name, each imported when it is first asked for.

    The entry points of other packages are read only when pmdoc has no plug-in of that name.
    """

    def __init__(
        self, folder: str, constant: str, group: str, shared: frozenset[str] = frozenset()
    ) -> None:
        self._folder = folder
        self._constant = constant
        self._group = group
        self._shared = shared
        self._loaded: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        """Import the plug-in."""
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """List the names, pmdoc's own first."""
        own = self._own()
        yield from own
        yield from (e.name for e in find_entry_points(self._group) if e.name not in own)

    def __len__(self) -> int:
        """Count the plug-ins."""
        return len(list(iter(self)))

    def _own(self) -> list[str]:
        """List the modules of our folder that hold the constant, by their names alone."""
        found = []
        for module in pkgutil.iter_modules(importlib.import_module(self._folder).__path__):
            if not module.name.startswith("_") and module.name not in self._shared:
                found.append(module.name)
        return sorted(found)

    def _load(self, name: str) -> T:
        if name in self._own():
            module = importlib.import_module(f"{self._folder}.{name}")
            return cast("T", getattr(module, self._constant))
        for entry in (e for e in find_entry_points(self._group) if e.name == name):
            try:
                return cast("T", entry.load())
            except ModuleNotFoundError as error:
                raise MissingExtra(
                    f"{name!r} needs the package {error.name!r}, which is not installed.",
                    hint=f"Run: pip install {error.name}",
                ) from error
        raise KeyError(name)


_RENDERERS: Plugins[Renderer] = Plugins(
    "pmdoc.render", "RENDERER", "pmdoc.renderers", _SHARED_BY_RENDERERS
)
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
    """Return all kinds of content by the name that a layout uses."""
    return _PARTS
