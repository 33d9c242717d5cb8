"""Links that a report leaves out, found without reading the whole text where none can be.

In → Out: a text in, the targets of its unsafe links out.
Must not: load the Markdown parser, or the document model, for a text whose links are plainly safe.
"""

from __future__ import annotations

import re

# Links right to a web or mail address, or to a place of the report, are safe; all else that may be
# a link the parser looks at.
_MAY_BE_UNSAFE = re.compile(
    r"\]\((?!https?://[^\s/\\?#)]|mailto:[^\s/\\)]+@|#[\w./-]+\))|\]:|<[A-Za-z]"
)


def unsafe_links(text: str) -> tuple[str, ...]:
    """List the targets of links that `parse` leaves out, in their order."""
    is_plain = text.isprintable() or text.replace("\n", "").isprintable()
    if is_plain and not _MAY_BE_UNSAFE.search(text):
        return ()
    from pmdoc.markdown.tree import find_unsafe_links  # noqa: PLC0415 -- 50 ms to load

    return find_unsafe_links(text)
