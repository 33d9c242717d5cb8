"""Resolve the typography of each kind of text.

In → Out: the data of a complete style in, a `TextStyle` for each `TextRole` out.
Must not: know a renderer, or how a role is used.

Each property comes from the first place that sets it. For `code`, those are in this order:

    defaults.pmdoc.text.code, typography.monospace-inline, typography.monospace, typography.base
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from pmdoc.model.document import Align
from pmdoc.model.length import Length
from pmdoc.style.palette import Palette
from pmdoc.style.shorthand import Data
from pmdoc.style.style import TextRole, TextStyle
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.units import is_bold, read_leading, read_size
from pmdoc.validate.coerce import TRUTH_VALUES

_HEADINGS = tuple(role for role in TextRole if role.startswith("heading-"))
_BRAND_GROUPS: dict[TextRole, tuple[str, ...]] = {
    TextRole.CODE: ("monospace-inline", "monospace"),
    TextRole.CODE_BLOCK: ("monospace-block", "monospace"),
    **dict.fromkeys(
        (
            TextRole.TITLE,
            TextRole.KICKER,
            TextRole.FIGURE_VALUE,
            TextRole.CONTENTS_TITLE,
            *_HEADINGS,
        ),
        ("headings",),
    ),
}
_DEFAULTS = {
    "color": "foreground",
    "weight": "normal",
    "style": "normal",
    "tracking": "0pt",
    "space-before": "0pt",
    "space-after": "0pt",
    "align": "start",
    "keep-with-next": "false",
}
_MIN_SIZE, _MAX_SIZE = Length.from_pt(4), Length.from_pt(100)
_MAX_SPACE = Length.from_mm(100)


class _Properties:
    """The properties of one role, from several levels of the style, nearest first."""

    def __init__(self, levels: Sequence[tuple[str, Data]]) -> None:
        self._levels = levels

    def get(self, key: str) -> Any:
        return self.at(key)[0]

    def at(self, key: str) -> tuple[Any, str]:
        for pointer, spec in self._levels:
            if key in spec:
                return spec[key], f"{pointer}/{key}"
        return _DEFAULTS[key], f"{self._levels[0][0]}/{key}"


def read_text_styles(
    data: Data, palette: Palette, problems: StyleProblems
) -> dict[TextRole, TextStyle]:
    """Return the typography of every role."""
    styles = {
        role: _text_style(_properties(role, data), data, palette, problems) for role in TextRole
    }
    return styles | {role: replace(styles[role], keep_with_next=True) for role in _HEADINGS}


def read_space(text: str, pointer: str, problems: StyleProblems) -> Length:
    """Parse a length, and report one that would take too much of a page."""
    length = Length.from_text(text)
    if length > _MAX_SPACE:
        problems.error(pointer, f"is more than {_MAX_SPACE.mm:.0f}mm.")
    return length


def _properties(role: TextRole, data: Data) -> _Properties:
    own = data["defaults"]["pmdoc"]["text"].get(role.value, {})
    groups = [*_BRAND_GROUPS.get(role, ()), "base"]
    return _Properties(
        [
            (f"/defaults/pmdoc/text/{role}", own),
            *((f"/typography/{group}", data["typography"].get(group, {})) for group in groups),
        ]
    )


def _text_style(
    properties: _Properties, data: Data, palette: Palette, problems: StyleProblems
) -> TextStyle:
    base = Length.from_text(data["typography"]["base"]["size"])
    size = read_size(properties.get("size"), root=base, parent=base)
    if not _MIN_SIZE <= size <= _MAX_SIZE:
        is_base = not _MIN_SIZE <= base <= _MAX_SIZE
        pointer = "/typography/base/size" if is_base else properties.at("size")[1]
        problems.error(pointer, "must be between 4pt and 100pt.")
    return TextStyle(
        family=properties.get("family"),
        size=size,
        leading=read_leading(properties.get("line-height"), root=base, size=size),
        color=palette.find(*properties.at("color")),
        bold=is_bold(properties.get("weight")),
        italic=properties.get("style") == "italic",
        tracking=Length.from_text(properties.get("tracking")),
        space_before=read_space(*properties.at("space-before"), problems),
        space_after=read_space(*properties.at("space-after"), problems),
        align=Align(properties.get("align")),
        keep_with_next=TRUTH_VALUES[properties.get("keep-with-next")],
    )
