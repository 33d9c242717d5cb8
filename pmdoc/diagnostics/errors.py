"""The exceptions that stop a run, each with an exit code.

In → Out: nothing in; exception classes out.
Must not: be raised for the first problem where `problems` can list all of them.

Only `cli` converts them to messages and exit codes. Other code that catches one adds to it (the
file concerned, or further problems) and raises it again, or reports it as a problem.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from pmdoc.diagnostics.problem import Problem, sort_problems


class PmdocError(Exception):
    """Stops the run with a message, a hint, and an exit code.

    Shape: `problems` are those in a file, with positions; empty if the message is complete by
    itself. `exit_code` is one of those of `pmdoc --help`: 1 problems found, 2 wrong usage, 3 input
    unreadable, 4 style, layout, language or asset, 5 rendering, 6 missing extra.
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


class ProblemsFound(PmdocError):  # noqa: N818 -- public API
    """The incident has errors. Shape: `problems` is never empty."""


class InputError(PmdocError):
    """The input can't be read, or an output can't be written."""

    exit_code = 3


class StyleError(PmdocError):
    """A style file, or one of its fonts or logos, can't be used."""

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
    """A renderer can't render the document."""

    exit_code = 5


class PluginError(RenderError):
    """The code of another package failed. Shape: the message names the package."""


class MissingExtra(PmdocError):  # noqa: N818 -- public API
    """An optional package is not installed."""

    exit_code = 6


class WrongUsage(PmdocError):  # noqa: N818 -- public API
    """The arguments or options are invalid."""

    exit_code = 2


class UnknownName(WrongUsage):
    """The user gave an unknown name. Shape: `kind` is, for example, "layout"."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.known = tuple(sorted(known))
        command = _LIST_COMMANDS.get(kind, "")
        self.listing = f"See `pmdoc list {command}`." if command else ""
        hint = f"{suggest(name, self.known)} {self.listing}".strip()
        super().__init__(f"There is no {kind} {name!r}.", hint=hint)

    def suggest_instead(self, name: str) -> None:
        """Suggest a known name that is not similar to the unknown one."""
        self.hint = f"Did you mean {name!r}? {self.listing}".strip()


_LIST_COMMANDS = {
    "layout": "layouts",
    "style": "styles",
    "language": "languages",
    "format": "renderers",
}


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the most similar known name, or an empty string."""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return near[0] if near else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "Did you mean ...?" with the most similar known name, or an empty string."""
    near = nearest(name, known)
    return f"Did you mean {near!r}?" if near else ""


def suggest(name: str, known: Iterable[str]) -> str:
    """Return "Did you mean ...?", or a list of all known names if none is similar."""
    names = sorted(known)
    listed = f"Known: {', '.join(names)}." if names else ""
    return did_you_mean(name, names) or listed
