"""A loaded incident laid out as it was asked for: layout, language and pictures brought together.

In → Out: a loaded incident and what was asked for in; the document, or what is wrong in it, out.
Must not: decide what a report shows; `compose` does, from the layout.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pmdoc.diagnostics.problem import Problem
from pmdoc.model.image import Image
from pmdoc.pipeline.load import Loaded, stated_language
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import parts
from pmdoc.pipeline.resolve import find_layout, layout_path
from pmdoc.read import Source
from pmdoc.runtime.clock import source_date

if TYPE_CHECKING:
    from pmdoc.compose import Composed
    from pmdoc.layout import Layout


_NO_IMAGE = Image(b"", "image/png", 1, 1)
"""Stands for a picture of which only the place in the report is asked for."""


def compose_incident(loaded: Loaded, options: Options | None = None) -> Composed:
    """Lay a loaded incident out.

    Raises:
        UnknownName: there is no such layout or language.
        LayoutError: the layout can't be used.
    """
    options = options or Options()
    return compose_with(loaded, find_layout(loaded.folder, options.layout)[0], options)


def compose_with(loaded: Loaded, layout: Layout, options: Options, digest: str = "") -> Composed:
    """Lay a loaded incident out by a layout that was found.

    Raises:
        UnknownName: there is no such language.
        LayoutError: the layout can't be used.
    """
    from pmdoc.compose import Context, compose  # noqa: PLC0415 -- no check needs it
    from pmdoc.lang import load_language  # noqa: PLC0415 -- see above
    from pmdoc.model.derived import derive_figures  # noqa: PLC0415 -- see above

    context = Context(
        incident=loaded.incident,
        figures=derive_figures(loaded.incident),
        layout=layout,
        language=load_language(options.language or loaded.incident.language),
        images=loaded.attachments.images,
        data=loaded.attachments.data,
        author_language=stated_language(loaded.source),
        digest=digest,
        is_custom_layout=layout_path(loaded.folder, options.layout) is not None,
        source_date=source_date(),
        is_form=options.is_full,
    )
    return compose(context, parts())


def refers(source: Source) -> bool:
    """Say whether any text may refer to another part of the report."""
    return "](#" in source.text or bool(source.included)


def dead_references(loaded: Loaded, layout: str) -> tuple[Problem, ...]:
    """Lay a checked incident out to see which references lead nowhere.

    Problems: `reference-unresolved`; none where pictures can't be used, which others say.
    """
    attachments = loaded.attachments
    if attachments.problems:
        return ()
    appendices = loaded.incident.appendices
    pictures = (*appendices.screenshots, *appendices.monitoring)
    shown = replace(attachments, images={picture.key: _NO_IMAGE for picture in pictures})
    composed = compose_incident(replace(loaded, attachments=shown), Options(layout=layout))
    dead = (p for p in composed.problems if p.id == "reference-unresolved")
    return place_in(tuple(dead), loaded.source)


def place_in(problems: Iterable[Problem], source: Source) -> tuple[Problem, ...]:
    """Give problems of composing and rendering their place in the incident file."""
    from pmdoc.read import point_at_characters  # noqa: PLC0415 -- no check needs it

    return source.place(point_at_characters(problems, source))
