"""A parameter that takes one of a few names.

In → Out: a typed word in; the name, or an error that suggests the nearest one, out.
Must not: know the meaning of a name.

Unlike `click.Choice`, its error suggests what was probably meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem
from msgspec import Struct, field

from pmdoc.diagnostics.errors import nearest


class KnownNames(Struct, frozen=True, kw_only=True):
    """The names that a parameter takes, in upper or lower case.

    Shape: `what` completes "There is no …". `synonyms` maps other words to the name, or the whole
    command line, to suggest.
    """

    what: str
    names: tuple[str, ...]
    synonyms: Mapping[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, Any]:
        """The arguments of a click parameter that takes a name, shown as `{bash|zsh|fish}`."""
        metavar = f"{{{'|'.join(self.names)}}}"
        return {"metavar": metavar, "callback": self.check, "shell_complete": self.complete}

    @property
    def optional(self) -> dict[str, Any]:
        """The arguments of a click parameter that may be left out."""
        return {**self.settings, "metavar": f"[{self.settings['metavar']}]"}

    def check(self, ctx: click.Context, _param: click.Parameter, value: str) -> str:
        """Return the name for a typed word. Raises UsageError: there is no such name."""
        typed = value.strip().lower()
        if typed in self.names:
            return typed
        separator = " | " if any("," in name for name in self.names) else ", "
        choices = f"Choose from: {separator.join(self.names)}."
        meant = self.synonyms.get(typed) or nearest(typed, self.names)
        hint = f"Did you mean {meant!r}? {choices}" if meant else choices
        raise click.UsageError(f"There is no {self.what} {value!r}. {hint}", ctx)

    def complete(
        self, _ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin with the typed letters."""
        return [CompletionItem(name) for name in self.names if name.startswith(incomplete)]
