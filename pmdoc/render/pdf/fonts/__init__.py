"""Font files, and the glyphs that draw a text.

In → Out: characters and a family of the style in; faces, codes and widths out.
Must not: break lines or draw.
"""
