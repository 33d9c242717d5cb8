"""Look up the colours of a style by name.

In → Out: names of colours in, `#rrggbb` out.
Must not: stop at an unknown colour; it is reported, and black is used.
"""

from __future__ import annotations

from pmdoc.diagnostics.errors import did_you_mean, suggest
from pmdoc.diagnostics.problem import pointer_to
from pmdoc.style.shorthand import Data
from pmdoc.style.style_problems import StyleProblems
from pmdoc.style.units import read_color

_REPLACEMENT = "#000000"


class Palette:
    """Resolves names of `color.palette` and of the roles in `color`.

    A name may lead to another: with `{palette: {ink: "#1b2430"}, foreground: ink}`,
    `foreground` is `#1b2430`, and its origin is `/color/palette/ink`.
    """

    def __init__(self, colors: Data, problems: StyleProblems) -> None:
        self._palette = colors.get("palette", {})
        self._roles = {role: name for role, name in colors.items() if role != "palette"}
        self._problems = problems
        self._bad_origins: set[str] = set()
        self._origins: dict[str, str] = {}

    def find(self, name: str, pointer: str) -> str:
        """Return the `#rrggbb` of a name, or empty for empty; `pointer` is where it is used."""
        color, origin, fault = self._follow(name, pointer)
        if fault is None:
            self._origins.setdefault(color, origin)
            return color
        if origin not in self._bad_origins:
            self._bad_origins.add(origin)
            self._problems.error(origin, *fault)
        return _REPLACEMENT

    def origin(self, color: str) -> str:
        """Return the pointer to the text that defines a colour returned by `find`."""
        return self._origins[color]

    def check_unused(self) -> None:
        """Warn of invalid colours that nothing uses."""
        for name in (*self._palette, *self._roles):
            _, origin, fault = self._follow(name, "")
            if fault is not None and origin not in self._bad_origins:
                self._bad_origins.add(origin)
                self._problems.warn(origin, *fault)

    def _follow(self, name: str, pointer: str) -> tuple[str, str, tuple[str, str] | None]:
        """Follow a name; return the colour, its origin, and message and hint if it has none."""
        seen: list[str] = []
        while name and name not in seen:
            seen.append(name)
            target = self._palette.get(name, self._roles.get(name))
            if target is None or target == name:
                color = read_color(name)
                return color, pointer, None if color else self._unknown(name)
            above = ("palette",) if name in self._palette else ()
            pointer, name = pointer_to("color", *above, name), target
        loop = (f"{name!r} leads back to itself.", "Give one of these names a colour.")
        return "", pointer, loop if name else None

    def _unknown(self, name: str) -> tuple[str, str]:
        known = [*self._palette, *self._roles]
        hint = did_you_mean(name, known) or f'Write it as "#0f4c81". {suggest(name, known)}'
        return f"{name!r} is not a known colour.", hint
