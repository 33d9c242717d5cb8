"""Turn a style file, and those that it extends, into a complete `Style`.

In → Out: a style's name or path in, a `Style` out.
Must not: draw, or fetch anything from the network.
Source: brand.yml, https://posit-dev.github.io/brand-yml/; what it has no word for stands under
`defaults: pmdoc:`, described in schema/style.schema.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pmdoc.diagnostics.errors import suggest
from pmdoc.diagnostics.problem import pointer_to
from pmdoc.model.document import Tone
from pmdoc.model.length import Length
from pmdoc.style.contrast import contrast, judge_contrast
from pmdoc.style.layers import DEFAULT_STYLE, read_layers, style_names
from pmdoc.style.palette import Palette
from pmdoc.style.shorthand import Data
from pmdoc.style.stack import stack
from pmdoc.style.style import (
    ChartLook,
    CoverLook,
    FontFamily,
    Page,
    Style,
    TableLook,
    ToneColors,
)
from pmdoc.style.style_assets import brand_name, read_families, read_logo
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.type_roles import read_space, read_type
from pmdoc.style.weights import judge_weights

__all__ = ["DEFAULT_STYLE", "resolve_style", "style_names"]

_SHEETS = {"A4": ("210mm", "297mm"), "Letter": ("8.5in", "11in")}
_ON_BAND = ("#ffffff", "#000000")
"""What words on a band are printed in where a style does not say."""
_LEAST_ROOM = Length.from_mm(60)


def resolve_style(name: str | Path = DEFAULT_STYLE) -> Style:
    """Load a style by its shipped name or by the path of a file.

    Raises:
        UnknownName: a name that no shipped style has.
        StyleError: files that can't be used; its text names every problem with its place.
    """
    layers = read_layers(name)
    findings = StyleProblems([layer.source for layer in layers])
    data = stack(layers, findings)
    return _Resolver(data, layers[0].path, findings).style()


class _Resolver:
    """Reads the data of one whole style, which fits the schema."""

    def __init__(self, data: Data, path: Path, findings: StyleProblems) -> None:
        self._data = data
        self._path = path
        self._findings = findings
        self._own = data["defaults"]["pmdoc"]
        self._palette = Palette(data["color"], findings)

    def style(self) -> Style:
        """Build the whole style."""
        data, own, findings = self._data, self._own, self._findings
        text = read_type(data, self._palette, findings)
        used = sorted({look.family for look in text.values()})
        families = read_families(data, {*used, *own["fallback"]}, findings)
        link = data["typography"]["link"]["color"]
        style = Style(
            name=brand_name(data) or self._path.stem,
            page=self._page(),
            families={name: families[name] for name in used},
            fallback=self._fallback(families),
            text=text,
            table=self._table(),
            chart=self._chart(),
            tones={tone: self._tone(tone) for tone in Tone},
            accent=self._palette.find("primary", "/color/primary"),
            link=self._palette.find(link, "/typography/link/color"),
            rule=self._color("rule"),
            surface=self._color("surface"),
            indent=self._length("indent"),
            item_gap=self._length("item-gap"),
            key_width=float(own["key-width"]),
            cover=self._cover(),
            signature_height=self._length("signature-height"),
            logo=read_logo(data, findings),
            footer_text=own.get("footer-text", ""),
            word_styles=tuple(own.get("word-styles", {}).items()),
        )
        findings.stop()
        self._palette.check_rest()
        judge_contrast(style, self._palette, findings)
        judge_weights(style, findings)
        return replace(style, warnings=findings.warnings())

    def _color(self, *path: str | int) -> str:
        name, pointer = self._at(path)
        return self._palette.find(name, pointer)

    def _length(self, *path: str) -> Length:
        return read_space(*self._at(path), self._findings)

    def _at(self, path: tuple[str | int, ...]) -> tuple[Any, str]:
        """Find a value of pmdoc's own part, and the pointer to it."""
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
                self._findings.error(pointer, f"{name!r} is not a family of this style.", hint)
        return tuple(families[name] for name in names if name in families)

    def _page(self) -> Page:
        width, height = (Length.from_text(s) for s in _SHEETS[self._own["page"]["size"]])
        page = Page(
            width=width,
            height=height,
            header=self._length("page", "header"),
            footer=self._length("page", "footer"),
            top=self._length("page", "margins", "top"),
            right=self._length("page", "margins", "right"),
            bottom=self._length("page", "margins", "bottom"),
            left=self._length("page", "margins", "left"),
        )
        if min(page.text_width, page.height - page.top - page.bottom) < _LEAST_ROOM:
            message = f"leave less than {_LEAST_ROOM.mm:.0f}mm for text."
            self._findings.error("/defaults/pmdoc/page/margins", message, "Make them narrower.")
        return page

    def _table(self) -> TableLook:
        return TableLook(
            rule_color=self._color("table", "rule-color"),
            rule_width=self._length("table", "rule-width"),
            head_fill=self._color("table", "head-fill"),
            head_rule_color=self._color("table", "head-rule-color"),
            head_rule_width=self._length("table", "head-rule-width"),
            group_fill=self._color("table", "group-fill"),
            zebra_fill=self._color("table", "zebra-fill"),
            padding_x=self._length("table", "padding-x"),
            padding_y=self._length("table", "padding-y"),
            space_before=self._length("table", "space-before"),
            space_after=self._length("table", "space-after"),
        )

    def _cover(self) -> CoverLook:
        fill, text = self._color("cover", "fill"), self._color("cover", "text")
        if fill and not text:
            text = max(_ON_BAND, key=lambda color: contrast(color, fill))
        return CoverLook(
            fill=fill,
            text=text,
            scale=float(self._own["cover"]["title-scale"]),
            above=self._length("cover", "above"),
            height=self._length("cover", "height"),
        )

    def _chart(self) -> ChartLook:
        return ChartLook(
            series=self._colors("chart", "series"),
            muted=self._color("chart", "muted"),
            target=self._color("chart", "target"),
            grid=self._color("chart", "grid"),
            bands=self._colors("chart", "bands"),
            band_edge=self._color("chart", "band-edge"),
            line_width=self._length("chart", "line-width"),
            height=self._length("chart", "height"),
        )

    def _colors(self, *path: str) -> tuple[str, ...]:
        names, _ = self._at(path)
        return tuple(self._color(*path, index) for index in range(len(names)))

    def _tone(self, tone: Tone) -> ToneColors:
        text, fill, edge = (self._color("tones", tone, part) for part in ("text", "fill", "edge"))
        return ToneColors(text=text, fill=fill, edge=edge)
