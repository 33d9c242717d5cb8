"""The steps of a build for people who script them.

In → Out: an incident file in; a checked incident, a document, the bytes of a report out.
Must not: print, or hold logic; every step is the pipeline's.

    incident = pmdoc.load("incident.yaml")
    document = pmdoc.compose(incident, layout="operations")
    Path("report.pdf").write_bytes(pmdoc.render(document, "pdf"))
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmdoc import pipeline
from pmdoc.pipeline import Loaded, Options
from pmdoc.problems import Problem

if TYPE_CHECKING:
    from pmdoc.model.document import Document


def load(path: Path | str) -> Loaded:
    """Read and check an incident file.

    Raises:
        InputError: the file can't be read.
        ProblemsFound: it has errors; the exception's `problems` lists them.
    """
    return pipeline.load(path)


def check(path: Path | str) -> tuple[Problem, ...]:
    """Return every problem of an incident file, sorted by place; none for a good one.

    Raises:
        InputError: the file is not there or can't be opened.
    """
    return pipeline.check(path)


def compose(loaded: Loaded, *, layout: str = "", language: str = "") -> Document:
    """Lay a loaded incident out by a layout, given by name or path.

    Raises:
        UnknownName: there is no such layout or language.
        LayoutError: the layout can't be used.
    """
    return pipeline.compose(loaded, Options(layout=layout, language=language)).document


def render(document: Document, format_name: str, *, style: str = "") -> bytes:
    """Return the bytes of a report in one format.

    Raises:
        UnknownName: there is no such format or style.
        StyleError: the style can't be used.
        RenderError: the format can't express the document.
    """
    return pipeline.render(document, format_name, pipeline.find_style(Path(), style))[0]
