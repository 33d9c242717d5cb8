"""Find the font files of a style and load its logo.

In → Out: the data of a complete style in, font families and a logo out.
Must not: access the network, or open a font.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePath

from pmdoc.diagnostics.errors import AssetError
from pmdoc.diagnostics.problem import pointer_to
from pmdoc.model.length import Length
from pmdoc.read.image_file import load_image
from pmdoc.style.shorthand import LOGO_SIZES, Data, is_web
from pmdoc.style.style import FontFace, FontFamily, Logo
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.units import read_weight

_DEFAULT_LOGO_HEIGHT = "9mm"


def read_families(
    data: Data, used: Collection[str], problems: StyleProblems
) -> dict[str, FontFamily]:
    """Return the used families by name, and report missing files."""
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
                message = f"lists {face.path.name} for {name!r}, but the file does not exist."
                problems.error("/typography/fonts", message, f"Put it at {face.path}.")
        families[name] = FontFamily(name=name, faces=faces)
    return families


def read_logo(data: Data, problems: StyleProblems) -> Logo | None:
    """Load the first usable logo of medium, small and large."""
    logos = data.get("logo", {})
    for size in LOGO_SIZES:
        if size not in logos:
            continue
        path, pointer = logos[size]["path"], pointer_to("logo", size)
        if is_web(path):
            problems.warn(pointer, "is a web address.", "Save the image beside the style.")
        elif PurePath(path).suffix.lower() == ".svg":
            problems.warn(pointer, "is an SVG image.", "Export it as PNG, and name that here.")
        else:
            return _load_logo(logos[size], pointer, data, problems)
    return None


def _load_logo(spec: Data, pointer: str, data: Data, problems: StyleProblems) -> Logo | None:
    try:
        image = load_image(spec["path"], Path(spec["folder"]))
    except AssetError as error:
        message = f"can't be used. {error.message}"
        texts = [text.replace("incident's", "style's") for text in (message, error.hint)]
        problems.error(pointer, *texts)
        return None
    height = data["defaults"]["pmdoc"].get("logo-height", _DEFAULT_LOGO_HEIGHT)
    return Logo(
        image=image,
        alternative=spec.get("alt") or brand_name(data),
        height=Length.from_text(height),
    )


def brand_name(data: Data) -> str:
    """Return the brand's full name, else its short name, else an empty string."""
    name = data.get("meta", {}).get("name", "")
    if isinstance(name, dict):
        name = name.get("full") or name.get("short", "")
    return str(name)
