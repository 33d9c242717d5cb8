"""A house's lists, moved out of the way of ours.

In → Out: a tree that names lists by number in; the same with other numbers, as Word writes it, out.
Must not: touch number 0, which means no list.
Source: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

from lxml import etree

from pmdoc.render.docx.ooxml.xml import W

FIRST_HOUSE_LIST = 1000
LIST_NUMBERS = (
    ("numId", "val"),
    ("abstractNumId", "val"),
    ("abstractNum", "abstractNumId"),
    ("num", "numId"),
)
"""Elements that tell lists by numbers, and the attributes that hold these."""


def shift_lists(root: etree._Element) -> None:
    """Move the house's lists out of the way of ours; number 0 stays: it means no list."""
    for tag, key in LIST_NUMBERS:
        for one in root.iter(f"{{{W}}}{tag}"):
            number = int(str(one.get(f"{{{W}}}{key}", "0")))
            if number or tag != "numId":
                one.set(f"{{{W}}}{key}", str(number + FIRST_HOUSE_LIST))


def name_sides(root: etree._Element) -> None:
    """Say left and right for the start and end that LibreOffice writes, and Word's schema lacks."""
    sides = {"start": "left", "end": "right"}
    for one in root.iter(f"{{{W}}}lvlJc"):
        side = str(one.get(f"{{{W}}}val"))
        one.set(f"{{{W}}}val", sides.get(side, side))
