"""The text of a composed document, as both renderers write it.

In → Out: a document in, its text out.
Must not: use code of the composer.
"""

from __future__ import annotations

from enum import Enum
from typing import get_args

from msgspec import Struct

from pmdoc.model.document import Document, Image, Inline

_INLINES = get_args(Inline)
_NOT_SHOWN = {"anchor", "language", "media_type", "metadata", "field", "expansion", "name"}
_NAMED = {"LineSeries", "BarSeries"}
"""Classes whose `name` is shown; elsewhere it is that of a field or a property of the file."""


def document_text(document: Document) -> str:
    """Return the text of a document, with a line for each paragraph, label and cell."""
    return _text(document)


def _text(node: object) -> str:
    if isinstance(node, (Enum, Image)):
        return ""
    if isinstance(node, str):
        return node
    if isinstance(node, (int, float)) and not isinstance(node, bool):
        return str(node)
    if isinstance(node, tuple):
        is_line = all(isinstance(part, _INLINES) for part in node)
        return ("" if is_line else "\n").join(map(_text, node))
    if isinstance(node, Struct):
        kind = type(node).__name__
        assert kind != "Text" or "\n" not in node.text, f"a line end in {node}"  # type: ignore[attr-defined]
        names = [n for n in node.__struct_fields__ if n not in _NOT_SHOWN or kind in _NAMED]
        texts = [_text(getattr(node, name)) for name in names]
        if kind == "LineBreak":
            return "\n"
        is_inline = isinstance(node, _INLINES) and kind not in {"Footnote", "Link"}
        return "".join(texts) if is_inline else "\n".join((*texts, ""))
    return ""
