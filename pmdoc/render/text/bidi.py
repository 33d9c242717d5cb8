"""Find the writing direction of each character, and the visual order of a line's pieces.

In → Out: a paragraph's text and base direction in, a level per character out; levels of a line's
pieces in, their order from left to right out.
Must not: draw, shape or break lines.
Source: UAX #9 (Unicode Bidirectional Algorithm): rules W, N, I and L2. Embeddings, overrides and
isolates (rules X) are ignored: reports need none.

Example, with Hebrew letters in capitals: in a paragraph from left to right, `a B1` has the levels
0 0 1 2, and its pieces `a `, `B`, `1` are shown in the order `a `, `1`, `B`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import bidirectional, normalize

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
"""The direction that a strong class or a number gives to adjacent neutral characters (N1)."""
_EFFECTIVE = frozenset(("L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "S", "WS"))
"""The classes that are told apart; explicit controls and all others count as neutral."""
_NEUTRAL = frozenset(("B", "S", "WS", "ON"))
_PAIRS = {"(": ")", "[": "]", "{": "}", "\u2045": "\u2046", "\u207d": "\u207e", "\u208d": "\u208e",
          "\u2308": "\u2309", "\u230a": "\u230b", "\u2329": "\u232a", "\u27e6": "\u27e7",
          "\u27e8": "\u27e9", "\u3008": "\u3009", "\u300a": "\u300b", "\u300c": "\u300d",
          "\u300e": "\u300f", "\u3010": "\u3011", "\u3014": "\u3015"}  # fmt: skip
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_DEEPEST = 63
_JOINED = {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}
"""Separators that become part of the numbers on both sides (W4)."""


def levels_of(text: str, *, is_rtl: bool) -> list[int]:
    """Return the level of each character: even for left to right, odd for right to left."""
    base = int(is_rtl)
    edge = "R" if is_rtl else "L"
    kinds = [bidirectional(character) or "L" for character in text]
    kinds = [kind if kind in _EFFECTIVE else "ON" for kind in kinds]
    _resolve_weak(kinds, edge)
    _resolve_pairs(text, kinds, edge)
    _resolve_neutral(kinds, edge)
    return [_level(kind, base) for kind in kinds]


def by_direction(text: str, *, is_rtl: bool) -> list[tuple[str, bool]]:
    """Split text where its direction changes. Shape: text, is it from right to left; not empty."""
    if not is_rtl and (text.isascii() or not RIGHT_TO_LEFT.search(text)):
        return [(text, False)]
    backward = [bool(level % 2) for level in levels_of(text, is_rtl=is_rtl)] or [False]
    found: list[tuple[str, bool]] = []
    start = 0
    for at in range(1, len(text)):
        if backward[at] != backward[start]:
            found.append((text[start:at], backward[start]))
            start = at
    return [*found, (text[start:], backward[start])]


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of a line's pieces in their order from left to right (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order


def _resolve_weak(kinds: list[str], edge: str) -> None:
    """Apply W1 to W7: combining marks, and numbers with their separators and signs."""
    before, strong = edge, edge
    for at, own in enumerate(kinds):
        kind = before if own == "NSM" else own  # W1
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        strong = kind if kind in {"L", "R", "AL"} else strong
        kinds[at] = before = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):  # W4
        left, kind, right = kinds[at - 1 : at + 2]
        if left == right and (kind, left) in _JOINED:
            kinds[at] = left
    _resolve_terminators(kinds)
    _resolve_separators(kinds, edge)


def _resolve_separators(kinds: list[str], edge: str) -> None:
    """Apply W6 and W7: other separators are neutral; numbers after Latin text count as Latin."""
    strong = edge
    for at, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:  # W6
            kinds[at] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[at] = "L"


def _resolve_terminators(kinds: list[str]) -> None:
    """Apply W5: signs such as % and $ take the class of an adjacent number."""
    at = 0
    while at < len(kinds):
        if kinds[at] != "ET":
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = (kinds[at - 1] if at else "", kinds[end] if end < len(kinds) else "")
        if "EN" in beside:
            kinds[at:end] = ["EN"] * (end - at)
        at = end


def _resolve_pairs(text: str, kinds: list[str], edge: str) -> None:
    """Apply N0: the brackets of a pair take the direction of their content or surroundings."""
    for opening, closing in sorted(_pairs(text, kinds)):
        inside = {_STRONG[kind] for kind in kinds[opening + 1 : closing] if kind in _STRONG}
        if edge in inside:
            found = edge
        elif inside:
            other = inside.pop()
            around = next((_STRONG[k] for k in reversed(kinds[:opening]) if k in _STRONG), edge)
            found = other if around == other else edge
        else:
            continue
        kinds[opening] = kinds[closing] = found


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Find the pairs of brackets (BD16)."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if kinds[at] != "ON":
            continue
        if character in _PAIRS:
            if len(stack) == _DEEPEST:
                return found
            stack.append((normalize("NFC", _PAIRS[character]), at))
        elif character in _CLOSING:
            wanted = normalize("NFC", character)
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == wanted:
                    found.append((stack[depth][1], at))
                    del stack[depth:]
                    break
    return found


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    """Apply N1 and N2: neutral characters take the direction of both sides, or the paragraph's."""
    at = 0
    while at < len(kinds):
        if kinds[at] not in _NEUTRAL:
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _STRONG[kinds[at - 1]] if at else edge
        right = _STRONG[kinds[end]] if end < len(kinds) else edge
        kinds[at:end] = [left if left == right else edge] * (end - at)
        at = end


def _level(kind: str, base: int) -> int:
    """Apply I1 and I2."""
    if base % 2 == 0:
        return base + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
    return base + (0 if kind == "R" else 1)
