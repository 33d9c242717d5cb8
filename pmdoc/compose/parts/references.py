"""A list of references: documents, data sources, related incidents, each with its link.

In → Out: references of the given kinds in, an `ItemList` out.
Must not: print a bare address where a title can carry the link.

    - part: references
      kinds: [runbook, dashboard, document]
"""

from __future__ import annotations

from dataclasses import dataclass

from pmdoc.compose.context import Context
from pmdoc.compose.part import Part
from pmdoc.compose.values import plain_text
from pmdoc.model.document import Block, Inline, ItemList, Link, ListItem, Paragraph, Strong, Text
from pmdoc.model.record import Reference as Source
from pmdoc.read import parse_inline


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The options. Shape: no `kinds` means all; `except_kinds` leaves some out."""

    kinds: tuple[str, ...] = ()
    except_kinds: tuple[str, ...] = ()
    label: str = ""


def compose(options: References, ctx: Context) -> tuple[Block, ...]:
    """Make one item a reference."""
    items = tuple(
        ListItem((Paragraph(_entry(source, ctx)),), anchor=ctx.reference_anchors.get(source.id, ""))
        for source in ctx.incident.references
        if _is_wanted(str(source.kind or ""), options)
    )
    return (ItemList(items=items),) if items else ()


def _is_wanted(kind: str, options: References) -> bool:
    return (not options.kinds or kind in options.kinds) and kind not in options.except_kinds


def _entry(source: Source, ctx: Context) -> tuple[Inline, ...]:
    """Word a reference: its id, its linked title, publisher and date, and a note."""
    # a bare address would become a link of its own, and a link must not hold another
    title: tuple[Inline, ...] = (Text(plain_text(source.title or source.url, ctx)),)
    linked: tuple[Inline, ...] = (Link(title, source.url),) if source.url else title
    head: tuple[Inline, ...] = (Strong((Text(source.id),)), Text("  ")) if source.id else ()
    facts = [text for text in (source.publisher, str(source.date or "")) if text]
    tail = f" ({', '.join(facts)})" if facts else ""
    note = (Text(". "), *parse_inline(source.note)) if source.note else ()
    return (*head, *linked, *((Text(tail),) if tail else ()), *note)


PART = Part(name="references", options=References, compose=compose)
