"""Find what Markdown does to a text that its author may not mean.

In → Out: a text in, faults out.
Must not: word a problem, or load the Markdown parser for a text that has no mark.
"""

from __future__ import annotations

import re

from pmdoc.markdown.fault import Fault
from pmdoc.markdown.plain import has_blocks

# Emphasis and code in a text of one line are what they seem.
_MAY_HAVE_FAULT = re.compile(r"[\\&<\[]|__")


def find_faults(text: str) -> tuple[Fault, ...]:
    """Return the faults of a text."""
    if not (has_blocks(text) or _MAY_HAVE_FAULT.search(text)):
        return ()
    from pmdoc.markdown.fault_finder import find_all  # noqa: PLC0415 -- 50 ms to load

    return find_all(text)
