"""Which weights and slants a style's text needs, and its families lack.

In → Out: a `Style` in, warnings about families out.
Must not: change a font; the nearest face stands in.
"""

from __future__ import annotations

from pmdoc.style.style import FontFamily, Style, TextRole
from pmdoc.style.style_problems import StyleProblems

_BOLD = 600
"""From this weight on a face is told apart from a regular one."""
_WITH_STRESS = (TextRole.BODY, TextRole.TABLE_CELL, TextRole.VALUE)
"""Text in which authors stress words, whatever the style says."""


def judge_weights(style: Style, findings: StyleProblems) -> None:
    """Note each family, once, that lacks what its text needs."""
    for name, family in style.families.items():
        looks = {role: look for role, look in style.text.items() if look.family == name}
        has_stress = any(role in looks for role in _WITH_STRESS)
        missing = []
        if not _has_bold(family) and (has_stress or any(look.bold for look in looks.values())):
            missing.append("bold")
        if not _has_italic(family) and (has_stress or any(look.italic for look in looks.values())):
            missing.append("italic")
        if missing:
            words = " or ".join(missing)
            findings.warn(
                "/typography/fonts",
                f"lists no {words} face of {name!r}, which the text needs.",
                "List its file; until then the nearest face stands in.",
            )


def _has_bold(family: FontFamily) -> bool:
    return any(face.weight >= _BOLD for face in family.faces)


def _has_italic(family: FontFamily) -> bool:
    return any(face.is_italic for face in family.faces)
