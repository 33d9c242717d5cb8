"""Make the styles, numbering and theme parts, merged with a template's if there is one.

In → Out: the context of a written document in; the three parts, and what a template lacks, out.
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


def make_style_parts(context: DocumentContext, body: bytes) -> StyleParts:
    """Make the parts once all flows are written. `body` is the main part, which names its styles.

    Problems: `template-style-missing` for each style of the body that a template does not have,
    and those of the template's letterhead.
    """
    style, template = context.style, context.template_styles
    styles, numbering = context.stylesheet.elements(), context.numbering.xml()
    if template is None:
        styles = link_styles(styles, scheme_of(style))
        return StyleParts(styles=styles_part(styles), numbering=numbering, theme=theme(style))
    styles = recolor(styles, color(style.accent), color(context.accent))
    scheme = template.scheme() if template.template.theme else scheme_of(style)
    if scheme is not None:
        styles = link_styles(styles, scheme)
    merged, missing = template.merge(styles_part(styles), context.language)
    problems = tuple(
        Problem(
            id="template-style-missing",
            level=Level.NOTE,
            message=f"The template has no style {name!r}; ours is used.",
            hint="Add a style of that name to it, or map one under defaults.pmdoc.word-styles.",
        )
        for name, style_id in sorted(context.stylesheet.roles.items())
        if name in missing and name not in POSITIONAL and f'"{style_id}"'.encode() in body
    )
    return StyleParts(
        styles=merged,
        numbering=template.numbering(numbering),
        theme=template.template.theme or theme(style),
        problems=problems + (template.letterhead.problems if template.letterhead else ()),
    )
