"""Find the font files of a style, check that they suffice, and load its logo.

In → Out: the data of a complete style in, font families and a logo out.
Must not: access the network, or open a font.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePath

from pmdoc.diagnostics.errors import AssetError, InputError
from pmdoc.diagnostics.problem import pointer_to
from pmdoc.model.length import Length
from pmdoc.read.file_gate import is_file
from pmdoc.read.image_file import load_image
from pmdoc.style.shorthand import LOGO_SIZES, Data, is_web
from pmdoc.style.style import FontFace, FontFamily, Logo, Style, TextRole
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.units import MIN_BOLD, read_weight

_DEFAULT_LOGO_HEIGHT = "9mm"
_WITH_EMPHASIS = (TextRole.BODY, TextRole.TABLE_CELL, TextRole.VALUE)
"""Text in which authors may use bold and italic, whatever the style says."""


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
            try:
                if is_file(face.path):
                    continue
                fault, hint = "the file does not exist", f"Put it at {face.path}."
            except InputError as error:
                fault, hint = error.message.rstrip("."), error.hint
            message = f"lists {face.path.name} for {name!r}, but {fault}."
            problems.error("/typography/fonts", message, hint)
        families[name] = FontFamily(name=name, faces=faces)
    return families


def check_weights(style: Style, problems: StyleProblems) -> None:
    """Warn of each family that lacks a face its text needs."""
    for name, family in style.families.items():
        looks = {role: look for role, look in style.text.items() if look.family == name}
        has_emphasis = any(role in looks for role in _WITH_EMPHASIS)
        has_bold = any(face.weight >= MIN_BOLD for face in family.faces)
        has_italic = any(face.is_italic for face in family.faces)
        missing = []
        if not has_bold and (has_emphasis or any(look.bold for look in looks.values())):
            missing.append("bold")
        if not has_italic and (has_emphasis or any(look.italic for look in looks.values())):
            missing.append("italic")
        if missing:
            faces = " or ".join(missing)
            problems.warn(
                "/typography/fonts",
                f"lists no {faces} face of {name!r}, which the text needs.",
                "List its file. Until then the closest face is used.",
            )


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
