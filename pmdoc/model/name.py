"""The type of a person, team or system that an author names.

In → Out: nothing in; the annotation `Name` out.
Must not: carry more than text; who the person is stands in `Incident.people`.
"""

from __future__ import annotations

from typing import Annotated

Name = Annotated[str, "name"]
"""Text that may have been a key of `people`; it holds the person's printed name by then."""
