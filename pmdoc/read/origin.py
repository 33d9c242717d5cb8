"""Where an incident comes from: a file, or text that was handed over, with values set for one run.

In → Out: nothing in; `Origin` and `Override` out.
Must not: open anything; `incident_file` reads what an origin names.
"""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from pmdoc.diagnostics.problem import pointer_to

STDIN = Path("<stdin>")
_STEP = re.compile(r"\.?([^.\[\]=\s]+)|\[([0-9]{1,6})\]")


class Override(Struct, frozen=True, kw_only=True):
    """A value that counts instead of the file's, for one run. Shape: `value` as it was typed."""

    pointer: str
    value: str

    @classmethod
    def from_text(cls, text: str) -> Override:
        """Read `report.status=final` or `actions[0].owner=Dana`.

        Raises:
            ValueError: the text is not of that form.
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
    """Where an incident comes from.

    Shape: `path` is the file, or the name of what `data` holds; pictures and further files are
    looked for in its folder.
    """

    path: Path
    data: bytes | None = None
    overrides: tuple[Override, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder that paths in the incident start from."""
        return self.path.parent
