"""Draw a line of text: its glyphs, backgrounds, strike-through and underlines.

In → Out: a line and its position in; operators on the page out.
Must not: open or close an element; `TextBox` does.
"""

from __future__ import annotations

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.text.line_breaking import PlacedText, TextLine

BADGE_RADIUS = 2.5


def draw_piece(canvas: PageCanvas, piece: PlacedText, x: float, base: float) -> None:
    """Draw the glyphs of one piece. Units: points; `base` is the baseline."""
    run, glyphs = piece.run, piece.glyphs
    if glyphs:  # no tracking, which would pull joined letters apart
        canvas.set_text_state(glyphs[0].face, run.size, run.color)
        canvas.show_glyphs(x + piece.x, base - run.rise, glyphs, run.size)
    else:
        canvas.set_text_state(piece.face, run.size, run.color, run.tracking)
        canvas.show(x + piece.x, base - run.rise, piece.code)


def draw_backgrounds(canvas: PageCanvas, line: TextLine, x: float, base: float) -> None:
    """Draw the backgrounds of badges and code."""
    for left, width, run in line.backgrounds:
        if not run.background:
            continue
        up, down = run.size * 0.96, run.size * 0.34
        radius = BADGE_RADIUS if run.edge else 1.2
        path = canvas.rounded_box_path(
            canvas.to_page_x(x + left, width), base - up, width, up + down, radius
        )
        canvas.paint(path, fill=run.background, edge=run.edge, thickness=0.5)


def draw_rules(canvas: PageCanvas, line: TextLine, x: float, base: float) -> None:
    """Draw strike-throughs, and underlines of links out of the document."""
    for left, width, run in line.backgrounds:
        start = canvas.to_page_x(x + left, width)
        if run.is_struck:
            canvas.draw_rule(start, base - run.size * 0.28, width, run.color, run.size / 16)
        if run.is_underlined:
            canvas.draw_rule(start, base + run.size * 0.14, width, run.color, run.size / 20)
