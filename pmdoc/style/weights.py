"""Check that font families have the bold and italic faces that a style's text needs.

In → Out: a `Style` in, warnings about families out.
Must not: change a font; renderers use the closest face.
"""

from __future__ import annotations

from pmdoc.style.style import Style, TextRole
from pmdoc.style.style_problems import StyleProblems

_MIN_BOLD = 600
"""Minimum weight of a face that is visibly bold."""
_WITH_EMPHASIS = (TextRole.BODY, TextRole.TABLE_CELL, TextRole.VALUE)
"""Text in which authors may use bold and italic, whatever the style says."""


def check_weights(style: Style, problems: StyleProblems) -> None:
    """Warn of each family that lacks a face its text needs."""
    for name, family in style.families.items():
        looks = {role: look for role, look in style.text.items() if look.family == name}
        has_emphasis = any(role in looks for role in _WITH_EMPHASIS)
        has_bold = any(face.weight >= _MIN_BOLD for face in family.faces)
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
