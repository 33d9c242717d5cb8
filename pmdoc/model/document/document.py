"""The whole report: its blocks, what runs along its pages, and what the file says of itself.

In → Out: nothing in; `Document` and its `Metadata`, `Banner` and `Furniture` out.
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

    Shape: `label` is the company's class ("Confidential"), `tlp` the Traffic Light Protocol
    label, `privilege` a legal marking, `caveat` a handling instruction; each may be missing.
    """

    label: str = ""
    tlp: Tlp | None = None
    privilege: str = ""
    caveat: str = ""


class Furniture(Struct, frozen=True, kw_only=True):
    """What runs along each page beside the banner: inlines at its start and at its end."""

    start: tuple[Inline, ...] = ()
    end: tuple[Inline, ...] = ()


class Metadata(Struct, frozen=True, kw_only=True):
    """What the file says of itself.

    Shape: `language` is a BCP 47 tag; `created` and `modified` are aware; `properties` are further
    names and values that a file's properties show (incident id, severity, class, TLP, version).
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
    properties: tuple[tuple[str, str], ...] = ()


class Document(Struct, frozen=True, kw_only=True):
    """A whole report, ready for any renderer.

    Shape: anchors are unique ASCII identifiers of at most 40 characters, a letter first.
    """

    metadata: Metadata
    blocks: tuple[Block, ...]
    banner: Banner | None = None
    header: Furniture = field(default_factory=Furniture)
    footer: Furniture = field(default_factory=Furniture)
    watermark: str = ""
