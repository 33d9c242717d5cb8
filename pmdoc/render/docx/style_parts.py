"""Styles, lists and theme of a file: ours, or a house's with ours where it has none.

In → Out: the book of a document in; the three parts, and what a template lacks, out.
Must not: decide how anything looks.
"""

from __future__ import annotations

from msgspec import Struct

from pmdoc.diagnostics.problem import Level, Problem
from pmdoc.render.docx.document_context import DocumentContext
from pmdoc.render.docx.ooxml.xml import color
from pmdoc.render.docx.styles.stylesheet import POSITIONAL, styles_part
from pmdoc.render.docx.styles.theme import scheme_of, theme
from pmdoc.render.docx.styles.theme_links import link_styles, recolor


class StyleParts(Struct, frozen=True, kw_only=True):
    """The parts that say how a document looks. Shape: XML."""

    styles: bytes
    numbering: bytes
    theme: bytes
    problems: tuple[Problem, ...] = ()


def make_sheets(book: DocumentContext, language: str, text: bytes) -> StyleParts:
    """Make the parts, once the `text` is written and says which styles it needs.

    Problems: `template-style-missing` for each style in use that a template does not have.
    """
    styles, numbering = book.sheet.elements(), book.numbering.xml()
    if book.house is None:
        styles = link_styles(styles, scheme_of(book.style))
        return StyleParts(styles=styles_part(styles), numbering=numbering, theme=theme(book.style))
    scheme = book.house.scheme() if book.house.template.theme else scheme_of(book.style)
    styles = recolor(styles, color(book.style.accent), color(book.accent))
    if scheme is not None:
        styles = link_styles(styles, scheme)
    merged, missing = book.house.merge(styles_part(styles), language)
    problems = tuple(
        Problem(
            id="template-style-missing",
            level=Level.NOTE,
            message=f"The template has no style {name!r}; ours is used.",
            hint="Add a style of that name to it, or map one under defaults.pmdoc.word-styles.",
        )
        for name, style_id in sorted(book.sheet.roles.items())
        if name in missing and name not in POSITIONAL and f'"{style_id}"'.encode() in text
    )
    return StyleParts(
        styles=merged,
        numbering=book.house.numbering(numbering),
        theme=book.house.template.theme or theme(book.style),
        problems=problems,
    )
