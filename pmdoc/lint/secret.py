"""Shared by the rules on secrets: stand-ins, and pointers without the secret.

In → Out: a value or pointer in; whether it is a stand-in, or the safe part of the pointer, out.
Must not: put a secret into anything that is printed.
"""

from __future__ import annotations

import re

from pmdoc.diagnostics.problem import parts_of, pointer_to

_STAND_IN = re.compile(
    r"(?i)[*.xX•…·#-]+|[<\[{(%$].*|.*[>\]})%]|.*(?:\*\*|\.\.\.|…|•|xxx).*"
    r"|(?:your|my|the|some)?[-_]?(?:pass(?:word|wd|phrase)?|pwd|secret|token|key|example|redacted"
    r"|removed|hidden|masked|changeme|placeholder|none|null|true|false|unknown)s?"
)


def is_stand_in(value: str) -> bool:
    """Return whether a value stands in for a secret, such as `***`, `$PASSWORD` or `<token>`."""
    return _STAND_IN.fullmatch(value) is not None


def without_secret(pointer: str, secret: str) -> str:
    """Cut a pointer before a key that contains the secret."""
    parts: list[str] = []
    for part in parts_of(pointer):
        if secret in part:
            break
        parts.append(part)
    return pointer_to(*parts)
