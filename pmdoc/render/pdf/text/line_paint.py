"""One line on a page: its glyphs, the grounds behind them, the rules through and below them.

In → Out: a placed line and a sheet in; operators on the sheet out.
Must not: open or close an element; the box of the text does.
"""

from __future__ import annotations

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.text.line_breaking import PlacedText, TextLine

BADGE_RADIUS = 2.5


def draw_piece(canvas: PageCanvas, piece: PlacedText, x: float, base: float) -> None:
    """Draw the glyphs of one piece. Units: points; `base` is the base line."""
    run, glyphs = piece.run, piece.glyphs
    if glyphs:  # tracking would tear joined letters apart
        canvas.set_text_state(glyphs[0].face, run.size, run.color)
        canvas.show_glyphs(x + piece.x, base - run.rise, glyphs, run.size)
    else:
        canvas.set_text_state(piece.face, run.size, run.color, run.tracking)
        canvas.show(x + piece.x, base - run.rise, piece.code)


def draw_backgrounds(canvas: PageCanvas, line: TextLine, x: float, base: float) -> None:
    """Draw what stands behind words: badges, code."""
    for left, width, run in line.backgrounds:
        if not run.background:
            continue
        up, down = run.size * 0.96, run.size * 0.34
        radius = BADGE_RADIUS if run.edge else 1.2
        path = canvas.rounded_box_path(
            canvas.to_page_x(x + left, width), base - up, width, up + down, radius
        )
        canvas.paint(path, fill=run.background, edge=run.edge, thickness=0.5)


def draw_lines(canvas: PageCanvas, line: TextLine, x: float, base: float) -> None:
    """Strike words out, and underline what leads out of the document."""
    for left, width, run in line.backgrounds:
        if run.is_struck:
            thickness = run.size / 16
            canvas.draw_rule(
                canvas.to_page_x(x + left, width),
                base - run.size * 0.28,
                width,
                run.color,
                thickness,
            )
        if run.is_underlined:
            canvas.draw_rule(
                canvas.to_page_x(x + left, width),
                base + run.size * 0.14,
                width,
                run.color,
                run.size / 20,
            )
