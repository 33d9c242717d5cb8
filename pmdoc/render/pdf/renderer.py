"""The PDF renderer: boxes made, poured into pages, drawn, and written as one tagged file.

In → Out: a `Document` and a `Style` in, the bytes of a PDF 1.7 file out.
Must not: look at a clock or the environment; the same document and style give the same bytes.
Source: ISO 32000-1; the file claims ISO 14289-1 (PDF/UA-1) and ISO 19005-2 level A (PDF/A-2a).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pmdoc.model.document import Block, Document, Heading
from pmdoc.render.pdf import metadata
from pmdoc.render.pdf.blocks import block_boxes
from pmdoc.render.pdf.boxes import Box
from pmdoc.render.pdf.embed import embed
from pmdoc.render.pdf.file import PdfFile, stream
from pmdoc.render.pdf.fonts import FontBook
from pmdoc.render.pdf.furniture import PageFurniture
from pmdoc.render.pdf.maker import Here, Maker
from pmdoc.render.pdf.pages import draw_pages, paginate
from pmdoc.render.pdf.pictures import image_object
from pmdoc.render.pdf.sheet import Annotation, Ledger, Sheet
from pmdoc.render.pdf.structure import Element, Structure, text_string
from pmdoc.render.renderer import AS_USUAL, Rendered, RenderOptions
from pmdoc.style.style import Style


class PdfRenderer:
    """Makes accessible, archivable PDF files."""

    name = "pdf"
    suffix = ".pdf"
    description = "PDF, tagged for accessibility (PDF/UA-1) and fit for archives (PDF/A-2a)"

    def render(
        self,
        document: Document,
        style: Style,
        options: RenderOptions = AS_USUAL,  # noqa: ARG002 -- nothing here depends on them yet
    ) -> Rendered:
        """Lay the document out and write it.

        Raises:
            StyleError: a font can't be read or embedded.

        Problems: `glyph-missing` for each character that no font of the style has.
        """
        with _garbage_kept():
            return self._render(document, style)

    def _render(self, document: Document, style: Style) -> Rendered:
        fonts = FontBook(style)
        structure = Structure()
        maker = Maker(style, fonts, (style.page.text_width.pt, 1.0), block_boxes)
        furniture = PageFurniture(document, maker)
        top, bottom = furniture.frame
        maker.frame = (style.page.text_width.pt, max(72.0, bottom - top))
        boxes = _sectioned(document.blocks, maker, structure.root)
        pages = paginate(boxes, *maker.frame)
        ledger = Ledger(structure, len(pages))
        sheets = list(draw_pages(pages, ledger, furniture, style.page))
        data = _Writer(document, ledger, fonts).write(sheets)
        return Rendered(data=data, problems=fonts.problems)


@contextmanager
def _garbage_kept() -> Iterator[None]:
    """Pause the search for cycles: boxes make none, and looking takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _sectioned(blocks: Sequence[Block], maker: Maker, root: Element) -> list[Box]:
    """Make all boxes; each heading opens a section, inside that of the level above."""
    boxes: list[Box] = []
    sections: list[tuple[int, Element]] = [(0, root)]
    for block in blocks:
        if isinstance(block, Heading):
            while sections[-1][0] >= block.level:
                sections.pop()
            sections.append((block.level, sections[-1][1].child("Sect")))
        boxes.extend(maker.boxes((block,), Here(parent=sections[-1][1])))
    return boxes


class _Writer:
    """Gathers everything into one file."""

    def __init__(self, document: Document, ledger: Ledger, fonts: FontBook) -> None:
        self._document = document
        self._ledger = ledger
        self._fonts = fonts
        self._file = PdfFile()
        self._page_numbers: list[int] = []

    def write(self, sheets: Sequence[Sheet]) -> bytes:
        """Add all objects, then write them."""
        file, meta = self._file, self._document.metadata
        file.add("Info", lambda: metadata.info(meta))
        names = [f"Page {sheet.index}" for sheet in sheets]
        file.add("Pages", lambda: self._page_tree(names))
        for face in self._fonts.faces:
            embed(face, file)
        for name, image in self._ledger.images.items():
            file.add(name, lambda image=image: image_object(image))  # type: ignore[misc]  # mypy can't infer a lambda's default
        for name, sheet in zip(names, sheets, strict=True):
            self._add_page(name, sheet)
        self._page_numbers = [file.number(name) for name in names]
        xmp = metadata.xmp(meta)
        file.add("Metadata", lambda: stream(xmp, "/Type/Metadata/Subtype/XML", is_packed=False))
        profile = metadata.color_profile()
        file.add("Profile", lambda: stream(profile, "/N 3"))
        self._add_outline()
        return file.write(self._ledger.structure, names, self._catalog)

    def _page_tree(self, names: Sequence[str]) -> str:
        kids = " ".join(self._file.ref(name) for name in names)
        return f"<</Type/Pages/Count {len(names)}/Kids[{kids}]>>"

    def _add_page(self, name: str, sheet: Sheet) -> None:
        file = self._file
        content = stream(sheet.content.encode("latin-1"))
        file.add(f"{name} content", lambda: content)
        for one in sheet.annotations:
            file.add(one.name, lambda one=one: self._annotation(one))  # type: ignore[misc]  # mypy can't infer a lambda's default
        file.add(name, lambda: self._page(name, sheet))

    def _page(self, name: str, sheet: Sheet) -> str:
        file = self._file
        fonts = "".join(f"/{f.resource} {file.ref(f.resource)}" for f in self._fonts.faces)
        images = "".join(f"/{image} {file.ref(image)}" for image in sheet.images)
        resources = f"/Font<<{fonts}>>" + (f"/XObject<<{images}>>" if images else "")
        links = " ".join(file.ref(one.name) for one in sheet.annotations)
        links = f"/Annots[{links}]" if links else ""
        return (
            f"<</Type/Page/Parent {file.ref('Pages')}"
            f"/MediaBox[0 0 {sheet.width:.2f} {sheet.height:.2f}]/Resources<<{resources}>>"
            f"/Contents {file.ref(f'{name} content')}/StructParents {sheet.index}/Tabs/S{links}>>"
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
        return f"[{self._page_numbers[page]} 0 R/XYZ 0 {top:.1f} 0]"

    def _add_outline(self) -> None:
        marks = self._ledger.bookmarks
        if not marks:
            return
        objects: list[str] = []
        first = self._file.add("Outline", lambda: objects[0])
        for at in range(len(marks)):
            self._file.add(f"Bookmark {at}", lambda at=at: objects[at + 1])  # type: ignore[misc]  # mypy can't infer a lambda's default
        objects.extend(metadata.outline(marks, first, self._page_numbers))

    def _catalog(self, tree: int) -> str:
        file = self._file
        bookmarks = ""
        if file.has("Outline"):
            bookmarks = f"/Outlines {file.ref('Outline')}/PageMode/UseOutlines"
        return (
            f"<</Type/Catalog/Pages {file.ref('Pages')}{bookmarks}"
            f"/Lang{text_string(self._document.metadata.language)}"
            f"/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R"
            f"/Metadata {file.ref('Metadata')}/ViewerPreferences<</DisplayDocTitle true>>"
            "/PageLabels<</Nums[0<</S/D>>]>>"
            "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
            "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
            f"/DestOutputProfile {file.ref('Profile')}>>]>>"
        )


def _ascii(uri: str) -> str:
    """Percent-encode what a URI must not hold as it is. Source: RFC 3986, 2.1."""
    return "".join(
        character
        if "!" <= character <= "~"
        else "".join(f"%{b:02X}" for b in character.encode("utf-8", "replace"))
        for character in uri
    )
