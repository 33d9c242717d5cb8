"""Encode and measure words, each character in the first face that has it.

In → Out: a word in, a `ShapedWord` of encoded and measured parts out.
Must not: break lines, or drop a character silently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional

from msgspec import Struct

from pmdoc.diagnostics.errors import StyleError
from pmdoc.render.pdf.fonts.face import Face
from pmdoc.render.text.bidi import levels_of, visual_order
from pmdoc.render.text.clusters import CLUSTER, MARKS, is_covered
from pmdoc.style.script_fonts import script_of

if TYPE_CHECKING:
    from pmdoc.render.pdf.fonts.shaping import Glyph

_STRONG = frozenset(("L", "R", "AL"))
_MISSING_GLYPHS = "\u25a1\ufffd?"
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f"
    "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_JOINERS = frozenset("\u200c\u200d")
NEEDS_SHAPING = re.compile(
    f"[{MARKS}\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff"
    "\ufb1d-\ufdff\ufe70-\ufefc]"
)
"""Marks that stand on the letter before them, and scripts whose letters join, change or stack:
Hebrew, Arabic, Indic and South-East Asian."""
_MARK_STEP = 1.0
"""How far left of its letter a right-to-left mark is read. Units: thousandths of the type size."""
_FaceLookup = Callable[[str], tuple[Face, ...]]


class PositionedGlyph(NamedTuple):
    """A shaped glyph. Units: thousandths of the type size, from the run's left edge.

    Shape: `text` is that of a letter and the marks on it, which have "" themselves. Other glyphs
    have None: they are read as their codes say.
    """

    face: Face
    code: str
    x: float
    y: float
    width: float
    text: str | None = None


class FaceRun(NamedTuple):
    """Characters of one face. Units: `width` in thousandths of the type size.

    Shape: `code` is two bytes a glyph, as Latin-1 characters. A shaped run has `glyphs` in logical
    order instead, and an empty code.
    """

    face: Face
    code: str
    width: float
    glyphs: tuple[PositionedGlyph, ...] = ()


class ShapedWord(NamedTuple):
    """A word as it is drawn. Shape: `code` is the whole word's if the first face has all of it."""

    width: float
    code: str | None
    parts: tuple[FaceRun, ...]
    text: str

    @property
    def is_shaped(self) -> bool:
        """Whether glyphs are positioned by shaping; tracking would pull joined letters apart."""
        return any(part.glyphs for part in self.parts)


class SimpleWord(Struct, frozen=True):
    """A word of one face that needs no shaping. Units and `code`: as in `FaceRun`."""

    width: float
    code: str
    may_break: bool
    """Whether a line may end inside it."""


class FontFallback:
    """A face, and the faces to try in order for characters that it lacks."""

    def __init__(self, face: Face, others: _FaceLookup, report: Callable[[str], None]) -> None:
        self._others = others
        self._report = report
        self.simple_words: dict[str, SimpleWord] = {}
        """Words that `fast_lines` has measured."""
        self._own: dict[str, tuple[str, float]] = {}
        """Codes and widths of characters that `face` itself has."""
        self._shapes: dict[str, ShapedWord] = {}
        self._glyphs: dict[str, tuple[Face, str, float]] = {}
        self._joined: dict[tuple[str, bool], ShapedWord] = {}
        self._faces: dict[str, tuple[Face, ...]] = {}
        self.face = face
        _ = self.face.truetype  # reads the file, for its ascent and descent
        self.ascent, self.descent = self.face.ascent / 1000, self.face.descent / 1000
        self.space = self.shape(" ")

    def shape(self, word: str) -> ShapedWord:
        """Encode and measure a word. Results are cached."""
        try:
            return self._shapes[word]
        except KeyError:
            if not word.isascii() and NEEDS_SHAPING.search(word):
                first = next((c for c in word if bidirectional(c) in _STRONG), "")
                shape = self.shape_mixed(word, is_rtl=bidirectional(first or "a") != "L")
            else:
                shape = self._encode_word(word)
            self._shapes[word] = shape
            return shape

    @cached_property
    def hyphen(self) -> ShapedWord:
        """A hyphen at the end of a line, which is copied as a soft one; some fonts' are blank."""
        face = self.face_for("-")
        code = face.substitute_code("\u00ad", "-")
        width = face.width(code)
        whole = code if face is self.face else None
        return ShapedWord(width, whole, (FaceRun(face, code, width),), "\u00ad")

    def shape_mixed(self, text: str, *, is_rtl: bool) -> ShapedWord:
        """Encode and measure a text of any mix of directions that is kept on one line."""
        if text.isascii() or not NEEDS_SHAPING.search(text):
            return self.shape(text)
        levels = levels_of(text, is_rtl=is_rtl)
        runs = ["".join(text[at] for at in run) for run in _level_runs(levels)]
        order = [levels[run[0]] for run in _level_runs(levels)]
        parts: list[FaceRun] = []
        for at in visual_order(order):
            is_plain = runs[at].isascii() or not NEEDS_SHAPING.search(runs[at])
            if order[at] % 2 or not is_plain:
                parts.extend(self.shape_joined(runs[at], is_rtl=bool(order[at] % 2)).parts)
            else:
                parts.extend(self._encode_word(runs[at]).parts)
        return ShapedWord(sum(part.width for part in parts), None, tuple(parts), text)

    def shape_joined(self, word: str, *, is_rtl: bool) -> ShapedWord:
        """Encode and measure a word of one direction, with its letters joined."""
        key = (word, is_rtl)
        if key not in self._joined:
            parts = [
                self._shape_run(face, text, is_rtl=is_rtl)
                for face, text in self._split_by_face(word)
            ]
            if is_rtl:
                parts.reverse()
            shape = ShapedWord(sum(part.width for part in parts), None, tuple(parts), word)
            self._joined[key] = shape
        return self._joined[key]

    def _split_by_face(self, word: str) -> Iterator[tuple[Face, str]]:
        """Split a word where its face changes; punctuation and marks stay with their letter."""
        letter = next((c for c in word if script_of(c)), word[:1])
        current = self._find_face(letter)[0] if letter else self.face
        text = ""
        for character, whole in self._with_cluster_faces(word):
            if character in _INVISIBLE and character not in _JOINERS:
                continue
            face = whole or current
            is_letter = whole is None and character not in _JOINERS
            if is_letter and (script_of(character) or not current.has(character)):
                face = self._find_face(character)[0]
            if face is not current and text:
                yield current, text
                text = ""
            current = face
            text += character
        if text:
            yield current, text

    def _with_cluster_faces(self, word: str) -> Iterator[tuple[str, Face | None]]:
        """Yield a word's characters, those of letters with marks with a face that has both."""
        for cluster in CLUSTER.findall(word):
            face = None
            if len(cluster) > 1:
                faces = self._candidates(cluster[0])
                face = next((one for one in faces if _covers(one, cluster)), None)
            yield from ((character, face) for character in cluster)

    def _shape_run(self, face: Face, text: str, *, is_rtl: bool) -> FaceRun:
        from pmdoc.render.pdf.fonts.shaping import shape_glyphs  # noqa: PLC0415 -- few texts need HarfBuzz

        if not _covers(face, text):
            shape = self._encode_word(text)  # draws a box for what no face has
            return FaceRun(face, "".join(part.code for part in shape.parts), shape.width)
        glyphs, width = shape_glyphs(face.path, text, is_rtl=is_rtl)
        if is_rtl:
            drawn = list(_read_from_right(face, glyphs))
        else:
            positioned = [_position(face, glyph, glyph.text) for glyph in glyphs]
            drawn = _with_marks_read(positioned, glyphs)
        return FaceRun(face, "", width, tuple(drawn))

    def encode(self, word: str) -> tuple[str, float] | None:
        """Return the code and width of a word; None if `face` alone can't draw it."""
        try:
            own = [self._own[character] for character in word]
        except KeyError:  # a new character, or one of another face
            shape = self.shape(word)
            return None if shape.code is None else (shape.code, shape.width)
        return "".join([code for code, _ in own]), sum([width for _, width in own])

    def _encode_word(self, word: str) -> ShapedWord:
        parts: list[FaceRun] = []
        current: Face | None = None
        codes: list[str] = []
        width = 0.0
        glyphs = self._glyphs
        for character in word:
            glyph = glyphs.get(character) or self._encode_character(character)
            face, code, step = glyph
            if not code:
                continue
            if face is not current and current is not None:
                parts.append(FaceRun(current, "".join(codes), width))
                codes, width = [], 0.0
            current = face
            codes.append(code)
            width += step
        if current is not None:
            parts.append(FaceRun(current, "".join(codes), width))
        if len(parts) == 1 and current is self.face:
            return ShapedWord(width, parts[0].code, tuple(parts), word)
        whole = None if parts else ""
        return ShapedWord(sum(part.width for part in parts), whole, tuple(parts), word)

    def _encode_character(self, character: str) -> tuple[Face, str, float]:
        """Return a character's face, code and width; the code is empty for an invisible one."""
        if character in _INVISIBLE:
            glyph = (self.face, "", 0.0)
        else:
            face, code = self._find_face(character)
            glyph = (face, code, face.width(code))
            if face is self.face and not NEEDS_SHAPING.search(character):
                self._own[character] = (code, glyph[2])
        self._glyphs[character] = glyph
        return glyph

    def _find_face(self, character: str) -> tuple[Face, str]:
        for face in self._candidates(character):
            code = face.code(character)
            if code is not None:
                return face, code
        return self._encode_missing(character)

    def _candidates(self, character: str) -> tuple[Face, ...]:
        script = script_of(character)
        if script not in self._faces:
            self._faces[script] = self._others(character)
        return self._faces[script]

    def face_for(self, character: str) -> Face:
        """Return the first face that has a character, or `face` if none has it."""
        return next(
            (face for face in self._candidates(character) if face.has(character)), self.face
        )

    def _encode_missing(self, character: str) -> tuple[Face, str]:
        """Return the face and code of a box that is copied as the character, so no text is lost."""
        self._report(character)
        has_text = _is_text(character)
        for sign in _MISSING_GLYPHS:
            for face in self._candidates(sign):
                if face.has(sign):
                    return face, face.substitute_code(character if has_text else sign, sign)
        raise StyleError(
            f'The font {self.face.path.name} can\'t show missing characters: it has no "?".',
            hint="Use a text font in the style.",
        )


def _covers(face: Face, text: str) -> bool:
    return is_covered(text, lambda character: character in _JOINERS or face.has(character))


def _is_text(character: str) -> bool:
    """Return whether a character is text: no control, surrogate, private or noncharacter.

    Unassigned ones may be in a later version of Unicode, such as next year's emoji.
    """
    point = ord(character)
    is_noncharacter = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return not is_noncharacter and unicodedata.category(character) not in {"Cc", "Cs", "Co"}


def _level_runs(levels: Sequence[int]) -> list[list[int]]:
    grouped = groupby(range(len(levels)), key=levels.__getitem__)
    return [list(run) for _, run in grouped]


def _position(face: Face, glyph: Glyph, text: str) -> PositionedGlyph:
    face, code = face.glyph_code(glyph.number, text)
    return PositionedGlyph(face, code, glyph.x, glyph.y, face.width(code))


def _with_marks_read(
    drawn: Sequence[PositionedGlyph], glyphs: Sequence[Glyph]
) -> list[PositionedGlyph]:
    """Add the text of its marks to each letter, which viewers take for another line."""
    read = list(drawn)
    start = 0
    for at, glyph in enumerate(glyphs):
        if not CLUSTER.fullmatch("x" + glyph.text):
            start = at
        elif at:
            letters = [one.text for one in glyphs[start : at + 1]]
            texts = ["".join(letters), *[""] * (at - start)]
            for index, text in enumerate(texts, start):
                read[index] = read[index]._replace(text=text)
    return read


def _read_from_right(face: Face, glyphs: Sequence[Glyph]) -> Iterator[PositionedGlyph]:
    """Yield the glyphs of right-to-left text, each mark read just left of where its letter begins.

    Viewers that sort characters by position would read a mark before its letter, as marks begin
    further right. So a blank stands left of the letter, and the mark is drawn as a part of it.
    """
    edge = None
    for glyph in glyphs:
        is_mark = bool(glyph.text) and unicodedata.combining(glyph.text[0]) > 0
        if edge is None or not is_mark or not face.has(" "):
            yield from _split_ligature(face, glyph)
            edge = glyph.x
            continue
        edge -= _MARK_STEP
        blank, code = face.glyph_code(face.truetype.charToGlyph[0x20], glyph.text)
        yield PositionedGlyph(blank, code, edge, 0.0, blank.width(code), glyph.text)
        yield _position(face, glyph, glyph.text)._replace(text="")


def _split_ligature(face: Face, glyph: Glyph) -> Iterator[PositionedGlyph]:
    """Yield a blank for each letter of a right-to-left ligature but the last, which gets the glyph.

    Some viewers lay out the letters of one glyph from left to right before they reverse the line,
    which would reverse the letters of each ligature twice.
    """
    letters = [c for c in glyph.text if not unicodedata.combining(c)]
    if len(letters) < 2 or len(letters) < len(glyph.text) or not face.has(" "):
        yield _position(face, glyph, glyph.text)
        return
    whole = _position(face, glyph, letters[-1])
    for at, letter in enumerate(letters[:-1], 1):
        blank, code = face.glyph_code(face.truetype.charToGlyph[0x20], letter)
        wide = blank.width(code)
        yield PositionedGlyph(blank, code, glyph.x + whole.width - at * wide, glyph.y, wide)
    yield whole
