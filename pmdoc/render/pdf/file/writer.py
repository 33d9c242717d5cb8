"""The objects of the file: pages as they are drawn, then fonts, pictures, outline and metadata.

In → Out: finished sheets in, the bytes of one file out.
Must not: draw, or keep what a page was drawn from.
Source: ISO 32000-1, 7.7 (document structure), 12.5.6.5 (links); ISO 19005-2; ISO 14289-1.
"""

from __future__ import annotations

from pmdoc.model.document import Document
from pmdoc.render.pdf.blocks.builder import BoxBuilder
from pmdoc.render.pdf.blocks.images import image_object
from pmdoc.render.pdf.file import metadata
from pmdoc.render.pdf.file.embedded_files import embed_files
from pmdoc.render.pdf.file.font_embedding import embed
from pmdoc.render.pdf.file.objects import stream
from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.file.page_resources import Annotation, PageResources
from pmdoc.render.pdf.file.structure import ROOT, text_string
from pmdoc.render.pdf.forms.acro_form import AcroForm
from pmdoc.render.renderer_protocol import PdfStandard, RenderOptions
from pmdoc.style.style import TextRole


class Writer:
    """Gathers everything into one file."""

    def __init__(
        self, document: Document, ledger: PageResources, maker: BoxBuilder, options: RenderOptions
    ) -> None:
        self._document = document
        self._options = options
        self._ledger = ledger
        self._fonts = maker.fonts
        look = maker.style.text[TextRole.TABLE_CELL]
        colors = (maker.style.surface, maker.style.text[TextRole.NOTE].color, look.color)
        chain = maker.runs.plain(look).chain
        self._form = AcroForm(ledger.file, chain, colors, is_rtl=maker.is_rtl)
        self._file = ledger.file
        self._names: list[str] = []

    def add_page(self, sheet: PageCanvas) -> None:
        """Take a page that is drawn."""
        file = self._file
        content = sheet.finish()
        self._names.append(sheet.name)
        file.add(f"{sheet.name} content", content)
        for one in sheet.annotations:
            file.add(one.name, lambda one=one: self._annotation(one))  # type: ignore[misc]  # mypy can't infer a lambda's default
        for widget in sheet.widgets:
            self._form.add(widget, sheet.name, self._ledger.page_count + widget.key)
        file.add(sheet.name, lambda: self._page(sheet))

    def finish(self) -> bytes:
        """Add all that belongs to no page, then write everything."""
        file, meta = self._file, self._document.metadata
        file.add("Info", lambda: metadata.info(meta))
        file.add("Pages", self._page_tree)
        for face in self._fonts.faces:
            embed(face, file)
        for name, image in self._ledger.images.items():
            file.add(name, lambda image=image: image_object(image))  # type: ignore[misc]  # mypy can't infer a lambda's default
        xmp = metadata.xmp(meta, self._options.pdf.standard)
        file.add("Metadata", lambda: stream(xmp, "/Type/Metadata/Subtype/XML", is_packed=False))
        self._add_outline()
        self._ledger.structure.finish()
        further = self._intent() + embed_files(
            file, self._options.pdf.embedded_files, meta.modified
        )
        if not self._form.is_empty:
            further += self._form.finish(meta.language)
        file.add("Catalog", lambda: self._catalog(further))
        return file.write(root="Catalog", info="Info")

    def _page_tree(self) -> str:
        kids = " ".join(self._file.ref(name) for name in self._names)
        return f"<</Type/Pages/Count {len(self._names)}/Kids[{kids}]>>"

    def _page(self, sheet: PageCanvas) -> str:
        file = self._file
        fonts = "".join(f"/{f.resource} {file.ref(f.resource)}" for f in self._fonts.faces)
        images = "".join(f"/{image} {file.ref(image)}" for image in sheet.images)
        resources = f"/Font<<{fonts}>>" + (f"/XObject<<{images}>>" if images else "")
        names = [one.name for one in sheet.annotations] + [one.name for one in sheet.widgets]
        links = " ".join(map(file.ref, names))
        links = f"/Annots[{links}]" if links else ""
        return (
            f"<</Type/Page/Parent {file.ref('Pages')}"
            f"/MediaBox[0 0 {sheet.width:.2f} {sheet.height:.2f}]/Resources<<{resources}>>"
            f"/Contents {file.ref(f'{sheet.name} content')}"
            f"/StructParents {sheet.index}/Tabs/S{links}>>"
        )

    def _annotation(self, one: Annotation) -> str:
        key = self._ledger.page_count + one.key
        box = " ".join(f"{edge:.2f}" for edge in one.box)
        words = (
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/StructParent {key}"
            f"/Contents{text_string(one.contents)}"
        )
        if one.uri:
            return f"{words}/A<</S/URI/URI{text_string(_ascii(one.uri))}>>>>"
        return f"{words}/Dest{self._destination(one.anchor)}>>"

    def _destination(self, anchor: str) -> str:
        """Write where an anchor stands; one that stands nowhere leads to the first page."""
        page, top = self._ledger.anchors.get(anchor, (0, 10_000.0))
        return f"[{self._file.ref(self._names[page])}/XYZ 0 {top:.1f} 0]"

    def _add_outline(self) -> None:
        marks = self._ledger.bookmarks
        if not marks:
            return
        objects: list[str] = []
        first = self._file.add("Outline", lambda: objects[0])
        for at in range(len(marks)):
            self._file.add(f"Bookmark {at}", lambda at=at: objects[at + 1])  # type: ignore[misc]  # mypy can't infer a lambda's default
        pages = [self._file.number(name) for name in self._names]
        objects.extend(metadata.outline(marks, first, pages))

    def _catalog(self, further: str) -> str:
        file = self._file
        bookmarks = ""
        if file.has("Outline"):
            bookmarks = f"/Outlines {file.ref('Outline')}/PageMode/UseOutlines"
        return (
            f"<</Type/Catalog/Pages {file.ref('Pages')}{bookmarks}"
            f"/Lang{text_string(self._document.metadata.language)}"
            f"/MarkInfo<</Marked true>>/StructTreeRoot {file.ref(ROOT)}"
            f"/Metadata {file.ref('Metadata')}/ViewerPreferences<</DisplayDocTitle true>>"
            f"/PageLabels<</Nums[0<</S/D>>]>>{further}>>"
        )

    def _intent(self) -> str:
        """Add the colours' meaning; a file that promises nothing leaves them to the device."""
        if self._options.pdf.standard is PdfStandard.NONE:
            return ""
        profile = metadata.color_profile()
        self._file.add("Profile", lambda: stream(profile, "/N 3"))
        return (
            "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
            "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
            f"/DestOutputProfile {self._file.ref('Profile')}>>]"
        )


def _ascii(uri: str) -> str:
    """Percent-encode what a URI must not hold as it is. Source: RFC 3986, 2.1."""
    return "".join(
        character
        if "!" <= character <= "~"
        else "".join(f"%{b:02X}" for b in character.encode("utf-8", "replace"))
        for character in uri
    )
