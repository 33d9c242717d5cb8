"""The options of a build.

In → Out: values in; one frozen value that holds them out.
Must not: look anything up; `resolve` turns names and paths into layouts and styles.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from pmdoc.render import AS_USUAL, RenderOptions


class Options(Struct, frozen=True, kw_only=True):
    """The options of a build.

    Shape: `layout`, `style` and `language` are names or paths; empty for the default.
    """

    layout: str = ""
    style: str = ""
    language: str = ""
    is_strict: bool = False
    """Treat warnings as errors."""
    is_form: bool = False
    """Leave room to write for everything that the incident file lacks."""
    has_digest: bool = False
    """Print the SHA-256 of the content on every page."""
    has_manifest: bool = False
    """Also write a list of all inputs and outputs."""
    docx_template: Path | None = None
    """A Word file to take styles and page setup from."""
    render: RenderOptions = AS_USUAL
