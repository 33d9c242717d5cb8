"""PDF: tagged, archivable, laid out by an engine of our own on reportlab's fonts and objects.

In → Out: `RENDERER` is what the registry finds.
Must not: be imported before a PDF is asked for; reportlab takes its time.

A document becomes boxes (`blocks`), boxes fill pages (`pages`), pages are drawn as marked content
(`sheet`), and everything is written as one file (`file`). Platypus is not used: its flowables know
nothing of structure elements, and long tables take ten times as long.
"""

from pmdoc.render.pdf.fonts.isolation import load_reportlab

load_reportlab()

from pmdoc.render.pdf.renderer import PdfRenderer  # noqa: E402 -- the first to import reportlab

__all__ = ["RENDERER"]

RENDERER = PdfRenderer()
