"""The structure tree: what each piece of content is, and in which order it is read.

In → Out: elements grown by the boxes in, the tree's objects as compact text out.
Must not: know where anything stands on a page.
Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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

    __slots__ = ("attributes", "kids", "number", "tag")

    def __init__(self, tag: str, attributes: str = "") -> None:
        self.tag = tag
        self.attributes = attributes
        self.kids: list[Element | tuple[int, int] | ObjectKid] = []
        self.number = 0

    def child(self, tag: str, attributes: str = "") -> Element:
        """Append a child element."""
        element = Element(tag, attributes)
        self.kids.append(element)
        return element

    def adopt(self, element: Element) -> Element:
        """Append an element made before."""
        self.kids.append(element)
        return element


class ObjectKid:
    """An annotation that belongs to an element. Shape: `name` is its name in the file."""

    __slots__ = ("name", "page")

    def __init__(self, page: int, name: str) -> None:
        self.page = page
        self.name = name


class Structure:
    """The whole tree, with the parents of every marked piece, page by page."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.page_parents: list[list[Element]] = []
        self.object_parents: list[Element] = []

    def write(
        self, first: int, page_number: Callable[[int], int], object_number: Callable[[str], int]
    ) -> tuple[list[str], int]:
        """Write all objects of the tree.

        Shape: the objects are numbered from `first` on, without gaps; the second result is the
        number of the tree's root, which the catalogue points to.
        """
        elements = list(_walk(self.root))
        for offset, element in enumerate(elements):
            element.number = first + offset
        root = first + len(elements)
        pages = [page_number(index) for index in range(len(self.page_parents))]
        objects = [""] * len(elements)
        parents = {id(self.root): root}
        for offset, element in enumerate(elements):
            kids = _kids(element, pages, object_number)
            objects[offset] = (
                f"<</S/{element.tag}/P {parents[id(element)]} 0 R{kids}{element.attributes}>>"
            )
            for kid in element.kids:
                if isinstance(kid, Element):
                    parents[id(kid)] = element.number
        roles = "".join(f"/{own}/{standard}" for own, standard in sorted(ROLES.items()))
        objects.append(
            f"<</Type/StructTreeRoot/K {self.root.number} 0 R/ParentTree {root + 1} 0 R"
            f"/ParentTreeNextKey {len(pages) + len(self.object_parents)}/RoleMap<<{roles}>>>>"
        )
        objects += self._parent_tree(root + 1)
        return objects, root

    def _parent_tree(self, number: int) -> Iterator[str]:
        """Yield the number tree, then one array a page that it refers to."""
        arrays = [
            "[" + " ".join(f"{parent.number} 0 R" for parent in parents) + "]"
            for parents in self.page_parents
        ]
        entries = [f"{key} {number + 1 + key} 0 R" for key in range(len(arrays))]
        entries += [
            f"{len(arrays) + key} {parent.number} 0 R"
            for key, parent in enumerate(self.object_parents)
        ]
        yield "<</Nums[" + " ".join(entries) + "]>>"
        yield from arrays


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


def _walk(root: Element) -> Iterator[Element]:
    """Yield the elements in reading order, without recursion: trees may be deep."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


def _kids(element: Element, pages: Sequence[int], object_number: Callable[[str], int]) -> str:
    """Write an element's kids; content on the element's own page is a bare number."""
    kids = element.kids
    if not kids:
        return ""
    own = next((kid[0] for kid in kids if isinstance(kid, tuple)), None)
    words = []
    for kid in kids:
        if isinstance(kid, tuple):
            page, mcid = kid
            if page == own:
                words.append(str(mcid))
            else:
                words.append(f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mcid}>>")
        elif isinstance(kid, Element):
            words.append(f"{kid.number} 0 R")
        else:
            number = object_number(kid.name)
            words.append(f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {number} 0 R>>")
    page_entry = f"/Pg {pages[own]} 0 R" if own is not None else ""
    inner = words[0] if len(words) == 1 else "[" + " ".join(words) + "]"
    return f"{page_entry}/K {inner}"
