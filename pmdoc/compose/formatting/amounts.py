"""Write amounts and durations, with their unit and how reliable they are.

In → Out: an `Amount` or a `Duration` in, text or paragraphs out.
Must not: round, convert a unit, or hide that a figure is an estimate.
"""

from __future__ import annotations

from pmdoc.compose.context import Context
from pmdoc.model.amount import Amount, Duration
from pmdoc.model.choice import Basis
from pmdoc.model.document import Block, Inline, Paragraph, ParagraphRole, Text
from pmdoc.model.document.block_text import inline_text


def duration_blocks(value: Duration, ctx: Context) -> tuple[Block, ...]:
    """Return a paragraph with the duration, and one with its note and source."""
    note = _note(value, ctx)
    notes = (Paragraph(note, ParagraphRole.NOTE),) if note else ()
    return (Paragraph((Text(duration_text(value, ctx)),)), *notes)


def duration_text(value: Duration, ctx: Context) -> str:
    """Return a duration as text, such as "about 4 h 17 min"."""
    if value.value is None:
        return value.text or ctx.word("unknown")
    text = ctx.language.duration(value.value)
    if value.approximate:
        text = ctx.word("about", value=text)
    return ctx.word("estimate", value=text) if value.basis is Basis.ESTIMATE else text


def amount_blocks(value: Amount, ctx: Context) -> tuple[Block, ...]:
    """Return a paragraph with the amount, and one with its note and source."""
    note = _note(value, ctx)
    if value.value is None and note:  # "Not published" is more informative than "Unknown"
        return (Paragraph(note),)
    notes = (Paragraph(note, ParagraphRole.NOTE),) if note else ()
    if isinstance(value.value, str):
        return (Paragraph(ctx.parse_inline(_qualified(value.value, value, ctx))), *notes)
    return (Paragraph((Text(amount_text(value, ctx)),)), *notes)


def amount_text(value: Amount, ctx: Context) -> str:
    """Return an amount as one line of text, such as "at least 5,000 users"."""
    if value.value is None:
        return ctx.word("unknown")
    if isinstance(value.value, str):
        return _qualified(inline_text(ctx.parse_inline(value.value)), value, ctx)
    return _qualified(ctx.language.number(value.value), value, ctx)


def _qualified(text: str, value: Amount, ctx: Context) -> str:
    if value.unit:
        text = f"{text}\N{NO-BREAK SPACE}{value.unit}"
    if value.approximate:
        text = ctx.word("about", value=text)
    if value.at_least:
        text = ctx.word("at_least", value=text)
    return ctx.word("estimate", value=text) if value.basis is Basis.ESTIMATE else text


def _note(value: Amount | Duration, ctx: Context) -> tuple[Inline, ...]:
    note = ctx.parse_inline(value.note)
    if not value.source:
        return note
    source = ctx.word("source_short", source=value.source)
    if note and isinstance(note[-1], Text):
        return (*note[:-1], Text(f"{note[-1].text} {source}"))
    return (*note, Text(f" {source}" if note else source))
