"""The file: each part of a Word document, and how it is tied to the others.

In → Out: a `Document` and a `Style` in, the bytes of a .docx out.
Must not: take anything from a template, a clock or a machine.
Source: ECMA-376 part 2 (Open Packaging Conventions); part 1, 11.3 (part types).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from pmdoc.diagnostics.errors import RenderError
from pmdoc.diagnostics.problem import Problem
from pmdoc.model.document import Document, Furniture, Image, PageKind
from pmdoc.render.docx.blocks.footnotes import footnotes_part
from pmdoc.render.docx.blocks.headers_footers import story_part, write_footer, write_header
from pmdoc.render.docx.body import body_part, make_book, page_kinds, running_id, write_body
from pmdoc.render.docx.charts.chart_xml import SHAPES_ID, WORKBOOK_ID
from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.package import ContentType, Package, PackagePart, Relation
from pmdoc.render.docx.ooxml.properties import (
    core_properties,
    custom_properties,
    extended_properties,
    settings,
)
from pmdoc.render.docx.styles.font_table import font_parts
from pmdoc.render.docx.template.template_parts import make_sheets
from pmdoc.render.renderer_protocol import RenderOptions, TemplateFile
from pmdoc.style.script_fonts import missing_problems
from pmdoc.style.style import Style, TextRole

if TYPE_CHECKING:
    from pmdoc.render.docx.template.merge import TemplateStyles

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", ContentType.PNG, "png"),
    (b"\xff\xd8\xff", ContentType.JPEG, "jpg"),
    (b"GIF8", ContentType.GIF, "gif"),
)
"""How the files begin that Word shows. Source: ISO/IEC 15948, 5.2; ITU-T T.81, annex B."""


_RUNNING = {
    "header": (Relation.HEADER, ContentType.HEADER),
    "footer": (Relation.FOOTER, ContentType.FOOTER),
}


class _Line:
    """A header or footer of some pages, with what a house's letterhead adds to it."""

    def __init__(self, what: str, kind: PageKind, pages: str, story: FlowWriter) -> None:
        self.what, self.kind, self.pages, self.story = what, kind, pages, story
        self.element = "hdr" if what == "header" else "ftr"
        house = story.book.house
        self.letterhead = house.lines(what, pages, story) if house is not None else ""


def write_package(
    document: Document, style: Style, options: RenderOptions
) -> tuple[bytes, tuple[Problem, ...]]:
    """Write a whole file, and say what a house's template lacks.

    Raises:
        RenderError: a picture is in a format that Word can't show.
        StyleError: the template can't be used.

    Problems: `glyph-missing` for each character that no font has.
    """
    house = _open_house(options.docx.template)
    book = make_book(document, house.dress(style) if house else style, options)
    book.house = house
    body = write_body(book, document)
    kinds = {kind: book.style.page.of_kind(kind) for kind in page_kinds(document)}
    bare = replace(document, header=Furniture(), footer=Furniture(), watermark="")
    for_kind = {kind: bare if kind is PageKind.COVER else document for kind in kinds}
    lines = [
        _Line(what, kind, pages, write(book, for_kind[kind], page))
        for what, write in (("header", write_header), ("footer", write_footer))
        for kind, page in kinds.items()
        for pages in book.running_pages
    ]
    package = Package()
    main = package.add("/word/document.xml", ContentType.DOCUMENT, body_part(body))
    package.relate(main, Relation.DOCUMENT)
    media = [_add_image(package, index, image) for index, image in enumerate(book.images, 1)]
    _relate_story(main, body, media)
    _add_charts(package, main, body)
    running = [_add_line(package, main, line, media) for line in lines]
    if book.has_notes:
        data = footnotes_part(book.notes)
        part = package.add("/word/footnotes.xml", ContentType.FOOTNOTES, data)
        main.relate(Relation.FOOTNOTES, part, "rIdFootnotes")
        _relate_story(part, book.notes, media)
    if book.remarks.comments:
        part = package.add("/word/comments.xml", ContentType.COMMENTS, book.remarks.part())
        main.relate(Relation.COMMENTS, part, "rIdComments")
    problems = _add_sheets(package, main, book, document)
    if house is not None and house.letterhead is not None:
        for line, part in zip(lines, running, strict=True):
            part.data = story_part(line.story, line.element, house.named(line.letterhead))
        problems = (*problems, *house.letterhead.problems)
    _add_answers(package, main, book)
    _add_properties(package, document)
    missing = missing_problems(book.faces.missing)
    return package.save(), (*problems, *missing)


def _add_line(
    package: Package, main: PackagePart, line: _Line, media: list[PackagePart]
) -> PackagePart:
    """Add a header or footer."""
    relation, content = _RUNNING[line.what]
    number = sum(name.startswith(f"/word/{line.what}") for name in package.names) + 1
    data = story_part(line.story, line.element)
    part = package.add(f"/word/{line.what}{number}.xml", content, data)
    book = line.story.book
    main.relate(relation, part, running_id(line.what, line.kind, line.pages, book.running_pages))
    _relate_story(part, line.story, media)
    return part


def _open_house(file: TemplateFile | None) -> TemplateStyles | None:
    """Open a house's template; nothing where none is given."""
    if file is None:
        return None
    from pmdoc.render.docx.template.merge import open_house  # noqa: PLC0415 -- few builds read XML

    return open_house(file)


def _relate_story(part: PackagePart, story: FlowWriter, media: list[PackagePart]) -> None:
    for target, relation in story.links.items():
        part.relate(Relation.HYPERLINK, target, relation, is_external=True)
    for index, relation in story.pictures.items():
        part.relate(Relation.IMAGE, media[index], relation)


def _add_charts(package: Package, main: PackagePart, body: FlowWriter) -> None:
    """Add each chart with its workbook and the shapes that lie over it. Source: part 1, 14.2.1."""
    for index, relation in body.charts.items():
        parts, number = body.book.charts[index], index + 1
        chart = package.add(f"/word/charts/chart{number}.xml", ContentType.CHART, parts.chart)
        main.relate(Relation.CHART, chart, relation)
        name = f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"
        data = package.add(name, ContentType.WORKBOOK, parts.workbook)
        chart.relate(Relation.PACKAGE, data, WORKBOOK_ID)
        if parts.shapes:
            shapes = package.add(
                f"/word/drawings/drawing{number}.xml", ContentType.CHART_SHAPES, parts.shapes
            )
            chart.relate(Relation.CHART_SHAPES, shapes, SHAPES_ID)


def _add_image(package: Package, number: int, image: Image) -> PackagePart:
    """Add a picture under a neutral name, as what its bytes say that it is."""
    for signature, kind, suffix in _SIGNATURES:
        if image.data.startswith(signature):
            return package.add(f"/word/media/image{number}.{suffix}", kind, image.data)
    raise RenderError(
        f"A picture of type {image.media_type} can't be shown in Word.",
        hint="Save it as PNG or JPEG.",
    )


def _add_sheets(
    package: Package, main: PackagePart, book: DocumentContext, document: Document
) -> tuple[Problem, ...]:
    """Add styles, lists, theme, fonts and settings; a house's own where it has them."""
    sheets = make_sheets(book, document.metadata.language, main.data)
    table, embedded = font_parts(book.style, book.faces.used.values())
    parts = (
        ("styles", ContentType.STYLES, Relation.STYLES, sheets.styles),
        (
            "numbering",
            ContentType.NUMBERING,
            Relation.NUMBERING,
            sheets.numbering,
        ),
        ("fontTable", ContentType.FONT_TABLE, Relation.FONT_TABLE, table),
        ("theme/theme1", ContentType.THEME, Relation.THEME, sheets.theme),
        (
            "settings",
            ContentType.SETTINGS,
            Relation.SETTINGS,
            settings(document.metadata, book, has_fonts=bool(embedded)),
        ),
    )
    for index, (name, content, kind, data) in enumerate(parts, 1):
        part = package.add(f"/word/{name}.xml", content, data)
        main.relate(kind, part, f"rId{index}")
        if name == "fontTable":
            for font in embedded:
                face = package.add(f"/word/fonts/{font.name}", ContentType.FONT, font.data)
                part.relate(Relation.FONT, face, font.relation)
    return sheets.problems


def _add_answers(package: Package, main: PackagePart, book: DocumentContext) -> None:
    """Add the data behind the controls, and what asks for it. Source: part 1, 15.2.5 and 15.2.6."""
    if not book.answers.fields:
        return
    if book.answers.prompts:
        from pmdoc.render.docx.forms.glossary import (  # noqa: PLC0415 -- few builds ask for anything
            glossary_part,
            glossary_styles,
        )

        prompts = glossary_part(book.answers.prompts)
        asked = package.add("/word/glossary/document.xml", ContentType.GLOSSARY, prompts)
        main.relate(Relation.GLOSSARY, asked, "rIdGlossary")
        looks = glossary_styles(book.style.text[TextRole.NOTE].color)
        styles = package.add("/word/glossary/styles.xml", ContentType.STYLES, looks)
        asked.relate(Relation.STYLES, styles, "rId1")
    data = package.add("/customXml/item1.xml", ContentType.XML, book.answers.data())
    main.relate(Relation.CUSTOM_XML, data, "rIdFields")
    properties = package.add(
        "/customXml/itemProps1.xml",
        ContentType.CUSTOM_XML_PROPERTIES,
        book.answers.properties(),
    )
    data.relate(Relation.CUSTOM_XML_PROPERTIES, properties, "rId1")


def _add_properties(package: Package, document: Document) -> None:
    metadata = document.metadata
    core = package.add("/docProps/core.xml", ContentType.CORE_PROPERTIES, core_properties(metadata))
    package.relate(core, Relation.CORE_PROPERTIES)
    app = package.add(
        "/docProps/app.xml", ContentType.EXTENDED_PROPERTIES, extended_properties(metadata)
    )
    package.relate(app, Relation.EXTENDED_PROPERTIES)
    if metadata.properties:
        custom = package.add(
            "/docProps/custom.xml", ContentType.CUSTOM_PROPERTIES, custom_properties(metadata)
        )
        package.relate(custom, Relation.CUSTOM_PROPERTIES)
