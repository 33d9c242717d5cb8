"""Write amounts and durations, with their unit and how reliable they are.

In → Out: an `Amount` or a `Duration` in, text or paragraphs out.
Must not: round, convert a unit, or hide that a figure is an estimate.
"""

from __future__ import annotations

import re
from functools import cache

from pmdoc.compose.context import Context
from pmdoc.model.amount import Amount, Derivation, Duration
from pmdoc.model.choice import Basis
from pmdoc.model.document import Block, Inline, Paragraph, ParagraphRole, Text
from pmdoc.model.document.block_text import inline_text
from pmdoc.validate.text_value import duration_parts, split_qualifier

_UNITS = {
    "w": "weeks",
    "d": "days",
    "h": "hours",
    "min": "minutes",
    "s": "seconds",
    "ms": "milliseconds",
}
"""The words for the units of stated durations."""
_BOUNDS = ("about", "at_least", "at_most")
_SIGNS = "[<>≤≥≦≧~≈±+−-]|[<>]="


def duration_blocks(value: Duration, ctx: Context) -> tuple[Block, ...]:
    """Return a paragraph with the duration, and one with its note and source."""
    ctx.shown.add(value)
    note = _note(value, ctx)
    notes = (Paragraph(note, ParagraphRole.NOTE),) if note else ()
    return (Paragraph((Text(duration_text(value, ctx)),)), *notes)


def duration_text(value: Duration, ctx: Context) -> str:
    """Return a duration as text, such as "about 4 h 17 min"; a stated one as it was stated."""
    if value.value is None:
        return ctx.word("unknown")
    if value.text:
        text = _stated_text(value.text, ctx)
    elif value.derivation:
        text = ctx.language.duration(value.value, value.derivation.resolution)
    else:
        text = ctx.language.duration(value.value)
    return _bounded(text, value, ctx)


def _stated_text(text: str, ctx: Context) -> str:
    """Return a duration in the author's units: "73 h", or "73 Std." in German."""
    _, text = split_qualifier(text)
    parts = duration_parts(text)
    if not parts or (ctx.language.is_english and not text.startswith("P")):
        return text
    units = (ctx.language.counted(_UNITS[unit], number) for number, unit in parts)
    return ctx.word("between_units").join(units)


def amount_blocks(value: Amount, ctx: Context) -> tuple[Block, ...]:
    """Return a paragraph with the amount, and one with its note and source."""
    ctx.shown.add(value)
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


def lacks_unit(value: Amount, ctx: Context) -> bool:
    """Return whether a figure is only a number, perhaps with a bound: 300, "< 300", "at most 300".

    Other text, such as "below 70 %", includes a unit or needs none. Bounds that follow the number,
    as in Japanese, are not looked for.
    """
    if value.unit or not isinstance(value.value, str):
        return not value.unit and value.value is not None
    bounds = tuple(bound for key in _BOUNDS if (bound := ctx.word(key, value="")).endswith(" "))
    return _bounded_number(bounds).fullmatch(value.value.strip()) is not None


@cache
def _bounded_number(bounds: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a number, with or without a sign or one of the bounds before it."""
    words = "|".join([*map(re.escape, bounds), _SIGNS])
    return re.compile(rf"(?:{words})?\s*[0-9](?:[0-9.,\s]*[0-9])?", re.IGNORECASE)


def _qualified(text: str, value: Amount, ctx: Context) -> str:
    if value.unit:
        text = f"{text}\N{NO-BREAK SPACE}{ctx.one_line(value.unit)}"
    return _bounded(text, value, ctx)


def _bounded(text: str, value: Amount | Duration, ctx: Context) -> str:
    if value.approximate:
        text = ctx.word("about", value=text)
    if value.at_least:
        text = ctx.word("at_least", value=text)
    if value.at_most:
        text = ctx.word("at_most", value=text)
    return ctx.word("estimate", value=text) if value.basis is Basis.ESTIMATE else text


def _note(value: Amount | Duration, ctx: Context) -> tuple[Inline, ...]:
    if isinstance(value, Duration) and value.derivation:
        text = _derivation_text(value.derivation, ctx)
        return (Text(text),) if text else ()
    ctx.shown.add(value.note)
    ctx.shown.add(value.source)
    note = ctx.parse_inline(value.note)
    if not value.source:
        return note
    source = ctx.word("source_short", source=value.source)
    if note and isinstance(note[-1], Text):
        return (*note[:-1], Text(f"{note[-1].text} {source}"))
    return (*note, Text(f" {source}" if note else source))


def _derivation_text(derivation: Derivation, ctx: Context) -> str:
    """Return what a duration follows from, such as "from detection to mitigation", if not plain."""
    if derivation.outages:
        text = ctx.word("in_outages", count=str(derivation.outages))
        return ctx.word("overlaps_once", value=text) if derivation.has_overlaps else text
    if derivation.durations:
        return ctx.word("sum_of_durations", count=str(derivation.durations))
    if not derivation.starts:
        return ""
    start, end = ctx.word(f"from.{derivation.starts}"), ctx.word(f"to.{derivation.ends}")
    return ctx.word("from_to", start=start, end=end)
