"""Keep the lines of definitions, which Markdown would join: a glossary is read line by line.

In → Out: the token of a paragraph in, its inline tokens out, with line breaks between definitions.
Must not: break a line of prose; CommonMark (6.8) joins those.

    Pool: a set of connections that
    a service shares
    Node: one machine
"""

from __future__ import annotations

import re
from copy import copy

from markdown_it.token import Token

_DEFINITION = re.compile(r"[*_`]*(\w[^\s:]*(?: [^\s:]+){0,3}?)(?::[*_`]*| [-–—=]) +\S")
"""A term of up to four words."""


def with_definition_lines(paragraph: Token) -> list[Token]:
    """Return the inline tokens, with a hard break before each definition if the first line is one.

    A line within prose may begin like one ("in short: …"), so there must be two, and if the first
    term begins with a capital letter, so must the others.
    """
    tokens = paragraph.children or []
    lines = paragraph.content.split("\n")
    breaks = [at for at, token in enumerate(tokens) if token.type in {"softbreak", "hardbreak"}]
    first = _DEFINITION.match(lines[0])
    if first is None or not breaks or len(breaks) != len(lines) - 1:  # line ends in code
        return tokens
    is_capital = first[1][0].isupper()
    result = list(tokens)
    for at, line in zip(breaks, lines[1:], strict=True):
        term = _DEFINITION.match(line)
        if term and (term[1][0].isupper() or not is_capital):
            result[at] = copy(tokens[at])
            result[at].type = "hardbreak"
    return result
