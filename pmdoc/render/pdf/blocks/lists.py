"""Build lists with hanging markers and nested items.

In → Out: a list in, one box an item out.
Must not: continue the numbers of another list; each list has its start.
Source: ISO 32000-1, 14.8.4.3.3 (L, LI, Lbl, LBody), 14.8.5.5 (ListNumbering).
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from pmdoc.model.document import ItemList, ListItem, is_line_to_write_on
from pmdoc.render.pdf.blocks.builder import BlockContext, BoxBuilder
from pmdoc.render.pdf.file.structure import Element, attribute
from pmdoc.render.pdf.forms.form_fields import FieldBox
from pmdoc.render.pdf.layout.boxes import Box, StackBox
from pmdoc.render.pdf.layout.wrappers import AnchoredBox, MarkerBox
from pmdoc.render.pdf.text.paragraph import TextBox
from pmdoc.render.text.list_markers import bullet, item_mark
from pmdoc.style.style import TextRole

_BULLET_KINDS = {"•": "/Disc", "–": "/None", "◦": "/Circle"}


def list_boxes(builder: BoxBuilder, block: ItemList, context: BlockContext) -> list[Box]:
    """Return one box an item."""
    if not block.items:
        return []
    level = context.depth
    kind = "/Decimal" if block.ordered else _BULLET_KINDS[bullet(level)]
    element = context.parent.child("L", attribute("List", ListNumbering=kind))
    look = builder.style.text[context.role]
    markers = [item_mark(block, index, level) for index in range(len(block.items))]
    widest = max(builder.text_width(marker, look) for marker in dict.fromkeys(markers))
    indent = max(builder.style.indent.pt, widest + 0.35 * look.size.pt)
    gap, after = builder.style.item_gap.pt, look.space_after.pt
    boxes: list[Box] = []
    for item, marker in zip(block.items, markers, strict=True):
        box = _item_box(builder, (item, marker, indent), element, context)
        box.before = gap
        box.after = gap if len(item.blocks) == 1 else after
        boxes.append(AnchoredBox(box, item.anchor) if item.anchor else box)
    boxes[-1].after = gap if context.depth else after
    return boxes


def _item_box(
    builder: BoxBuilder, item: tuple[ListItem, str, float], parent: Element, context: BlockContext
) -> Box:
    content, marker, indent = item
    element = parent.child("LI")
    first = content.blocks[0] if content.blocks else None
    # a line to write on shares its baseline with the marker
    look = builder.style.text[TextRole.BLANK if is_line_to_write_on(first) else context.role]
    label_element = element.child("Lbl")
    label: Box
    if content.field and builder.is_fillable:
        label = FieldBox(content.field, label_element, look, look.leading.pt)
    else:
        label = builder.plain_text_box(marker + " ", look, label_element)
    inner = replace(context, parent=element.child("LBody"), depth=context.depth + 1)
    boxes = builder.build(content.blocks, inner)
    # the parts of an item are closer to each other than to the next item
    for above, below in pairwise(boxes):
        if isinstance(below, (MarkerBox, TextBox)) and isinstance(above, (MarkerBox, TextBox)):
            above.after = builder.style.item_gap.pt
            below.before = min(below.before, above.after)
    return MarkerBox(label, StackBox(boxes), indent)
