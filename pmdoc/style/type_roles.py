"""The type of every kind of text, from the groups that brand.yml knows and pmdoc's own words.

In → Out: the data of a whole style in, a `TextStyle` for each `TextRole` out.
Must not: know a renderer, or how a role is used.
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

_HEADINGS = tuple(role for role in TextRole if role.startswith("heading-"))
_GROUPS: dict[TextRole, tuple[str, ...]] = {
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
_SMALLEST, _LARGEST = Length.from_pt(4), Length.from_pt(100)
_MOST_SPACE = Length.from_mm(100)
_TRUTH = {"true", "True", "TRUE"}


class _Look:
    """What is said of one role: its own words first, then those of its groups and of the base."""

    def __init__(self, levels: Sequence[tuple[str, Data]]) -> None:
        self._levels = levels

    def get(self, key: str) -> Any:
        """Return the nearest word for a property."""
        return self.at(key)[0]

    def at(self, key: str) -> tuple[Any, str]:
        """Return the nearest word for a property, and the pointer to it."""
        for pointer, spec in self._levels:
            if key in spec:
                return spec[key], f"{pointer}/{key}"
        return _DEFAULTS[key], f"{self._levels[0][0]}/{key}"


def read_type(data: Data, palette: Palette, findings: StyleProblems) -> dict[TextRole, TextStyle]:
    """Give each role its type."""
    looks = {role: _text_style(_look(role, data), data, palette, findings) for role in TextRole}
    return looks | {role: replace(looks[role], keep_with_next=True) for role in _HEADINGS}


def read_space(text: str, pointer: str, findings: StyleProblems) -> Length:
    """Read a length that must leave room for others on a page."""
    length = Length.from_text(text)
    if length > _MOST_SPACE:
        findings.error(pointer, f"is more than {_MOST_SPACE.mm:.0f}mm.")
    return length


def _look(role: TextRole, data: Data) -> _Look:
    own = data["defaults"]["pmdoc"]["text"].get(role.value, {})
    groups = [*_GROUPS.get(role, ()), "base"]
    return _Look(
        [
            (f"/defaults/pmdoc/text/{role}", own),
            *((f"/typography/{group}", data["typography"].get(group, {})) for group in groups),
        ]
    )


def _text_style(look: _Look, data: Data, palette: Palette, findings: StyleProblems) -> TextStyle:
    base = Length.from_text(data["typography"]["base"]["size"])
    size = read_size(look.get("size"), root=base, around=base)
    if not _SMALLEST <= size <= _LARGEST:
        is_base = not _SMALLEST <= base <= _LARGEST
        pointer = "/typography/base/size" if is_base else look.at("size")[1]
        findings.error(pointer, "must come to 4pt at least and 100pt at most.")
    return TextStyle(
        family=look.get("family"),
        size=size,
        leading=read_leading(look.get("line-height"), root=base, size=size),
        color=palette.find(*look.at("color")),
        bold=is_bold(look.get("weight")),
        italic=look.get("style") == "italic",
        tracking=Length.from_text(look.get("tracking")),
        space_before=read_space(*look.at("space-before"), findings),
        space_after=read_space(*look.at("space-after"), findings),
        align=Align(look.get("align")),
        keep_with_next=look.get("keep-with-next") in _TRUTH,
    )
