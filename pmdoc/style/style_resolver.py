"""Resolve a style file, and those it extends, into a complete `Style`.

In → Out: a style's name or path in, a `Style` out.
Must not: draw, or access the network.
Source: brand.yml, https://posit-dev.github.io/brand-yml/; what brand.yml can't express is under
`defaults: pmdoc:`, described in schema/style.schema.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import pointer_to
from pmdoc.model.document import Tone
from pmdoc.model.length import Length
from pmdoc.style.contrast import check_contrast, contrast
from pmdoc.style.layers import DEFAULT_STYLE, read_layers, style_names
from pmdoc.style.palette import Palette
from pmdoc.style.shorthand import Data
from pmdoc.style.stack import merge_layers
from pmdoc.style.style import (
    DEFAULT_SHEET,
    SHEETS,
    ChartLook,
    CoverLook,
    FontFamily,
    Page,
    Style,
    TableLook,
    ToneColors,
)
from pmdoc.style.style_assets import brand_name, check_weights, read_families, read_logo
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.type_roles import read_space, read_text_styles

__all__ = ["DEFAULT_STYLE", "resolve_style", "style_names"]

T = TypeVar("T", bound=Struct)
_COVER_TEXT = ("#ffffff", "#000000")
"""Candidates for text on a filled cover whose colour the style leaves empty."""
_MIN_TEXT_AREA = Length.from_mm(60)


def resolve_style(name: str | Path = DEFAULT_STYLE) -> Style:
    """Load a style by its shipped name or by the path of a file.

    Raises:
        UnknownName: no shipped style has the name.
        StyleError: a file can't be used; the message lists every problem in it.
    """
    layers = read_layers(name)
    problems = StyleProblems([layer.source for layer in layers])
    data = merge_layers(layers, problems)
    return _Resolver(data, layers[0].path, problems).resolve()


class _Resolver:
    """Converts the merged data of a style, which fits the schema."""

    def __init__(self, data: Data, path: Path, problems: StyleProblems) -> None:
        self._data = data
        self._path = path
        self._problems = problems
        self._own = data["defaults"]["pmdoc"]
        self._palette = Palette(data["color"], problems)

    def resolve(self) -> Style:
        data, own, problems = self._data, self._own, self._problems
        text = read_text_styles(data, self._palette, problems)
        used = sorted({text_style.family for text_style in text.values()})
        families = read_families(data, {*used, *own["fallback"]}, problems)
        link = data["typography"]["link"]["color"]
        style = Style(
            name=brand_name(data) or self._path.stem,
            page=self._page(),
            has_own_sheet="size" in own["page"],
            families={name: families[name] for name in used},
            fallback=self._fallback(families),
            text=text,
            table=self._record(TableLook, "table"),
            chart=self._record(ChartLook, "chart"),
            tones={tone: self._record(ToneColors, "tones", tone) for tone in Tone},
            accent=self._palette.find("primary", "/color/primary"),
            link=self._palette.find(link, "/typography/link/color"),
            rule=self._color("rule"),
            surface=self._color("surface"),
            indent=self._length("indent"),
            item_gap=self._length("item-gap"),
            key_width=float(own["key-width"]),
            cover=self._cover(),
            signature_height=self._length("signature-height"),
            logo=read_logo(data, problems),
            footer_text=own.get("footer-text", ""),
            word_styles=tuple(own.get("word-styles", {}).items()),
        )
        problems.raise_errors()
        self._palette.check_unused()
        check_contrast(style, self._palette, problems)
        check_weights(style, problems)
        return replace(style, warnings=problems.warnings())

    def _record(self, kind: type[T], *path: str) -> T:
        """Build a class from the keys at a path: the field `rule_color` from `rule-color`."""
        values = {
            field.name: self._value(field.type, *path, field.name.replace("_", "-"))
            for field in fields(kind)
        }
        return kind(**values)

    def _value(self, kind: Any, *path: str) -> Any:
        if kind is Length:
            return self._length(*path)
        if kind is float:
            return float(self._at(path)[0])
        if kind is str:  # a field of type `str` is a colour
            return self._color(*path)
        return tuple(self._color(*path, index) for index in range(len(self._at(path)[0])))

    def _color(self, *path: str | int) -> str:
        name, pointer = self._at(path)
        return self._palette.find(name, pointer)

    def _length(self, *path: str) -> Length:
        return read_space(*self._at(path), self._problems)

    def _at(self, path: tuple[str | int, ...]) -> tuple[Any, str]:
        """Return the value at a path below `defaults.pmdoc`, and the pointer to it."""
        value: Any = self._own
        for key in path:
            value = value[key]
        return value, pointer_to("defaults", "pmdoc", *path)

    def _fallback(self, families: Mapping[str, FontFamily]) -> tuple[FontFamily, ...]:
        names = self._own["fallback"]
        for index, name in enumerate(names):
            if name not in families:
                pointer = pointer_to("defaults", "pmdoc", "fallback", index)
                known = [family["family"] for family in self._data["typography"]["fonts"]]
                hint = suggest(name, known)
                self._problems.error(pointer, f"{name!r} is not a family of this style.", hint)
        return tuple(families[name] for name in names if name in families)

    def _page(self) -> Page:
        width, height = SHEETS[self._own["page"].get("size", DEFAULT_SHEET)]
        sides = ("top", "right", "bottom", "left")
        page = Page(
            width=width,
            height=height,
            header=self._length("page", "header"),
            footer=self._length("page", "footer"),
            **{side: self._length("page", "margins", side) for side in sides},
        )
        if min(page.text_width, page.height - page.top - page.bottom) < _MIN_TEXT_AREA:
            message = f"leave less than {_MIN_TEXT_AREA.mm:.0f}mm for text."
            self._problems.error("/defaults/pmdoc/page/margins", message, "Make them narrower.")
        return page

    def _cover(self) -> CoverLook:
        cover = self._record(CoverLook, "cover")
        if not cover.fill or cover.text:
            return cover
        return replace(cover, text=max(_COVER_TEXT, key=lambda color: contrast(color, cover.fill)))
