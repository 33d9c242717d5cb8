"""The origin of an incident: a file or given text, with overrides for one run.

In → Out: nothing in; `Origin` and `Override` out.
Must not: open files; `incident_file` does.
"""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from pmdoc.diagnostics.problem import pointer_to

STDIN = Path("<stdin>")
_STEP = re.compile(r"\.?([^.\[\]=\s]+)|\[([0-9]{1,6})\]")


class Override(Struct, frozen=True, kw_only=True):
    """A value that replaces the file's for one run. Shape: `value` is as typed."""

    pointer: str
    value: str

    @classmethod
    def from_text(cls, text: str) -> Override:
        """Parse `report.status=final` or `actions[0].owner=Dana`.

        Raises:
            ValueError: the text does not have this form.
        """
        path, sign, value = text.partition("=")
        steps: list[str | int] = []
        at = 0
        while (match := _STEP.match(path, at)) and match.end() > at:
            if match[1] and bool(at) != path[at:].startswith("."):
                break
            steps.append(match[1] or int(match[2]))
            at = match.end()
        if not sign or not steps or at < len(path) or isinstance(steps[0], int):
            raise ValueError(text)
        return cls(pointer=pointer_to(*steps), value=value)


class Origin(Struct, frozen=True, kw_only=True):
    """The origin of an incident.

    Shape: `path` is the file, or the name for `data` if that is given; images and included files
    are relative to its folder.
    """

    path: Path
    data: bytes | None = None
    overrides: tuple[Override, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder that paths in the incident are relative to."""
        return self.path.parent
