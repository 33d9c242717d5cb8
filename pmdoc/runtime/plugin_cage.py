"""Call code of other packages so that no fault in it ends a run without naming the package.

In → Out: a function of a plug-in and its arguments in; its result, or a `PluginError`, out.
Must not: catch Ctrl-C, or errors that pmdoc asks plug-ins to raise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, ParamSpec, TypeVar

from pmdoc.diagnostics.errors import PluginError, PmdocError

P = ParamSpec("P")
R = TypeVar("R")


def call_plugin(
    package: str, task: str, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Call a function of a package; `task` says what it is for, such as "render 'outline'".

    Raises:
        PluginError: the function raised anything, or tried to end the process.
        PmdocError: the function raised it.
    """
    try:
        return function(*args, **kwargs)
    except (KeyboardInterrupt, MemoryError, PmdocError):
        raise
    except BaseException as error:  # SystemExit too: a plug-in must not end the run
        fail_plugin(package, task, describe_fault(error), error)


def fail_plugin(
    package: str, task: str, fault: str, cause: BaseException | None = None
) -> NoReturn:
    """Raise a `PluginError` that names the package, what it was asked to do, and the fault."""
    message = f"The package {package} can't {task}: {fault}."
    hint = f"Update or uninstall {package}, or report the error to its maintainers."
    raise PluginError(message, hint=hint) from cause


def describe_fault(error: BaseException) -> str:
    """Return an exception's class and text, even if the text can't be had."""
    try:
        text = str(error)
    except Exception:  # its `__str__` is as faulty as the rest
        text = ""
    return f"{type(error).__name__}: {text}".rstrip(": ").rstrip(".")
