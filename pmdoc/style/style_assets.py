"""The files that a style names: its fonts and its logo.

In → Out: the data of a whole style in, font families and a logo out.
Must not: fetch anything, or open a font that the style does not use.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePath

from pmdoc.diagnostics.errors import AssetError
from pmdoc.diagnostics.problem import pointer_to
from pmdoc.model.length import Length
from pmdoc.read import load_image
from pmdoc.style.shorthand import LOGO_SIZES, Data, is_web
from pmdoc.style.style import FontFace, FontFamily, Logo
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.units import read_weight

_LOGO_HEIGHT = "9mm"


def read_families(
    data: Data, used: Collection[str], findings: StyleProblems
) -> dict[str, FontFamily]:
    """Find the files of the families that are used."""
    families = {}
    for family in data["typography"]["fonts"]:
        name = family["family"]
        if name not in used:
            continue
        faces = tuple(
            FontFace(
                path=Path(file["path"]),
                weight=read_weight(file.get("weight", "normal")),
                is_italic=file.get("style") == "italic",
            )
            for file in family["files"]
        )
        for face in faces:
            if not face.path.is_file():
                message = f"lists {face.path.name} for {name!r}, and the file is not there."
                findings.error("/typography/fonts", message, f"Put it at {face.path}.")
        families[name] = FontFamily(name=name, faces=faces)
    return families


def read_logo(data: Data, findings: StyleProblems) -> Logo | None:
    """Take the medium logo, or the small or large one where there is no medium one."""
    marks = data.get("logo", {})
    for size in LOGO_SIZES:
        if size not in marks:
            continue
        path, pointer = marks[size]["path"], pointer_to("logo", size)
        if is_web(path):
            findings.warn(pointer, "is a web address.", "Save the picture beside the style.")
        elif PurePath(path).suffix.lower() == ".svg":
            findings.warn(pointer, "is an SVG image.", "Export it as PNG, and name that here.")
        else:
            return _load(marks[size], pointer, data, findings)
    return None


def _load(mark: Data, pointer: str, data: Data, findings: StyleProblems) -> Logo | None:
    try:
        image = load_image(mark["path"], Path(mark["folder"]))
    except AssetError as error:
        message = f"can't be used. {error.message}"
        words = [text.replace("incident's", "style's") for text in (message, error.hint)]
        findings.error(pointer, *words)
        return None
    height = data["defaults"]["pmdoc"].get("logo-height", _LOGO_HEIGHT)
    return Logo(
        image=image,
        alternative=mark.get("alt") or brand_name(data),
        height=Length.from_text(height),
    )


def brand_name(data: Data) -> str:
    """Return the brand's name, the full one of two; empty where it has none."""
    name = data.get("meta", {}).get("name", "")
    if isinstance(name, dict):
        name = name.get("full") or name.get("short", "")
    return str(name)
