"""The strip of figures that an executive looks for first.

In → Out: labelled paths in, one `KeyFigures` out; figures without a value are left out.
Must not: show a strip of one.

    - part: key_figures
      items:
        - {label: Duration, value: derived.duration}
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.field_values import value_finder
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import LabelledValue
from pmdoc.compose.paths import is_filled
from pmdoc.compose.values import to_blocks
from pmdoc.model.amount import Amount
from pmdoc.model.document import Block, KeyFigure, KeyFigures, Paragraph, ParagraphRole
from pmdoc.model.document.block_text import block_text
from pmdoc.model.duration import Duration

_MOST = 5
_LONGEST = 20
"""Characters of a figure; more are a sentence, which the text tells better."""
_LONGEST_NOTE = 40


class KeyFiguresOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: two to five of the items are shown, the first that have a figure."""

    items: tuple[LabelledValue, ...]


def compose(options: KeyFiguresOptions, ctx: Context) -> tuple[Block, ...]:
    """Gather the figures; what is not known, or told in words, is left to the text."""
    made = (_figure(item, ctx) for item in options.items)
    figures = tuple(figure for figure in made if figure is not None)
    return (KeyFigures(figures=figures[:_MOST]),) if len(figures) > 1 else ()


def _figure(item: LabelledValue, ctx: Context) -> KeyFigure | None:
    """Make a figure: the number large, its unit and any short remark below it."""
    unit = ""
    for piece in item.value:
        value = value_finder(piece.value, ctx)(ctx.incident)
        if isinstance(value, (Amount, Duration)) and value.value is None:
            continue
        if isinstance(value, Amount) and not isinstance(value.value, str):
            unit, value = value.unit, replace(value, unit="")
        blocks = to_blocks(value, ctx, piece.show) if is_filled(value) else ()
        notes = block_text(tuple(b for b in blocks if _is_note(b)))
        words = block_text(tuple(b for b in blocks if not _is_note(b)))
        if words and len(words) <= _LONGEST:
            notes = notes if len(notes) <= _LONGEST_NOTE else ""
            return KeyFigure(item.label, words, " ".join(filter(None, (unit, notes))))
    return None


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is ParagraphRole.NOTE


# A strip of one is left out and a sixth figure too, so the strip is never a value's only place:
# it says that it reads nothing.
PART = Part(name="key_figures", options=KeyFiguresOptions, compose=compose)
