"""The faces that a document uses, and the characters that none of them has.

In → Out: a family, weight and slant in, a `FontFallback` that shapes words out.
Must not: look for fonts beyond those that the style and its scripts name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pmdoc.diagnostics.problem import Problem
from pmdoc.render.pdf.fonts.face import Face
from pmdoc.render.pdf.fonts.font_fallback import FontFallback
from pmdoc.style.script_fonts import families_for, missing_glyph_problems
from pmdoc.style.style import FontFamily, Style


class DocumentFonts:
    """The faces of one document, one a file, and the characters that none of them has."""

    def __init__(self, style: Style, language: str = "") -> None:
        self._style = style
        self._language = language
        self._faces: dict[Path, Face] = {}
        self._fonts: dict[tuple[str, bool, bool], FontFallback] = {}
        self._missing: dict[str, None] = {}

    def find(self, family: str, *, bold: bool = False, italic: bool = False) -> FontFallback:
        key = (family, bold, italic)
        if key not in self._fonts:
            own = self._style.families[family]

            def others(character: str) -> tuple[Face, ...]:
                families = families_for(self._style, own, character, self._language)
                return tuple(dict.fromkeys(self._face(one, bold, italic) for one in families))

            self._fonts[key] = FontFallback(
                self._face(own, bold, italic), others, self._report_missing
            )
        return self._fonts[key]

    def _face(self, family: FontFamily, bold: bool, italic: bool) -> Face:  # noqa: FBT001 - private
        path = family.face(bold=bold, italic=italic).path
        if path not in self._faces:
            self._faces[path] = Face(path, len(self._faces) + 1)
        return self._faces[path]

    @property
    def faces(self) -> tuple[Face, ...]:
        return tuple(face for face in self._with_twins() if face.is_used)

    def _with_twins(self) -> Iterator[Face]:
        for face in self._faces.values():
            one: Face | None = face
            while one is not None:
                yield one
                one = one.twin

    def _report_missing(self, character: str) -> None:
        self._missing[character] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One `glyph-missing` problem for each character that no face has."""
        return missing_glyph_problems(self._missing)
