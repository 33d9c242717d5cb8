"""The strip of figures that an executive looks for first.

In → Out: labelled paths in, one `KeyFigures` out; figures without a value are left out.
Must not: show a strip of one.

    - part: key_figures
      items:
        - {label: Duration, value: derived.duration}
"""

from __future__ import annotations

from dataclasses import dataclass

from pmdoc.compose.context import Context
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import Field
from pmdoc.compose.values import pieces_blocks
from pmdoc.compose.words import text_of
from pmdoc.model.document import Block, KeyFigure, KeyFigures, Paragraph, ParagraphRole

_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigureOptions:
    """The options. Shape: two to five of the items are shown, the first that have a value."""

    items: tuple[Field, ...]


def compose(options: KeyFigureOptions, ctx: Context) -> tuple[Block, ...]:
    """Gather the figures; small print of a value becomes the figure's note."""
    figures = []
    for item in options.items:
        blocks = pieces_blocks(item.value, ctx.incident, ctx)
        if not blocks:
            continue
        notes = tuple(b for b in blocks if _is_note(b))
        value = text_of(tuple(b for b in blocks if not _is_note(b)))
        figures.append(KeyFigure(item.label, value, text_of(notes)))
    if len(figures) < 2:
        return ()
    return (KeyFigures(figures=tuple(figures[:_MOST])),)


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is ParagraphRole.NOTE


# A strip of one is left out and a sixth figure too, so the strip is never a value's only place:
# it says that it reads nothing.
PART = Part(name="key_figures", options=KeyFigureOptions, compose=compose)
