"""A list of references: documents, data sources, related incidents, with their links.

In → Out: references of the given kinds in, an `ItemList` out.
Must not: show a bare address if a title can carry the link.

    - part: references
      kinds: [runbook, dashboard, document]
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_list
from pmdoc.compose.formatting.values import label_above, plain_text
from pmdoc.compose.part import Part
from pmdoc.compose.reads import NONE, Reads, Records
from pmdoc.layout import Words
from pmdoc.markdown.links import link_to
from pmdoc.model.choice import ReferenceKind
from pmdoc.model.document import Block, Inline, ItemList, ListItem, Paragraph, Strong, Text
from pmdoc.model.record import Reference

_SHOWN = ("id", "title", "url", "publisher", "date", "note")


class ReferencesOptions(Struct, frozen=True, kw_only=True):
    """The options.

    Shape: all kinds if `kinds` is empty; `except_kinds` are left out; `none` stands for references
    without a kind. `label` goes above the list.
    """

    kinds: tuple[str, ...] = ()
    except_kinds: tuple[str, ...] = ()
    label: Words = ""


def _compose(options: ReferencesOptions, ctx: Context) -> tuple[Block, ...]:
    anchors, kinds = ctx.state.reference_anchors, _kinds(options)
    references = [r for r in ctx.incident.references if str(r.kind or NONE) in kinds]
    items = tuple(
        ListItem((Paragraph(_entry(r, options, ctx)),), anchor=anchors.get(r.id, ""))
        for r in references
    )
    if not items:
        return (*label_above(options.label), blank_list()) if ctx.is_form else ()
    return (*label_above(options.label), ItemList(items=items))


def _kinds(options: ReferencesOptions) -> tuple[str, ...]:
    kinds = options.kinds or (*ReferenceKind, NONE)
    return tuple(str(kind) for kind in kinds if kind not in options.except_kinds)


def _entry(reference: Reference, options: ReferencesOptions, ctx: Context) -> tuple[Inline, ...]:
    for name in (*_SHOWN, "kind"):
        ctx.shown.add_property(reference, name)
    # plain text, since a bare address in it is a link already, and links can't be nested
    title: tuple[Inline, ...] = (Text(plain_text(reference.title or reference.url, ctx)),)
    if reference.url and reference.title:
        title = link_to(title, reference.url)
    elif reference.url:
        title = ctx.parse_inline(reference.url)
    head: tuple[Inline, ...] = (Strong((Text(reference.id),)), Text("  ")) if reference.id else ()
    kind = "" if len(options.kinds) == 1 else _kind(reference, ctx)  # the list's title says it
    day = ctx.language.date(reference.date) if reference.date else ""
    facts = [text for text in (kind, ctx.one_line(reference.publisher), day) if text]
    tail = f" ({ctx.word('separator').join(facts)})" if facts else ""
    note = (Text(". "), *ctx.parse_inline(reference.note)) if reference.note else ()
    return (*head, *title, *((Text(tail),) if tail else ()), *note)


def _kind(reference: Reference, ctx: Context) -> str:
    if reference.kind is None or reference.kind is ReferenceKind.OTHER:
        return ""
    return ctx.word(f"reference_kind.{reference.kind}")


def _reads(options: ReferencesOptions) -> Reads:
    inside = tuple((name,) for name in _SHOWN)
    where = {"kind": _kinds(options)}
    return Reads(records=(Records(lists=("references",), inside=inside, where=where),))


PART = Part(name="references", options=ReferencesOptions, compose=_compose, reads=_reads)
