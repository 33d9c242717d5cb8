"""A house's Word file lends its looks, and nothing that could run, load or tell of somebody."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.shared import Mm, Pt, RGBColor
from msgspec.structs import replace

from pmdoc.diagnostics.errors import StyleError
from pmdoc.render.docx import RENDERER
from pmdoc.render.renderer_protocol import DocxOptions, RenderOptions, TemplateFile
from pmdoc.style.style import Style
from tests.documents import full_document, timeline
from tests.judges import run_judge
from tests.unit.render.docx.conftest import Made, W


def house(change: Callable[[docx.document.Document], None] | None = None) -> bytes:
    """Make a template as somebody would in Word."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0x20)
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)
    document.add_paragraph("Words of somebody else")
    document.core_properties.author = "Somebody Else"
    if change is not None:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(members: dict[str, bytes]) -> bytes:
    """Add members to a template, or replace them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(house())) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, members.pop(name, None) or old.read(name))
        for name, data in members.items():
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def under(data: bytes) -> RenderOptions:
    """Ask for a template."""
    return RenderOptions(docx=DocxOptions(template=TemplateFile(name="house.docx", data=data)))


def test_styles_and_page_are_the_house_s(render: Callable[..., Made]) -> None:
    """Styles of one name look as in the template, on its page; its words stay where they are."""
    made = render(full_document(), options=under(house()))

    reopened = docx.Document(io.BytesIO(made.data))
    assert "Georgia" == reopened.styles["Normal"].font.name
    assert RGBColor(0x80, 0, 0x20) == reopened.styles["Heading 1"].font.color.rgb
    assert Mm(216).twips == reopened.sections[0].page_width.twips
    everything = b"".join(made.archive.read(name) for name in made.archive.namelist())
    assert b"Somebody Else" not in everything
    assert b"Words of somebody" not in everything
    names = [str(one.name).lower() for one in reopened.styles]
    assert len(set(names)) == len(names)
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_missing_styles_are_ours_and_named(style: Style) -> None:
    """What the house does not have looks as ever, and is said."""
    rendered = RENDERER.render(full_document(), style, under(house()))

    notes = [p.message for p in rendered.problems if p.id == "template-style-missing"]
    assert "The template has no style 'Lead'; ours is used." in notes
    assert not any("'Title'" in note or "'header'" in note for note in notes)
    assert not RENDERER.render(full_document(), style).problems


def test_a_style_may_follow_one_of_another_name(style: Style, render: Callable[..., Made]) -> None:
    """The mapping of a style file makes ours look like theirs."""

    def intro(document: docx.document.Document) -> None:
        document.styles.add_style("Intro Text", 1).font.size = Pt(14)

    mapped = replace(style, word_styles=(("Lead", "Intro Text"),))
    made = render(full_document(), mapped, under(house(intro)))

    reopened = docx.Document(io.BytesIO(made.data))
    assert "Intro Text" == reopened.styles["Lead"].base_style.name


def test_headings_are_numbered_by_the_house_s_styles(render: Callable[..., Made]) -> None:
    """A numbered layout numbers headings that the template does not."""
    made = render(full_document(), options=under(house()))

    (heading,) = made.part("word/styles.xml").iterfind(f'{W}style[@{W}styleId="Heading1"]')
    assert heading.find(f"{W}pPr/{W}numPr/{W}numId") is not None


_LOADS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"
 Target="%s" TargetMode="External"/></Relationships>"""
_ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
_STRICT_WORD = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MISNUMBERED = f'<w:numbering xmlns:w="{W[1:-1]}"><w:num w:numId="two"/></w:numbering>'.encode()


def _damaged(data: bytes) -> bytes:
    """Overwrite a stretch of the packed styles."""
    start = data.index(b"word/styles.xml") + 600
    return data[:start] + b"\0" * 40 + data[start + 40 :]


REFUSED = {
    "macro": changed({"word/vbaProject.bin": b"x"}),
    "embedded object": changed({"word/embeddings/oleObject1.bin": b"x"}),
    "control": changed({"word/activeX/activeX1.xml": b"<x/>"}),
    "attached template": changed(
        {
            "word/_rels/settings.xml.rels": _LOADS
            % (b"attachedTemplate", b"https://example.com/x.dotm")
        }
    ),
    "file link": changed({"word/_rels/x.xml.rels": _LOADS % (b"hyperlink", b"file:///etc/passwd")}),
    "entity": changed({"word/styles.xml": _ENTITY}),
    "bomb": changed({"word/x.xml": b" " * (40 << 20)}),
    "broken": changed({"word/styles.xml": b"<w:styles"}),
    "broken theme": changed({"word/theme/theme1.xml": b"<a:theme"}),
    "another part": changed({"word/styles.xml": b"<styles/>"}),
    "strict": changed({"word/styles.xml": b'<w:styles xmlns:w="' + _STRICT_WORD + b'"/>'}),
    "list without number": changed({"word/numbering.xml": _MISNUMBERED}),
    "damaged in transit": _damaged(house()),
    "no word file": b"PK\x03\x04 no",
    "old file": b"\xd0\xcf\x11\xe0" + b"x" * 600,
    "text": b"hello",
    "empty": b"",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_could_run_or_load_is_refused(data: bytes, style: Style) -> None:
    """With the template's name, the reason and a next step."""
    with pytest.raises(StyleError, match=r"The template house\.docx") as caught:
        RENDERER.render(full_document(), style, under(data))

    assert caught.value.hint
    assert caught.value.exit_code == 4


def test_python_docx_never_sees_what_is_refused(
    style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate comes first; what it lets through is a copy without comments."""
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        styles = archive.read("word/styles.xml").replace(
            b"<w:docDefaults>", b"<!-- by Somebody --><?by Somebody?><w:docDefaults>"
        )
    commented = changed({"word/styles.xml": styles})
    open_document, opened = docx.Document, []

    def record(stream: io.BytesIO) -> docx.document.Document:
        opened.append(stream.getvalue())
        return open_document(stream)

    monkeypatch.setattr(docx, "Document", record)
    with pytest.raises(StyleError):
        RENDERER.render(full_document(), style, under(REFUSED["macro"]))
    assert not opened

    RENDERER.render(full_document(), style, under(commented))
    with zipfile.ZipFile(io.BytesIO(opened[0])) as archive:
        assert b"Somebody" not in archive.read("word/styles.xml")


def test_document_template_is_read_like_a_document(render: Callable[..., Made]) -> None:
    """A .dotx differs from a .docx in the type of its main part only."""
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        types = archive.read("[Content_Types].xml")
    dotx = changed({"[Content_Types].xml": types.replace(b"ml.document.main", b"ml.template.main")})

    assert types not in dotx
    assert render(full_document(), options=under(dotx)).data == (
        render(full_document(), options=under(house())).data
    )


def test_relationship_to_a_missing_part_does_not_matter(render: Callable[..., Made]) -> None:
    """Word writes such ones for pictures that it could not find."""
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
    lost = _LOADS.replace(b' TargetMode="External"', b"") % (b"image", b"../NULL")
    lost = lost[lost.index(b"<Relationship ") :]
    data = changed({"word/_rels/document.xml.rels": relations.replace(b"</Relationships>", lost)})

    assert render(full_document(), options=under(data)).data == (
        render(full_document(), options=under(house())).data
    )


def test_template_does_not_say_the_language(render: Callable[..., Made]) -> None:
    """A house's Normal may be German, or say nothing; the report is in its own language."""

    def german(document: docx.document.Document) -> None:
        runs = document.styles["Normal"].element.get_or_add_rPr()
        runs.append(runs.makeelement(f"{W}lang", {f"{W}val": "de-DE"}))

    def silent(document: docx.document.Document) -> None:
        styles = document.styles.element
        styles.remove(styles.find(f"{W}docDefaults"))

    for change in (german, silent):
        made = render(full_document(), options=under(house(change)))

        said = [one.get(f"{W}val") for one in made.part("word/styles.xml").iter(f"{W}lang")]
        assert ["en-US"] == said
        assert "docDefaults" in made.part("word/styles.xml")[0].tag
        assert run_judge("docx_check.py", made.path).returncode == 0


def test_styles_that_are_not_told_apart_count_once(render: Callable[..., Made]) -> None:
    """A style without a name or an id, or with one of another's, gives way to the first."""
    more = (
        '<w:style w:type="paragraph" w:styleId="Again"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/>'
        '<w:basedOn w:val="Again"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Beside"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Nameless"/><w:style w:type="paragraph"/>'
        '<w:style w:type="paragraph"><w:name w:val="Without Id"/></w:style></w:styles>'
    )
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        styles = archive.read("word/styles.xml").replace(b"</w:styles>", more.encode())

    made = render(full_document(), options=under(changed({"word/styles.xml": styles})))

    found = made.part("word/styles.xml").findall(f"{W}style")
    ids = [str(one.get(f"{W}styleId")) for one in found]
    assert sorted(set(ids)) == sorted(ids)
    assert "None" not in ids
    below = next(one for one in found if one.get(f"{W}styleId") == "Below")
    assert "Heading1" == below.find(f"{W}basedOn").get(f"{W}val")
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_a_default_style_of_another_name_is_no_second_default(render: Callable[..., Made]) -> None:
    """Ours stays the one that paragraphs without a style have."""
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        styles = archive.read("word/styles.xml").replace(b'"Normal"', b'"Standard"')

    made = render(full_document(), options=under(changed({"word/styles.xml": styles})))

    found = made.part("word/styles.xml").findall(f"{W}style[@{W}default='1']")
    names = [str(one.find(f"{W}name").get(f"{W}val")) for one in found]
    assert ["Default Paragraph Font", "No List", "Normal", "Normal Table"] == sorted(names)


def test_parts_are_known_by_what_leads_to_them(render: Callable[..., Made]) -> None:
    """Word for the web calls its parts `document2.xml` and `styles2.xml`."""
    data = house()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = re.sub(rb"(document|styles)\.xml", rb"\g<1>2.xml", old.read(name))
            new.writestr(re.sub(r"(document|styles)\.xml", r"\g<1>2.xml", name), content)

    made = render(full_document(), options=under(buffer.getvalue()))

    assert made.data == render(full_document(), options=under(data)).data


def test_lists_of_libreoffice_are_written_as_word_has_them(render: Callable[..., Made]) -> None:
    """It says start and end, which Microsoft's own validator does not know there."""
    with zipfile.ZipFile(io.BytesIO(house())) as archive:
        lists = archive.read("word/numbering.xml").replace(
            b'<w:lvlJc w:val="left"', b'<w:lvlJc w:val="start"'
        )
    assert b'"start"' in lists

    made = render(full_document(), options=under(changed({"word/numbering.xml": lists})))

    sides = {one.get(f"{W}val") for one in made.part("word/numbering.xml").iter(f"{W}lvlJc")}
    assert {"left"} == sides - {"right"}


def test_columns_have_room_for_a_house_s_wider_type(render: Callable[..., Made]) -> None:
    """Nobody can measure its fonts here; what must not break has a tenth more room."""
    document = replace(full_document(), blocks=(timeline(40),))

    def first(made: Made) -> int:
        return int(next(made.part().iter(f"{W}gridCol")).get(f"{W}w"))

    ours, theirs = first(render(document)), first(render(document, options=under(house())))
    padding = 160
    assert 1.08 < (theirs - padding) / (ours - padding) < 1.12
