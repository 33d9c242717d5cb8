"""Assemble the PDF: pages as they are drawn, then fonts, images, outline, form and metadata.

In → Out: drawn pages in, the bytes of one file out.
Must not: draw.
Source: ISO 32000-1, 7.7 (document structure), 12.5.6.5 (links); ISO 19005-2; ISO 14289-1.
"""

from __future__ import annotations

from pmdoc.model.document import Document
from pmdoc.render.pdf.blocks.builder import BoxBuilder
from pmdoc.render.pdf.file import metadata
from pmdoc.render.pdf.file.embedded_files import embed_files
from pmdoc.render.pdf.file.font_embedding import embed_font
from pmdoc.render.pdf.file.image_object import image_object
from pmdoc.render.pdf.file.objects import stream
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.page_resources import Annotation, PageResources
from pmdoc.render.pdf.file.structure import ROOT, text_attribute, text_string
from pmdoc.render.pdf.forms.acro_form import AcroForm
from pmdoc.render.renderer_protocol import PdfStandard, RenderOptions
from pmdoc.style.style import TextRole


class PdfWriter:
    """Collect everything that a file consists of."""

    def __init__(
        self,
        document: Document,
        resources: PageResources,
        builder: BoxBuilder,
        options: RenderOptions,
    ) -> None:
        self._document = document
        self._options = options
        self._resources = resources
        self._fonts = builder.fonts
        look = builder.style.text[TextRole.TABLE_CELL]
        colors = (builder.style.surface, builder.style.text[TextRole.NOTE].color, look.color)
        font = builder.runs.plain_run(look).font
        self._form = AcroForm(resources.file, font, colors, is_rtl=builder.is_rtl)
        self._file = resources.file
        self._names: list[str] = []

    def add_page(self, canvas: PageCanvas) -> None:
        file = self._file
        content = canvas.finish()
        self._names.append(canvas.name)
        file.add(f"{canvas.name} content", content)
        for link in canvas.annotations:
            file.add(link.name, lambda link=link: self._link(link))  # type: ignore[misc]  # mypy can't infer a lambda's default
        for widget in canvas.widgets:
            self._form.add(widget, canvas.name, self._resources.page_count + widget.key)
        file.add(canvas.name, lambda: self._page(canvas))

    def finish(self) -> bytes:
        file, meta = self._file, self._document.metadata
        file.add("Info", lambda: metadata.info_dictionary(meta))
        file.add("Pages", self._page_tree)
        for face in self._fonts.faces:
            embed_font(face, file)
        for name, image in self._resources.images.items():
            file.add(name, lambda image=image: image_object(image))  # type: ignore[misc]  # mypy can't infer a lambda's default
        xmp = metadata.xmp_packet(meta, self._options.pdf.standard)
        file.add("Metadata", lambda: stream(xmp, "/Type/Metadata/Subtype/XML", is_packed=False))
        self._add_outline()
        self._resources.structure.finish()
        entries = self._output_intent() + embed_files(
            file, self._options.pdf.embedded_files, meta.modified
        )
        if not self._form.is_empty:
            entries += self._form.finish(meta.language)
        file.add("Catalog", lambda: self._catalog(entries))
        return file.write(root="Catalog", info="Info")

    def _page_tree(self) -> str:
        kids = " ".join(self._file.ref(name) for name in self._names)
        return f"<</Type/Pages/Count {len(self._names)}/Kids[{kids}]>>"

    def _page(self, canvas: PageCanvas) -> str:
        file = self._file
        fonts = "".join(f"/{f.resource} {file.ref(f.resource)}" for f in self._fonts.faces)
        images = "".join(f"/{image} {file.ref(image)}" for image in canvas.images)
        resources = f"/Font<<{fonts}>>" + (f"/XObject<<{images}>>" if images else "")
        names = [link.name for link in canvas.annotations]
        names += [widget.name for widget in canvas.widgets]
        annotations = f"/Annots[{' '.join(map(file.ref, names))}]" if names else ""
        return (
            f"<</Type/Page/Parent {file.ref('Pages')}"
            f"/MediaBox[0 0 {canvas.width:.2f} {canvas.height:.2f}]/Resources<<{resources}>>"
            f"/Contents {file.ref(f'{canvas.name} content')}"
            f"/StructParents {canvas.index}/Tabs/S{annotations}>>"
        )

    def _link(self, link: Annotation) -> str:
        key = self._resources.page_count + link.key
        box = " ".join(f"{edge:.2f}" for edge in link.box)
        entries = (
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/StructParent {key}"
            f"{text_attribute('Contents', link.contents)}"
        )
        if link.uri:
            return f"{entries}/A<</S/URI/URI{text_string(_ascii_uri(link.uri))}>>>>"
        return f"{entries}/Dest{self._destination(link.anchor)}>>"

    def _destination(self, anchor: str) -> str:
        """Return the destination of an anchor; an unknown one leads to the first page."""
        page, top = self._resources.anchors.get(anchor, (0, 10_000.0))
        return f"[{self._file.ref(self._names[page])}/XYZ 0 {top:.1f} 0]"

    def _add_outline(self) -> None:
        bookmarks = self._resources.bookmarks
        if not bookmarks:
            return
        objects: list[str] = []
        first = self._file.add("Outline", lambda: objects[0])
        for index in range(len(bookmarks)):
            self._file.add(f"Bookmark {index}", lambda index=index: objects[index + 1])  # type: ignore[misc]  # mypy can't infer a lambda's default
        pages = [self._file.number(name) for name in self._names]
        objects.extend(metadata.outline(bookmarks, first, pages))

    def _catalog(self, entries: str) -> str:
        file = self._file
        bookmarks = ""
        if file.has("Outline"):
            bookmarks = f"/Outlines {file.ref('Outline')}/PageMode/UseOutlines"
        return (
            f"<</Type/Catalog/Pages {file.ref('Pages')}{bookmarks}"
            f"/Lang{text_string(self._document.metadata.language)}"
            f"/MarkInfo<</Marked true>>/StructTreeRoot {file.ref(ROOT)}"
            f"/Metadata {file.ref('Metadata')}/ViewerPreferences<</DisplayDocTitle true>>"
            f"/PageLabels<</Nums[0<</S/D>>]>>{entries}>>"
        )

    def _output_intent(self) -> str:
        """Add the colour profile; without a standard to meet, colours are left to the device."""
        if self._options.pdf.standard is PdfStandard.NONE:
            return ""
        profile = metadata.color_profile()
        self._file.add("Profile", lambda: stream(profile, "/N 3"))
        return (
            "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
            "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
            f"/DestOutputProfile {self._file.ref('Profile')}>>]"
        )


def _ascii_uri(uri: str) -> str:
    """Percent-encode everything but printable ASCII. Source: RFC 3986, 2.1."""
    return "".join(
        character
        if "!" <= character <= "~"
        else "".join(f"%{b:02X}" for b in character.encode("utf-8", "replace"))
        for character in uri
    )
