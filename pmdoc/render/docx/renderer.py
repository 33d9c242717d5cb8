"""Write a Word file: each part, and its relationships to the others.

In → Out: a `Document` and a `Style` in, the bytes of a .docx out.
Must not: take anything from a clock or the machine.
Source: ECMA-376 part 2 (Open Packaging Conventions); part 1, 11.3 (part types).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from pmdoc.diagnostics.errors import RenderError
from pmdoc.diagnostics.problem import Problem
from pmdoc.model.document import Document, Image, PageKind, RunningLine
from pmdoc.render.docx.blocks.footnotes import footnotes_part, write_footnotes
from pmdoc.render.docx.blocks.headers_footers import header_footer_part, write_footer, write_header
from pmdoc.render.docx.body import body_part, header_footer_id, make_context, page_kinds, write_body
from pmdoc.render.docx.charts.chart_xml import SHAPES_ID, WORKBOOK_ID
from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.flow import FlowWriter
from pmdoc.render.docx.ooxml.package import ContentType, Package, PackagePart, Relation
from pmdoc.render.docx.properties import (
    core_properties,
    custom_properties,
    extended_properties,
    settings,
)
from pmdoc.render.docx.style_parts import StyleParts, make_style_parts
from pmdoc.render.docx.styles.font_table import font_parts
from pmdoc.render.docx.template.finishers import apply_finishers
from pmdoc.render.renderer_protocol import RenderOptions, TemplateFile
from pmdoc.style.script_fonts import missing_glyph_problems
from pmdoc.style.style import Style, TextRole

if TYPE_CHECKING:
    from lxml import etree

    from pmdoc.render.docx.template.merge import TemplateStyles

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", ContentType.PNG, "png"),
    (b"\xff\xd8\xff", ContentType.JPEG, "jpg"),
    (b"GIF8", ContentType.GIF, "gif"),
)
"""The first bytes of the image files that Word shows. Source: ISO/IEC 15948, 5.2; ITU-T T.81, B."""


class _HeaderFooter:
    """The header or footer of some pages, with the letterhead of a template.

    Shape: `side` is `header` or `footer`; `page_type` is `default`, `first` or `even`.
    """

    def __init__(self, side: str, kind: PageKind, page_type: str, flow: FlowWriter) -> None:
        self.side, self.flow = side, flow
        self.relation_id = header_footer_id(side, kind, page_type, flow.context.page_types)
        self.letterhead: list[etree._Element] = []
        template = flow.context.template_styles
        if template is not None and template.letterhead is not None:
            part = template.letterhead.of(side, page_type)
            if part is not None:
                from pmdoc.render.docx.blocks import letterhead_xml  # noqa: PLC0415 -- needs lxml

                self.letterhead = letterhead_xml.copy_letterhead(part, flow)

    def add_to(self, package: Package, main: PackagePart, media: list[PackagePart]) -> None:
        """Add the part, once the template's styles have their ids in the report."""
        is_header, letterhead = self.side == "header", ""
        template = self.flow.context.template_styles
        if template is not None and self.letterhead:
            from pmdoc.render.docx.blocks import letterhead_xml  # noqa: PLC0415 -- needs lxml

            letterhead = letterhead_xml.letterhead_xml(self.letterhead, template.style_ids)
        number = sum(name.startswith(f"/word/{self.side}") for name in package.names) + 1
        part = package.add(
            f"/word/{self.side}{number}.xml",
            ContentType.HEADER if is_header else ContentType.FOOTER,
            header_footer_part(self.flow, is_header=is_header, letterhead=letterhead),
        )
        relation = Relation.HEADER if is_header else Relation.FOOTER
        main.relate(relation, part, self.relation_id)
        _relate_flow(part, self.flow, media)


def write_package(
    document: Document, style: Style, options: RenderOptions
) -> tuple[bytes, tuple[Problem, ...]]:
    """Write a whole file; return it with the problems that came up.

    Raises:
        RenderError: a picture is in a format that Word can't show, or an installed finisher fails.
        StyleError: the template can't be used.

    Problems: `glyph-missing` for each character that no font has; with a template,
    `template-style-missing` and `letterhead-incomplete`.
    """
    template = _open_template(options.docx.template, style)
    context = make_context(document, template.apply_page(style) if template else style, options)
    context.template_styles = template
    body = write_body(context, document)
    footnotes = write_footnotes(context, body.footnotes) if body.footnotes else None
    pages = {kind: context.style.page.of_kind(kind) for kind in page_kinds(document)}
    cover = replace(document, header=RunningLine(), footer=RunningLine(), watermark="")
    texts = {kind: cover if kind is PageKind.COVER else document for kind in pages}
    headers_footers = [
        _HeaderFooter(side, kind, page_type, write(context, texts[kind], page))
        for side, write in (("header", write_header), ("footer", write_footer))
        for kind, page in pages.items()
        for page_type in context.page_types
    ]
    package = Package()
    main = package.add("/word/document.xml", ContentType.DOCUMENT, body_part(body))
    package.relate(main, Relation.DOCUMENT)
    media = [_add_image(package, index, image) for index, image in enumerate(context.images, 1)]
    _relate_flow(main, body, media)
    _add_charts(package, main, body)
    style_parts = make_style_parts(context, main.data)
    for header_footer in headers_footers:
        header_footer.add_to(package, main, media)
    if footnotes is not None:
        data = footnotes_part(footnotes)
        part = package.add("/word/footnotes.xml", ContentType.FOOTNOTES, data)
        main.relate(Relation.FOOTNOTES, part, "rIdFootnotes")
        _relate_flow(part, footnotes, media)
    if context.comments.comments:
        part = package.add("/word/comments.xml", ContentType.COMMENTS, context.comments.part())
        main.relate(Relation.COMMENTS, part, "rIdComments")
    _add_style_parts(package, main, style_parts, body)
    _add_content_controls(package, main, context)
    _add_properties(package, document)
    missing = missing_glyph_problems(context.faces.missing)
    return apply_finishers(package.save(), document), (*style_parts.problems, *missing)


def _open_template(file: TemplateFile | None, style: Style) -> TemplateStyles | None:
    if file is None:
        return None
    from pmdoc.render.docx.template.merge import open_template  # noqa: PLC0415 -- needs lxml

    return open_template(file, style)


def _relate_flow(part: PackagePart, flow: FlowWriter, media: list[PackagePart]) -> None:
    for target, relation in flow.links.items():
        part.relate(Relation.HYPERLINK, target, relation, is_external=True)
    for index, relation in flow.pictures.items():
        part.relate(Relation.IMAGE, media[index], relation)


def _add_charts(package: Package, main: PackagePart, body: FlowWriter) -> None:
    for index, relation in body.charts.items():
        parts, number = body.context.charts[index], index + 1
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
    for signature, content_type, suffix in _SIGNATURES:
        if image.data.startswith(signature):
            return package.add(f"/word/media/image{number}.{suffix}", content_type, image.data)
    raise RenderError(
        f"A picture of type {image.media_type} can't be shown in Word.",
        hint="Save it as PNG or JPEG.",
    )


def _add_style_parts(
    package: Package, main: PackagePart, style_parts: StyleParts, body: FlowWriter
) -> None:
    context = body.context
    fonts, embedded = font_parts(context.style, context.faces.used.values())
    data = settings(context, has_fonts=bool(embedded), has_footnotes=bool(body.footnotes))
    parts = (
        ("styles", ContentType.STYLES, Relation.STYLES, style_parts.styles),
        ("numbering", ContentType.NUMBERING, Relation.NUMBERING, style_parts.numbering),
        ("fontTable", ContentType.FONT_TABLE, Relation.FONT_TABLE, fonts),
        ("theme/theme1", ContentType.THEME, Relation.THEME, style_parts.theme),
        ("settings", ContentType.SETTINGS, Relation.SETTINGS, data),
    )
    for index, (name, content_type, relation, xml) in enumerate(parts, 1):
        part = package.add(f"/word/{name}.xml", content_type, xml)
        main.relate(relation, part, f"rId{index}")
        if relation is Relation.FONT_TABLE:
            for font in embedded:
                face = package.add(f"/word/fonts/{font.name}", ContentType.FONT, font.data)
                part.relate(Relation.FONT, face, font.relation)


def _add_content_controls(package: Package, main: PackagePart, context: DocumentContext) -> None:
    controls = context.content_controls
    if not controls.fields:
        return
    if controls.prompts:
        from pmdoc.render.docx.forms import glossary  # noqa: PLC0415 -- few builds have prompts

        data = glossary.glossary_part(controls.prompts)
        prompts = package.add("/word/glossary/document.xml", ContentType.GLOSSARY, data)
        main.relate(Relation.GLOSSARY, prompts, "rIdGlossary")
        data = glossary.glossary_styles(context.style.text[TextRole.NOTE].color)
        styles = package.add("/word/glossary/styles.xml", ContentType.STYLES, data)
        prompts.relate(Relation.STYLES, styles, "rId1")
    item = package.add("/customXml/item1.xml", ContentType.XML, controls.data())
    main.relate(Relation.CUSTOM_XML, item, "rIdFields")
    properties = package.add(
        "/customXml/itemProps1.xml", ContentType.CUSTOM_XML_PROPERTIES, controls.properties()
    )
    item.relate(Relation.CUSTOM_XML_PROPERTIES, properties, "rId1")


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
