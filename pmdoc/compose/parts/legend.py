"""A legend: terms of the layout with their meanings.

In → Out: terms and meanings in, a list out if the report shows what they explain.
Must not: explain what the report does not show.

    - part: legend
      explains: actions
      label: Action item types
      items:
        - {term: Prevent, meaning: Makes incidents of this kind less likely.}
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.formatting.values import label_above
from pmdoc.compose.part import Part
from pmdoc.compose.paths import first_filled
from pmdoc.layout import Words
from pmdoc.model.document import Block, ItemList, ListItem, Paragraph, Strong, Text


class Term(Struct, frozen=True, kw_only=True):
    """A term and its meaning."""

    term: Words
    meaning: Words


class LegendOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: with `explains`, the legend is shown if one of its paths has a value."""

    items: tuple[Term, ...]
    explains: tuple[str, ...] = ()
    label: Words = ""


def _compose(options: LegendOptions, ctx: Context) -> tuple[Block, ...]:
    is_unused = options.explains and first_filled(ctx.incident, options.explains) is None
    if is_unused and not ctx.is_form:
        return ()
    items = tuple(ListItem((_line(item, ctx),)) for item in options.items)
    return (*label_above(options.label), ItemList(items=items)) if items else ()


def _line(item: Term, ctx: Context) -> Paragraph:
    before, _, after = ctx.word("defined", term="\0", value=item.meaning).partition("\0")
    start = (Text(before),) if before else ()
    return Paragraph((*start, Strong((Text(item.term),)), Text(after)))


# reads nothing, since the legend shows only the layout's own words
PART = Part(name="legend", options=LegendOptions, compose=_compose)
