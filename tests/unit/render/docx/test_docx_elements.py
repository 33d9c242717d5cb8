"""XML elements are values until they are written, and text in them is never markup."""

from __future__ import annotations

from pmdoc.render.docx.ooxml.word_element import WordElement, ordered, w


def test_element_is_written_with_its_prefix() -> None:
    """So are attributes and children; no children and an empty list are written differently."""
    properties = w("pPr", [w("keepNext"), w("ind", left=360, right=0)])

    assert '<w:pPr><w:keepNext/><w:ind w:left="360" w:right="0"/></w:pPr>' == str(properties)
    assert "<w:pPr/>" == str(w("pPr"))
    assert "<w:pPr></w:pPr>" == str(w("pPr", []))


def test_text_and_attributes_are_escaped() -> None:
    """A style may have any name."""
    assert '<w:name w:val="A &quot;&lt;B&gt;&quot; &amp; C"/>' == str(w("name", val='A "<B>" & C'))


def test_attributes_change_at_every_depth() -> None:
    """The original stays as it is."""

    def double(element: WordElement) -> dict[str, str | int]:
        return {key: int(value) * 2 for key, value in element.attributes.items()}

    element = w("a", [w("b", val=2)], val=1)

    assert w("a", [w("b", val=4)], val=2) == element.with_attributes(double)
    assert w("a", [w("b", val=2)], val=1) == element


def test_properties_are_in_the_order_of_their_schema() -> None:
    found = {"jc": w("jc", val="left"), "keepNext": w("keepNext")}

    assert [found["keepNext"], found["jc"]] == ordered(found, ("keepNext", "ind", "jc"))
