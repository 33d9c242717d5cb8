r"""Read Markdown so that it eats no character of a path, a name or a figure.

In → Out: a text in; the parser's tokens, and the faults that only the parser sees, out.
Must not: build blocks, or word a problem.
Source: https://spec.commonmark.org/0.31.2/ with tables and strikethrough of
https://github.github.com/gfm/, and footnotes.

These rules are narrower than those of CommonMark:

- `*`, `_` and `~~` are marks only where a writer would set them, not in `2*3*4`, `/var/*/x*`,
  `count(*)` or `__init__.py`.
- Addresses and Windows paths (`\\files01\jobs\_nightly`) are text as typed.
- A definition of a link or footnote is one only if a mark refers to it, and the target of a link is
  an address. Otherwise its line is text: `[09:12]: alert-fired`.
- A line of `---` below a text is a rule and doesn't turn the text into a heading.
- Surplus cells of a table's row belong to its last cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference
from markdown_it.rules_block.table import escapedSplit, getLine, table
from markdown_it.rules_inline import StateInline, emphasis, strikethrough
from markdown_it.rules_inline.entity import entity
from markdown_it.rules_inline.escape import escape
from markdown_it.token import Token
from msgspec import Struct, field

from pmdoc.markdown.fault import Fault, FaultKind
from pmdoc.markdown.links import is_safe_target
from pmdoc.markdown.plain import has_blocks
from pmdoc.markdown.wide_breaks import drop_wide_breaks

BLOCK_LEVELS = 40
NOTES = "footnote_block_open"
"""The type of the token after which there are only footnotes."""

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_PATH_CHARACTERS = r"[\w$.%~+#@{}!&-]"
_SHARE = re.compile(rf"\\\\{_PATH_CHARACTERS}+(?:\\{_PATH_CHARACTERS}*)+")
_FOLDERS = re.compile(rf"\\{_PATH_CHARACTERS}+(?:\\{_PATH_CHARACTERS}*)*")  # after "C:"
_DUNDER = re.compile(r"__[A-Za-z]\w*?__(?=\.[A-Za-z]|\()")
_ADDRESS = re.compile(r"://[^\s<>\"“”„«»`|\\^\[\]()]+")
_SENTENCE_END = "?!.,:;*_~'’‘…"
_DEFINITION = re.compile(r"\[([^\[\]]+)\]:[ \t]*(?:<([^<>]*)>|(\S+))")
_NOTE_LABEL = re.compile(r"\[\^([^\]\s]+)\]:")

_NOT_BEFORE_OPENING = frozenset("/\\.=@$#%&+<>)]}^|")
_NOT_AFTER_OPENING = frozenset("/\\.)]},;:=@&|>%!?+^")
_NOT_BEFORE_CLOSING = frozenset("/\\([{=@&|<+#^$-")
_NOT_AFTER_CLOSING = frozenset("/\\=@")
_LAST_SPACED_SCRIPT = "\u0e00"  # from Thai on, scripts set no space between words
_WORD = 60
"""Characters: the longest word of which a part may be emphasized."""
_ENDS_PARAGRAPHS: RuleOptionsType = {"alt": ["paragraph", "reference"]}


class Reading(Struct):
    """The parser's tokens of a text, and the faults met on the way."""

    tokens: list[Token]
    faults: list[Fault]


class _Definitions(dict[str, Any]):
    """The link definitions of a text by label, with the labels that were looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        if label in self:
            self.used.add(label)
        return super().get(label, default)


class _Notebook(Struct):
    """What the rules know of one text, and what they note about it.

    Shape: None for `links` or `notes` if it isn't known yet which labels are used.
    """

    text: str
    links: set[str] | None = None
    notes: set[str] | None = None
    faults: list[Fault] = field(default_factory=list)

    def add(self, kind: FaultKind, source: str, start: int, end: int) -> None:
        """Record a fault in an inline's source, which lacks the marks of its block."""
        for before in (12, 3, 0):
            at = self.text.find(source[max(start - before, 0) : end])
            if at >= 0:
                break
        offset = max(at, 0) + min(before, start)
        self.faults.append(Fault(kind, source[start:end], offset))


def read_tokens(text: str) -> Reading:
    """Parse a text."""
    parser = _parser(has_notes="[^" in text or "^[" in text)
    parse = parser.parse if has_blocks(text) else parser.parseInline
    notebook, links = _Notebook(text), _Definitions()
    env: dict[str, Any] = {"references": links, "notebook": notebook}
    tokens = parse(text, env)
    used = _used_notes(tokens)
    if set(links) - links.used or _labels(env) - used:
        notebook = _Notebook(text, links.used, used)
        tokens = parse(text, {"references": _Definitions(), "notebook": notebook})
    return Reading(tokens, list(dict.fromkeys(notebook.faults)))


@cache
def _parser(*, has_notes: bool) -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": False, "maxNesting": BLOCK_LEVELS, "store_labels": True}
    )
    parser.enable(["table", "strikethrough"])
    parser.disable("lheading")
    if has_notes:
        from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415 -- seldom needed
        from mdit_py_plugins.footnote.index import footnote_def  # noqa: PLC0415 -- as above

        footnote_plugin(parser)
        parser.block.ruler.at("footnote_def", _used_only(footnote_def), _ENDS_PARAGRAPHS)
    parser.block.ruler.at("reference", _reference)
    parser.block.ruler.at("table", _table, _ENDS_PARAGRAPHS)
    parser.inline.ruler.before("escape", "literal", _literal)
    parser.inline.ruler.at("escape", _escape)
    parser.inline.ruler.at("entity", _entity)
    parser.inline.ruler.at("emphasis", _emphasis)
    parser.inline.ruler.at("strikethrough", _strikethrough)
    parser.core.ruler.push("wide_breaks", drop_wide_breaks)
    # Otherwise `[label](file:x)` would show its brackets; the builder decides what is a link.
    parser.validateLink = lambda _: True  # type: ignore[assignment] # its hook
    # Show an address in angle brackets as typed: a decoded `%20` would be a space.
    parser.normalizeLinkText = str  # type: ignore[assignment] # its hook
    return parser


def _used_notes(tokens: Iterable[Token]) -> set[str]:
    """Return the labels of the footnotes that the text refers to, or a footnote of the text."""
    found: set[str] = set()
    by_id: dict[int, list[Token]] = {}
    pending: list[Token] = []
    inside: list[Token] | None = None
    for token in tokens:
        if token.type == "footnote_open":
            inside = by_id[token.meta["id"]] = []
        (pending if inside is None else inside).extend(token.children or ())
    while pending:
        token = pending.pop()
        if token.type == "footnote_ref":
            found.add(token.meta.get("label", ""))
            pending += by_id.pop(token.meta["id"], ())
    return found


def _labels(env: Mapping[str, Any]) -> set[str]:
    return {label[1:] for label in env.get("footnotes", {}).get("refs", ())}


def _line(state: StateBlock, line: int) -> str:
    return str(getLine(state, line))


def _used_only(footnote_def: Any) -> Any:
    """Return the rule for a footnote's text, which counts if a mark refers to it."""

    def read(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - its signature
        match = _NOTE_LABEL.match(_line(state, start))
        notebook = state.env["notebook"]
        if match and not silent:
            is_twice = match[1] in _labels(state.env)
            if is_twice or (notebook.notes is not None and match[1] not in notebook.notes):
                kind = FaultKind.NOTE_TWICE if is_twice else FaultKind.NOTE_UNUSED
                notebook.add(kind, match[0], 0, len(match[0]))
                return False
        return bool(match and footnote_def(state, start, end, silent))

    return read


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - its signature
    match = _DEFINITION.match(_line(state, start))
    if not match:
        return False
    label, target = normalizeReference(match[1]), match[2] or match[3] or ""
    notebook = state.env["notebook"]
    if not (is_safe_target(target) or (target.startswith("#") and len(target) > 1)):
        return False
    if label in state.env["references"]:
        notebook.add(FaultKind.LINK_TWICE, match[0], 0, len(match[0]))
        return False
    if notebook.links is not None and label not in notebook.links:
        notebook.add(FaultKind.LINK_UNUSED, match[0], 0, len(match[0]))
        return False
    return reference(state, start, end, silent)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - its signature
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if silent:
        return True
    for line, cells in _table_rows(state.tokens[first:]):
        typed = _line(state, line)
        written = escapedSplit(typed.strip())
        written = written[not written[0] : len(written) - (not written[-1])]
        if len(written) > len(cells):
            cells[-1].content = "|".join(written[len(cells) - 1 :]).strip()
        is_torn = sum(cell.count("`") % 2 for cell in written) > 1
        if is_torn or len(written) > len(cells):
            state.env["notebook"].add(FaultKind.CELLS, typed, 0, len(typed))
    return True


def _table_rows(tokens: Iterable[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Yield the line of each row of a table, and its cells."""
    line, cells = 0, list[Token]()
    for token in tokens:
        if token.type == "tr_open":
            line, cells = (token.map or [0])[0], []
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close":
            yield line, cells


def _literal(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - its signature
    r"""Take an address, a Windows path or a name such as `__init__.py` as typed.

    Example: at the colon of `https://x.y/a*b*c.`, takes `://x.y/a*b*c`; at the first backslash of
    `C:\jobs\_nightly`, the rest.
    """
    source, at = state.src, state.pos
    match source[at]:
        case ":":
            is_web = source[max(at - 5, 0) : at].lower().endswith(("http", "https"))
            match = _ADDRESS.match(source, at, state.posMax) if is_web else None
            length = len(match[0].rstrip(_SENTENCE_END)) if match else 0
        case "\\":
            before = source[at - 1] if at else ""
            is_drive = before == ":" and source[at - 2 : at - 1].isalpha()
            if is_drive and not source[max(at - 3, 0) : at - 2].isalnum():
                match = _FOLDERS.match(source, at, state.posMax)
            else:
                is_start = before != "\\" and not before.isalnum()
                match = _SHARE.match(source, at, state.posMax) if is_start else None
            length = len(match[0]) if match else 0
        case "_":
            is_start = not at or not (source[at - 1].isalnum() or source[at - 1] == "_")
            match = _DUNDER.match(source, at, state.posMax) if is_start else None
            length = len(match[0]) if match else 0
        case _:
            return False
    if length and not silent:
        state.pending += source[at : at + length]
    state.pos += length
    return length > 0


def _escape(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - its signature
    source, at = state.src, state.pos
    if source[at] != "\\":
        return False
    follows = source[at + 1 : at + 2]
    if silent:
        return escape(state, silent)
    is_mark_of_line = not source[:at].rpartition("\n")[2].strip(" 0123456789")
    if follows == "\n" and source[at - 1 : at] == " ":
        state.pending += "\\"  # a command that goes on in the next line
    elif follows == "\n" or (follows in _PUNCTUATION and not is_mark_of_line):
        state.env["notebook"].add(FaultKind.BACKSLASH, source, at, at + len(follows.rstrip()) + 1)
    return escape(state, silent)


def _entity(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - its signature
    at = state.pos
    if not entity(state, silent):
        return False
    if not silent:
        state.env["notebook"].add(FaultKind.ENTITY, state.src, at, state.pos)
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - its signature
    return _delimit(state, emphasis.tokenize, silent=silent)


def _strikethrough(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - its signature
    return _delimit(state, strikethrough.tokenize, silent=silent)


def _delimit(state: StateInline, tokenize: Any, *, silent: bool) -> bool:
    first, start = len(state.delimiters), state.pos
    if not tokenize(state, silent):
        return False
    opens, closes = _flanks(state.src, start, state.pos)
    for delimiter in state.delimiters[first:]:
        delimiter.open = delimiter.open and opens
        delimiter.close = delimiter.close and closes
    return True


def _flanks(source: str, start: int, end: int) -> tuple[bool, bool]:
    """Return whether marks may open, and whether they may close, as far as what is around them.

    A mark that belongs to a path, a pattern or a calculation does neither: `*.log`, `/*/`, `(*)`,
    `http_*`, `2*3`.
    """
    before, after = source[start - 1 : start] or " ", source[end : end + 1] or " "
    later = source[end + 1 : end + 2]
    opens = before not in _NOT_BEFORE_OPENING and after not in _NOT_AFTER_OPENING
    opens = opens and not (before.isalnum() and before < _LAST_SPACED_SCRIPT)
    opens = opens and (after != "-" or later.isdigit())
    closes = before not in _NOT_BEFORE_CLOSING and after not in _NOT_AFTER_CLOSING
    closes = closes and not (after == "." and later.isalnum())
    if source[start] == "_":
        closes = closes and after != "(" and (after != "*" or later == "*")
    elif end - start == 1:
        opens, closes = opens and after != "_", closes and before != "_"
    if after.isalnum() and after < _LAST_SPACED_SCRIPT:  # `*pod*s`, but not `f(*x) is 2*3`
        words = source[max(start - _WORD, 0) : start].rsplit(maxsplit=1)
        closes = closes and bool(words) and words[-1].startswith(source[start])
    return opens, closes
