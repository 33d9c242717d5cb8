"""What a renderer is: one document and one style in, the bytes of one file out.

In → Out: nothing in; the `Renderer` protocol and its result out.
Must not: name a format; formats are found through the registry.

A renderer in a package of its own is one module with a constant `RENDERER`, announced under the
entry-point group `pmdoc.renderers`. It knows the document model and the style, and nothing else:
no incident fields, no translations, no clock, no disk but the fonts that the style names.
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
    """A finished file, and what could not be expressed in it. Same input, same bytes."""

    data: bytes
    problems: tuple[Problem, ...] = ()


class PdfStandard(StrEnum):
    """What a PDF promises to be, in the words of `--pdf-standard`."""

    ARCHIVE = "a-2a,ua-1"
    ARCHIVE_WITH_SOURCE = "a-3a"
    """PDF/A-3a and PDF/UA-1, with the files that it was made from inside."""
    NONE = "none"


class Relationship(StrEnum):
    """What an embedded file is to the document. Source: ISO 19005-3, annex E."""

    SOURCE = "Source"
    SUPPLEMENT = "Supplement"


class EmbeddedFile(Struct, frozen=True, kw_only=True):
    """A file that travels inside a report. Shape: `name` may have folders, parted by `/`."""

    name: str
    media_type: str
    data: bytes
    relationship: Relationship
    sha256: str


class TemplateFile(Struct, frozen=True, kw_only=True):
    """A house's own file to take looks from. Shape: `name` is what messages call it."""

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

    Shape: `name` is what `--format` takes, `suffix` the file name's end with its dot,
    `description` one line for `pmdoc list renderers`.
    """

    @property
    def name(self) -> str:
        """The format's name."""

    @property
    def suffix(self) -> str:
        """The file name's end, with its dot."""

    @property
    def description(self) -> str:
        """One line on what comes out."""

    def render(
        self, document: Document, style: Style, options: RenderOptions = AS_USUAL
    ) -> Rendered:
        """Lay the document out.

        Raises:
            RenderError: the document can't be expressed at all.
        """
