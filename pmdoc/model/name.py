"""The types of the names of people, teams and systems.

In → Out: nothing in; the annotation `Name` and the class `Names`, with `NOBODY`, out.
Must not: hold more than text; details of a person are in `Incident.people`.
"""

from __future__ import annotations

from typing import Annotated

Name = Annotated[str, "name"]
"""A printed name. In the file it may be a key of `people`, which reading replaces."""


class Names(tuple[str, ...]):
    """The printed names of those who did something together; often only one."""

    __slots__ = ()


NOBODY = Names()
