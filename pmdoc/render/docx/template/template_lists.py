"""Renumber a template's lists, so that their numbers differ from those of ours.

In → Out: a tree that refers to lists by number in; the same tree with other numbers out.
Must not: change number 0, which means no list.
Source: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

from lxml import etree

from pmdoc.render.docx.ooxml.xml import W

FIRST_TEMPLATE_LIST = 1000
LIST_NUMBERS = (
    ("numId", "val"),
    ("abstractNumId", "val"),
    ("abstractNum", "abstractNumId"),
    ("num", "numId"),
)
"""Elements that identify a list by number, and the attributes that hold it."""


def renumber_lists(root: etree._Element) -> None:
    """Add 1000 to all numbers of lists: list 3 becomes list 1003."""
    for tag, key in LIST_NUMBERS:
        for one in root.iter(f"{{{W}}}{tag}"):
            number = int(str(one.get(f"{{{W}}}{key}", "0")))
            if number or tag != "numId":
                one.set(f"{{{W}}}{key}", str(number + FIRST_TEMPLATE_LIST))


def fix_alignments(root: etree._Element) -> None:
    """Replace the `start` and `end` that LibreOffice writes, and Word's schema lacks."""
    sides = {"start": "left", "end": "right"}
    for one in root.iter(f"{{{W}}}lvlJc"):
        side = str(one.get(f"{{{W}}}val"))
        one.set(f"{{{W}}}val", sides.get(side, side))
