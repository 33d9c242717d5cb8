"""Expand the short forms of brand.yml, so that all styles have the same structure.

In → Out: a checked file's data and its folder in, an expanded copy out.
Must not: change its argument, or read a file.
Source: brand.yml, https://posit-dev.github.io/brand-yml/

    base: Inter                    ->  base: {family: Inter}
    logo: logo.png                 ->  logo: {medium: {path: logo.png, folder: FOLDER}}
    color: {link: {light: blue, dark: cyan}}  ->  color: {link: blue}
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

Data = dict[str, Any]

LOGO_SIZES = ("medium", "small", "large")
"""In order of preference for a report."""
_WEB_SCHEMES = ("http://", "https://")


def expand_shorthand(data: Mapping[str, Any], folder: Path) -> Data:
    """Return a copy of a style's data with short forms expanded, without other tools' defaults."""
    copied: Data = _copy(data)
    if "color" in copied:
        copied["color"] = _pick_light(copied["color"])
    _expand_typography(copied.get("typography", {}), folder)
    if "logo" in copied:
        copied["logo"] = _expand_logo(copied["logo"], folder)
    own = copied.get("defaults", {}).get("pmdoc", {})
    for role, spec in own.get("text", {}).items():
        own["text"][role] = _pick_light(spec)
    copied["defaults"] = {"pmdoc": own}
    return copied


def is_web(path: str) -> bool:
    """Return whether a path is a web address."""
    return path.startswith(_WEB_SCHEMES)


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _pick_light(spec: Data) -> Data:
    """Replace pairs of a light and a dark colour by the light one; drop pairs without one."""
    picked = {}
    for key, value in spec.items():
        if key == "palette" or not isinstance(value, dict):
            picked[key] = value
        elif "light" in value:
            picked[key] = value["light"]
    return picked


def _expand_typography(spec: Data, folder: Path) -> None:
    for key, look in spec.items():
        if key != "fonts":
            spec[key] = _pick_light(look) if isinstance(look, dict) else {"family": look}
    for family in spec.get("fonts", []):
        files = [f if isinstance(f, dict) else {"path": f} for f in family.get("files", [])]
        for file in files:  # absolute, so that layers in different folders can merge
            file["path"] = file["path"] if is_web(file["path"]) else str(folder / file["path"])
        family["files"] = files


def _expand_logo(spec: Any, folder: Path) -> Data:
    if isinstance(spec, str) or "path" in spec:
        spec = {"medium": spec}
    images = spec.get("images", {})
    logos = {size: _expand_image(spec[size], images) for size in LOGO_SIZES if size in spec}
    return {size: {**logo, "folder": str(folder)} for size, logo in logos.items() if "path" in logo}


def _expand_image(image: Any, images: Data) -> Data:
    """Expand a path, a name in `logo.images`, or a pair of a light and a dark image."""
    if isinstance(image, dict) and "light" in image:
        image = image["light"]
    if isinstance(image, str):
        image = images.get(image, image)
    return image if isinstance(image, dict) else {"path": image}
