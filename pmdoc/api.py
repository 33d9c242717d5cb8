"""The steps of a build for people who script them.

In → Out: an incident file in; a checked incident, a document, the bytes of a report out.
Must not: print, hold logic, every step is the pipeline's; or import that before a step is taken.

    for suffix, data in pmdoc.build("incident.yaml", layout="formal").items():
        Path("report").with_suffix(suffix).write_bytes(data)

or step by step:

    loaded = pmdoc.load("incident.yaml")
    document = pmdoc.compose(loaded, layout="operations")
    Path("report.pdf").write_bytes(pmdoc.render(document, "pdf"))

What stops a run is a `pmdoc.PmdocError`; its `problems` say what is wrong in files, and where.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as `typing` has it, which the start of the command can't wait for
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pmdoc.diagnostics.problem import Problem
    from pmdoc.model.document import Document
    from pmdoc.pipeline.load import Loaded


def load(path: Path | str) -> Loaded:
    """Read and check an incident file.

    Raises:
        InputError: the file can't be read.
        ProblemsFound: it has errors; the exception's `problems` lists them.
    """
    from pmdoc.pipeline.load import load_incident  # noqa: PLC0415 -- see above

    return load_incident(path)


def check(path: Path | str) -> tuple[Problem, ...]:
    """Return every problem of an incident file, sorted by place; none for a good one.

    Raises:
        InputError: the file is not there or can't be opened.
    """
    from pmdoc.pipeline.check import check_incident  # noqa: PLC0415 -- see above

    return check_incident(path)


def build(
    path: Path | str,
    formats: Iterable[str] = ("docx", "pdf"),
    *,
    layout: str = "",
    style: str = "",
    language: str = "",
) -> dict[str, bytes]:
    """Make the reports of an incident file, in memory: the bytes that `pmdoc build` writes.

    Shape: the bytes are keyed by the files' suffixes, such as `.pdf`. Without a `style` that of
    the nearest `_brand.yml` counts, as on the command line.

    Raises:
        InputError: the file can't be read.
        ProblemsFound: it has errors.
        UnknownName: there is no such format, layout, style or language.
        AssetError, LanguageError, LayoutError, StyleError: one of these can't be used.
        RenderError: a format can't express the document.
    """
    from pmdoc.pipeline.build import build_reports  # noqa: PLC0415 -- see above
    from pmdoc.pipeline.options import Options  # noqa: PLC0415 -- see above

    options = Options(layout=layout, style=style, language=language)
    return build_reports(path, formats, options)[0]


def compose(loaded: Loaded, *, layout: str = "", language: str = "") -> Document:
    """Lay a loaded incident out by a layout, given by name or path.

    Raises:
        UnknownName: there is no such layout or language.
        LayoutError: the layout can't be used.
    """
    from pmdoc.pipeline.compose import compose_incident  # noqa: PLC0415 -- see above
    from pmdoc.pipeline.options import Options  # noqa: PLC0415 -- see above

    return compose_incident(loaded, Options(layout=layout, language=language)).document


def render(document: Document, format_name: str, *, style: str = "") -> bytes:
    """Return the bytes of a report in one format.

    A document does not know where its incident lies: without a `style` the nearest `_brand.yml`
    is looked for from the working folder.

    Raises:
        UnknownName: there is no such format or style.
        StyleError: the style can't be used.
        RenderError: the format can't express the document.
    """
    from pathlib import Path  # noqa: PLC0415 -- see above

    from pmdoc.pipeline.build import render_document  # noqa: PLC0415 -- see above
    from pmdoc.pipeline.resolve import find_style  # noqa: PLC0415 -- see above

    return render_document(document, format_name, find_style(Path(), style))[0]
