"""Word templates lend their styles and page, and nothing unsafe or private."""

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
from tests.unit.render.docx.conftest import Output, W


def make_template(change: Callable[[docx.document.Document], None] | None = None) -> bytes:
    """Make a template as Word would, with an author and some text."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0x20)
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)
    document.add_paragraph("Text of the template")
    document.core_properties.author = "Somebody Else"
    if change is not None:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_members(members: dict[str, bytes]) -> bytes:
    """Add members to a template, or replace them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_template())) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, members.pop(name, None) or old.read(name))
        for name, data in members.items():
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def options_with(data: bytes) -> RenderOptions:
    """Return the options for a template."""
    return RenderOptions(docx=DocxOptions(template=TemplateFile(name="acme.docx", data=data)))


def test_styles_and_page_are_those_of_the_template(render: Callable[..., Output]) -> None:
    """The text of the template is not copied."""
    made = render(full_document(), options=options_with(make_template()))

    reopened = docx.Document(io.BytesIO(made.data))
    assert "Georgia" == reopened.styles["Normal"].font.name
    assert RGBColor(0x80, 0, 0x20) == reopened.styles["Heading 1"].font.color.rgb
    assert Mm(216).twips == reopened.sections[0].page_width.twips
    everything = b"".join(made.archive.read(name) for name in made.archive.namelist())
    assert b"Somebody Else" not in everything
    assert b"Text of the template" not in everything
    names = [str(one.name).lower() for one in reopened.styles]
    assert len(set(names)) == len(names)
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_styles_missing_in_the_template_are_ours_and_reported(style: Style) -> None:
    rendered = RENDERER.render(full_document(), style, options_with(make_template()))

    notes = [p.message for p in rendered.problems if p.id == "template-style-missing"]
    assert "The template has no style 'Lead'; ours is used." in notes
    assert not any("'Title'" in note or "'header'" in note for note in notes)
    assert not RENDERER.render(full_document(), style).problems


def test_style_can_be_mapped_to_one_of_another_name(
    style: Style, render: Callable[..., Output]
) -> None:
    """The mapping is in the style file."""

    def intro(document: docx.document.Document) -> None:
        document.styles.add_style("Intro Text", 1).font.size = Pt(14)

    mapped = replace(style, word_styles=(("Lead", "Intro Text"),))
    made = render(full_document(), mapped, options_with(make_template(intro)))

    reopened = docx.Document(io.BytesIO(made.data))
    assert "Intro Text" == reopened.styles["Lead"].base_style.name


def test_headings_are_numbered_in_the_template_styles(render: Callable[..., Output]) -> None:
    """A numbered layout numbers headings even if the template does not."""
    made = render(full_document(), options=options_with(make_template()))

    (heading,) = made.part("word/styles.xml").iterfind(f'{W}style[@{W}styleId="Heading1"]')
    assert heading.find(f"{W}pPr/{W}numPr/{W}numId") is not None


_LOADS = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"
 Target="%s" TargetMode="External"/></Relationships>"""
_ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
_STRICT_WORD = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MISNUMBERED = f'<w:numbering xmlns:w="{W[1:-1]}"><w:num w:numId="two"/></w:numbering>'.encode()


def _damaged(data: bytes) -> bytes:
    """Overwrite some bytes of the compressed styles."""
    start = data.index(b"word/styles.xml") + 600
    return data[:start] + b"\0" * 40 + data[start + 40 :]


REFUSED = {
    "macro": with_members({"word/vbaProject.bin": b"x"}),
    "embedded object": with_members({"word/embeddings/oleObject1.bin": b"x"}),
    "control": with_members({"word/activeX/activeX1.xml": b"<x/>"}),
    "attached template": with_members(
        {
            "word/_rels/settings.xml.rels": _LOADS
            % (b"attachedTemplate", b"https://example.com/x.dotm")
        }
    ),
    "file link": with_members(
        {"word/_rels/x.xml.rels": _LOADS % (b"hyperlink", b"file:///etc/passwd")}
    ),
    "entity": with_members({"word/styles.xml": _ENTITY}),
    "bomb": with_members({"word/x.xml": b" " * (40 << 20)}),
    "broken": with_members({"word/styles.xml": b"<w:styles"}),
    "broken theme": with_members({"word/theme/theme1.xml": b"<a:theme"}),
    "another part": with_members({"word/styles.xml": b"<styles/>"}),
    "strict": with_members({"word/styles.xml": b'<w:styles xmlns:w="' + _STRICT_WORD + b'"/>'}),
    "list without number": with_members({"word/numbering.xml": _MISNUMBERED}),
    "damaged in transit": _damaged(make_template()),
    "no word file": b"PK\x03\x04 no",
    "old file": b"\xd0\xcf\x11\xe0" + b"x" * 600,
    "text": b"hello",
    "empty": b"",
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_unsafe_template_is_refused(data: bytes, style: Style) -> None:
    """The message has the template's name, the reason and a next step."""
    with pytest.raises(StyleError, match=r"The template acme\.docx") as caught:
        RENDERER.render(full_document(), style, options_with(data))

    assert caught.value.hint
    assert caught.value.exit_code == 4


def test_python_docx_never_opens_a_refused_template(
    style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gets a copy of an accepted one, without comments."""
    with zipfile.ZipFile(io.BytesIO(make_template())) as archive:
        styles = archive.read("word/styles.xml").replace(
            b"<w:docDefaults>", b"<!-- by Somebody --><?by Somebody?><w:docDefaults>"
        )
    commented = with_members({"word/styles.xml": styles})
    open_document, opened = docx.Document, []

    def record(stream: io.BytesIO) -> docx.document.Document:
        opened.append(stream.getvalue())
        return open_document(stream)

    monkeypatch.setattr(docx, "Document", record)
    with pytest.raises(StyleError):
        RENDERER.render(full_document(), style, options_with(REFUSED["macro"]))
    assert not opened

    RENDERER.render(full_document(), style, options_with(commented))
    with zipfile.ZipFile(io.BytesIO(opened[0])) as archive:
        assert b"Somebody" not in archive.read("word/styles.xml")


def test_document_template_is_read_like_a_document(render: Callable[..., Output]) -> None:
    """A .dotx differs from a .docx only in the type of its main part."""
    with zipfile.ZipFile(io.BytesIO(make_template())) as archive:
        types = archive.read("[Content_Types].xml")
    dotx = with_members(
        {"[Content_Types].xml": types.replace(b"ml.document.main", b"ml.template.main")}
    )

    assert types not in dotx
    assert render(full_document(), options=options_with(dotx)).data == (
        render(full_document(), options=options_with(make_template())).data
    )


def test_relationship_to_a_missing_part_is_ignored(render: Callable[..., Output]) -> None:
    """Word writes such relationships for pictures that it could not find."""
    with zipfile.ZipFile(io.BytesIO(make_template())) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
    lost = _LOADS.replace(b' TargetMode="External"', b"") % (b"image", b"../NULL")
    lost = lost[lost.index(b"<Relationship ") :]
    data = with_members(
        {"word/_rels/document.xml.rels": relations.replace(b"</Relationships>", lost)}
    )

    assert render(full_document(), options=options_with(data)).data == (
        render(full_document(), options=options_with(make_template())).data
    )


def test_language_is_that_of_the_report(render: Callable[..., Output]) -> None:
    """The template's Normal may be German, or have no language."""

    def german(document: docx.document.Document) -> None:
        runs = document.styles["Normal"].element.get_or_add_rPr()
        runs.append(runs.makeelement(f"{W}lang", {f"{W}val": "de-DE"}))

    def silent(document: docx.document.Document) -> None:
        styles = document.styles.element
        styles.remove(styles.find(f"{W}docDefaults"))

    for change in (german, silent):
        made = render(full_document(), options=options_with(make_template(change)))

        languages = [one.get(f"{W}val") for one in made.part("word/styles.xml").iter(f"{W}lang")]
        assert ["en-US"] == languages
        assert "docDefaults" in made.part("word/styles.xml")[0].tag
        assert run_judge("docx_check.py", made.path).returncode == 0


def test_ambiguous_styles_count_once(render: Callable[..., Output]) -> None:
    """A style without a name or id, or with one in use, gives way to the first."""
    more = (
        '<w:style w:type="paragraph" w:styleId="Again"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/>'
        '<w:basedOn w:val="Again"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Beside"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Nameless"/><w:style w:type="paragraph"/>'
        '<w:style w:type="paragraph"><w:name w:val="Without Id"/></w:style></w:styles>'
    )
    with zipfile.ZipFile(io.BytesIO(make_template())) as archive:
        styles = archive.read("word/styles.xml").replace(b"</w:styles>", more.encode())

    made = render(full_document(), options=options_with(with_members({"word/styles.xml": styles})))

    found = made.part("word/styles.xml").findall(f"{W}style")
    ids = [str(one.get(f"{W}styleId")) for one in found]
    assert sorted(set(ids)) == sorted(ids)
    assert "None" not in ids
    below = next(one for one in found if one.get(f"{W}styleId") == "Below")
    assert "Heading1" == below.find(f"{W}basedOn").get(f"{W}val")
    assert run_judge("docx_check.py", made.path).returncode == 0


def test_second_default_style_is_no_default(render: Callable[..., Output]) -> None:
    """Paragraphs without a style get ours."""
    with zipfile.ZipFile(io.BytesIO(make_template())) as archive:
        styles = archive.read("word/styles.xml").replace(b'"Normal"', b'"Standard"')

    made = render(full_document(), options=options_with(with_members({"word/styles.xml": styles})))

    found = made.part("word/styles.xml").findall(f"{W}style[@{W}default='1']")
    names = [str(one.find(f"{W}name").get(f"{W}val")) for one in found]
    assert ["Default Paragraph Font", "No List", "Normal", "Normal Table"] == sorted(names)


def test_parts_are_found_by_their_relationships(render: Callable[..., Output]) -> None:
    """Word for the web calls its parts `document2.xml` and `styles2.xml`."""
    data = make_template()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = re.sub(rb"(document|styles)\.xml", rb"\g<1>2.xml", old.read(name))
            new.writestr(re.sub(r"(document|styles)\.xml", r"\g<1>2.xml", name), content)

    made = render(full_document(), options=options_with(buffer.getvalue()))

    assert made.data == render(full_document(), options=options_with(data)).data


def test_libreoffice_lists_are_converted_for_word(render: Callable[..., Output]) -> None:
    """It uses start and end, which Microsoft's validator does not accept there."""
    with zipfile.ZipFile(io.BytesIO(make_template())) as archive:
        lists = archive.read("word/numbering.xml").replace(
            b'<w:lvlJc w:val="left"', b'<w:lvlJc w:val="start"'
        )
    assert b'"start"' in lists

    made = render(
        full_document(), options=options_with(with_members({"word/numbering.xml": lists}))
    )

    sides = {one.get(f"{W}val") for one in made.part("word/numbering.xml").iter(f"{W}lvlJc")}
    assert {"left"} == sides - {"right"}


def test_columns_have_spare_width_for_template_fonts(render: Callable[..., Output]) -> None:
    """Their metrics are unknown, so text that must not wrap has a tenth more room."""
    document = replace(full_document(), blocks=(timeline(40),))

    def first(made: Output) -> int:
        return int(next(made.part().iter(f"{W}gridCol")).get(f"{W}w"))

    without, with_template = (
        first(render(document)),
        first(render(document, options=options_with(make_template()))),
    )
    padding = 160
    assert 1.08 < (with_template - padding) / (without - padding) < 1.12
