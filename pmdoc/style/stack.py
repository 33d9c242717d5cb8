"""Lay the layers of a style over one another.

In → Out: layers, nearest first, in; the data of one whole style out.
Must not: fetch a font: what a file asks for and has no files of stays as the layer below has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from pmdoc.diagnostics.errors import did_you_mean
from pmdoc.model.length import Length
from pmdoc.style.shorthand import Data, is_web, write_out
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.units import read_size
from pmdoc.validate.config_file import ConfigFile

_WHOLE = {"logo"}
"""Keys of which a layer says all or nothing."""
_UNPRINTABLE = {".woff", ".woff2", ".eot"}
_SOURCES = {
    "google": " from Google Fonts",
    "bunny": " from Bunny Fonts",
    "system": " from the computer's own fonts",
}
_NO_FILE = ", of which there is no TrueType or OpenType file"


def stack(layers: Sequence[ConfigFile], findings: StyleProblems) -> Data:
    """Merge the layers, the nearest on top."""
    data: Data = {}
    for layer in reversed(layers):
        over = write_out(layer.data, layer.path.parent)
        lacking = _take_lacking_families(over, data)
        _settle_base_size(over, data)
        _add_fonts(over, data)
        data = _merge(data, over)
        _warn(lacking, data, findings)
    return data


def _merge(under: Any, over: Any, key: str = "") -> Any:
    """Lay one value over another: maps merge, everything else replaces."""
    if not isinstance(under, dict) or not isinstance(over, dict) or key in _WHOLE:
        return over
    merged = dict(under)
    for name, value in over.items():
        merged[name] = _merge(merged.get(name), value, name)
    return merged


def _settle_base_size(over: Data, under: Data) -> None:
    """Make the base size absolute: what it is relative to is the base size below."""
    base = over.get("typography", {}).get("base", {})
    below = under.get("typography", {}).get("base", {}).get("size")
    if below and "size" in base:
        size = Length.from_text(below)
        base["size"] = f"{read_size(base['size'], root=size, around=size).pt:.4f}pt"


def _add_fonts(over: Data, under: Data) -> None:
    """Add the fonts below to those of a layer."""
    spec, below = over.get("typography", {}), under.get("typography", {}).get("fonts", [])
    if "fonts" in spec:
        names = {family["family"] for family in spec["fonts"]}
        spec["fonts"] += [family for family in below if family["family"] not in names]


def _take_lacking_families(over: Data, under: Data) -> dict[str, tuple[str, Data]]:
    """Take out of a layer the families that no font file is known of.

    Shape: of each family the first pointer to it, and its entry in `fonts` if it has one.
    """
    spec = over.get("typography", {})
    below = {family["family"] for family in under.get("typography", {}).get("fonts", [])}
    declared = {family["family"]: family for family in spec.get("fonts", [])}
    for family in declared.values():
        family["files"] = [f for f in family["files"] if _is_printable(f["path"])]
    usable = {name for name, family in declared.items() if family["files"]}
    if "fonts" in spec:
        spec["fonts"] = [declared[name] for name in declared if name in usable]
    lacking: dict[str, tuple[str, Data]] = {}
    for pointer, look in _looks(over):
        name = look.get("family")
        if name is not None and name not in usable | below:
            del look["family"]
            lacking.setdefault(name, (pointer, declared.get(name, {})))
    return lacking


def _is_printable(path: str) -> bool:
    return not is_web(path) and PurePath(path).suffix.lower() not in _UNPRINTABLE


def _looks(data: Data) -> Iterator[tuple[str, Data]]:
    """Go through everything that may name a family, each with its pointer."""
    for key, look in data.get("typography", {}).items():
        if key != "fonts":
            yield f"/typography/{key}", look
    for role, look in data.get("defaults", {}).get("pmdoc", {}).get("text", {}).items():
        yield f"/defaults/pmdoc/text/{role}", look


def _warn(lacking: dict[str, tuple[str, Data]], data: Data, findings: StyleProblems) -> None:
    """Say which family stands in for each that is lacking."""
    spec = data.get("typography", {})
    for name, (pointer, declared) in lacking.items():
        group = spec.get(pointer.rpartition("/")[2], {})
        stand_in = group.get("family") or spec.get("base", {}).get("family")
        known = [family["family"] for family in spec.get("fonts", [])]
        where = _SOURCES.get(declared.get("source", ""), "")
        why = f"{where}, and pmdoc takes fonts from files only" if where else _NO_FILE
        near = "" if declared else did_you_mean(name, known)
        hint = near or "List its files under typography.fonts."
        findings.warn(pointer, f"asks for {name!r}{why}; {stand_in!r} stands in.", hint)
