"""The whole report: its blocks, headers and footers, and metadata.

In → Out: nothing in; `Document`, `Metadata`, `Banner` and `RunningLine` out.
Must not: know how a format stores any of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from datetime import datetime

    from pmdoc.model.document.block import Block
    from pmdoc.model.document.inline import Inline
    from pmdoc.model.tlp import Tlp


class Banner(Struct, frozen=True, kw_only=True):
    """The marking of every page, in header and footer.

    Shape: `label` is the classification ("Confidential"), `tlp` the Traffic Light Protocol label,
    `privilege` a legal marking, `caveat` a handling instruction; each may be missing.
    """

    label: str = ""
    tlp: Tlp | None = None
    privilege: str = ""
    caveat: str = ""


class RunningLine(Struct, frozen=True, kw_only=True):
    """The text of a header or footer, at the start and at the end of the line."""

    start: tuple[Inline, ...] = ()
    end: tuple[Inline, ...] = ()


class Metadata(Struct, frozen=True, kw_only=True):
    """The metadata of the file.

    Shape: `language` is a BCP 47 tag; `created` and `modified` are aware; `properties` are custom
    properties of the file (incident id, severity, classification, TLP, version); `date_picture` is
    how a date that is picked on the screen appears, as in "MMMM d, yyyy".
    """

    title: str
    language: str
    created: datetime
    modified: datetime
    subject: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    organization: str = ""
    identifier: str = ""
    version: str = ""
    is_right_to_left: bool = False
    date_picture: str = "yyyy-MM-dd"
    properties: tuple[tuple[str, str], ...] = ()


class Document(Struct, frozen=True, kw_only=True):
    """A whole report, ready for any renderer.

    Shape: anchors are unique ASCII identifiers of at most 40 characters, starting with a letter.
    """

    metadata: Metadata
    blocks: tuple[Block, ...]
    banner: Banner | None = None
    header: RunningLine = field(default_factory=RunningLine)
    footer: RunningLine = field(default_factory=RunningLine)
    watermark: str = ""
