"""Elements of WordprocessingML as values, for parts that are changed before they are joined.

In → Out: names, attributes and children in; an element, or its text, out.
Must not: know what an element means.

Styles are made of them: links to the theme and a template's accent are added to the values. Body
text is written as text at once (see `xml`): a long timeline has a hundred thousand elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from pmdoc.render.docx.ooxml.xml import attribute

Attributes = Mapping[str, str | int]


class WordElement(Struct, frozen=True):
    """An element in the namespace `w`, whose prefix its name and attributes do without.

    Shape: with None for children it is written as `<w:b/>`, with an empty tuple as `<w:b></w:b>`.
    """

    name: str
    attributes: Attributes
    children: tuple[WordElement, ...] | None = None

    def __str__(self) -> str:
        start = f"<w:{self.name}"
        for key, value in self.attributes.items():
            text = str(value)
            start += f' w:{key}="{text if text.isalnum() else attribute(text)}"'
        if self.children is None:
            return f"{start}/>"
        return f"{start}>{''.join(map(str, self.children))}</w:{self.name}>"

    def with_attributes(self, change: Callable[[WordElement], Attributes]) -> WordElement:
        """Return the element with changed attributes, its own and those of all inside it."""
        children = self.children and tuple(one.with_attributes(change) for one in self.children)
        return WordElement(self.name, change(self), children)


def w(
    name: str, children: Iterable[WordElement] | None = None, /, **attributes: str | int
) -> WordElement:
    """Return an element: `w("jc", val="left")` is `<w:jc w:val="left"/>`."""
    return WordElement(name, attributes, None if children is None else tuple(children))


def ordered(properties: Mapping[str, WordElement], order: Iterable[str]) -> list[WordElement]:
    """Return property elements in the order that their schema prescribes."""
    return [properties[name] for name in order if name in properties]
