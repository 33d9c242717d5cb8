"""The structure tree: what each piece of content is, and in which order it is read.

In → Out: elements added by the boxes in, the tree's objects written to the file.
Must not: know positions on a page.
Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), 7.

Example: a paragraph "See the log." whose "the log" is a link, on the page with object number 12.
Its content stream marks three pieces with MCIDs that count up from 0 on each page:

    /Span<</MCID 0>>BDC .. (See ) Tj .. EMC  /Link<</MCID 1>>BDC .. EMC  /Span<</MCID 2>>BDC .. EMC

The elements P (object 8), its two Spans (9, 11) and Link (10), and the annotation (40) become

    8: <</S/P/P 7 0 R/K [9 0 R 10 0 R 11 0 R]>>
    9: <</S/Span/P 8 0 R/Pg 12 0 R/K 0>>
    10: <</S/Link/P 8 0 R/Pg 12 0 R/K [1 <</Type/OBJR/Pg 12 0 R/Obj 40 0 R>>]>>

and the page's array in the parent tree, which leads back from MCIDs to elements, is

    [9 0 R 10 0 R 11 0 R]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from pmdoc.render.pdf.file.objects import PdfFile
from pmdoc.render.text.plain_text import unhyphenated

ROLES = {
    "Title": "P",
    "Subtitle": "P",
    "Kicker": "P",
    "Lead": "P",
    "Label": "P",
    "Callout": "Div",
    "Strong": "Span",
    "Em": "Span",
    "Strike": "Span",
    "Badge": "Span",
}
"""Our own structure types, and the standard ones that they map to."""


class Element(Struct, eq=False):
    """An element of the structure tree.

    Shape: `kids` holds elements, (page index, MCID) pairs of content, and `ObjectKid` annotations.
    """

    tag: str
    attributes: str = ""
    name: str = ""
    """The element's ID, if its type needs one. Shape: ASCII without brackets."""
    kids: list[Kid] = []
    parent: Element | None = None
    is_open: bool = False
    """Whether content is still to come after its parent may have been flushed."""
    number: int = 0
    """The object number; 0 until something refers to the element."""

    def child(self, tag: str, attributes: str = "") -> Element:
        return self.adopt(Element(tag, attributes))

    def adopt(self, element: Element) -> Element:
        element.parent = self
        self.kids.append(element)
        return element


class ObjectKid(NamedTuple):
    """An annotation of an element. Shape: `page` is an index, `number` an object number."""

    page: int
    number: int


class Structure:
    """The structure tree, written branch by branch, and the parent tree.

    Finished branches go into the file at once: a table of ten thousand rows has a hundred thousand
    elements, of which only those of one page are in memory.
    """

    def __init__(self, file: PdfFile) -> None:
        self.root = Element("Document")
        self._file = file
        self._number = file.number(ROOT)
        self._pages: list[int] = []
        self._page_parents: list[str] = []
        self._object_parents: list[int] = []
        self._named: dict[str, int] = {}
        self._open: list[Element] = []

    def number(self, element: Element) -> int:
        if not element.number:
            element.number = self._file.allocate()
        return element.number

    def add_shared(self, body: str) -> int:
        """Add an object that several elements refer to, and return its number."""
        number = self._file.allocate()
        self._file.put(number, body)
        return number

    def add_page(self, number: int) -> None:
        self._pages.append(number)

    def close_page(self, parents: Sequence[Element]) -> None:
        """Write a page's array of the parent tree: the element of each MCID, in order."""
        number = self._file.allocate()
        numbers = " ".join([f"{parent.number or self.number(parent)} 0 R" for parent in parents])
        self._file.put(number, f"[{numbers}]")
        self._page_parents.append(f"{len(self._page_parents)} {number} 0 R")

    def add_annotation(self, element: Element, page: int, number: int) -> int:
        """Add an annotation to an element and return its parent tree key minus the page count."""
        element.kids.append(ObjectKid(page, number))
        self._object_parents.append(self.number(element))
        return len(self._object_parents) - 1

    def flush(self, *elements: Element) -> None:
        """Write finished elements with all below them, and free them.

        Elements below them that are still open are written by `finish`.
        """
        pages = self._pages
        numbers: list[int] = []
        bodies: list[str] = []
        for element in elements:
            self.number(element)
            if element.parent is not None:
                self.number(element.parent)
        stack = list(reversed(elements))  # no recursion, as trees may be deep
        while stack:
            branch = stack.pop()
            kids, name = branch.kids, ""
            if kids is _FLUSHED:
                continue
            if branch.is_open:
                self._open.append(branch)
                continue
            branch.kids = _FLUSHED
            if len(kids) == 1 and type(kids[0]) is tuple:  # the content of most elements
                page, mcid = kids[0]
                inner = f"/Pg {pages[page]} 0 R/K {mcid}"
            else:
                inner = self._kids(kids, stack) if kids else ""
            if branch.name:
                self._named[branch.name] = branch.number
                name = f"/ID({branch.name})"
            above = self._number if branch.parent is None else branch.parent.number
            numbers.append(branch.number)
            bodies.append(f"<</S/{branch.tag}/P {above} 0 R{inner}{name}{branch.attributes}>>\n")
        self._file.put_all(numbers, bodies)

    def _kids(self, kids: Sequence[Kid], below: list[Element]) -> str:
        """Return an element's kids entry, and append the elements among the kids to `below`.

        Content on the page of the element's first content is a bare MCID.
        """
        pages, allocate = self._pages, self._file.allocate
        own = -1
        entries: list[str] = []
        for kid in kids:
            if isinstance(kid, Element):
                if not kid.number:
                    kid.number = allocate()
                entries.append(f"{kid.number} 0 R")
                below.append(kid)
            elif isinstance(kid, ObjectKid):
                entries.append(f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {kid.number} 0 R>>")
            else:
                page, mcid = kid
                if own < 0:
                    own = page
                entries.append(
                    str(mcid) if page == own else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mcid}>>"
                )
        inner = entries[0] if len(entries) == 1 else "[" + " ".join(entries) + "]"
        return f"/Pg {pages[own]} 0 R/K {inner}" if own >= 0 else f"/K {inner}"

    def finish(self) -> None:
        self.flush(self.root)
        for element in self._open:
            element.is_open = False
        self.flush(*self._open)
        file, count = self._file, len(self._page_parents)
        roles = "".join(f"/{own}/{standard}" for own, standard in sorted(ROLES.items()))
        tree = file.allocate()
        named = " ".join(f"({name}) {self._named[name]} 0 R" for name in sorted(self._named))
        ids = f"/IDTree<</Names[{named}]>>" if named else ""
        file.add(
            ROOT,
            lambda: (
                f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTree {tree} 0 R"
                f"/ParentTreeNextKey {count + len(self._object_parents)}{ids}/RoleMap<<{roles}>>>>"
            ),
        )
        entries = [
            *self._page_parents,
            *(f"{count + key} {number} 0 R" for key, number in enumerate(self._object_parents)),
        ]
        file.put(tree, "<</Nums[" + " ".join(entries) + "]>>")


Kid = Element | tuple[int, int] | ObjectKid
ROOT = "StructTreeRoot"
"""The name of the tree's root object in the file."""
_FLUSHED: Any = ()
"""The kids of an element that is written: it accepts no more."""


def attribute(owner: str, **values: str) -> str:
    """Return an attribute entry.

    Example: `attribute("Table", Scope="/Row")` is `/A<</O/Table/Scope/Row>>`.
    """
    inner = "".join(f"/{key}{value}" for key, value in values.items())
    return f"/A<</O/{owner}{inner}>>"


def text_string(text: str) -> str:
    """Return a text string object. Source: ISO 32000-1, 7.9.2.2."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def text_attribute(key: str, text: str) -> str:
    """Return a dictionary's entry that holds words, such as /Alt."""
    return f"/{key}{text_string(unhyphenated(text))}"
