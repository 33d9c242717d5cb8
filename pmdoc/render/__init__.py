"""Renderers, one module or folder a format.

In → Out: see `renderer` for the protocol that each format's constant `RENDERER` fulfils.
Must not: make a content decision; that belongs in `compose`.
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
