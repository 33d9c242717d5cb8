"""Renderers, one module or folder per format.

In → Out: see `renderer_protocol`, which the constant `RENDERER` of each format implements.
Must not: make a content decision; that belongs in `compose`.
"""

from __future__ import annotations

from pmdoc.runtime.lazy_exports import lazy_exports

TYPE_CHECKING = False  # importing `typing` would slow down `import pmdoc`
if TYPE_CHECKING:
    from pmdoc.render.renderer_protocol import (
        AS_USUAL,
        DocxOptions,
        EmbeddedFile,
        PdfOptions,
        PdfStandard,
        Relationship,
        Rendered,
        Renderer,
        RenderOptions,
        TemplateFile,
    )

__all__ = [
    "AS_USUAL",
    "DocxOptions",
    "EmbeddedFile",
    "PdfOptions",
    "PdfStandard",
    "Relationship",
    "RenderOptions",
    "Rendered",
    "Renderer",
    "TemplateFile",
]

__getattr__ = lazy_exports(__name__, {"renderer_protocol": " ".join(__all__)})
