"""Texts that are difficult for programs that generate documents.

In → Out: nothing in; strategies for texts, and named texts that have broken such programs, out.
Must not: contain lone surrogates, which can't be written as UTF-8.
"""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = {
    "controls": "bell\x07 escape\x1b[31m vt\x0b ff\x0c del\x7f c1\x80\x9f",
    "noncharacters": "one\ufffe two\uffff three\ufdd0 four\U0001fffe",
    "reportlab markup": '<b>open <foo>unknown</foo> <font color="red">x</font> </para> <para>',
    "entities": "a & b &amp; &lt;c&gt; &#65; &#x0; &unknown;",
    "xml": "]]> <w:p> <!-- x --> <?x y?> <![CDATA[ z",
    "images": '<img src="http://127.0.0.1:9/a.png"/> <img src="/etc/hostname"/> ![x](file:///etc/x)',
    "eval": "<font color=\"[[[getattr(pow,Word('__globals__'))['os'].system('id')]]]\">x</font>",
    "templates": "{{ 7*7 }} {% raw %} ${7*7} #{7*7} %(x)s %n <%= 7*7 %>",
    "fields": "INCLUDEPICTURE \"http://127.0.0.1:9/x\" DDEAUTO c:\\\\x =cmd|' /C calc'!A0",
    "bidi": "a \u202edesrever\u202c \u2066x\u2069 \u200fשלום\u200e مرحبا",
    "invisible": "zero\u200bwidth soft\u00adhyphen joi\u2060ner bom\ufeff",
    "scripts": "ελληνικά кириллица Հայերեն ქართული",
    "signs": "☐ ⚠ ☺ ✓ → ½ €",
    "combining": "Z̸̢̛͓̈́ǎ́l̈g̃o é e\u0301",
    "spaces": "  two  spaces\u00a0no-break\u2009thin\u3000wide\u2028line\u2029paragraph  ",
    "markdown": "**bold *both** it* `code ``two` [a](b) [c][d] | x | y | ~~z~~ <http://a.example>",
    "long word": "x" * 600,
    "nested": ">" * 60 + "*" * 60 + "[" * 60,
}
"""Texts for rows X1 to X12 of the failure modes."""

_MARKUP = st.sampled_from(
    [*list("*_`[]()<>&!#|~\\-+=:.{}'\"$%^\t\n "), "\n\n", "    ", "1. ", "- "]
)
_ANY = st.characters(codec="utf-8")
_COMMON = st.characters(codec="latin-1")


def any_text(max_size: int = 40) -> st.SearchStrategy[str]:
    """Generate texts of any characters, of markup and words, or one of the hostile texts."""
    mixed = st.lists(st.one_of(_MARKUP, _COMMON, _ANY, st.just("word")), max_size=max_size)
    return st.one_of(
        st.text(_ANY, max_size=max_size),
        mixed.map("".join),
        st.sampled_from(sorted(HOSTILE.values())),
    )
