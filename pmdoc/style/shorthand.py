"""Write out the short forms of a brand.yml file, so that all styles have one shape.

In → Out: a checked file's data and its folder in, a copy with every short form written out.
Must not: change what it is given, or look at any file.
Source: brand.yml, https://posit-dev.github.io/brand-yml/

`base: Inter` is a family, `logo: logo.png` the medium logo, a logo's name one of `logo.images`,
and of `{light: …, dark: …}` paper takes the light one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

Data = dict[str, Any]

LOGO_SIZES = ("medium", "small", "large")
"""The order in which a report asks for them."""
_WEB = ("http://", "https://")


def write_out(data: Mapping[str, Any], folder: Path) -> Data:
    """Copy a style file's data, short forms written out, without the parts of other tools."""
    copied: Data = _copy(data)
    if "color" in copied:
        copied["color"] = _on_light(copied["color"])
    _write_out_type(copied.get("typography", {}), folder)
    if "logo" in copied:
        copied["logo"] = _logo(copied["logo"], folder)
    own = copied.get("defaults", {}).get("pmdoc", {})
    for role, spec in own.get("text", {}).items():
        own["text"][role] = _on_light(spec)
    copied["defaults"] = {"pmdoc": own}
    return copied


def is_web(path: str) -> bool:
    """Say whether a path is an address on the web."""
    return path.startswith(_WEB)


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _on_light(spec: Data) -> Data:
    """Take the light one of each pair of colours; without one it is as if nothing were said."""
    chosen = {}
    for key, value in spec.items():
        if isinstance(value, dict) and key != "palette":
            if "light" in value:
                chosen[key] = value["light"]
        else:
            chosen[key] = value
    return chosen


def _write_out_type(spec: Data, folder: Path) -> None:
    for key, look in spec.items():
        if key != "fonts":
            spec[key] = _on_light(look) if isinstance(look, dict) else {"family": look}
    for family in spec.get("fonts", []):
        files = [f if isinstance(f, dict) else {"path": f} for f in family.get("files", [])]
        family["files"] = [{**f, "path": _anchored(f["path"], folder)} for f in files]


def _anchored(path: str, folder: Path) -> str:
    """Make a font's path absolute, so that layers of other folders can merge."""
    return path if is_web(path) else str(folder / path)


def _logo(spec: Any, folder: Path) -> Data:
    """Write out each size as a path, its words and its folder."""
    if isinstance(spec, str) or "path" in spec:
        spec = {"medium": spec}
    images = spec.get("images", {})
    marks = {size: _mark(spec[size], images) for size in LOGO_SIZES if size in spec}
    return {size: {**mark, "folder": str(folder)} for size, mark in marks.items() if "path" in mark}


def _mark(mark: Any, images: Data) -> Data:
    if isinstance(mark, dict) and "light" in mark:
        mark = mark["light"]
    if isinstance(mark, str):
        mark = images.get(mark, mark)
    return mark if isinstance(mark, dict) else {"path": mark}
