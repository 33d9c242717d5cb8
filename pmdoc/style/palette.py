"""The colours of a style by name.

In → Out: names of colours in, `#rrggbb` out.
Must not: stop at a colour that is not there; it is noted, and black stands in.
"""

from __future__ import annotations

from pmdoc.diagnostics.errors import did_you_mean, suggest
from pmdoc.diagnostics.problem import pointer_to
from pmdoc.style.shorthand import Data
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.units import read_color

_STAND_IN = "#000000"


class Palette:
    """Finds colours by the names of the palette and of the roles."""

    def __init__(self, colors: Data, findings: StyleProblems) -> None:
        self._palette = colors.get("palette", {})
        self._roles = {role: name for role, name in colors.items() if role != "palette"}
        self._findings = findings
        self._faults: set[str] = set()
        self._origins: dict[str, str] = {}

    def find(self, name: str, pointer: str) -> str:
        """Follow a colour's name to `#rrggbb`; empty stays empty. `pointer` says who asks."""
        color, origin, fault = self._follow(name, pointer)
        if fault is None:
            self._origins.setdefault(color, origin)
            return color
        if origin not in self._faults:
            self._faults.add(origin)
            self._findings.error(origin, *fault)
        return _STAND_IN

    def origin(self, color: str) -> str:
        """Point at where a colour that was found is written."""
        return self._origins[color]

    def check_rest(self) -> None:
        """Note the colours that can't be read and that nothing asks for."""
        for name in (*self._palette, *self._roles):
            _, origin, fault = self._follow(name, "")
            if fault is not None and origin not in self._faults:
                self._faults.add(origin)
                self._findings.warn(origin, *fault)

    def _follow(self, name: str, pointer: str) -> tuple[str, str, tuple[str, str] | None]:
        """Follow a name: the colour, where it is written, or what is wrong there."""
        seen: list[str] = []
        while name and name not in seen:
            seen.append(name)
            target = self._palette.get(name, self._roles.get(name))
            if target is None or target == name:
                color = read_color(name)
                return color, pointer, None if color else self._unknown(name)
            above = ("palette",) if name in self._palette else ()
            pointer, name = pointer_to("color", *above, name), target
        circle = (f"{name!r} leads back to itself.", "Give one of them a colour.")
        return "", pointer, circle if name else None

    def _unknown(self, name: str) -> tuple[str, str]:
        known = [*self._palette, *self._roles]
        hint = did_you_mean(name, known) or f'Write it as "#0f4c81". {suggest(name, known)}'
        return f"{name!r} is not a colour that pmdoc knows.", hint
