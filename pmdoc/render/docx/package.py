"""The package: parts and their relationships, written so that the same input gives the same bytes.

In → Out: a `Document` and a `Style` in, the bytes of a .docx out.
Must not: take anything from a template, a clock or a machine.
Source: ECMA-376 part 2 (Open Packaging Conventions); part 1, 11.3 (part types).

python-docx's OPC layer keeps parts, names and relationships. Its own writer dates each member
with the current time, so the archive is written by `archive`.
"""

from __future__ import annotations

from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image as ImageFile
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from msgspec.structs import replace

from pmdoc.errors import RenderError
from pmdoc.model.document import Document, Furniture, Image, PageKind
from pmdoc.problems import Problem
from pmdoc.render.docx.archive import write_archive
from pmdoc.render.docx.chart_xml import SHAPES_ID, WORKBOOK_ID
from pmdoc.render.docx.fonts import font_parts
from pmdoc.render.docx.footnotes import footnotes_part
from pmdoc.render.docx.furniture import story_part, write_footer, write_header
from pmdoc.render.docx.house import open_house
from pmdoc.render.docx.oxml import XML_DECLARATION, attribute
from pmdoc.render.docx.properties import (
    core_properties,
    custom_properties,
    extended_properties,
    settings,
)
from pmdoc.render.docx.report import body_part, make_book, page_kinds, write_body
from pmdoc.render.docx.sheets import make_sheets
from pmdoc.render.docx.story import Book, Story
from pmdoc.render.renderer import RenderOptions
from pmdoc.style.script_fonts import missing_problems
from pmdoc.style.style import Style

_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_DEFAULTS = {
    "jpg": "image/jpeg",
    "odttf": _FONT_TYPE,
    "png": "image/png",
    "gif": "image/gif",
    "rels": CONTENT_TYPE.OPC_RELATIONSHIPS,
    "xlsx": CONTENT_TYPE.SML_SHEET,
    "xml": CONTENT_TYPE.XML,
}


class _Package:
    """Parts by name, and the relationships that tie them together."""

    def __init__(self) -> None:
        self._opc = OpcPackage()
        self._parts: dict[str, Part] = {}

    def add(self, name: str, content_type: str, data: bytes) -> Part:
        part = Part(PackURI(name), content_type, data)
        self._parts[name] = part
        return part

    def relate(self, part: Part, kind: str) -> None:
        self._opc.relate_to(part, kind)

    def save(self) -> bytes:
        """Write the archive: content types first, then members by name, none dated."""
        members = {"_rels/.rels": self._opc.rels.xml}
        for name, part in self._parts.items():
            members[name[1:]] = part.blob
            if len(part.rels):
                members[part.partname.rels_uri[1:]] = part.rels.xml
        types = ("[Content_Types].xml", self._content_types())
        return write_archive([types, *sorted(members.items())])

    def _content_types(self) -> bytes:
        """Return the type of each part: by suffix where that says it. Source: part 2, 10.1.2."""
        used = {"rels", "xml", *(name.rsplit(".", 1)[-1] for name in self._parts)}
        body = "".join(
            f'<Default Extension="{suffix}" ContentType="{_DEFAULTS[suffix]}"/>'
            for suffix in sorted(used)
        )
        body += "".join(
            f'<Override PartName="{attribute(name)}" ContentType="{part.content_type}"/>'
            for name, part in sorted(self._parts.items())
            if _DEFAULTS[name.rsplit(".", 1)[-1]] != part.content_type
        )
        return f'{XML_DECLARATION}<Types xmlns="{_TYPES}">{body}</Types>'.encode()


def write_package(
    document: Document, style: Style, options: RenderOptions
) -> tuple[bytes, tuple[Problem, ...]]:
    """Write a whole file, and say what a house's template lacks.

    Raises:
        RenderError: a picture is in a format that Word can't show.
        StyleError: the template can't be used.

    Problems: `glyph-missing` for each character that no font has.
    """
    house = open_house(options.docx_template)
    book = make_book(document, house.dress(style) if house else style, options)
    book.house = house
    body = write_body(book, document)
    kinds = {kind: book.style.page.of_kind(kind) for kind in page_kinds(document)}
    bare = replace(document, header=Furniture(), footer=Furniture(), watermark="")
    for_kind = {kind: bare if kind is PageKind.COVER else document for kind in kinds}
    headers = {kind: write_header(book, for_kind[kind], page) for kind, page in kinds.items()}
    footers = {kind: write_footer(book, for_kind[kind], page) for kind, page in kinds.items()}
    package = _Package()
    main = package.add("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, body_part(body))
    package.relate(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    media = [_add_image(package, index, image) for index, image in enumerate(book.images, 1)]
    _relate_story(main, body, media)
    _add_charts(package, main, body)
    for stories, element, relation, content in (
        (headers, "hdr", RELATIONSHIP_TYPE.HEADER, CONTENT_TYPE.WML_HEADER),
        (footers, "ftr", RELATIONSHIP_TYPE.FOOTER, CONTENT_TYPE.WML_FOOTER),
    ):
        name = relation.rsplit("/", 1)[-1]
        for number, (kind, story) in enumerate(stories.items(), 1):
            part = package.add(f"/word/{name}{number}.xml", content, story_part(story, element))
            main.load_rel(relation, part, f"rId{name.title()}{kind.title()}")
            _relate_story(part, story, media)
    if book.has_notes:
        data = footnotes_part(book.notes)
        part = package.add("/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, data)
        main.load_rel(RELATIONSHIP_TYPE.FOOTNOTES, part, "rIdFootnotes")
        _relate_story(part, book.notes, media)
    if book.remarks.comments:
        part = package.add("/word/comments.xml", CONTENT_TYPE.WML_COMMENTS, book.remarks.part())
        main.load_rel(RELATIONSHIP_TYPE.COMMENTS, part, "rIdComments")
    problems = _add_sheets(package, main, book, document)
    _add_answers(package, main, book)
    _add_properties(package, document)
    missing = missing_problems(book.faces.missing)
    return package.save(), (*problems, *missing)


def _relate_story(part: Part, story: Story, media: list[Part]) -> None:
    for target, relation in story.links.items():
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, target, relation, is_external=True)
    for index, relation in story.pictures.items():
        part.load_rel(RELATIONSHIP_TYPE.IMAGE, media[index], relation)


def _add_charts(package: _Package, main: Part, body: Story) -> None:
    """Add each chart with its workbook and the shapes that lie over it. Source: part 1, 14.2.1."""
    for index, relation in body.charts.items():
        parts, number = body.book.charts[index], index + 1
        chart = package.add(f"/word/charts/chart{number}.xml", CONTENT_TYPE.DML_CHART, parts.chart)
        main.load_rel(RELATIONSHIP_TYPE.CHART, chart, relation)
        name = f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"
        data = package.add(name, CONTENT_TYPE.SML_SHEET, parts.workbook)
        chart.load_rel(RELATIONSHIP_TYPE.PACKAGE, data, WORKBOOK_ID)
        if parts.shapes:
            shapes = package.add(
                f"/word/drawings/drawing{number}.xml", CONTENT_TYPE.DML_CHARTSHAPES, parts.shapes
            )
            chart.load_rel(RELATIONSHIP_TYPE.CHART_USER_SHAPES, shapes, SHAPES_ID)


def _add_image(package: _Package, number: int, image: Image) -> Part:
    """Add a picture under a neutral name, as what its bytes say that it is."""
    try:
        kind = ImageFile.from_blob(image.data).content_type
    except UnrecognizedImageError:
        kind = ""
    if kind not in _FORMATS:
        raise RenderError(
            f"A picture of type {image.media_type} can't be shown in Word.",
            hint="Save it as PNG or JPEG.",
        )
    return package.add(f"/word/media/image{number}.{_FORMATS[kind]}", kind, image.data)


def _add_sheets(
    package: _Package, main: Part, book: Book, document: Document
) -> tuple[Problem, ...]:
    """Add styles, lists, theme, fonts and settings; a house's own where it has them."""
    sheets = make_sheets(book, document.metadata.language, main.blob)
    table, embedded = font_parts(book.style, book.faces.used.values())
    parts = (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, sheets.styles),
        (
            "numbering",
            CONTENT_TYPE.WML_NUMBERING,
            RELATIONSHIP_TYPE.NUMBERING,
            sheets.numbering,
        ),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, table),
        ("theme/theme1", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, sheets.theme),
        (
            "settings",
            CONTENT_TYPE.WML_SETTINGS,
            RELATIONSHIP_TYPE.SETTINGS,
            settings(document.metadata, book, has_fonts=bool(embedded)),
        ),
    )
    for index, (name, content, kind, data) in enumerate(parts, 1):
        part = package.add(f"/word/{name}.xml", content, data)
        main.load_rel(kind, part, f"rId{index}")
        if name == "fontTable":
            for font in embedded:
                face = package.add(f"/word/fonts/{font.name}", _FONT_TYPE, font.data)
                part.load_rel(RELATIONSHIP_TYPE.FONT, face, font.relation)
    return sheets.problems


def _add_answers(package: _Package, main: Part, book: Book) -> None:
    """Add the data behind the controls, where there are any. Source: part 1, 15.2.5 and 15.2.6."""
    if not book.answers.fields:
        return
    data = package.add("/customXml/item1.xml", CONTENT_TYPE.XML, book.answers.data())
    main.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML, data, "rIdFields")
    properties = package.add(
        "/customXml/itemProps1.xml",
        CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
        book.answers.properties(),
    )
    data.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML_PROPS, properties, "rId1")


def _add_properties(package: _Package, document: Document) -> None:
    metadata = document.metadata
    core = package.add(
        "/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core_properties(metadata)
    )
    package.relate(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    app = package.add(
        "/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, extended_properties(metadata)
    )
    package.relate(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    if metadata.properties:
        custom = package.add(
            "/docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, custom_properties(metadata)
        )
        package.relate(custom, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
