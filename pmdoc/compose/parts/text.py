"""Running text: what the author wrote under one or more keys.

In → Out: paths in, their Markdown as blocks out.
Must not: add words other than the layout's labels.

    - part: text
      value: [{value: summary.one_line, role: lead}]
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_text
from pmdoc.compose.formatting.field_values import FieldValue, fields_composer
from pmdoc.compose.part import Part
from pmdoc.compose.reads import read_root
from pmdoc.model.document import Block


class TextOptions(Struct, frozen=True, kw_only=True):
    """The options."""

    value: tuple[FieldValue, ...]


def _compose(options: TextOptions, ctx: Context) -> tuple[Block, ...]:
    blocks = fields_composer(options.value, ctx)(ctx.incident)
    return blank_text(options.value, ctx) if ctx.is_form and not blocks else blocks


PART = Part(name="text", options=TextOptions, compose=_compose, reads=read_root)
