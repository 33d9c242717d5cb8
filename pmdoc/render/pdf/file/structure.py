"""The structure tree: what each piece of content is, and in which order it is read.

In → Out: elements grown by the boxes in, the tree's objects put into the file as text.
Must not: know where anything stands on a page.
Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), 7.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pmdoc.render.pdf.file.objects import PdfFile

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
"""Our own element types, and the standard ones that they stand for."""


class Element:
    """A node of the structure tree.

    Shape: `kids` holds elements, (page, mcid) pairs of content, and `ObjectKid` annotations.
    """

    __slots__ = ("attributes", "is_open", "kids", "name", "number", "parent", "tag")

    def __init__(self, tag: str, attributes: str = "") -> None:
        self.tag = tag
        self.attributes = attributes
        self.name = ""
        """An identifier, where its type needs one. Shape: ASCII without brackets."""
        self.kids: list[Kid] = []
        self.parent: Element | None = None
        self.is_open = False
        """Whether some of it stands on pages after the one on which its parent may end."""
        self.number = 0
        """The object's number, from when something has to refer to it."""

    def child(self, tag: str, attributes: str = "") -> Element:
        """Append a child element."""
        return self.adopt(Element(tag, attributes))

    def adopt(self, element: Element) -> Element:
        """Append an element made before."""
        element.parent = self
        self.kids.append(element)
        return element


class ObjectKid(NamedTuple):
    """An annotation that belongs to an element. Shape: `number` is its object's."""

    page: int
    number: int


class Structure:
    """The whole tree, written branch by branch, and the parents of every marked piece.

    What is finished goes into the file at once: a table of ten thousand rows has a hundred
    thousand elements, of which a page's are alive.
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
        """Return an element's object number."""
        if not element.number:
            element.number = self._file.allocate()
        return element.number

    def add(self, body: str) -> int:
        """Put what several elements refer to into the file, and return its number."""
        number = self._file.allocate()
        self._file.put(number, body)
        return number

    def add_page(self, number: int) -> None:
        """Take the next page. Shape: `number` is its object's."""
        self._pages.append(number)

    def close_page(self, parents: Sequence[Element]) -> None:
        """Write the parents of a page's pieces, in the order of their marks."""
        number = self._file.allocate()
        numbers = " ".join([f"{parent.number or self.number(parent)} 0 R" for parent in parents])
        self._file.put(number, f"[{numbers}]")
        self._page_parents.append(f"{len(self._page_parents)} {number} 0 R")

    def add_annotation(self, element: Element, page: int, number: int) -> int:
        """Make an annotation a kid of an element; return its key less the number of pages."""
        element.kids.append(ObjectKid(page, number))
        self._object_parents.append(self.number(element))
        return len(self._object_parents) - 1

    def flush(self, *elements: Element) -> None:
        """Write elements to which nothing will be added, and all below them, and forget them.

        What is still open below them is written when all pages are drawn.
        """
        pages = self._pages
        numbers: list[int] = []
        bodies: list[str] = []
        for element in elements:
            self.number(element)
            if element.parent is not None:
                self.number(element.parent)
        stack = list(reversed(elements))  # no recursion: trees may be deep
        while stack:
            branch = stack.pop()
            kids, name = branch.kids, ""
            if kids is _FLUSHED:
                continue
            if branch.is_open:
                self._open.append(branch)
                continue
            branch.kids = _FLUSHED
            if len(kids) == 1 and type(kids[0]) is tuple:  # words, as nearly all without a child
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
        """Write an element's kids, and hand the elements among them on.

        Content on the element's own page is a bare number.
        """
        pages, allocate = self._pages, self._file.allocate
        own = -1
        words: list[str] = []
        for kid in kids:
            if isinstance(kid, Element):
                if not kid.number:
                    kid.number = allocate()
                words.append(f"{kid.number} 0 R")
                below.append(kid)
            elif isinstance(kid, ObjectKid):
                words.append(f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {kid.number} 0 R>>")
            else:
                page, mcid = kid
                if own < 0:
                    own = page
                words.append(
                    str(mcid) if page == own else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mcid}>>"
                )
        inner = words[0] if len(words) == 1 else "[" + " ".join(words) + "]"
        return f"/Pg {pages[own]} 0 R/K {inner}" if own >= 0 else f"/K {inner}"

    def finish(self) -> None:
        """Write what is left, the tree's root and the parent tree."""
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
            *(f"{count + at} {number} 0 R" for at, number in enumerate(self._object_parents)),
        ]
        file.put(tree, "<</Nums[" + " ".join(entries) + "]>>")


Kid = Element | tuple[int, int] | ObjectKid
ROOT = "StructTreeRoot"
"""The name of the tree's root in the file."""
_FLUSHED: Any = ()
"""The kids of an element that is written; it takes no more."""


def attribute(owner: str, **values: str) -> str:
    """Write an attribute object, such as a table header's scope."""
    inner = "".join(f"/{key}{value}" for key, value in values.items())
    return f"/A<</O/{owner}{inner}>>"


def text_string(text: str) -> str:
    """Write a text string. Source: ISO 32000-1, 7.9.2.2."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def text_attribute(key: str, text: str) -> str:
    """Write an element's entry that holds words, such as /Alt."""
    return f"/{key}{text_string(text)}"
