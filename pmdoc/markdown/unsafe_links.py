"""Find links that a report leaves out.

In → Out: a text in, the targets of its unsafe links out.
Must not: load the Markdown parser or the document model for a text whose links are clearly safe.
"""

from __future__ import annotations

import re

# Direct links to a web or mail address, or into the report, are safe. Anything else that may be a
# link needs the parser: `[a](file:x)`, `[a]: x` or `<x:y>`.
_MAY_BE_UNSAFE = re.compile(
    r"\]\((?!https?://[^\s/\\?#)]|mailto:[^\s/\\)]+@|#[\w./-]+\))|\]:|<[A-Za-z]"
)


def unsafe_links(text: str) -> tuple[str, ...]:
    """Return the targets of links that `parse` leaves out, in order."""
    is_plain = text.isprintable() or text.replace("\n", "").isprintable()
    if is_plain and not _MAY_BE_UNSAFE.search(text):
        return ()
    from pmdoc.markdown.tree import find_unsafe_links  # noqa: PLC0415 -- 50 ms to load

    return find_unsafe_links(text)
