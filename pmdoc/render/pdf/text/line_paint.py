"""One line on a page: its glyphs, the grounds behind them, the rules through and below them.

In → Out: a placed line and a sheet in; operators on the sheet out.
Must not: open or close an element; the box of the text does.
"""

from __future__ import annotations

from pmdoc.render.pdf.file.page_canvas import PageCanvas
from pmdoc.render.pdf.text.line_breaking import PlacedText, TextLine

BADGE_RADIUS = 2.5


def draw_piece(sheet: PageCanvas, piece: PlacedText, x: float, base: float) -> None:
    """Draw the glyphs of one piece. Units: points; `base` is the base line."""
    run, glyphs = piece.run, piece.glyphs
    if glyphs:  # tracking would tear joined letters apart
        sheet.type(glyphs[0].face, run.size, run.color)
        sheet.show_glyphs(x + piece.x, base - run.rise, glyphs, run.size)
    else:
        sheet.type(piece.face, run.size, run.color, run.tracking)
        sheet.show(x + piece.x, base - run.rise, piece.code)


def draw_grounds(sheet: PageCanvas, line: TextLine, x: float, base: float) -> None:
    """Draw what stands behind words: badges, code."""
    for left, width, run in line.grounds:
        if not run.ground:
            continue
        up, down = run.size * 0.96, run.size * 0.34
        radius = BADGE_RADIUS if run.edge else 1.2
        path = sheet.round_box(sheet.left(x + left, width), base - up, width, up + down, radius)
        sheet.path(path, fill=run.ground, edge=run.edge, thickness=0.5)


def draw_lines(sheet: PageCanvas, line: TextLine, x: float, base: float) -> None:
    """Strike words out, and underline what leads out of the document."""
    for left, width, run in line.grounds:
        if run.is_struck:
            thickness = run.size / 16
            sheet.rule(
                sheet.left(x + left, width), base - run.size * 0.28, width, run.color, thickness
            )
        if run.is_underlined:
            sheet.rule(
                sheet.left(x + left, width), base + run.size * 0.14, width, run.color, run.size / 20
            )
