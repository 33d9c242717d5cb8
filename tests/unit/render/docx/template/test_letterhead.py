"""A template's letterhead is on every page, outside the marking, which it never replaces."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree
from PIL import Image

from pmdoc.diagnostics.errors import StyleError
from pmdoc.render.docx import RENDERER
from pmdoc.render.renderer_protocol import DocxOptions, RenderOptions, TemplateFile
from pmdoc.style.style import Style
from tests.documents import cover_document, full_document
from tests.judges import run_judge
from tests.unit.render.docx.conftest import Output, W, paragraph_text
from tests.unit.render.docx.template.test_template_file import make_template, with_members

Change = Callable[[docx.document.Document], None]
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def add_letterhead(document: docx.document.Document) -> None:
    """Give a template a logo and an address above, and a bank account below."""
    section = document.sections[0]
    section.top_margin, section.header_distance = Mm(40), Mm(12)
    buffer = io.BytesIO()
    Image.new("RGB", (90, 30), "#7a1fa2").save(buffer, "PNG")
    logo = section.header.paragraphs[0]
    logo.add_run().add_picture(buffer, width=Mm(30))
    section.header.add_paragraph("Acme Ltd, 1 High Street")
    section.header.add_paragraph()
    section.footer.paragraphs[0].text = "IBAN GB00 ACME"


def add_page_kinds(document: docx.document.Document) -> None:
    """Give the first page and even pages their own letterhead."""
    add_letterhead(document)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    section.first_page_header.paragraphs[0].text = "First of Acme"
    section.even_page_header.paragraphs[0].text = "Even of Acme"


def options_with(change: Change) -> RenderOptions:
    """Return the options for a changed template."""
    return RenderOptions(
        docx=DocxOptions(template=TemplateFile(name="acme.docx", data=make_template(change)))
    )


def running_lines(made: Output, what: str, pages: str, section: int = 0) -> list[str]:
    """Return the lines of a header or footer as Word finds them."""
    sections = list(made.part().iter(f"{W}sectPr"))
    (reference,) = [
        one for one in sections[section].iter(f"{W}{what}Reference") if one.get(f"{W}type") == pages
    ]
    relations = made.part("word/_rels/document.xml.rels")
    (target,) = [r.get("Target") for r in relations if r.get("Id") == reference.values()[-1]]
    return [paragraph_text(p) for p in made.part(f"word/{target}").iter(f"{W}p")]


def test_letterhead_is_outside_the_marking(render: Callable[..., Output]) -> None:
    """It is first in the header and last in the footer, with its picture."""
    made = render(full_document(), options=options_with(add_letterhead))

    head, foot = running_lines(made, "header", "default"), running_lines(made, "footer", "default")
    assert ["", "Acme Ltd, 1 High Street"] == head[:2]
    assert "TLP:AMBER" in head[2]
    assert "IBAN GB00 ACME" == foot[-1]
    assert "TLP:AMBER" in foot[-2]
    assert any("Page" in line for line in foot)
    assert "word/media/image1.png" in made.archive.namelist()
    (properties,) = made.part("word/header1.xml").iter("{*}docPr")
    assert properties.get("descr") == ""
    assert next(properties.iter("{*}decorative"), None) is not None
    reopened = docx.Document(io.BytesIO(made.data))
    assert len(reopened.sections[0].header.part.related_parts) == 1
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_letterhead_keeps_its_style(render: Callable[..., Output]) -> None:
    """It has the template's header style, and our lines have ours."""
    made = render(full_document(), options=options_with(add_letterhead))

    styles = docx.Document(io.BytesIO(made.data)).styles
    head = docx.Document(io.BytesIO(made.data)).sections[0].header.paragraphs
    assert "Template header" == head[0].style.name
    assert "Banner" == head[2].style.name
    assert styles["Template header"].paragraph_format is not None


def test_first_and_even_pages_have_their_own_letterhead(
    render: Callable[..., Output],
) -> None:
    """Each has our marking; the first page is that of the document, not of a section."""
    made = render(cover_document(), options=options_with(add_page_kinds))

    for pages, words in (("first", "First of Acme"), ("even", "Even of Acme"), ("default", "")):
        lines = running_lines(made, "header", pages)
        assert words == lines[0]
        assert any("TLP:" in line for line in lines)
    sections = list(made.part().iter(f"{W}sectPr"))
    assert [True] + [False] * (len(sections) - 1) == [
        one.find(f"{W}titlePg") is not None for one in sections
    ]
    even = made.part("word/settings.xml").find(f"{W}evenAndOddHeaders")
    assert "1" == even.get(f"{W}val")
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_text_begins_below_letterhead_and_marking(
    style: Style, render: Callable[..., Output]
) -> None:
    """Our header's height is added to the template's margin."""
    made = render(full_document(), options=options_with(add_letterhead))

    margins = next(made.part().iter(f"{W}pgMar"))
    assert str(Mm(12).twips) == margins.get(f"{W}header")
    added = style.page.top.twips - style.page.header.twips
    assert abs(Mm(40).twips + added - int(margins.get(f"{W}top"))) <= 1


def test_letterhead_keeps_its_direction(render: Callable[..., Output]) -> None:
    """The direction of the report makes no difference."""

    def hebrew(document: docx.document.Document) -> None:
        line = document.sections[0].header.paragraphs[0]
        line.text = "שלום"
        line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))

    made = render(full_document(), options=options_with(hebrew))

    part = made.part("word/header1.xml")
    assert part.find(f"{W}p/{W}pPr/{W}bidi") is not None
    assert "שלום" == paragraph_text(part.find(f"{W}p"))
    assert run_judge("docx_check.py", made.path).returncode == 0


def add_field(instruction: str, result: str) -> Change:
    """Return a change that puts a field into the header."""

    def change(document: docx.document.Document) -> None:
        line = document.sections[0].header.paragraphs[0]
        line.add_run("Before ")
        pieces = (("begin", ""), ("", instruction), ("separate", ""), ("", result), ("end", ""))
        for kind, text in pieces:
            run = line.add_run()
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)
            elif text == instruction:
                code = OxmlElement("w:instrText")
                code.text = text
                run._r.append(code)
            else:
                run.text = text
        line.add_run("after")

    return change


def add_vml(document: docx.document.Document) -> None:
    """Put a VML text box into the header."""
    line = document.sections[0].header.paragraphs[0]
    line.text = "Words"
    line._p.append(parse_xml(f"<w:r {NS}><w:pict><v:shape/></w:pict></w:r>"))


def add_link_and_table(document: docx.document.Document) -> None:
    """Put a link and a table into the header."""
    header = document.sections[0].header
    relation = header.part.relate_to(
        "https://example.com/",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), relation)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "example.com"
    run.append(text)
    made.append(run)
    header.paragraphs[0]._p.append(made)
    table = header.add_table(1, 2, Mm(100))
    table.cell(0, 1).text = "In a table"


@pytest.mark.parametrize(
    ("change", "kept", "gone", "message"),
    [
        (add_field(" PAGE ", "7"), "Before 7after", "", ""),
        (add_field(" DATE ", "1 May"), "Before after", "1 May", "a field DATE"),
        (
            add_field(' INCLUDEPICTURE "x" ', "x"),
            "Before after",
            "INCLUDE",
            "a field INCLUDEPICTURE",
        ),
        (add_field(" QUOTE {x} ", "x"), "Before after", "QUOTE", "a field QUOTE"),
        (add_vml, "Words", "w:pict", "an old kind of drawing"),
        (add_link_and_table, "example.com", "", ""),
    ],
    ids=["page", "date", "include", "nested", "old text box", "link and table"],
)
def test_unsupported_content_is_left_out_with_a_problem(
    style: Style,
    render: Callable[..., Output],
    change: Change,
    kept: str,
    gone: str,
    message: str,
) -> None:
    """The rest of the letterhead is kept."""
    options = options_with(change)
    made = render(full_document(), options=options)
    problems = RENDERER.render(full_document(), style, options).problems

    found = [p for p in problems if p.id == "letterhead-incomplete"]
    assert [bool(message)] == [bool(found)]
    assert all(message in p.message and p.hint for p in found)
    letterhead = made.archive.read("word/header1.xml").decode().partition("Banner")[0]
    assert not gone or gone not in letterhead
    assert kept in "".join(running_lines(made, "header", "default"))
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_empty_header_is_no_letterhead(render: Callable[..., Output]) -> None:
    def blank(document: docx.document.Document) -> None:
        document.sections[0].header.add_paragraph("")

    with_blank = render(full_document(), options=options_with(blank))
    without = render(full_document(), options=options_with(lambda _: None))

    assert without.archive.read("word/header1.xml") == with_blank.archive.read("word/header1.xml")


_LOADS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"
 Target="https://example.com/x.png" TargetMode="External"/></Relationships>"""


@pytest.mark.parametrize(
    "members",
    [
        {"word/_rels/header1.xml.rels": _LOADS % b"image"},
        {"word/header1.xml": b"<w:hdr"},
        {"word/header1.xml": b'<!DOCTYPE w [<!ENTITY a "b">]><w/>'},
        {"word/_rels/header1.xml.rels": _LOADS % b"oleObject"},
    ],
    ids=["external picture", "broken", "entity", "object"],
)
def test_unsafe_content_of_a_letterhead_is_refused(members: dict[str, bytes], style: Style) -> None:
    file = TemplateFile(name="acme.docx", data=with_members(members))

    with pytest.raises(StyleError, match="The template acme"):
        RENDERER.render(full_document(), style, RenderOptions(docx=DocxOptions(template=file)))


def test_same_letterhead_gives_the_same_bytes(render: Callable[..., Output]) -> None:
    one, other = (
        render(full_document(), options=options_with(add_page_kinds)).data for _ in range(2)
    )

    assert one == other
    assert b"rsid" not in etree.tostring(
        render(full_document(), options=options_with(add_page_kinds)).part()
    )
