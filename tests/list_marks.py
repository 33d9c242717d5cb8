"""The marks of list items as readers of each format see them.

In → Out: a Word file or a PDF in, the marks of its list items in reading order out.
Must not: look into the renderers; Word's marks are counted as Word counts them.
Source: ECMA-376 part 1, 17.9; ISO 32000-1, 14.8.4.3.3.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from tests.judges import need_tool

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = re.compile(r"\W|\w+\.")


def pdf_marks(path: Path) -> list[str]:
    """Return the texts of all Lbl elements inside list items that are marks, and no words."""
    command = [need_tool("pdfinfo"), "-struct-text", str(path)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    labels = re.findall(r'LI \(block\)\n *Lbl[^\n]*\n *"([^"]*)"', out)
    return [mark for label in labels if _MARK.fullmatch(mark := label.strip())]


def word_marks(path: Path) -> list[str]:
    """Return the marks of all numbered paragraphs but headings."""
    with zipfile.ZipFile(path) as archive:
        body, numbering, styles = (
            etree.fromstring(archive.read(f"word/{name}.xml"))
            for name in ("document", "numbering", "styles")
        )
    lists = _Lists(numbering)
    by_id = {str(one.get(f"{W}styleId")): one for one in styles}
    marks = []
    for paragraph in body.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            continue
        style = properties.find(f"{W}pStyle")
        place = properties.find(f"{W}numPr")
        if place is None and style is not None:
            place = _inherited(by_id, str(style.get(f"{W}val")))
        if place is not None and "Heading" not in str(style.get(f"{W}val")):
            marks.append(lists.next_mark(_value(place, "numId"), _value(place, "ilvl")))
    return [mark for mark in marks if mark]


def _inherited(styles: dict[str, Any], style_id: str) -> Any:
    """Return the list that a style, or the nearest one that it is based on, names."""
    while style_id in styles:
        style = styles[style_id]
        place = style.find(f"{W}pPr/{W}numPr")
        above = style.find(f"{W}basedOn")
        if place is not None or above is None:
            return place
        style_id = str(above.get(f"{W}val"))
    return None


def _value(node: Any, name: str, default: int = 0) -> int:
    found = node.find(f"{W}{name}")
    return default if found is None else int(found.get(f"{W}val"))


class _Lists:
    """Counts the items of each list at each level."""

    def __init__(self, numbering: Any) -> None:
        self._definitions = {
            int(one.get(f"{W}abstractNumId")): one for one in numbering.iter(f"{W}abstractNum")
        }
        self._lists = {int(one.get(f"{W}numId")): one for one in numbering.iter(f"{W}num")}
        self._counts: dict[tuple[int, int], int] = {}

    def next_mark(self, number: int, level: int) -> str:
        if not number:
            return ""
        one = self._lists[number]
        definition = self._definitions[_value(one, "abstractNumId")]
        at = f"[@{W}ilvl='{level}']"
        override = one.find(f"{W}lvlOverride{at}")
        shape = definition.find(f"{W}lvl{at}")
        start = _value(shape, "start", 1)
        if override is not None:
            start = _value(override, "startOverride", start)
            changed = override.find(f"{W}lvl")
            shape = shape if changed is None else changed
        count = self._counts[number, level] = self._counts.get((number, level), start - 1) + 1
        text = str(shape.find(f"{W}lvlText").get(f"{W}val"))
        assert shape.find(f"{W}numFmt").get(f"{W}val") in {"decimal", "bullet"}
        return text.replace(f"%{level + 1}", str(count))
