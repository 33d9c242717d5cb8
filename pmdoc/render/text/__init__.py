"""Text measurements that both renderers share: fonts, widths, line breaks, direction.

In → Out: text and a style in; widths, breaks and plain text out.
Must not: import a renderer.
"""
