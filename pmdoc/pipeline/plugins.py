"""Find renderers, and the parts that sections are made of.

In → Out: a name in; the plug-in, which is one constant of one module, out.
Must not: list plug-ins by name; folders and installed packages do.

pmdoc's own plug-ins are the modules of a package that have the constant. Those of other packages
are in the entry point groups `pmdoc.renderers` and `pmdoc.parts`. Lint rules, group `pmdoc.rules`,
are found by `pmdoc.lint`, as a rule that can't be loaded must not end a run.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, get_args

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.diagnostics.errors import MissingExtra, UnknownName
from pmdoc.runtime.entry_points import find_entry_points, module_names, package_name
from pmdoc.runtime.plugin_cage import call_plugin, fail_plugin

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from pmdoc.compose import Context, Part
    from pmdoc.compose.reads import Reads
    from pmdoc.model.document import Block, Document
    from pmdoc.render import Rendered, Renderer, RenderOptions
    from pmdoc.style import Style

T = TypeVar("T")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*")


class Plugins(Mapping[str, T], Generic[T]):
    """The plug-ins of one kind by name, each imported when it is first used.

    Entry points are read only for a name that pmdoc itself does not have.
    """

    def __init__(
        self, package: str, constant: str, group: str, cage: Callable[[object, str, str], T]
    ) -> None:
        self._package = package
        self._constant = constant
        self._group = group
        self._cage = cage
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
            package, task = package_name(entry), f"provide {name!r}"
            return self._cage(call_plugin(package, task, _load, entry), name, package)
        raise KeyError(name)


def _load(entry: EntryPoint) -> object:
    try:
        return entry.load()
    except ModuleNotFoundError as error:
        if not error.name or entry.module.startswith(error.name):
            raise
        raise MissingExtra(
            f"{entry.name!r} needs the package {error.name!r}, which is not installed.",
            hint=f"Run: pip install {error.name}",
        ) from error


class _CagedRenderer(Struct, frozen=True):
    """A renderer of another package, whose faults are errors that name the package."""

    inner: Renderer
    name: str
    suffix: str
    description: str
    package: str

    def render(
        self, document: Document, style: Style, options: RenderOptions | None = None
    ) -> Rendered:
        from pmdoc.render import AS_USUAL, Rendered  # noqa: PLC0415 -- only for plug-ins

        task = f"render {self.name!r}"
        arguments = (document, style, options or AS_USUAL)
        result: object = call_plugin(self.package, task, self.inner.render, *arguments)
        if not isinstance(result, Rendered) or not isinstance(result.data, bytes):
            kind = type(result).__name__
            fail_plugin(self.package, task, f"it returned {kind}, not Rendered with bytes")
        return result


def _cage_renderer(plugin: Any, name: str, package: str) -> Renderer:
    def inspect() -> _CagedRenderer:
        texts = plugin.name, plugin.suffix, plugin.description
        if not all(isinstance(text, str) for text in texts) or not callable(plugin.render):
            raise TypeError("name, suffix and description must be text, render a function")
        if not _SUFFIX.fullmatch(plugin.suffix):
            raise ValueError(f"its suffix {plugin.suffix!r} is not like .html")
        if plugin.name != name:
            raise ValueError(f"its name is {plugin.name!r}, not the entry point's")
        return _CagedRenderer(plugin, *texts, package)

    return call_plugin(package, f"provide {name!r}", inspect)


def _cage_part(plugin: Any, name: str, package: str) -> Part:
    from pmdoc.compose import Part  # noqa: PLC0415 -- only for plug-ins
    from pmdoc.compose.reads import Reads  # noqa: PLC0415 -- see above
    from pmdoc.model.document import Block  # noqa: PLC0415 -- see above

    task = f"provide the part {name!r}"
    if not isinstance(plugin, Part):
        fail_plugin(package, task, f"it is {type(plugin).__name__}, not a pmdoc.compose.Part")
    kinds = get_args(Block)

    def compose(options: Any, ctx: Context) -> tuple[Block, ...]:
        def blocks() -> tuple[Block, ...]:
            made = tuple(plugin.compose(options, ctx))
            if wrong := [type(block).__name__ for block in made if not isinstance(block, kinds)]:
                raise TypeError(f"compose returned {wrong[0]}, which is no block")
            return made

        return call_plugin(package, f"compose the part {name!r}", blocks)

    def reads(options: Any) -> Reads:
        result = call_plugin(package, task, plugin.reads, options)
        if not isinstance(result, Reads):
            fail_plugin(package, task, f"reads returned {type(result).__name__}")
        return result

    for guarded in (compose, reads):  # `pmdoc list parts` shows the module's docstring
        guarded.__module__ = plugin.compose.__module__
    return replace(plugin, compose=compose, reads=reads)


_RENDERERS: Plugins[Renderer] = Plugins(
    "pmdoc.render", "RENDERER", "pmdoc.renderers", _cage_renderer
)
_PARTS: Plugins[Part] = Plugins("pmdoc.compose.parts", "PART", "pmdoc.parts", _cage_part)


def renderers() -> Mapping[str, Renderer]:
    """Return all renderers by the name that `--format` takes."""
    return _RENDERERS


def find_renderer(name: str) -> Renderer:
    """Return one renderer.

    Raises:
        UnknownName: no renderer has the name.
        MissingExtra: the renderer's package needs one that is not installed.
        PluginError: the renderer's package is faulty.
    """
    try:
        return _RENDERERS[name]
    except KeyError:
        raise UnknownName("format", name, _RENDERERS) from None


def parts() -> Mapping[str, Part]:
    """Return all parts by the name that layouts use."""
    return _PARTS
