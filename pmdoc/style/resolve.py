"""Turn a style file, and those that it extends, into a complete `Style`.

In → Out: a style's name or path in, a `Style` out.
Must not: draw, fetch anything from the network, or read a font that the style does not name.
Source: brand.yml, https://posit-dev.github.io/brand-yml/; what it has no word for stands under
`defaults: pmdoc:`, described in schema/style.schema.json.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pmdoc.errors import StyleError, UnknownName
from pmdoc.model.document import Align, Tone
from pmdoc.model.length import Length
from pmdoc.read import load_image, read_yaml
from pmdoc.resources import styles_folder
from pmdoc.style.style import (
    FontFace,
    FontFamily,
    Logo,
    Page,
    Style,
    TableLook,
    TextRole,
    TextStyle,
    ToneColors,
)

DEFAULT_STYLE = "corporate"
_SHEETS = {"A4": ("210mm", "297mm"), "Letter": ("8.5in", "11in")}
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_MONOSPACE = (TextRole.CODE, TextRole.CODE_BLOCK)
_HEADLINES = (
    TextRole.TITLE,
    TextRole.KICKER,
    TextRole.FIGURE_VALUE,
    TextRole.CONTENTS_TITLE,
    *(role for role in TextRole if role.startswith("heading-")),
)
_KEPT = tuple(role for role in TextRole if role.startswith("heading-"))

_Data = dict[str, Any]


def style_names() -> tuple[str, ...]:
    """List the shipped styles by name."""
    return tuple(sorted(path.stem for path in styles_folder().glob("*.yaml")))


def resolve_style(name: str | Path = DEFAULT_STYLE) -> Style:
    """Load a style by its shipped name or by the path of a file.

    Raises:
        UnknownName: a name that no shipped style has.
        StyleError: a file that can't be used, or a font or logo that it names.
    """
    path = _find(name)
    layers = list(_chain(path))
    data: _Data = {}
    for layer in reversed(layers):
        data = _merge(data, layer)
    return _Resolver(data, path).style()


def _find(name: str | Path) -> Path:
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        return path
    shipped = styles_folder() / f"{name}.yaml"
    if not shipped.is_file():
        raise UnknownName("style", str(name), style_names())
    return shipped


def _chain(path: Path) -> Iterator[_Data]:
    """Yield the style's data and that of each style that it extends, nearest first."""
    seen: set[Path] = set()
    while True:
        if path.resolve() in seen:
            raise StyleError(f"{path} extends itself.", hint="Remove one `extends:` of the circle.")
        seen.add(path.resolve())
        data = _read(path)
        yield data
        own = data.get("defaults", {}).get("pmdoc", {})
        parent = own.get("extends")
        if parent is None and path.parent.resolve() == styles_folder().resolve():
            return
        parent = parent or DEFAULT_STYLE  # a brand.yml of a house says only what differs
        path = path.parent / parent if parent.endswith((".yaml", ".yml")) else _find(parent)


def _read(path: Path) -> _Data:
    data = read_yaml(path).data
    if not isinstance(data, dict):
        raise StyleError(f"{path} is not a style.", hint="A style is a map of keys to values.")
    return _anchored(copy.deepcopy(data), path.parent)


def _anchored(data: _Data, folder: Path) -> _Data:
    """Make the paths of fonts and logos absolute, so that layers of other folders can merge."""
    for family in data.get("typography", {}).get("fonts", []):
        for face in family.get("files", []):
            face["path"] = str(folder / face["path"])
    for key, mark in dict(data.get("logo") or {}).items():
        if key == "images":
            continue
        spec = mark if isinstance(mark, dict) else {"path": str(mark)}
        data["logo"][key] = {**spec, "folder": str(folder)}
    return data


def _merge(under: Any, over: Any) -> Any:
    """Lay one layer over another: maps merge, everything else replaces; fonts add up."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    merged = dict(under)
    for key, value in over.items():
        if key == "fonts" and isinstance(value, list):
            names = {family["family"] for family in value}
            kept = [family for family in merged.get(key, []) if family["family"] not in names]
            merged[key] = [*value, *kept]
        else:
            merged[key] = _merge(merged.get(key), value)
    return merged


class _Resolver:
    """Reads one merged style; keeps the data and the path for its messages."""

    def __init__(self, data: _Data, path: Path) -> None:
        self._path = path
        self._data = data
        self._type = data.get("typography", {})
        self._own = data.get("defaults", {}).get("pmdoc", {})
        self._colors = data.get("color", {})

    def style(self) -> Style:
        """Build the whole style."""
        families = self._families()
        text = {role: self._text_style(role) for role in TextRole}
        used = {look.family for look in text.values()}
        for missing in used - families.keys():
            raise StyleError(
                f"{self._path}: no font file for the family {missing!r}.",
                hint="List its files under typography: fonts:.",
            )
        own = self._own
        return Style(
            name=str(self._data.get("meta", {}).get("name", self._path.stem)),
            page=self._page(),
            families={name: families[name] for name in sorted(used)},
            fallback=tuple(families[n] for n in own.get("fallback", []) if n in families),
            text=text,
            table=self._table(),
            tones={tone: self._tone(tone) for tone in Tone},
            accent=self._color("primary"),
            link=self._color(self._type.get("link", {}).get("color", "primary")),
            rule=self._color(own["rule"]),
            surface=self._color(own["surface"]),
            indent=self._length(own["indent"]),
            item_gap=self._length(own["item-gap"]),
            key_width=float(own["key-width"]),
            signature_height=self._length(own["signature-height"]),
            logo=self._logo(),
            footer_text=str(own.get("footer-text", "")),
        )

    def _color(self, name: str, depth: int = 0) -> str:
        """Follow a colour's name through roles and palette to `#rrggbb`; empty stays empty."""
        if not name or _COLOR.fullmatch(name):
            return str(name).lower()
        palette = self._colors.get("palette", {})
        target = palette.get(name, self._colors.get(name))
        if target is None or depth > 10:
            known = [*palette, *(key for key in self._colors if key != "palette")]
            raise UnknownName(f"colour in {self._path}", name, known) from None
        return self._color(str(target), depth + 1)

    def _length(self, text: object) -> Length:
        try:
            return Length.from_text(str(text))
        except ValueError as error:
            raise StyleError(f"{self._path}: {error}.") from None

    def _families(self) -> dict[str, FontFamily]:
        families = {}
        for spec in self._type.get("fonts", []):
            faces = []
            for face in spec.get("files", []):
                path = Path(face["path"])
                if not path.is_file():
                    raise StyleError(
                        f"{self._path}: the font file {path.name} is not there.",
                        hint=f"Put it at {path}.",
                    )
                faces.append(
                    FontFace(
                        path=path,
                        weight=int(face.get("weight", 400)),
                        is_italic=face.get("style", "normal") == "italic",
                    )
                )
            if faces:
                families[spec["family"]] = FontFamily(name=spec["family"], faces=tuple(faces))
        return families

    def _text_style(self, role: TextRole) -> TextStyle:
        """Lay the role's own words over the group that it belongs to, over the base."""
        base = {"color": "foreground", "weight": "400", **self._type.get("base", {})}
        group: Mapping[str, Any] = {}
        if role in _MONOSPACE:
            group = self._type.get("monospace", {})
        elif role in _HEADLINES:
            group = self._type.get("headings", {})
        spec = {**base, **group, **self._own.get("text", {}).get(role.value, {})}
        size = self._length(spec["size"])
        return TextStyle(
            family=str(spec["family"]),
            size=size,
            leading=Length(round(size * float(spec["line-height"]))),
            color=self._color(str(spec["color"])),
            bold=int(spec["weight"]) >= 600,
            italic=spec.get("style", "normal") == "italic",
            tracking=self._length(spec.get("tracking", "0pt")),
            space_before=self._length(spec.get("space-before", "0pt")),
            space_after=self._length(spec.get("space-after", "0pt")),
            align=Align(spec.get("align", "start")),
            keep_with_next=spec.get("keep-with-next") == "true" or role in _KEPT,
        )

    def _page(self) -> Page:
        spec = self._own["page"]
        if spec["size"] not in _SHEETS:
            raise UnknownName(f"page size in {self._path}", spec["size"], _SHEETS)
        width, height = (self._length(side) for side in _SHEETS[spec["size"]])
        margins = {side: self._length(text) for side, text in spec["margins"].items()}
        return Page(
            width=width,
            height=height,
            header=self._length(spec["header"]),
            footer=self._length(spec["footer"]),
            **margins,
        )

    def _table(self) -> TableLook:
        spec = self._own["table"]
        return TableLook(
            rule_color=self._color(spec["rule-color"]),
            rule_width=self._length(spec["rule-width"]),
            head_fill=self._color(spec["head-fill"]),
            head_rule_color=self._color(spec["head-rule-color"]),
            head_rule_width=self._length(spec["head-rule-width"]),
            group_fill=self._color(spec["group-fill"]),
            zebra_fill=self._color(spec["zebra-fill"]),
            padding_x=self._length(spec["padding-x"]),
            padding_y=self._length(spec["padding-y"]),
            space_before=self._length(spec["space-before"]),
            space_after=self._length(spec["space-after"]),
        )

    def _tone(self, tone: Tone) -> ToneColors:
        spec = self._own["tones"][tone.value]
        return ToneColors(**{part: self._color(spec[part]) for part in ("text", "fill", "edge")})

    def _logo(self) -> Logo | None:
        """Take the medium logo, or the small or large one where there is no medium one."""
        marks = self._data.get("logo") or {}
        mark = next((marks[size] for size in ("medium", "small", "large") if size in marks), None)
        if mark is None:
            return None
        return Logo(
            image=load_image(mark["path"], Path(mark["folder"])),
            alternative=str(mark.get("alt", self._data.get("meta", {}).get("name", "Logo"))),
            height=self._length(self._own.get("logo-height", "9mm")),
        )
