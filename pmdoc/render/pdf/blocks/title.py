"""Build the title block, and the strip of key figures.

In → Out: a title block or key figures in, boxes out.
Must not: choose facts or figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pmdoc.model.document import KeyFigure, KeyFigures, KeyValue, Text, TitleBlock
from pmdoc.model.length import Length
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.blocks.images import ImageBox
from pmdoc.render.pdf.file.structure import Element, text_attribute
from pmdoc.render.pdf.layout.boxes import Box, StackBox
from pmdoc.render.pdf.layout.row_box import RowBox
from pmdoc.render.pdf.layout.rows import TableRow
from pmdoc.render.pdf.layout.rules_and_bars import BandBox, BarBox, RuleBox, SpaceBox
from pmdoc.render.pdf.layout.wrappers import PaddedBox
from pmdoc.render.text.key_figure_strip import StripLayout, measure_strip
from pmdoc.render.text.title_fit import title_scale
from pmdoc.style.style import TextRole, TextStyle

_BAR = (42.0, 4.0)
"""Width and height of the accent bar above the title. Units: points."""


def title_boxes(builder: BoxBuilder, block: TitleBlock, context: BlockContext) -> list[Box]:
    """Return the boxes of logo, bar, kicker, title, subtitle, badges and facts."""
    style, parent = builder.style, context.parent
    cover, body = style.cover, style.text[TextRole.BODY]
    boxes: list[Box] = [*_logo(builder, block, parent)]
    if block.is_cover:
        taken = sum(box.measure(builder.frame[0]) + box.after for box in boxes)
        boxes.append(SpaceBox(max(0.0, cover.above.pt - taken)))
    head = _head(builder, block, parent)
    if block.is_cover and cover.fill:
        band = BandBox(StackBox(head), cover.fill, cover.height.pt, 3 * body.leading.pt / 2)
        band.after = 2 * body.leading.pt
        boxes.append(band)
    else:
        boxes.append(BarBox(style.accent, _BAR, style.text[TextRole.TITLE].size.pt / 2))
        boxes += head
    if block.facts:
        boxes += _facts(builder, block.facts, parent)
    boxes[-1].after = max(boxes[-1].after, style.table.space_after.pt)
    return boxes


def _head(builder: BoxBuilder, block: TitleBlock, parent: Element) -> list[Box]:
    style = builder.style
    text = style.text
    boxes: list[Box] = []
    for words, role, tag in (
        (block.kicker, TextRole.KICKER, "Kicker"),
        (block.title, TextRole.TITLE, "Title"),
        (block.subtitle, TextRole.SUBTITLE, "Subtitle"),
    ):
        if words:
            look = style.on_cover(role) if block.is_cover else text[role]
            if role is TextRole.TITLE:
                look = _scaled(look, _title_scale(builder, words, look))
            boxes.append(builder.plain_text_box(words, look, parent.child(tag)))
    if block.badges:
        inlines = [part for badge in block.badges for part in (badge, Text("  "))][:-1]
        look = text[TextRole.BODY]
        badges = builder.text_box(inlines, look, parent.child("P"))
        badges.before, badges.after = look.space_after.pt, 2 * look.space_after.pt
        boxes.append(badges)
    return boxes


def _title_scale(builder: BoxBuilder, title: str, look: TextStyle) -> float:
    words = [builder.text_width(word, look) for word in title.split()]
    space = builder.text_width("n n", look) - builder.text_width("nn", look)
    return title_scale(words, space, builder.frame[0])


def _logo(builder: BoxBuilder, block: TitleBlock, parent: Element) -> list[Box]:
    logo = builder.style.logo
    if logo is None:
        return []
    words = logo.description(block.organization)
    element = parent.child("Figure", text_attribute("Alt", words)) if words else None
    image = ImageBox(logo.image, element, share=1.0, max_height=builder.frame[1])
    image.desired_height = logo.height.pt
    image.after = 2 * builder.style.text[TextRole.TITLE].size.pt
    return [image]


def _facts(builder: BoxBuilder, facts: Sequence[KeyValue], parent: Element) -> list[Box]:
    """Return the facts as a grid of two columns, each label above its value."""
    text, table = builder.style.text, builder.style.table
    element = parent.child("L")
    boxes: list[Box] = []
    for start in range(0, len(facts), 2):
        cells: list[Box | None] = []
        for fact in facts[start : start + 2]:
            item = element.child("LI")
            label = builder.plain_text_box(fact.label, text[TextRole.KEY], item.child("Lbl"))
            inner = BlockContext(parent=item.child("LBody"), role=TextRole.VALUE)
            stack = StackBox([label, *builder.build(fact.blocks, inner)])
            cells.append(PaddedBox(stack, (0.0, 3 * table.padding_x.pt, 0.0, 0.0)))
        cells += [None] * (2 - len(cells))
        row = RowBox(TableRow(cells, ()), element, (0.0, table.padding_y.pt * 1.25))
        row.top_rule, row.thickness = builder.style.rule, table.rule_width.pt
        boxes.append(row)
    boxes.append(RuleBox(builder.style.rule, 0.0))
    return boxes


def key_figure_boxes(builder: BoxBuilder, block: KeyFigures, context: BlockContext) -> list[Box]:
    """Return the figures side by side on a background, in as many rows as they need."""
    if not block.figures:
        return []
    element = context.parent.child("L")
    table = builder.style.table
    pad = 2.5 * table.padding_x.pt
    measures = _measure(builder, block, 2 * pad)
    look = _scaled(builder.style.text[TextRole.FIGURE_VALUE], measures.scale)
    strips: list[RowBox] = []
    for figures in measures.rows(block.figures):
        cells: list[Box | None] = [_figure(builder, figure, element, look) for figure in figures]
        cells += [None] * (len(measures.widths) - len(cells))
        strip = RowBox(TableRow(cells, ()), element, (pad, pad))
        strip.shares = [width / builder.frame[0] for width in measures.widths]
        strip.background, strip.divider = builder.style.surface, builder.style.rule
        strip.keeps_next = True
        strips.append(strip)
    strips[0].before = strips[-1].after = table.space_after.pt
    strips[-1].keeps_next = False
    return list(strips)


def _measure(builder: BoxBuilder, block: KeyFigures, padding: float) -> StripLayout:
    labels = [_text_width(builder, figure.label, TextRole.FIGURE_LABEL) for figure in block.figures]
    values = [_text_width(builder, figure.value, TextRole.FIGURE_VALUE) for figure in block.figures]
    return measure_strip(labels, values, padding, builder.frame[0])


def _text_width(builder: BoxBuilder, text: str, role: TextRole) -> float:
    """Return the width of a text on one line, a little rounded up so that it stays on it."""
    return builder.text_width(text, builder.style.text[role]) + 0.1


def _scaled(look: TextStyle, scale: float) -> TextStyle:
    return replace(
        look, size=Length(int(look.size * scale)), leading=Length(int(look.leading * scale))
    )


def _figure(builder: BoxBuilder, figure: KeyFigure, parent: Element, look: TextStyle) -> Box:
    text = builder.style.text
    item = parent.child("LI")
    label = builder.plain_text_box(figure.label, text[TextRole.FIGURE_LABEL], item.child("Lbl"))
    body = item.child("LBody")
    boxes: list[Box] = [label]
    value = builder.plain_text_box(figure.value, look, body.child("P"))
    value.before = value.after = 2.0
    boxes.append(value)
    if figure.note:
        note = builder.plain_text_box(figure.note, text[TextRole.FIGURE_NOTE], body.child("P"))
        boxes.append(note)
    return StackBox(boxes)
