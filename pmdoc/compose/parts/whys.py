"""The five whys: each question in bold, with its answer below.

In → Out: the path of questions with answers in, an ordered list out.
Must not: invent a missing answer.

    - part: whys
      value: root_cause.five_whys
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_lines
from pmdoc.compose.formatting.inferred import inferred_statements, with_mark
from pmdoc.compose.formatting.values import label_above
from pmdoc.compose.part import Part
from pmdoc.compose.parts.items import find_records
from pmdoc.compose.paths import resolve
from pmdoc.compose.reads import records_reader
from pmdoc.layout import Words
from pmdoc.model.document import Block, ItemList, ListItem, Paragraph, Strong

_WHYS = 5


class WhysOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: each record at `value` has `why` and `answer`; `label` goes above."""

    value: tuple[str, ...]
    label: Words = ""


def _compose(options: WhysOptions, ctx: Context) -> tuple[Block, ...]:
    items = []
    for record in find_records(options.value, {}, ctx):
        question = Paragraph((Strong(ctx.parse_inline(str(resolve(record, "why") or ""))),))
        pair = {"why": (question,), "answer": ctx.parse(str(resolve(record, "answer") or ""))}
        for name in inferred_statements(record):
            pair[name] = with_mark(pair[name], record, ctx)
        items.append(ListItem((*pair["why"], *pair["answer"])))
    if not items and ctx.is_form:
        items = [ListItem(blank_lines(2))] * _WHYS
    if not items:
        return ()
    return (*label_above(options.label), ItemList(items=tuple(items), ordered=True))


PART = Part(
    name="whys", options=WhysOptions, compose=_compose, reads=records_reader("why", "answer")
)
