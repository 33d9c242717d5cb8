"""The type of the name of a person, team or system.

In → Out: nothing in; the annotation `Name` out.
Must not: hold more than text; details of a person are in `Incident.people`.
"""

from __future__ import annotations

from typing import Annotated

Name = Annotated[str, "name"]
"""A printed name. In the file it may be a key of `people`, which reading replaces."""
