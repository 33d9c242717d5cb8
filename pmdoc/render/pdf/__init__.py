"""The PDF renderer: tagged, archivable files from a layout engine of our own.

In → Out: the constant `RENDERER` out.
Must not: be imported before a PDF is rendered, as reportlab is slow to import.

Blocks become boxes (`blocks`), boxes are laid out on pages (`layout`) and drawn as marked content
(`file`), and `writer` assembles the file. reportlab only reads fonts and makes subsets. Its
Platypus is not used: its flowables know nothing of structure elements, and long tables take ten
times as long.
"""

from pmdoc.render.pdf.fonts.isolation import load_reportlab

load_reportlab()

from pmdoc.render.pdf.renderer import PdfRenderer  # noqa: E402 -- the first to import reportlab

__all__ = ["RENDERER"]

RENDERER = PdfRenderer()
