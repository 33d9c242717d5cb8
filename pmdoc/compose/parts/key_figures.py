"""A strip of the figures that executives look for first.

In → Out: labelled paths in, one `KeyFigures` out; figures without a value are left out.
Must not: show a single figure.

    - part: key_figures
      items:
        - {label: Duration, value: derived.duration}
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from pmdoc.compose.context import Context
from pmdoc.compose.formatting.field_values import value_finder
from pmdoc.compose.formatting.values import to_blocks
from pmdoc.compose.part import Part
from pmdoc.compose.parts.fields import LabelledValue
from pmdoc.compose.paths import is_filled
from pmdoc.compose.shown import ShownValues
from pmdoc.model.amount import Amount, Duration
from pmdoc.model.document import Block, KeyFigure, KeyFigures, Paragraph, ParagraphRole
from pmdoc.model.document.block_text import block_text

_MAX_FIGURES = 5
_MAX_LENGTH = 20
"""Characters of a figure. A longer one is a sentence, and belongs in the text."""


class KeyFiguresOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: the first five items with a figure are shown, or none if only one has."""

    items: tuple[LabelledValue, ...]


def _compose(options: KeyFiguresOptions, ctx: Context) -> tuple[Block, ...]:
    made = (_make_figure(item, ctx) for item in options.items)
    figures = [figure for figure in made if figure is not None][:_MAX_FIGURES]
    if len(figures) < 2:
        return ()
    for _, shown in figures:
        ctx.shown.add_all(shown)
    return (KeyFigures(figures=tuple(figure for figure, _ in figures)),)


def _make_figure(item: LabelledValue, ctx: Context) -> tuple[KeyFigure, ShownValues] | None:
    """Return a figure, and the values that the report shows if the strip has room for it."""
    unit = ""
    for field in item.value:
        shown = ShownValues()
        ctx = replace(ctx, shown=shown)
        stated = value = value_finder(field.value, ctx)(ctx.incident)
        if isinstance(value, (Amount, Duration)) and value.value is None:
            continue
        if isinstance(value, Amount) and not isinstance(value.value, str):
            unit, value = value.unit, replace(value, unit="")
            shown.add(unit)
        blocks = to_blocks(value, ctx, field.show) if is_filled(value) else ()
        notes = block_text(tuple(b for b in blocks if _is_note(b)))
        text = block_text(tuple(b for b in blocks if not _is_note(b)))
        if text and len(text) <= _MAX_LENGTH:
            shown.add(stated)
            figure = KeyFigure(item.label, text, " ".join(filter(None, (unit, notes))))
            return figure, shown
    return None


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is ParagraphRole.NOTE


# reads nothing, since the strip may leave out any figure, and so does not replace other parts
PART = Part(name="key_figures", options=KeyFiguresOptions, compose=_compose)
