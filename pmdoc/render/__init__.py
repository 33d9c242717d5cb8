"""Renderers, one module or folder per format.

In → Out: see `renderer_protocol`, which the constant `RENDERER` of each format implements.
Must not: make a content decision; that belongs in `compose`.
"""

from __future__ import annotations

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


def __getattr__(name: str) -> object:
    """Import the protocol when one of its names is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pmdoc.render import renderer_protocol  # noqa: PLC0415 -- slows down `import pmdoc`

    return getattr(renderer_protocol, name)
