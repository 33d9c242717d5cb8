"""What whoever asks for a report may choose.

In → Out: choices in, one value that holds them out.
Must not: look anything up; names and paths are found by `house`.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from pmdoc.render import AS_USUAL, RenderOptions


class Options(Struct, frozen=True, kw_only=True):
    """What a build may choose.

    Shape: `style` and `layout` are names or paths; empty for default. `is_full` leaves room to
    write for what the layout asks for and the incident file does not have.
    """

    layout: str = ""
    style: str = ""
    language: str = ""
    is_strict: bool = False
    is_full: bool = False
    has_digest: bool = False
    """Each page names the SHA-256 of the content."""
    has_manifest: bool = False
    """An account of all that went in and came out is written beside the report."""
    docx_template: Path | None = None
    """A house's Word file to take looks from."""
    render: RenderOptions = AS_USUAL
