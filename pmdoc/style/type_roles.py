"""Resolve the typography of each kind of text.

In → Out: the data of a complete style in, a `TextStyle` for each `TextRole` out.
Must not: know a renderer, or how a role is used.

Each property comes from the first place that sets it. For `code`, those are in this order:

    defaults.pmdoc.text.code, typography.monospace-inline, typography.monospace, typography.base
"""

from __future__ import annotations

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
_LIKE_HEADINGS = (TextRole.TITLE, TextRole.KICKER, TextRole.FIGURE_VALUE, TextRole.CONTENTS_TITLE)
_BRAND_GROUPS: dict[TextRole, tuple[str, ...]] = {
    TextRole.CODE: ("monospace-inline", "monospace"),
    TextRole.CODE_BLOCK: ("monospace-block", "monospace"),
    **dict.fromkeys((*_LIKE_HEADINGS, *_HEADINGS), ("headings",)),
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


def read_text_styles(
    data: Data, palette: Palette, problems: StyleProblems
) -> dict[TextRole, TextStyle]:
    """Return the typography of every role."""
    styles = {role: _text_style(role, data, palette, problems) for role in TextRole}
    return styles | {role: replace(styles[role], keep_with_next=True) for role in _HEADINGS}


def read_space(text: str, pointer: str, problems: StyleProblems) -> Length:
    """Parse a length, and report one that would take too much of a page."""
    length = Length.from_text(text)
    if length > _MAX_SPACE:
        problems.error(pointer, f"is more than {_MAX_SPACE.mm:.0f}mm.")
    return length


def _text_style(role: TextRole, data: Data, palette: Palette, problems: StyleProblems) -> TextStyle:
    typography = data["typography"]
    levels = [(f"/defaults/pmdoc/text/{role}", data["defaults"]["pmdoc"]["text"].get(role, {}))]
    for group in (*_BRAND_GROUPS.get(role, ()), "base"):
        levels.append((f"/typography/{group}", typography.get(group, {})))

    def at(key: str) -> tuple[Any, str]:
        """Return the value of a property at the nearest level, and the pointer to it."""
        for pointer, spec in levels:
            if key in spec:
                return spec[key], f"{pointer}/{key}"
        return _DEFAULTS[key], f"{levels[0][0]}/{key}"

    def get(key: str) -> Any:
        return at(key)[0]

    base = Length.from_text(typography["base"]["size"])
    size = read_size(get("size"), root=base, parent=base)
    if not _MIN_SIZE <= size <= _MAX_SIZE:
        is_base = not _MIN_SIZE <= base <= _MAX_SIZE
        pointer = "/typography/base/size" if is_base else at("size")[1]
        problems.error(pointer, "must be between 4pt and 100pt.")
    return TextStyle(
        family=get("family"),
        size=size,
        leading=read_leading(get("line-height"), root=base, size=size),
        color=palette.find(*at("color")),
        bold=is_bold(get("weight")),
        italic=get("style") == "italic",
        tracking=Length.from_text(get("tracking")),
        space_before=read_space(*at("space-before"), problems),
        space_after=read_space(*at("space-after"), problems),
        align=Align(get("align")),
        keep_with_next=TRUTH_VALUES[get("keep-with-next")],
    )
