"""The type of a text of one line: a title, a unit, a source.

In → Out: nothing in; the annotation `Line` out.
Must not: hold a line break, which reading replaces by a blank.
"""

from __future__ import annotations

from typing import Annotated

Line = Annotated[str, "line"]
"""Text with inline marks only; the schema calls it `line` or `title_line`."""
