"""Excerpts of logs, error messages and configuration changes, verbatim.

In → Out: the path of excerpts in, a label and a `CodeBlock` for each out.
Must not: wrap or trim a line.

    - part: excerpts
      value: appendices.logs
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.compose.context import Context
from pmdoc.compose.form_placeholders import blank_lines
from pmdoc.compose.part import Part
from pmdoc.compose.parts.items import find_records
from pmdoc.compose.paths import resolve
from pmdoc.compose.reads import records_reader
from pmdoc.model.document import Block, CodeBlock, Paragraph, ParagraphRole


class ExcerptsOptions(Struct, frozen=True, kw_only=True):
    """The options. Shape: records at `value` are text, or have `title`, `text` and `language`."""

    value: tuple[str, ...]


def _compose(options: ExcerptsOptions, ctx: Context) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for record in find_records(options.value, {}, ctx):
        if isinstance(record, str):
            ctx.shown.add(record)
            blocks.append(CodeBlock(record.rstrip("\n")))
            continue
        title = resolve(record, "title")
        if title:
            blocks.append(Paragraph(ctx.parse_inline(str(title)), ParagraphRole.LABEL))
        for name in ("text", "language"):
            ctx.shown.add_property(record, name)
        text = str(resolve(record, "text") or "").rstrip("\n")
        if text:
            blocks.append(CodeBlock(text, str(resolve(record, "language") or "")))
    return blank_lines(2) if ctx.is_form and not blocks else tuple(blocks)


PART = Part(
    name="excerpts",
    options=ExcerptsOptions,
    compose=_compose,
    reads=records_reader("title", "text", "language"),
)
