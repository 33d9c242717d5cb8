"""The Word renderer: a document and a style in, WordprocessingML with named styles out.

In → Out: a `Document` and a `Style` in, the bytes of a .docx out.
Must not: know an incident field, a translation, the clock, or a disk but for the style's fonts.
Source: ECMA-376 (Office Open XML), transitional; ISO/IEC 29500-4.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.model.document import Document
from pmdoc.render.renderer_protocol import AS_USUAL, Rendered, RenderOptions
from pmdoc.style.style import Style

__all__ = ["RENDERER", "DocxRenderer"]


class DocxRenderer(Struct, frozen=True, kw_only=True):
    """Writes Word files."""

    name: str = "docx"
    suffix: str = ".docx"
    description: str = "Word document (.docx): every look a named style, fonts embedded"

    def render(
        self, document: Document, style: Style, options: RenderOptions = AS_USUAL
    ) -> Rendered:
        """Lay the document out.

        Raises:
            RenderError: a picture is in a format that Word can't show.
            StyleError: a font that the style names can't be read.
        """
        # What writes a file takes a while to load; a list of renderers does not need it.
        from pmdoc.render.docx.renderer import write_package  # noqa: PLC0415 - see above

        data, problems = write_package(document, style, options)
        return Rendered(data=data, problems=problems)


RENDERER = DocxRenderer()
