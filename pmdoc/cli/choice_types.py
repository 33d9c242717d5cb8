"""Names of which there are a few: a parameter that takes one of them.

In → Out: what was typed in; the name, or what was probably meant and all that there are, out.
Must not: know what a name stands for.

A `click.Choice` would name the wrong word and the right ones, but not the one that is near.
"""

from __future__ import annotations

from collections.abc import Mapping

import click
from click.shell_completion import CompletionItem
from msgspec import Struct, field

from pmdoc.diagnostics.errors import nearest


class Names(Struct, frozen=True, kw_only=True):
    """The names that a parameter takes, in any case.

    Shape: `what` is one of them in a sentence. `meant` says which one, or which whole command
    line, is meant by a word that is none.
    """

    what: str
    names: tuple[str, ...]
    meant: Mapping[str, str] = field(default_factory=dict)

    @property
    def metavar(self) -> str:
        """What help shows in the place of the name."""
        return f"{{{'|'.join(self.names)}}}"

    def check(self, ctx: click.Context, param: click.Parameter, value: str) -> str:  # noqa: ARG002 -- click's signature
        """Give the name that was typed.

        Raises:
            UsageError: there is no such name.
        """
        typed = value.strip().lower()
        if typed in self.names:
            return typed
        between = " | " if any("," in name for name in self.names) else ", "
        listed = f"Choose from: {between.join(self.names)}."
        meant = self.meant.get(typed) or nearest(typed, self.names)
        hint = f"Did you mean {meant!r}? {listed}" if meant else listed
        raise click.UsageError(f"There is no {self.what} {value!r}. {hint}", ctx)

    def complete(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click's signature
        param: click.Parameter,  # noqa: ARG002 -- click's signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the names that begin so."""
        return [CompletionItem(name) for name in self.names if name.startswith(incomplete)]
