"""Find faults in the parser's tokens: marks without meaning, and signs taken for marks.

In → Out: a text in; its faults out, with those that the parser's rules met.
Must not: be imported for a text without markup: the parser takes 50 ms to load.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from pmdoc.markdown.dialect import read_tokens
from pmdoc.markdown.fault import Fault, FaultKind

_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|br|center|code|del|details|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|"
    r"mark|ol|p|pre|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul)"
    r"(?:\s[^<>]*)?/?>|<!--",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(?!^[^\]]+\]:)\[\^[\w.-]+\](?![+*{\[])")  # no definition, no pattern
_LINK_MARK = re.compile(r"(?<![\w\])])\[[^\[\]]+\]\[[^\[\]]*\]")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DASHES = r"\s*:?-+:?\s*"
_TABLE_RULE = re.compile(rf"^(?:{_DASHES}|[^\S\n]*)(?:\|{_DASHES})+\|?[^\S\n]*$", re.MULTILINE)
_FIGURE = re.compile(r"[~≈]?\d")
_ONLY_FIGURE = re.compile(r"[~≈]?\d[\d.,:]*\s?\S{0,3}")
_NO_HEADING = re.compile(r"\d[\d.,]*|of\b.*|[a-z][\w.-]*\s(?:.*\s)?[-/$].*", re.DOTALL)
"""What follows `#` in `# of users: 5,000`, a count, and in `# rm -r /tmp/x`, a command."""


def find_all(text: str) -> tuple[Fault, ...]:
    """Return the faults of a text, in its order."""
    reading = read_tokens(text)
    faults = [*reading.faults, *_in_inlines(text, reading.tokens), *_signs(text, reading.tokens)]
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.start))


def _fault(kind: FaultKind, text: str, typed: str) -> Fault:
    return Fault(kind, typed, max(text.find(typed), 0))


def _in_inlines(text: str, tokens: Iterable[Token]) -> Iterator[Fault]:
    is_cell = False
    for token in tokens:
        if token.type in {"td_open", "th_open"}:
            is_cell = True
        elif token.type in {"td_close", "th_close"}:
            is_cell = False
        elif token.type == "inline":
            yield from _in_texts(text, token.children or (), is_cell=is_cell)
            rule = _TABLE_RULE.search(token.content)
            if rule and token.content[: rule.start()].strip():
                yield _fault(FaultKind.TABLE, text, rule[0])


def _in_texts(text: str, tokens: Sequence[Token], *, is_cell: bool) -> Iterator[Fault]:
    for at, token in enumerate(tokens):
        if token.type == "strong_open" and token.markup == "__":
            name = tokens[at + 1].content
            if _NAME.fullmatch(name) and tokens[at + 2].type == "strong_close":
                yield _fault(FaultKind.BOLD_NAME, text, f"__{name}__")
        if token.type == "image":
            yield _fault(FaultKind.IMAGE, text, "![")
        if token.type != "text":
            continue
        for kind, pattern in (
            (FaultKind.NOTE_UNDEFINED, _NOTE_MARK),
            (FaultKind.LINK_UNDEFINED, _LINK_MARK),
            (FaultKind.TAG, _TAG),
        ):
            for match in pattern.finditer(token.content):
                if not (is_cell and _BREAK.fullmatch(match[0])):
                    yield _fault(kind, text, match[0])


def _signs(text: str, tokens: Sequence[Token]) -> Iterator[Fault]:
    """Yield signs that were taken for marks: `> 500 ms` in a text of several lines."""
    for at, token in enumerate(tokens):
        match token.type:
            case "blockquote_open":
                words = _first_words(tokens[at:])
                is_sign = bool(_FIGURE.match(words))
            case "heading_open":
                words = tokens[at + 1].content
                is_sign = token.markup == "#" and bool(_NO_HEADING.fullmatch(words))
            case "bullet_list_open":
                items = _items(tokens, at)
                words = items[0]
                is_few = len(items) == 1 and bool(_ONLY_FIGURE.fullmatch(words))
                is_diff = token.markup == "+" and tokens[at - 1].markup == "-"
                is_sum = token.markup == "+" and all(map(_FIGURE.match, items))
                is_sign = is_few or is_diff or is_sum
            case _:
                continue
        if is_sign:
            typed = re.search(rf"{re.escape(token.markup)}[ \t]*{re.escape(words)}", text)
            start = typed.start() if typed else 0
            yield Fault(FaultKind.SIGN, f"{token.markup} {words.partition(chr(10))[0]}", start)


def _first_words(tokens: Sequence[Token]) -> str:
    return next((token.content for token in tokens if token.type == "inline"), "")


def _items(tokens: Sequence[Token], at: int) -> list[str]:
    """Return the first words of each item of the list that begins at a token."""
    level, items = tokens[at].level, list[str]()
    for index in range(at + 1, len(tokens)):
        token = tokens[index]
        if token.level == level:
            break
        if token.type == "list_item_open" and token.level == level + 1:
            items.append(_first_words(tokens[index : index + 3]))
    return items
