"""Compose a loaded incident: bring layout, language and images together.

In → Out: a loaded incident and options in; the document, and problems with their positions, out.
Must not: decide what a report shows; `pmdoc.compose` does, from the layout.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pmdoc.diagnostics.problem import Problem, sort_problems
from pmdoc.model.attachment import Image
from pmdoc.pipeline.load import Loaded, require_language, stated_language
from pmdoc.pipeline.options import Options
from pmdoc.pipeline.plugins import parts
from pmdoc.pipeline.resolve import file_path, find_layout
from pmdoc.read.source import Source
from pmdoc.runtime.clock import source_date

if TYPE_CHECKING:
    from pmdoc.layout import Layout
    from pmdoc.model.document import Document


_NO_IMAGE = Image(b"", "image/png", 1, 1)
"""Takes the place of an image when only references to it matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedReport:
    """A document in no format yet, and the warnings and notes on it.

    Shape: `folder` is the incident's, in which the default style is looked up; `source` gives
    problems of rendering their positions. `paper` is that of the language.
    """

    document: Document
    problems: tuple[Problem, ...] = ()
    source: Source
    folder: Path
    paper: str = "A4"


def compose_incident(loaded: Loaded, options: Options | None = None) -> ComposedReport:
    """Compose a loaded incident.

    Raises:
        UnknownName: there is no such layout or language.
        LayoutError: the layout can't be used.
        LanguageError: the language file can't be used, or the incident's language is unknown.
    """
    options = options or Options()
    require_language(loaded, options.language)
    layout, problems = find_layout(loaded.folder, options.layout)
    return compose_with(loaded, layout, options, problems=problems)


def compose_with(
    loaded: Loaded,
    layout: Layout,
    options: Options,
    *,
    digest: str = "",
    problems: Iterable[Problem] = (),
) -> ComposedReport:
    """Compose a loaded incident with a resolved layout; `problems` are those of the layout.

    Raises:
        UnknownName: there is no such language.
        LayoutError: the layout can't be used.
    """
    from pmdoc.compose import Context, compose, find_unknown_phases  # noqa: PLC0415 -- no check needs it
    from pmdoc.lang import load_language  # noqa: PLC0415 -- see above
    from pmdoc.model.course import Course  # noqa: PLC0415 -- see above

    context = Context(
        incident=loaded.incident,
        course=Course(loaded.incident),
        layout=layout,
        language=load_language(options.language or loaded.incident.language),
        images=loaded.attachments.images,
        data=loaded.attachments.data,
        author_language=stated_language(loaded.source),
        digest=digest,
        is_custom_layout=file_path(loaded.folder, options.layout) is not None,
        source_date=source_date(),
        is_form=options.is_form,
    )
    composed = compose(context, parts())
    found = (*composed.problems, *find_unknown_phases(loaded.incident, layout))
    return ComposedReport(
        document=composed.document,
        problems=sort_problems((*problems, *place_problems(found, loaded.source))),
        source=loaded.source,
        folder=loaded.folder,
        paper=context.language.paper,
    )


def may_have_references(source: Source) -> bool:
    """Return whether any text may refer to another part of the report."""
    return "](#" in source.text or bool(source.included)


def find_composing_problems(loaded: Loaded, layout: str) -> tuple[Problem, ...]:
    """Compose a checked incident to find what only a report shows.

    Problems: `reference-unresolved` for references that lead nowhere; if a layout is named,
    `layout-no-place` for values that it leaves out, and `layout-custom-key`. Nothing is composed if
    images or data can't be used.
    """
    attachments = loaded.attachments
    if attachments.problems:
        return ()
    appendices = loaded.incident.appendices
    pictures = (*appendices.screenshots, *appendices.monitoring)
    stand_ins = replace(attachments, images={picture.key: _NO_IMAGE for picture in pictures})
    report = compose_incident(replace(loaded, attachments=stand_ins), Options(layout=layout))
    ids = {"reference-unresolved"}
    if layout:
        ids |= {"layout-no-place", "layout-custom-key"}
    return tuple(problem for problem in report.problems if problem.id in ids)


def place_problems(problems: Iterable[Problem], source: Source) -> tuple[Problem, ...]:
    """Add positions in the incident file to problems of composing and rendering."""
    from pmdoc.read.character_position import point_at_characters  # noqa: PLC0415 -- checks don't need it

    return source.place(point_at_characters(problems, source))
