"""Merge a style file with those it extends.

In → Out: files, nearest first, in; the data of a complete style out.
Must not: fetch a font. A family without files is ignored, so that the extended style's is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from pmdoc.diagnostics.errors import did_you_mean
from pmdoc.model.length import Length
from pmdoc.style.shorthand import Data, expand_shorthand, is_web
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.units import read_size
from pmdoc.validate.config_file import ConfigFile

_REPLACED = {"logo"}
"""Keys whose mappings replace each other instead of being merged."""
_WEB_FONTS = {".woff", ".woff2", ".eot"}
_SOURCES = {
    "google": " from Google Fonts",
    "bunny": " from Bunny Fonts",
    "system": " from the installed fonts",
}
_NO_FILE = ", which has no TrueType or OpenType file"


def merge_layers(layers: Sequence[ConfigFile], problems: StyleProblems) -> Data:
    """Merge the layers, each over those it extends.

    Problems: warnings for families without usable font files.
    """
    data: Data = {}
    for layer in reversed(layers):
        over = expand_shorthand(layer.data, layer.path.parent)
        unusable = _remove_unusable_families(over, data)
        _resolve_base_size(over, data)
        _add_inherited_fonts(over, data)
        data = _merge(data, over)
        _warn_of_families(unusable, data, problems)
    return data


def _merge(base: Any, over: Any, key: str = "") -> Any:
    """Merge mappings recursively; any other value of `over` replaces that of `base`."""
    if not isinstance(base, dict) or not isinstance(over, dict) or key in _REPLACED:
        return over
    merged = dict(base)
    for name, value in over.items():
        merged[name] = _merge(merged.get(name), value, name)
    return merged


def _resolve_base_size(over: Data, inherited: Data) -> None:
    """Make a relative base size absolute: `1.1rem` over an inherited `10pt` is `11.0000pt`."""
    base = over.get("typography", {}).get("base", {})
    inherited_size = inherited.get("typography", {}).get("base", {}).get("size")
    if inherited_size and "size" in base:
        size = Length.from_text(inherited_size)
        base["size"] = f"{read_size(base['size'], root=size, parent=size).pt:.4f}pt"


def _add_inherited_fonts(over: Data, inherited: Data) -> None:
    """Add the inherited fonts to those of a layer; lists would replace each other."""
    spec, fonts = over.get("typography", {}), inherited.get("typography", {}).get("fonts", [])
    if "fonts" in spec:
        names = {family["family"] for family in spec["fonts"]}
        spec["fonts"] += [family for family in fonts if family["family"] not in names]


def _remove_unusable_families(over: Data, inherited: Data) -> dict[str, tuple[str, Data]]:
    """Remove families without usable font files from a layer, and return them by name.

    Shape: for each family the first pointer to it, and its entry in `fonts`, empty without one.
    """
    spec = over.get("typography", {})
    known = {family["family"] for family in inherited.get("typography", {}).get("fonts", [])}
    declared = {family["family"]: family for family in spec.get("fonts", [])}
    for family in declared.values():
        family["files"] = [f for f in family["files"] if _is_usable(f["path"])]
    usable = {name for name, family in declared.items() if family["files"]}
    if "fonts" in spec:
        spec["fonts"] = [declared[name] for name in declared if name in usable]
    unusable: dict[str, tuple[str, Data]] = {}
    for pointer, look in _looks(over):
        name = look.get("family")
        if name is not None and name not in usable | known:
            del look["family"]
            unusable.setdefault(name, (pointer, declared.get(name, {})))
    return unusable


def _is_usable(path: str) -> bool:
    return not is_web(path) and PurePath(path).suffix.lower() not in _WEB_FONTS


def _looks(data: Data) -> Iterator[tuple[str, Data]]:
    for key, look in data.get("typography", {}).items():
        if key != "fonts":
            yield f"/typography/{key}", look
    for role, look in data.get("defaults", {}).get("pmdoc", {}).get("text", {}).items():
        yield f"/defaults/pmdoc/text/{role}", look


def _warn_of_families(
    unusable: dict[str, tuple[str, Data]], data: Data, problems: StyleProblems
) -> None:
    spec = data.get("typography", {})
    for name, (pointer, declared) in unusable.items():
        group = spec.get(pointer.rpartition("/")[2], {})
        replacement = group.get("family") or spec.get("base", {}).get("family")
        known = [family["family"] for family in spec.get("fonts", [])]
        source = _SOURCES.get(declared.get("source", ""), "")
        why = f"{source}, but pmdoc uses font files only" if source else _NO_FILE
        near = "" if declared else did_you_mean(name, known)
        hint = near or "List its files under typography.fonts."
        problems.warn(pointer, f"asks for {name!r}{why}; {replacement!r} is used instead.", hint)
