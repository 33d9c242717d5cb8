"""What the rules on secrets share: stand-ins, and places that do not show what was found.

In → Out: a value or a place in; whether it is a stand-in, or a place without the secret, out.
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
    """Say whether a value stands in for a secret, such as `***`, `$PASSWORD` or `<token>`."""
    return _STAND_IN.fullmatch(value) is not None


def without_secret(pointer: str, secret: str) -> str:
    """Cut a place off before a key that holds the secret itself."""
    parts: list[str] = []
    for part in parts_of(pointer):
        if secret in part:
            break
        parts.append(part)
    return pointer_to(*parts)
