"""The exceptions that stop a run, one family with one exit code each.

In → Out: nothing in; the classes out.
Must not: be raised for one thing where `problems` could name all that is wrong.

Only `cli` turns them into words and exit codes. What catches one before that adds to it (the file
that was asked for, or the problems found beside it) and raises it again, or reports it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from pmdoc.diagnostics.problem import Problem, sort_problems


class PmdocError(Exception):
    """Stop the run with a message, a next step, and an exit code.

    Shape: `problems` are what is wrong in a file, each with its place; empty where the message
    says it all. `exit_code` is one of those of `pmdoc --help`: 1 problems found, 2 wrong usage,
    3 input unreadable, 4 style, layout, language or asset, 5 rendering, 6 an extra is missing.
    """

    exit_code = 1

    def __init__(
        self, message: str = "", *, hint: str = "", problems: Iterable[Problem] = ()
    ) -> None:
        self.problems = sort_problems(problems)
        self.message = message or "\n".join(str(problem) for problem in self.problems)
        self.hint = hint
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()

    def __reduce__(self) -> tuple[object, ...]:
        # BaseException would call the class with its message, but sub-classes take other arguments.
        return type(self).__new__, (type(self), *self.args), self.__dict__


class ProblemsFound(PmdocError):  # noqa: N818 -- named by what happened, as all of its family
    """The incident has problems that stop the run. Shape: `problems` is never empty."""


class InputError(PmdocError):
    """The input can't be read, or an output can't be written."""

    exit_code = 3


class StyleError(PmdocError):
    """A style file, or a font or logo that it names, can't be used."""

    exit_code = 4


class LayoutError(PmdocError):
    """A layout file can't be used."""

    exit_code = 4


class LanguageError(PmdocError):
    """A language file can't be used."""

    exit_code = 4


class AssetError(PmdocError):
    """An image or data file beside the incident can't be used."""

    exit_code = 4


class RenderError(PmdocError):
    """A renderer can't express the document."""

    exit_code = 5


class MissingExtra(PmdocError):  # noqa: N818 -- named by what happened, as all of its family
    """A format needs a package that is not installed."""

    exit_code = 6


class WrongUsage(PmdocError):  # noqa: N818 -- named by what happened, as all of its family
    """What was asked for can't be done as it was asked."""

    exit_code = 2


class UnknownName(WrongUsage):
    """A name that the user gave is none of the known ones."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.known = tuple(sorted(known))
        self.listing = _LISTINGS.get(kind, "")
        hint = f"{suggest(name, self.known)} {self.listing}".strip()
        super().__init__(f"There is no {kind} {name!r}.", hint=hint)

    def mean(self, name: str) -> None:
        """Name the one that was meant, where its spelling does not tell."""
        self.hint = f"Did you mean {name!r}? {self.listing}".strip()


_LISTINGS = {
    "layout": "`pmdoc list layouts` shows what each holds.",
    "style": "`pmdoc list styles` shows all.",
    "language": "`pmdoc list languages` names them.",
    "format": "`pmdoc list renderers` shows what each makes.",
}


def nearest(name: str, known: Iterable[str]) -> str:
    """Find the known name that was probably meant; nothing where none is near."""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return near[0] if near else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Ask whether the nearest of the known names was meant; nothing where none is near."""
    near = nearest(name, known)
    return f"Did you mean {near!r}?" if near else ""


def suggest(name: str, known: Iterable[str]) -> str:
    """Ask whether the nearest of the known names was meant, or list them all."""
    names = sorted(known)
    listed = f"Known: {', '.join(names)}." if names else ""
    return did_you_mean(name, names) or listed
