"""What a part of a section is: a kind of content that a layout can ask for by name.

In → Out: nothing in; the `Part` that each module of `parts/` holds as its constant `PART`.
Must not: list the kinds; the folder does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pmdoc.compose.context import Context
from pmdoc.model.document import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A kind of content.

    Shape: `options` is the dataclass whose fields a layout may set; `compose` takes an instance of
    it and the context, and returns blocks, none where the incident has nothing for it. `paths`
    names the options' paths, so that a layout can be checked before any incident is read.
    """

    name: str
    options: type
    compose: Callable[[Any, Context], tuple[Block, ...]]
