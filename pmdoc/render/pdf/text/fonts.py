"""The fonts of one document, by path, and the characters that none of them has.

In → Out: a family, weight and slant in, a `FontFallback` that shapes words out.
Must not: look for fonts anywhere but where the style and its scripts say.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pmdoc.diagnostics.problem import Problem
from pmdoc.render.pdf.text.face import Face
from pmdoc.render.pdf.text.font_fallback import FontFallback
from pmdoc.style.script_fonts import families_for, missing_glyph_problems
from pmdoc.style.style import FontFamily, Style


class DocumentFonts:
    """All faces of one document, and the characters that none of them has."""

    def __init__(self, style: Style, language: str = "") -> None:
        self._style = style
        self._language = language
        self._faces: dict[Path, Face] = {}
        self._chains: dict[tuple[str, bool, bool], FontFallback] = {}
        self._missing: dict[str, None] = {}

    def chain(self, family: str, *, bold: bool = False, italic: bool = False) -> FontFallback:
        """Return the faces to ask for a family's characters."""
        key = (family, bold, italic)
        if key not in self._chains:
            own = self._style.families[family]

            def others(character: str) -> tuple[Face, ...]:
                asked = families_for(self._style, own, character, self._language)
                return tuple(dict.fromkeys(self._face(one, bold, italic) for one in asked))

            self._chains[key] = FontFallback(self._face(own, bold, italic), others, self.report)
        return self._chains[key]

    def _face(self, family: FontFamily, bold: bool, italic: bool) -> Face:  # noqa: FBT001 - private
        path = family.face(bold=bold, italic=italic).path
        if path not in self._faces:
            self._faces[path] = Face(path, len(self._faces) + 1)
        return self._faces[path]

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces that draw something."""
        return tuple(face for face in self._with_twins() if face.is_used)

    def _with_twins(self) -> Iterator[Face]:
        for face in self._faces.values():
            one: Face | None = face
            while one is not None:
                yield one
                one = one.twin

    def report(self, character: str) -> None:
        """Note a character that no face has."""
        self._missing[character] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One `glyph-missing` for each character that no face has."""
        return missing_glyph_problems(self._missing)
