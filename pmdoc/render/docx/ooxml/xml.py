"""WordprocessingML as text: escaping, runs, paragraphs, fields and bookmarks.

In → Out: text and properties in, XML text out.
Must not: know the document model, a style or a package; a user's text is never markup.
Source: ECMA-376 part 1, clause 17 (WordprocessingML); XML 1.0, production [2] Char.

Body text is written as text and not as trees: a timeline of ten thousand rows is then a matter of
joining strings. Parts that are changed before they are joined are values (see `word_element`).
"""

from __future__ import annotations

import re

from pmdoc.render.text.plain_text import unhyphenated

XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the prefix that Office uses
STORY_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" '
    f'xmlns:v="{V}" xmlns:o="{O}" xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"'
)

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_NOT_XML = re.compile(f"[{_FORBIDDEN}]")
_LINE_END = re.compile(r"\r\n?")
_SIGNS = {"\n": "<w:br/>", "\u00ad": "<w:softHyphen/>", "\u2011": "<w:noBreakHyphen/>"}
_SIGN = re.compile("([\n\u00ad\u2011])")
REPLACEMENT = "\ufffd"
"""Replaces characters that XML can't contain."""


def escape(text: str) -> str:
    """Escape text for the content of an element. Source: XML 1.0, 2.2 and 2.4."""
    if text.isprintable() and "&" not in text and "<" not in text and ">" not in text:
        return text
    text = _NOT_XML.sub(REPLACEMENT, text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Escape text for an attribute: tabs and line ends are spaces, soft hyphens are dropped."""
    text = escape(unhyphenated(text)).replace('"', "&quot;")
    return re.sub(r"[\t\r\n]", " ", text)


def text_elements(text: str) -> str:
    """Return the elements of a run: text, line breaks and hyphens; a tab is a space.

    Source: 17.3.3.31 (t), 1 (br), 29 (softHyphen) and 18 (noBreakHyphen).
    """
    safe = escape(text)
    if text.isascii() and text.isprintable():  # as nearly all texts are
        return _text_element(safe)
    pieces = _SIGN.split(_LINE_END.sub("\n", safe).replace("\t", " "))
    return "".join([_SIGNS.get(piece) or _text_element(piece) for piece in pieces])


def _text_element(safe: str) -> str:
    if not safe:
        return ""
    if safe[0] in " \xa0" or safe[-1] in " \xa0":
        return f'<w:t xml:space="preserve">{safe}</w:t>'
    return f"<w:t>{safe}</w:t>"


def run(content: str, style_id: str = "") -> str:
    """Return a run of elements under a character style. Source: 17.3.2.25 and 17.3.2.29."""
    return f"{open_run(style_id)}{content}</w:r>" if content else ""


def open_run(style_id: str = "") -> str:
    """Return the start of a run, up to its content."""
    return f'<w:r><w:rPr><w:rStyle w:val="{style_id}"/></w:rPr>' if style_id else "<w:r>"


def run_backward(content: str, style_id: str = "") -> str:
    """Return a run that is read from right to left.

    The direction is the run's own: Word takes none from a style. Source: 17.3.2.30.
    """
    style = f'<w:rStyle w:val="{style_id}"/>' if style_id else ""
    return f"<w:r><w:rPr>{style}<w:rtl/></w:rPr>{content}</w:r>" if content else ""


def begin_field(instruction: str) -> str:
    """Return the start of a complex field, up to its result. Source: 17.16.18."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def end_field() -> str:
    """Return the end of a complex field. Source: 17.16.18."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str, style_id: str = "") -> str:
    """Return a complex field with the result that it shows until it is updated."""
    return begin_field(instruction) + run(text_elements(result), style_id) + end_field()


def bookmark_around(number: int, name: str, content: str) -> str:
    """Return content inside a bookmark, which a REF field repeats. Source: 17.16.5.51."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def color(hex_color: str) -> str:
    """Convert `#rrggbb` to `RRGGBB`. Source: 17.18.38."""
    return hex_color.lstrip("#").upper()
