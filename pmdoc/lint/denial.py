"""Recognise short texts that say there is none of what its field asks for.

In → Out: a text in, a yes or no out.
Must not: look beyond the first words.
"""

from __future__ import annotations

from pmdoc.lint.text_index import SearchPattern

_NONE = SearchPattern(
    r"(?i)\W*(?:(?:none|no|not|nothing|nobody|nil|n/?a|never|without|unknown|zero|false"
    r"|keine?[nmrs]?|nichts|nicht|unbekannt|aucune?|néant|rien|pas|ningun[oa]?|ningún|nada|nessun[oa]?"
    r"|niente|geen|niets|niet|brak|żadn\w+|nie|nic|nenhum[a]?|não|desconhecid\w+)\b"
    r"|なし|無し|無|ありません|ない|无|没有|沒有|לא|אין|لا|לא ידוע|нет|не )"
    r"|\W*\Z"
)


def says_none(text: str) -> bool:
    """Return whether a text is empty, or begins with a denial: "None", "No data were lost"."""
    return _NONE.pattern.match(text) is not None or text.rstrip("。 ").endswith(
        ("ません", "なし", "無し")
    )
