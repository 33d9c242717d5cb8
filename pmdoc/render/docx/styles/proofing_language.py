"""Convert language tags to those of Word's proofing tools: with a region, and for each script.

In → Out: a BCP 47 tag in, the attributes of `w:lang` and similar elements out.
Must not: know a document.
Source: ECMA-376 part 1, 17.3.2.20 (lang), 17.15.1.88 (themeFontLang); [MS-LCID], 2.2.
"""

from __future__ import annotations

from pmdoc.render.docx.ooxml.word_element import WordElement, w

_REGIONS = {
    "ar": "SA", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "US", "es": "ES", "fa": "IR",
    "fi": "FI", "fr": "FR", "he": "IL", "hi": "IN", "hu": "HU", "it": "IT", "ja": "JP", "ko": "KR",
    "nl": "NL", "no": "NO", "nb": "NO", "pl": "PL", "pt": "PT", "ro": "RO", "ru": "RU", "sv": "SE",
    "tr": "TR", "uk": "UA", "ur": "PK", "zh": "CN",
}  # fmt: skip
"""Word only checks the spelling of languages as they are written in a country."""
_EAST_ASIAN = frozenset(("ja", "ko", "zh"))
_COMPLEX = frozenset(("ar", "fa", "he", "ur"))


def with_region(tag: str) -> str:
    """Return a tag that Word has a dictionary for: `de` becomes `de-DE`, `de-AT` stays."""
    region = _REGIONS.get(tag.lower())
    return f"{tag.lower()}-{region}" if region else tag


def language_attributes(tag: str) -> dict[str, str]:
    """Return the language of Latin text, and of East Asian or complex scripts if it has one."""
    whole, base = with_region(tag), tag.lower().split("-")[0]
    found = {"val": whole}
    if base in _EAST_ASIAN:
        found["eastAsia"] = whole
    if base in _COMPLEX:
        found["bidi"] = whole
    return found


def language_element(name: str, tag: str) -> WordElement:
    """Return an element of the type CT_Language, such as `lang`."""
    return w(name, **language_attributes(tag))
