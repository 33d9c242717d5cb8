"""A list of references: documents, data sources, related incidents, each with its link.

In → Out: references of the given kinds in, an `ItemList` out.
Must not: print a bare address where a title can carry the link.

    - part: references
      kinds: [runbook, dashboard, document]
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_list
from pmdoc.compose.part import Part
from pmdoc.compose.reads import Reads, Records
from pmdoc.compose.record_filter import NONE
from pmdoc.compose.values import label_above, plain_text
from pmdoc.layout import Words
from pmdoc.markdown import link_to
from pmdoc.model.choice import ReferenceKind
from pmdoc.model.document import (
    Block,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    Strong,
    Text,
)
from pmdoc.model.record import Reference as Source


class ReferencesOptions(Struct, frozen=True, kw_only=True):
    """The options.

    Shape: no `kinds` means all; `except_kinds` leaves some out; the word `none` stands for
    references without a kind. `label` stands above the list.
    """

    kinds: tuple[str, ...] = ()
    except_kinds: tuple[str, ...] = ()
    label: Words = ""


def compose(options: ReferencesOptions, ctx: Context) -> tuple[Block, ...]:
    """Make one item a reference."""
    items = tuple(
        ListItem(
            (Paragraph(_entry(source, ctx)),), anchor=ctx.state.reference_anchors.get(source.id, "")
        )
        for source in ctx.incident.references
        if str(source.kind or NONE) in _wanted(options)
    )
    if not items:
        return (*label_above(options.label), blank_list()) if ctx.is_form else ()
    return (*label_above(options.label), ItemList(items=items))


def _wanted(options: ReferencesOptions) -> tuple[str, ...]:
    """List the kinds to show; a reference without one is shown where its absence is asked for."""
    kinds = options.kinds or (*ReferenceKind, NONE)
    return tuple(str(kind) for kind in kinds if kind not in options.except_kinds)


def _entry(source: Source, ctx: Context) -> tuple[Inline, ...]:
    """Word a reference: its id, its linked title, publisher and date, and a note."""
    # a bare address would become a link of its own, and a link must not hold another
    title: tuple[Inline, ...] = (Text(plain_text(source.title or source.url, ctx)),)
    if source.url:
        linked = link_to(title, source.url) if source.title else ctx.parse_inline(source.url)
    else:
        linked = title
    head: tuple[Inline, ...] = (Strong((Text(source.id),)), Text("  ")) if source.id else ()
    facts = [text for text in (source.publisher, _day(source.date, ctx)) if text]
    tail = f" ({ctx.word('separator').join(facts)})" if facts else ""
    note = (Text(". "), *ctx.parse_inline(source.note)) if source.note else ()
    return (*head, *linked, *((Text(tail),) if tail else ()), *note)


def _day(written: str, ctx: Context) -> str:
    """Write a day in the report's language; a month or a year alone stays as it is."""
    try:
        return ctx.language.date(date.fromisoformat(written))
    except ValueError:
        return written


_SHOWN = ("id", "title", "url", "publisher", "date", "note")


def _reads(options: ReferencesOptions) -> Reads:
    inside = tuple((name,) for name in _SHOWN)
    where = {"kind": _wanted(options)}
    return Reads(records=(Records(lists=("references",), inside=inside, where=where),))


PART = Part(name="references", options=ReferencesOptions, compose=compose, reads=_reads)
