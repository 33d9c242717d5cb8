"""What a rule is about, for formats that carry it along.

In → Out: a problem's id in, its text out.
Must not: word anything; the rules' own modules do.
"""

from __future__ import annotations

import importlib
import inspect

from pmdoc.lint import read_manual


def explain(id: str) -> str:
    """Give the text of a lint rule's manual; nothing for what is no lint rule."""
    try:
        module = importlib.import_module(f"pmdoc.lint.rules.{id.replace('-', '_')}")
        return read_manual(inspect.getdoc(module) or "").text
    except (ModuleNotFoundError, ValueError):
        return ""
