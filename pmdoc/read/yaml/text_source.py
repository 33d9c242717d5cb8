"""Decode bytes to text, and replace characters that the parser or documents can't handle.

In → Out: bytes in; text out; from that, a copy of the same length without forbidden characters.
Must not: change any other character: no normalization, no stripping.
Source: XML 1.0 section 2.2 and ISO 32000-2 7.9.2 for characters in documents; the Unicode
Standard, chapter 23, for control pictures and noncharacters.
"""

from __future__ import annotations

import codecs
import re

from pmdoc.diagnostics.problem import Position, Problem
from pmdoc.read.source import UnreadableInput

# Compiling a list of forbidden characters is ten times as fast as one of allowed characters. The
# search is ten times as slow, but `is_odd` comes first, so that hardly any text is searched.
FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
# These are ordinary characters in YAML 1.2, but the parser, made for YAML 1.1, breaks lines there.
# They are replaced by two noncharacters, which have already been removed from the text.
_SEPARATORS = {0x2028: 0xFDD0, 0x2029: 0xFDD1}
_SEPARATOR = re.compile("[\u2028\u2029]")
_BACK = {stand_in: separator for separator, stand_in in _SEPARATORS.items()}
# JSON writes a character beyond U+FFFF as two escapes; the parser knows no such pair. The signs of
# its escapes are replaced by two more noncharacters, and the value gets the character.
_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)
_PAIR_SIGN = "\ufdd2\ufdd3"
_REPLACED_PAIR = re.compile(f"{_PAIR_SIGN}(....){_PAIR_SIGN}(....)")
_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_OTHER_FILES = {
    b"%PDF-": ("a PDF", "`pmdoc extract` gets the incident file out of a PDF that contains it."),
    b"PK\x03\x04": ("a Word file or another archive", "Name the YAML file that it was made from."),
    b"\x89PNG": ("an image", "Name the YAML file that refers to it."),
    b"\xff\xd8\xff": ("an image", "Name the YAML file that refers to it."),
}
"""Other files that may be beside an incident, by their first bytes."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Bidirectional controls, which can show text in another order than it has (CVE-2021-42574)."""
_OVERRIDING = re.compile("[\u202a-\u202e]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Removing these from nearly any text leaves nothing, or a few letters.
_ORDINARY = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_NAMES = {0x07: "bell", 0x08: "backspace", 0x0C: "form feed", 0x1B: "escape", 0x7F: "delete"}


def decode(data: bytes, *, name: str) -> str:
    """Decode a file's bytes, without a byte order mark.

    Raises:
        UnreadableInput: they are not UTF-8, or not text.
    """
    for mark, encoding in _WIDE_MARKS.items():
        if data.startswith(mark):
            raise _encoding_error(name, f"The file is saved as {encoding}.", "Save it as UTF-8.")
    for mark, (kind, hint) in _OTHER_FILES.items():
        if data.startswith(mark):
            raise _encoding_error(name, f"The file is {kind}, not a YAML file.", hint)
    if b"\0" in data:
        line, column = _end_of(data[: data.index(b"\0")].decode("utf-8", "replace"))
        message = "The file contains NUL bytes, so it is not a text file."
        hint = "Is this the right file? If so, save it as UTF-8."
        raise _encoding_error(name, message, hint, line, column)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _end_of(data[: error.start].decode("utf-8-sig"))
        message = "The file is not saved as UTF-8: this character can't be read."
        hint = "Save the file as UTF-8."
        raise _encoding_error(name, message, hint, line, column) from None


def visible(text: str) -> str:
    """Replace each forbidden character by a visible one."""
    return FORBIDDEN.sub(lambda match: _visible_character(match.group()), text)


def parseable(text: str) -> str:
    """Replace each character that the parser would refuse or misread by another."""
    if FORBIDDEN.search(text):
        text = visible(text)
    text = _PAIR.sub(rf"\1{_PAIR_SIGN}\2{_PAIR_SIGN}\3", text)
    return text.translate(_SEPARATORS) if _SEPARATOR.search(text) else text


def restored(value: str, raw: str, *, has_escapes: bool) -> str:
    """Restore what `parseable` replaced in a value, of which `raw` is the author's text."""
    if _PAIR_SIGN in value:
        value = _REPLACED_PAIR.sub(_character if has_escapes else r"\\u\1\\u\2", value)
    return value.translate(_BACK) if _SEPARATOR.search(raw) else value


def _character(pair: re.Match[str]) -> str:
    """Return the character of two surrogates. Source: the Unicode Standard, 3.9 (UTF-16)."""
    return bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")


def is_odd(text: str) -> bool:
    """Return whether any character must be replaced, restored or reported."""
    if ("\\ud" in text or "\\uD" in text) and _PAIR.search(text):
        return True
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    if not rest:
        return False
    letters = rest.decode("utf-8", "surrogatepass")
    return any(odd.search(letters) for odd in (FORBIDDEN, _SEPARATOR, TURNING))


def find_turning(text: str) -> re.Match[str] | None:
    """Find a bidirectional control; in right-to-left text, isolates are legitimate."""
    return (_OVERRIDING if _RIGHT_TO_LEFT.search(text) else TURNING).search(text)


def name_character(character: str) -> str:
    """Return the name of a character for messages: `U+001B (escape)`."""
    code = ord(character)
    word = _NAMES.get(code)
    return f"U+{code:04X} ({word})" if word else f"U+{code:04X}"


def _visible_character(character: str) -> str:
    """Return the control picture of an ASCII control character, or else U+FFFD."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _end_of(text: str) -> tuple[int, int]:
    """Return the line and column, from 1, after the end of a text."""
    lines = re.split("\r\n|\r|\n", text)
    return len(lines), len(lines[-1]) + 1


def _encoding_error(
    name: str, message: str, hint: str, line: int = 0, column: int = 0
) -> UnreadableInput:
    position = Position(file=name, line=line, column=column)
    problem = Problem(id="yaml-encoding", message=message, hint=hint, position=position)
    return UnreadableInput([problem])
