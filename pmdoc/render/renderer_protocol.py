"""The renderer protocol: one document and one style in, the bytes of one file out.

In → Out: nothing in; the `Renderer` protocol, its options and its result out.
Must not: name a format; renderers are discovered as plug-ins.

A renderer in another package is a module with a constant `RENDERER`, registered under the entry
point group `pmdoc.renderers`. It uses the document model and the style only: no incident fields, no
translations, no clock, and no files but the fonts that the style names.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from pmdoc.diagnostics.problem import Problem

if TYPE_CHECKING:
    from pmdoc.model.document import Document
    from pmdoc.style.style import Style


class Rendered(Struct, frozen=True, kw_only=True):
    """A finished file, and problems found on the way. The same input gives the same bytes."""

    data: bytes
    problems: tuple[Problem, ...] = ()


class PdfStandard(StrEnum):
    """The standards that a PDF claims to meet, as passed to `--pdf-standard`."""

    ARCHIVE = "a-2a,ua-1"
    ARCHIVE_WITH_SOURCE = "a-3a"
    """PDF/A-3a and PDF/UA-1, with the report's sources embedded."""
    NONE = "none"


class Relationship(StrEnum):
    """The relationship of an embedded file to the document. Source: ISO 19005-3, annex E."""

    SOURCE = "Source"
    SUPPLEMENT = "Supplement"


class EmbeddedFile(Struct, frozen=True, kw_only=True):
    """A file embedded in a report. Shape: `name` may contain folders, separated by `/`."""

    name: str
    media_type: str
    data: bytes
    relationship: Relationship
    sha256: str


class TemplateFile(Struct, frozen=True, kw_only=True):
    """A Word template. Shape: `name` is used in messages."""

    name: str
    data: bytes


class DocxOptions(Struct, frozen=True, kw_only=True):
    """Options of the Word renderer."""

    template: TemplateFile | None = None
    """A Word file whose styles, lists, theme and page setup the report takes."""
    is_review: bool = False
    """Track the changes that reviewers make."""
    has_line_numbers: bool = False
    """Number the lines of running text."""


class PdfOptions(Struct, frozen=True, kw_only=True):
    """Options of the PDF renderer."""

    standard: PdfStandard = PdfStandard.ARCHIVE
    embedded_files: tuple[EmbeddedFile, ...] = ()
    """What the report was made from; only PDF/A-3 may hold it."""


class RenderOptions(Struct, frozen=True, kw_only=True):
    """Options of one rendering: those that every format may honour, and each format's own.

    A renderer from another package reads the common ones only.
    """

    is_fillable: bool = False
    """Sign-off fields can be filled in on a screen."""
    docx: DocxOptions = DocxOptions()
    pdf: PdfOptions = PdfOptions()


AS_USUAL = RenderOptions()


class Renderer(Protocol):
    """A file format.

    Shape: `name` is passed to `--format`, `suffix` is the file name suffix with its dot,
    `description` is one line for `pmdoc list renderers`.
    """

    @property
    def name(self) -> str:
        """The format's name."""

    @property
    def suffix(self) -> str:
        """The file name suffix, with its dot."""

    @property
    def description(self) -> str:
        """One line that describes the format."""

    def render(
        self, document: Document, style: Style, options: RenderOptions = AS_USUAL
    ) -> Rendered:
        """Render a document.

        Raises:
            RenderError: the document can't be rendered in this format.
        """
