"""The public Python API.

In → Out: an incident file in; a loaded incident, a composed report, report files out.
Must not: print, hold logic, or import the pipeline before a function is called.

    result = pmdoc.build("incident.yaml", layout="formal")
    for suffix, data in result.items():
        Path("report").with_suffix(suffix).write_bytes(data)
    for problem in result.problems:
        print(problem)

or step by step, with the same bytes:

    report = pmdoc.compose(pmdoc.load("incident.yaml"), layout="formal")
    Path("report.pdf").write_bytes(pmdoc.render(report, "pdf").data)

Errors are `pmdoc.PmdocError`s; their `problems` say what is wrong in which line of which file.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` would slow down the start of the command
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pmdoc.diagnostics.problem import Problem
    from pmdoc.pipeline.build import BuildResult
    from pmdoc.pipeline.compose import ComposedReport
    from pmdoc.pipeline.load import Loaded
    from pmdoc.render import Rendered


def load(path: Path | str) -> Loaded:
    """Read and check an incident file.

    Shape: `problems` of the result are warnings and notes.

    Raises:
        InputError: the file can't be read.
        ProblemsFound: it has errors; the exception's `problems` lists them.
    """
    from pmdoc.pipeline.load import load_incident  # noqa: PLC0415 -- see above

    return load_incident(path)


def check(path: Path | str) -> tuple[Problem, ...]:
    """Return every problem of an incident file, sorted by position; none for a good one.

    Raises:
        InputError: the file does not exist or can't be opened.
    """
    from pmdoc.pipeline.check import check_incident  # noqa: PLC0415 -- see above

    return check_incident(path).problems


def build(
    path: Path | str,
    formats: Iterable[str] = ("docx", "pdf"),
    *,
    layout: Path | str = "",
    style: Path | str = "",
    language: Path | str = "",
) -> BuildResult:
    """Build the reports of an incident file in memory; `pmdoc build` writes the same bytes.

    Shape: the result maps the files' suffixes, such as `.pdf`, to their bytes; its `problems` are
    the warnings and notes of all steps. Without a `style` the nearest `_brand.yml` is used.

    Raises:
        InputError: the file can't be read.
        ProblemsFound: it has errors.
        UnknownName: there is no such format, layout, style or language.
        AssetError, LanguageError, LayoutError, StyleError: one of these can't be used.
        RenderError: a format can't express the document.
    """
    from pmdoc.pipeline.build import build_reports  # noqa: PLC0415 -- see above
    from pmdoc.pipeline.options import Options  # noqa: PLC0415 -- see above

    return build_reports(
        path, formats, Options(layout=str(layout), style=str(style), language=str(language or ""))
    )


def compose(
    loaded: Loaded, *, layout: Path | str = "", language: Path | str = ""
) -> ComposedReport:
    """Compose a loaded incident with a layout, given by name or path.

    Shape: `document` of the result is the report in no format yet; `problems` are warnings and
    notes on the layout and of composing.

    Raises:
        UnknownName: there is no such layout or language.
        LanguageError, LayoutError: one of these can't be used.
    """
    from pmdoc.pipeline.compose import compose_incident  # noqa: PLC0415 -- see above
    from pmdoc.pipeline.options import Options  # noqa: PLC0415 -- see above

    return compose_incident(loaded, Options(layout=str(layout), language=str(language or "")))


def render(report: ComposedReport, format_name: str, *, style: Path | str = "") -> Rendered:
    """Render a composed report in one format.

    Shape: `data` of the result are the file's bytes; `problems` are warnings and notes on the
    style and of rendering. Without a `style` the `_brand.yml` nearest to the incident is used.

    Raises:
        UnknownName: there is no such format or style.
        StyleError: the style can't be used.
        RenderError: the format can't express the document.
    """
    from pmdoc.pipeline.build import render_report  # noqa: PLC0415 -- see above

    return render_report(report, format_name, str(style))
