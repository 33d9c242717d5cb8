"""Text measurements for both renderers: fonts, widths, line breaks, writing direction.

In → Out: text and a style in; widths, breaks and plain text out.
Must not: import a renderer.
"""
