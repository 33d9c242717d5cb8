"""Renderers, one module or folder per format.

In → Out: a document and a style in, the bytes of a file out; see `renderer_protocol`.
Must not: decide content; `compose` does.
"""

from pmdoc.render.renderer_protocol import (
    AS_USUAL,
    EmbeddedFile,
    PdfStandard,
    Relationship,
    Rendered,
    Renderer,
    RenderOptions,
    TemplateFile,
)

__all__ = [
    "AS_USUAL",
    "EmbeddedFile",
    "PdfStandard",
    "Relationship",
    "RenderOptions",
    "Rendered",
    "Renderer",
    "TemplateFile",
]
