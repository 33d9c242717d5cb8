"""Non-Latin scripts in Word have the right fonts, directions and sides."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from msgspec.structs import replace

from pmdoc.diagnostics.problem import Problem
from pmdoc.model.document import (
    Banner,
    Callout,
    Cell,
    Code,
    Column,
    Document,
    Grid,
    ItemList,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)
from pmdoc.model.tlp import Tlp
from pmdoc.render.docx import RENDERER
from pmdoc.render.docx.styles.proofing_language import language_attributes
from pmdoc.render.text.font_metrics import Typefaces
from pmdoc.style import resolve_style
from pmdoc.style.style import TextRole
from tests.documents import metadata, paragraph
from tests.judges import need_font

ARABIC = "تعطل الاتصال (connection pool) لمدة 45 دقيقة."


def render_parts(
    *blocks: Any, **about: Any
) -> tuple[dict[str, str], tuple[Problem, ...], list[str]]:
    """Render blocks; return the XML parts, the problems, and all names."""
    document = Document(metadata=replace(metadata(), **about), blocks=blocks)
    done = RENDERER.render(document, resolve_style())
    archive = zipfile.ZipFile(io.BytesIO(done.data))
    names = archive.namelist()
    texts = {name: archive.read(name).decode() for name in names if name.endswith(".xml")}
    return texts, done.problems, names


def runs_of(xml: str) -> list[tuple[str, bool]]:
    """Return each run's text, and whether it is marked as right to left."""
    found = re.findall(r"<w:r>(.*?)</w:r>", xml)
    return [("".join(re.findall(r"<w:t[^>]*>([^<]*)", run)), "<w:rtl/>" in run) for run in found]


def test_right_to_left_document_is_mirrored() -> None:
    """Section, paragraphs and tables are marked; borders change sides."""
    parts, problems, _ = render_parts(
        Callout(blocks=(paragraph(ARABIC),)), language="ar", is_right_to_left=True
    )
    styles = parts["word/styles.xml"]

    assert () == problems
    assert "<w:bidi/></w:sectPr>" in parts["word/document.xml"]
    normal = re.search(r'w:styleId="Normal">.*?</w:style>', styles)
    assert normal is not None
    assert "<w:bidi/>" in normal[0]
    callout = re.search(r'w:styleId="CalloutInfo">.*?</w:style>', styles)
    assert callout is not None
    assert re.search(r'<w:right w:val="single" w:sz="24"', callout[0])
    assert 'w:cs="IBM Plex Sans Arabic"' in styles
    assert 'w:val="ar-SA" w:bidi="ar-SA"' in styles
    assert "w:rtl" not in styles


def test_mirrored_style_keeps_its_line_between_paragraphs() -> None:
    """The lines between blanks to write on stand on neither side."""
    parts, _, _ = render_parts(paragraph(ARABIC), language="ar", is_right_to_left=True)

    blank = re.search(r'w:styleId="Blank">.*?</w:style>', parts["word/styles.xml"])
    assert blank is not None
    assert ["bottom", "between"] == re.findall(r'<w:(\w+) w:val="single"', blank[0])


@pytest.mark.parametrize("is_rtl", [True, False], ids=["rtl", "ltr"])
def test_runs_have_their_direction(is_rtl: bool) -> None:
    """Arabic words and the brackets around them are right to left, Latin ones are not."""
    parts, _, _ = render_parts(
        paragraph(ARABIC, " ", Code("a-b")),
        language="ar" if is_rtl else "en",
        is_right_to_left=is_rtl,
    )
    runs = runs_of(parts["word/document.xml"])

    assert ARABIC + " a-b" == "".join(text for text, _ in runs)
    assert all(is_back for text, is_back in runs if re.search("[\u0600-\u06ff]", text))
    assert not any(is_back for text, is_back in runs if re.search("[a-z]", text))


def test_fonts_of_a_script_are_embedded_if_used() -> None:
    """A reader may lack the font; Latin reports don't include it."""
    with_arabic, _, names = render_parts(paragraph(ARABIC), language="ar", is_right_to_left=True)
    _, _, plain = render_parts(paragraph("Plain"))

    assert 'w:name="IBM Plex Sans Arabic"' in with_arabic["word/fontTable.xml"]
    assert 2 == len([n for n in names if n.endswith(".odttf")]) - len(
        [n for n in plain if n.endswith(".odttf")]
    )


def test_japanese_uses_the_east_asian_font() -> None:
    """The document's defaults name it, so no run needs a font of its own."""
    need_font("ja")
    parts, problems, _ = render_parts(paragraph("決済サービスの障害"), language="ja")

    assert () == problems
    assert re.search(
        r'w:eastAsia="(?!IBM Plex Sans")[^"]+" w:cs="IBM Plex Sans"', parts["word/styles.xml"]
    )
    assert [("決済サービスの障害", False)] == runs_of(parts["word/document.xml"])
    assert "<w:rStyle" not in parts["word/document.xml"]


def test_character_without_a_font_is_a_problem() -> None:
    _, problems, _ = render_parts(paragraph("Launch 🚀"))

    assert ["glyph-missing"] == [problem.id for problem in problems]
    assert "U+1F680 ROCKET" in problems[0].message


@pytest.mark.parametrize("is_rtl", [True, False], ids=["rtl", "ltr"])
def test_tlp_label_is_at_the_right_of_every_page(is_rtl: bool) -> None:
    """This holds for both directions; first and even pages have it too."""
    document = Document(
        metadata=replace(metadata(), language="ar" if is_rtl else "en", is_right_to_left=is_rtl),
        blocks=(paragraph(ARABIC),),
        banner=Banner(label="Confidential", tlp=Tlp.AMBER),
    )
    archive = zipfile.ZipFile(io.BytesIO(RENDERER.render(document, resolve_style()).data))
    body = archive.read("word/document.xml").decode()

    for name in ("word/header1.xml", "word/footer1.xml"):
        part = archive.read(name).decode()
        assert is_rtl == (part.index("TLP:AMBER") < part.index("Confidential")), name
    assert ["even", "default", "first"] * 2 == re.findall(r'Reference w:type="(\w+)"', body)


def test_passage_in_another_language_is_marked() -> None:
    """Spelling and screen readers need it, in text, lists, cells and quotes."""
    german = Paragraph((Text("Der Speicher war voll."),), language="de")
    parts, _, _ = render_parts(
        german,
        paragraph("The disk was full."),
        ItemList(items=(ListItem((german, german)),)),
        Callout(blocks=(german,)),
        Quote((german,)),
        Table(grid=Grid(columns=(Column("A"),), rows=(Row((Cell((german,)),)),) * 2)),
        language="en",
    )
    styles = parts["word/styles.xml"]
    body = parts["word/document.xml"]

    sheet = dict(re.findall(r'w:styleId="(\w+)">(.*?)</w:style>', styles))

    def language_of(style: str) -> str:
        own = re.search(r'<w:lang w:val="([^"]*)"/>', sheet[style])
        above = re.search(r'<w:basedOn w:val="(\w+)"/>', sheet[style])
        return own[1] if own else language_of(above[1]) if above else ""

    spoken = re.findall(r'<w:p><w:pPr><w:pStyle w:val="(\w+)"/>(.*?)</w:p>', body)
    assert ["de-DE"] * 7 == [language_of(style) for style, rest in spoken if "Der Speicher" in rest]
    assert [""] == [language_of(style) for style, rest in spoken if "The disk" in rest]
    assert '<w:lang w:val="en-US"/>' in styles


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", {"val": "en-US"}),
        ("en-GB", {"val": "en-GB"}),
        ("DE", {"val": "de-DE"}),
        ("tlh", {"val": "tlh"}),
        ("ja", {"val": "ja-JP", "eastAsia": "ja-JP"}),
        ("zh-TW", {"val": "zh-TW", "eastAsia": "zh-TW"}),
        ("he", {"val": "he-IL", "bidi": "he-IL"}),
    ],
)
def test_language_tag_is_one_that_word_checks(tag: str, expected: dict[str, str]) -> None:
    """Word has dictionaries for languages with a country, in attributes by script."""
    assert expected == language_attributes(tag)


def test_line_height_fits_the_font_of_the_script() -> None:
    """With a Latin font's height a Japanese title would overlap the line above it."""
    need_font("ja")
    style = resolve_style()
    look = style.text[TextRole.TITLE]
    japanese = Typefaces(style, "ja")

    assert (look.leading.twips, "atLeast") == japanese.line_spacing(look)
    assert "auto" == Typefaces(style).line_spacing(look)[1]
